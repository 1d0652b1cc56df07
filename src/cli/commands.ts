/** The commands as `falsim --help` lists them. What one does is loaded when it is asked for. */
import type { Command } from 'commander';
import type { Context } from './context.ts';

export interface CommandEntry {
  readonly name: string;
  /** As the help shows them; the command itself says what each is. */
  readonly arguments: string;
  readonly summary: string;
  /** The option that bounds how long it computes, with a default; null: it computes nothing. */
  readonly bound: '--time-limit' | '--run-limit' | '--shrinks' | null;
  load(): Promise<(context: Context) => Command>;
}

/** In the order of the help. */
export const commands: readonly CommandEntry[] = [
  {
    name: 'hunt',
    arguments: '[claim...]',
    summary: 'hunt for counterexamples of claims',
    bound: '--run-limit',
    load: async () => (await import('./hunt.ts')).huntCommand,
  },
  {
    name: 'sweep',
    arguments: '<claim>',
    summary: 'check every instance of a claim up to a complexity',
    bound: '--run-limit',
    load: async () => (await import('./sweep.ts')).sweepCommand,
  },
  {
    name: 'work',
    arguments: '',
    summary: 'run chunks of hunts that are on a queue',
    bound: '--run-limit',
    load: async () => (await import('./work.ts')).workCommand,
  },
  {
    name: 'merge',
    arguments: '<folder...>',
    summary: 'join the shares of a hunt that several machines did',
    bound: '--shrinks',
    load: async () => (await import('./merge.ts')).mergeCommand,
  },
  {
    name: 'necessity',
    arguments: '[claim...]',
    summary: 'which hypotheses of a claim are needed, and how much of each',
    bound: '--run-limit',
    load: async () => (await import('./necessity.ts')).necessityCommand,
  },
  {
    name: 'replay',
    arguments: '[path...]',
    summary: 'check stored counterexamples again',
    bound: '--time-limit',
    load: async () => (await import('./replay.ts')).replayCommand,
  },
  {
    name: 'report',
    arguments: '[path...]',
    summary: 'what was found, as one HTML page',
    bound: '--time-limit',
    load: async () => (await import('./report.ts')).reportCommand,
  },
  {
    name: 'claims',
    arguments: '[claim...]',
    summary: 'list the claims: status, hypotheses, sources',
    bound: null,
    load: async () => (await import('./claims.ts')).claimsCommand,
  },
  {
    name: 'generators',
    arguments: '[claim...]',
    summary: 'count what is drawn for claims',
    bound: '--time-limit',
    load: async () => (await import('./generators.ts')).generatorsCommand,
  },
  {
    name: 'models',
    arguments: '',
    summary: 'list the models and their formulas',
    bound: null,
    load: async () => (await import('./models.ts')).modelsCommand,
  },
  {
    name: 'laws',
    arguments: '<file>',
    summary: 'hold models of your own to what a model is',
    bound: '--time-limit',
    load: async () => (await import('./laws.ts')).lawsCommand,
  },
  {
    name: 'check',
    arguments: '[claim] <instance.json>',
    summary: 'the verdict of a claim on one instance',
    bound: '--time-limit',
    load: async () => (await import('./check.ts')).checkCommand,
  },
  {
    name: 'flow',
    arguments: '<instance.json>',
    summary: 'integrate gradient flow from an instance',
    bound: '--time-limit',
    load: async () => (await import('./flow.ts')).flowCommand,
  },
  {
    name: 'explore',
    arguments: '<instance.json>',
    summary: 'an instance as a page: drag it, watch it flow, type fractions',
    bound: '--time-limit',
    load: async () => (await import('./explore.ts')).exploreCommand,
  },
  {
    name: 'orbit',
    arguments: '<instance.json>',
    summary: 'how large the orbit through θ is, exactly',
    bound: '--time-limit',
    load: async () => (await import('./orbit.ts')).orbitCommand,
  },
  {
    name: 'strata',
    arguments: '<instance.json>',
    summary: "all strata of a model's parameter space, and whether orbits fill them",
    bound: '--time-limit',
    load: async () => (await import('./strata.ts')).strataCommand,
  },
  {
    name: 'reduce',
    arguments: '<instance.json>',
    summary: 'the narrower model that training on the stratum of θ is training of',
    bound: '--time-limit',
    load: async () => (await import('./reduce.ts')).reduceCommand,
  },
  {
    name: 'conserved',
    arguments: '<instance.json>',
    summary: 'how many conserved quantities, over sizes, and which',
    bound: '--time-limit',
    load: async () => (await import('./conserved.ts')).conservedCommand,
  },
  {
    name: 'compare',
    arguments: '<a.json> <b.json>',
    summary: 'symmetries, strata and laws that two designs share',
    bound: '--time-limit',
    load: async () => (await import('./compare.ts')).compareCommand,
  },
  {
    name: 'condense',
    arguments: '<file>',
    summary: 'clusters of hidden units, and the distance to the nearest strata',
    bound: '--time-limit',
    load: async () => (await import('./condense.ts')).condenseCommand,
  },
  {
    name: 'explain',
    arguments: '<file>',
    summary: 'a trained network in sentences: what stays as it is, what it is near',
    bound: '--time-limit',
    load: async () => (await import('./explain.ts')).explainCommand,
  },
  {
    name: 'verify',
    arguments: '<certificate.json>',
    summary: 'check a certificate of an orbit by other code',
    bound: '--time-limit',
    load: async () => (await import('./verify.ts')).verifyCommand,
  },
  {
    name: 'export',
    arguments: '<file.json>',
    summary: 'a finding as a script, a document or JSON of its own',
    bound: '--time-limit',
    load: async () => (await import('./export.ts')).exportCommand,
  },
  {
    name: 'import',
    arguments: '<checkpoint>',
    summary: 'an instance from a checkpoint of a trained network',
    bound: '--time-limit',
    load: async () => (await import('./import.ts')).importCommand,
  },
  {
    name: 'init',
    arguments: '',
    summary: 'start a project of your own in this folder',
    bound: null,
    load: async () => (await import('./init.ts')).initCommand,
  },
];
