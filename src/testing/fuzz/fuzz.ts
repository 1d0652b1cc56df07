/** Runs a reader on hostile documents and keeps every outcome that is not a documented one. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { InputError, ModelError, UnsupportedError } from '../../errors.ts';
import { createRng, type Rng } from '../../numerics/random.ts';
import { type Coverage, unguided } from './coverage.ts';
import { mutated } from './mutate.ts';
import { bytesOf, type Reader } from './reader.ts';

/** Bounds on one input: milliseconds, and bytes of the process. */
export const MOST = { milliseconds: 10_000, bytes: 2 ** 30 };

/** Documents longer than this are not kept to be changed further: they would only get slower. */
const LONGEST_KEPT = 2 ** 16;

export interface Finding {
  readonly reader: string;
  readonly input: Uint8Array;
  readonly what: string;
}

/** A document that reached a block which none before it had reached. */
export interface Kept {
  readonly input: Uint8Array;
  /** Blocks that it reached: what is refused at once reaches few. */
  readonly blocks: number;
  /** How often it was changed. */
  picked: number;
}

/** What has come of a reader so far. */
export interface Fuzzed {
  inputs: number;
  /** Inputs that were read as valid: none would mean that nothing behind the first check was reached. */
  accepted: number;
  milliseconds: number;
  slowest: number;
  readonly findings: Finding[];
  readonly kept: Kept[];
  /** Of inputs made of seeds and of those made of kept documents: how many there were, and how many reached new blocks. */
  readonly worth: { readonly seeds: Worth; readonly kept: Worth };
}

interface Worth {
  tries: number;
  fresh: number;
}

export const nothingYet = (): Fuzzed => ({
  inputs: 0,
  accepted: 0,
  milliseconds: 0,
  slowest: 0,
  findings: [],
  kept: [],
  worth: { seeds: { tries: 0, fresh: 0 }, kept: { tries: 0, fresh: 0 } },
});

/** Whether an error is the user's to mend: exit code 2. */
function isDocumented(error: unknown): boolean {
  return [InputError, UnsupportedError, ModelError].some((kind) => error instanceof kind);
}

/** Reads one document. @returns what is wrong with the outcome, or null, and whether it was accepted. */
export function tryReader(reader: Reader, input: Uint8Array, folder: string, most = MOST) {
  const file = join(folder, 'input');
  writeFileSync(file, input);
  const before = performance.now();
  let accepted = false;
  let what: string | null = null;
  try {
    reader.read(file);
    accepted = true;
  } catch (error) {
    if (!isDocumented(error))
      what = error instanceof Error ? (error.stack ?? error.message) : String(error);
  }
  const milliseconds = performance.now() - before;
  if (milliseconds > most.milliseconds) what = `${Math.round(milliseconds)} ms`;
  else if (process.memoryUsage.rss() > most.bytes) what = `more than ${most.bytes} bytes`;
  return { accepted, what, milliseconds };
}

export interface Options {
  readonly seed: number;
  /** An empty one for the input's file. */
  readonly folder: string;
  readonly coverage?: Coverage;
  /** Whether a document that reaches a new block is changed further. */
  readonly guided?: boolean;
  /** What came of an earlier part of the same: it goes on from there. */
  readonly so?: Fuzzed;
  /** Called before each input. */
  begins?(): void;
}

export interface Search {
  readonly so: Fuzzed;
  /** Blocks that the seeds reach. */
  readonly bySeeds: number;
  /** Goes on until so many inputs were read in all. */
  go(inputs: number): Fuzzed;
}

export function search(reader: Reader, options: Options): Search {
  const { seed, folder, coverage = unguided, guided = false, so = nothingYet(), begins } = options;
  const seeds = [...reader.seeds(), ...(reader.refused?.() ?? [])].map(bytesOf);
  for (const known of seeds) tryReader(reader, known, folder);
  coverage.since();
  const bySeeds = coverage.reached();
  for (const { input } of so.kept) tryReader(reader, input, folder);
  coverage.since();
  function next(): void {
    const rng = createRng(`fuzz ${reader.name} ${seed} ${so.inputs}`);
    const ofKept = so.kept.length > 0 && rng.chance(shareOfKept(so.worth));
    const of = ofKept ? chosen(so.kept, rng) : rng.pick(seeds);
    const input = mutated(of, rng.pick(seeds), reader, rng);
    begins?.();
    const { accepted, milliseconds, what } = tryReader(reader, input, folder);
    so.inputs++;
    if (accepted) so.accepted++;
    so.milliseconds += milliseconds;
    so.slowest = Math.max(so.slowest, milliseconds);
    if (what !== null) so.findings.push({ reader: reader.name, input, what });
    const { blocks, fresh } = coverage.since();
    const worth = ofKept ? so.worth.kept : so.worth.seeds;
    worth.tries++;
    if (fresh > 0) worth.fresh++;
    if (guided && fresh > 0 && input.length <= LONGEST_KEPT)
      so.kept.push({ input, blocks, picked: 0 });
  }
  return {
    so,
    bySeeds,
    go(inputs) {
      while (so.inputs < inputs) next();
      return so;
    },
  };
}

/** Kept documents of which one is chosen. */
const CANDIDATES = 4;

/** What reaches new blocks more often is tried more often, the other in a fifth of all inputs at least. */
function shareOfKept({ seeds, kept }: Fuzzed['worth']): number {
  const rate = ({ tries, fresh }: Worth) => (fresh + 1) / (tries + 2);
  return Math.max(0.2, Math.min(0.8, rate(kept) / (rate(kept) + rate(seeds))));
}

/** Of some kept documents the one that went deepest and was changed least. */
function chosen(kept: readonly Kept[], rng: Rng): Uint8Array {
  const worth = ({ blocks, picked }: Kept) => blocks / (1 + picked);
  let best = rng.pick(kept);
  for (let k = 1; k < CANDIDATES; k++) {
    const other = rng.pick(kept);
    if (worth(other) > worth(best)) best = other;
  }
  best.picked++;
  return best.input;
}
