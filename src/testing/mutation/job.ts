/**
 * One room: mutants of its files, a survey of which test reaches which, then one trial a mutant. What was
 * found is kept as it is found.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createRng } from '../../numerics/random.ts';
import type { Reason } from './exclusions.ts';
import { type JobState, jobState, type Outcome } from './job-state.ts';
import type { Mutator } from './mutator-names.ts';
import { type Mutant, mutantsOf } from './mutators.ts';
import { digest, digestsOf, type Sources } from './sources.ts';
import { coverageOf, type Fate, type History, planOf } from './trials.ts';
import type { Surveyed, Tried } from './worker.ts';
import { type Lost, type WorkerProcess, workerProcess } from './worker-process.ts';

export interface Options {
  readonly root: string;
  /** How many mutants that tests reach are tried, null for all. */
  readonly sample: number | null;
  readonly seed: string;
  readonly only: readonly Mutator[];
  readonly resume: boolean;
  /** Seconds beyond which a test takes no part. */
  readonly slowest: number;
  readonly say: (line: string) => void;
  readonly stopped: () => boolean;
}

export interface Report {
  readonly room: string;
  readonly mutants: number;
  /** Reached by some test, without those that are left out by a rule. */
  readonly covered: number;
  /** How many are left out, by the rule. */
  readonly excluded: Partial<Record<Reason, number>>;
  readonly tests: number;
  readonly leftOut: readonly string[];
  readonly outcomes: readonly Outcome[];
  /** Kills that the same tests did not confirm: they failed without the mutant as well. */
  readonly unsound: number;
}

/** Where what was found is kept. */
const FOLDER = '.falsim/mutation';
/** Seconds on the clock. */
const LONGEST_TRIAL = 3600;
const LONGEST_SURVEY = 600;
/** Milliseconds between two writes of what was found. */
const PACE = 5000;

interface Placed extends Mutant {
  /** Path from the root. */
  readonly file: string;
  readonly text: string;
  /** Place in the list of all. */
  readonly number: number;
}

export async function mutationJob(sources: Sources, options: Options): Promise<Report> {
  const { root, say, stopped } = options;
  const offsets: { readonly file: string; readonly offset: number }[] = [];
  const mutants: Placed[] = [];
  for (const file of sources.files) {
    const text = readFileSync(join(root, file), 'utf8');
    offsets.push({ file: join(root, file), offset: mutants.length });
    for (const mutant of mutantsOf(text, file))
      mutants.push({ ...mutant, file, text, number: mutants.length });
  }
  const state = jobState(join(root, FOLDER, `${sources.name}.json`), options.resume);
  const digests = digestsOf(sources, root);
  const worker = workerProcess({
    kind: 'setup',
    root,
    files: offsets,
    mutants: mutants.length,
  });
  try {
    const surveys = await surveyed(digests, state, worker, options);
    state.save();
    const usable = surveys.filter(({ unusable }) => unusable === null);
    const coverage = coverageOf(usable);
    const every = mutants.filter(({ mutator }) => options.only.includes(mutator));
    const wanted = every.filter(({ excluded }) => excluded === null);
    const covered = wanted.filter(({ number }) => coverage.has(number));
    say(`${sources.name}: ${wanted.length} mutants, ${covered.length} reached by tests`);
    // By file, so that each is compiled with its mutants once.
    const chosen = [...sampled(covered, options)].sort((a, b) => a.number - b.number);
    const kills = new Map<string, number>();
    const count = (key: string) => kills.set(key, (kills.get(key) ?? 0) + 1);
    const outcomes: Outcome[] = [];
    let unsound = 0;
    let saved = Date.now();
    for (const mutant of chosen) {
      if (stopped()) break;
      const history: History = (file, place = -1) =>
        kills.get(`${mutant.file} ${file} ${place}`) ?? 0;
      const plan = planOf(
        coverage.get(mutant.number)!,
        (test) => dirname(relative(root, test)) === dirname(mutant.file),
        history,
      );
      const of = (file: string) => digests.get(relative(root, file))!;
      const key = `${mutant.file}:${mutant.start}:${mutant.end}:${mutant.replacement}`;
      const asked = digest(plan.map(({ file }) => of(file)).sort());
      const known =
        state.outcomes.get(key, asked) ??
        plan.map(({ file }) => state.outcomes.get(key, of(file))).find(Boolean);
      if (known !== undefined) {
        outcomes.push(known);
        continue;
      }
      const start = performance.now();
      const answer = await worker.ask(
        {
          kind: 'trial',
          mutant: mutant.number,
          mutated: join(root, mutant.file),
          files: plan,
        },
        LONGEST_TRIAL,
      );
      if (stopped()) break;
      const fate = fateOf(answer as Tried | Lost);
      if (fate === null) {
        unsound++;
        worker.end();
        say(`not believed: ${key}`);
        continue;
      }
      const killer = answer.kind === 'tried' ? answer.killer : null;
      if (killer !== null) {
        count(`${mutant.file} ${killer.file} -1`);
        if (killer.place >= 0) count(`${mutant.file} ${killer.file} ${killer.place}`);
      }
      const by = killer === null ? null : `${relative(root, killer.file)}: ${killer.test}`;
      const outcome = outcomeOf(mutant, fate, by, (performance.now() - start) / 1000);
      state.outcomes.set(key, killer === null ? asked : of(killer.file), outcome);
      if (Date.now() - saved > PACE) {
        state.save();
        saved = Date.now();
      }
      outcomes.push(outcome);
      const { file, line, seconds } = outcome;
      say(`${outcomes.length}/${chosen.length} ${fate} ${file}:${line} ${seconds.toFixed(1)} s`);
    }
    state.save();
    const uncovered = wanted.filter(({ number }) => !coverage.has(number));
    const excluded: Partial<Record<Reason, number>> = {};
    for (const { excluded: reason } of every)
      if (reason !== null) excluded[reason] = (excluded[reason] ?? 0) + 1;
    return {
      room: sources.name,
      mutants: wanted.length,
      covered: covered.length,
      excluded,
      tests: usable.reduce((sum, { tests }) => sum + tests.filter((t) => t.passes).length, 0),
      leftOut: leftOut(surveys, root),
      outcomes: [...outcomes, ...uncovered.map((m) => outcomeOf(m, 'not covered', null, 0))],
      unsound,
    };
  } finally {
    worker.end();
  }
}

/** Null where a test fails with the mutant and without. A process that is gone has been killed. */
function fateOf(answer: Tried | Lost): Fate | null {
  if (answer.kind === 'lost') return answer.how === 'time' ? 'timed out' : 'killed';
  if (answer.killer === null) return 'survived';
  return answer.sound ? 'killed' : null;
}

function outcomeOf(mutant: Placed, fate: Fate, by: string | null, seconds: number): Outcome {
  const { file, line, mutator, replacement, text, start, end } = mutant;
  return { file, line, mutator, original: text.slice(start, end), replacement, fate, by, seconds };
}

/** What every test reaches, by one run of each test file without a mutant. */
async function surveyed(
  digests: ReadonlyMap<string, string>,
  { surveys }: JobState,
  worker: WorkerProcess,
  { root, slowest, say, stopped }: Options,
): Promise<Surveyed[]> {
  const found: Surveyed[] = [];
  for (const [test, digestOfTest] of digests) {
    if (stopped()) break;
    let one = surveys.get(test, digestOfTest);
    if (one === undefined) {
      const file = join(root, test);
      const answer = await worker.ask({ kind: 'survey', file, slowest }, LONGEST_SURVEY);
      if (stopped()) break;
      const lost = { kind: 'surveyed' as const, file, load: 0, reachedByLoad: [], tests: [] };
      one =
        answer.kind === 'surveyed'
          ? answer
          : { ...lost, unusable: `it does not end in ${LONGEST_SURVEY} s` };
      surveys.set(test, digestOfTest, one);
      say(
        `${found.length + 1}/${digests.size} ${test}: ${one.unusable ?? `${one.tests.length} tests`}`,
      );
    }
    found.push(one);
  }
  return found;
}

function sampled<M>(covered: readonly M[], { sample, seed }: Options): readonly M[] {
  if (sample === null || sample >= covered.length) return covered;
  const rng = createRng(`mutants ${seed}`);
  const left = [...covered];
  return Array.from({ length: sample }, () => left.splice(rng.integer(0, left.length - 1), 1)[0]!);
}

function leftOut(surveys: readonly Surveyed[], root: string): string[] {
  return surveys.flatMap(({ file, unusable, tests }) =>
    unusable === null
      ? tests.filter((t) => !t.passes).map((t) => `${relative(root, file)}: ${t.name}`)
      : [`${relative(root, file)}: ${unusable.split('\n')[0]}`],
  );
}
