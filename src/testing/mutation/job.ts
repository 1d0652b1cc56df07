/**
 * One room: mutants of its files, a survey of which test reaches which, then one trial a mutant. What was
 * found is kept as it is found.
 */
import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { createRng } from '../../numerics/random.ts';
import type { Reason } from './exclusions.ts';
import { type JobState, jobState, type Outcome, type Verdict } from './job-state.ts';
import type { Mutator } from './mutator-names.ts';
import { type Mutant, mutantsOf } from './mutators.ts';
import { digest, digestsOf, type Sources } from './sources.ts';
import { type Coverage, coverageOf, type Fate, type History, planOf, within } from './trials.ts';
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
  /** Seconds of tests of the rest of the suite that a mutant is tried with which the room's own let pass; 0 for none. */
  readonly suite: number;
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
  /** Of the rest of the suite, null where it was not asked. */
  readonly suite: { readonly tests: number; readonly leftOut: readonly string[] } | null;
  /** Kills that the same tests did not confirm: they failed without the mutant as well. */
  readonly unsound: number;
}

/** Where what was found is kept. */
const FOLDER = '.falsim/mutation';
/** Seconds on the clock. */
const LONGEST_TRIAL = 3600;
const LONGEST_SURVEY = 600;
/** Seconds of the processor for the tests of one file; those after it take no part. */
const LONGEST_OWN = 100;
const LONGEST_OTHER = 10;
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
  const { root, say } = options;
  const offsets: { readonly file: string; readonly offset: number }[] = [];
  const mutants: Placed[] = [];
  for (const file of sources.files) {
    const text = readFileSync(join(root, file), 'utf8');
    offsets.push({ file: join(root, file), offset: mutants.length });
    for (const mutant of mutantsOf(text, file))
      mutants.push({ ...mutant, file, text, number: mutants.length });
  }
  const state = jobState(join(root, FOLDER, `${sources.name}.json`), options.resume);
  const started = (only: readonly number[] | null) =>
    workerProcess({ kind: 'setup', root, files: offsets, mutants: mutants.length, only });
  let worker = started(null);
  try {
    const digests = digestsOf(sources.files, sources.tests, root);
    const own = await testsOf(digests, LONGEST_OWN, state, worker, options);
    const every = mutants.filter(({ mutator }) => options.only.includes(mutator));
    const wanted = every.filter(({ excluded }) => excluded === null);
    const covered = wanted.filter(({ number }) => own.coverage.has(number));
    say(`${sources.name}: ${wanted.length} mutants, ${covered.length} reached by tests`);
    // By file, so that each is compiled with its mutants once.
    const chosen = [...sampled(covered, options)].sort((a, b) => a.number - b.number);
    const found = await tried(chosen, own, Number.POSITIVE_INFINITY, state, worker, options);
    let unsound = chosen.filter((mutant) => found.get(mutant) === null).length;
    const survivors = chosen.filter((mutant) => found.get(mutant)?.fate === 'survived');
    let suite: Tests | null = null;
    let more: Found = new Map();
    if (options.suite > 0 && survivors.length > 0) {
      say(`${sources.name}: ${survivors.length} survivors for the rest of the suite`);
      worker.end();
      worker = started(survivors.map(({ number }) => number));
      const asked = survivors.map(keyOf);
      const further = [...digestsOf(sources.files, sources.suite, root)];
      const of = new Map(further.map(([test, own]) => [test, digest([own, ...asked])]));
      suite = await testsOf(of, LONGEST_OTHER, state, worker, options);
      more = await tried(survivors, suite, options.suite, state, worker, options);
      unsound += survivors.filter((mutant) => more.get(mutant) === null).length;
    }
    const outcomes = chosen.flatMap((mutant) => {
      const verdict = found.get(mutant);
      return verdict ? [outcomeOf(mutant, verdict, more.get(mutant) ?? null)] : [];
    });
    state.save();
    const uncovered = wanted.filter(({ number }) => !own.coverage.has(number));
    const excluded: Partial<Record<Reason, number>> = {};
    for (const { excluded: reason } of every)
      if (reason !== null) excluded[reason] = (excluded[reason] ?? 0) + 1;
    return {
      room: sources.name,
      mutants: wanted.length,
      covered: covered.length,
      excluded,
      tests: own.tests,
      leftOut: own.leftOut,
      suite: suite && { tests: suite.tests, leftOut: suite.leftOut },
      outcomes: [...outcomes, ...uncovered.map((m) => outcomeOf(m, NOT_COVERED, null))],
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

const keyOf = ({ file, start, end, replacement }: Placed) =>
  `${file}:${start}:${end}:${replacement}`;

const NOT_COVERED: Verdict = { fate: 'not covered', by: null, seconds: 0 };

function outcomeOf(mutant: Placed, verdict: Verdict, suite: Verdict | null): Outcome {
  const { file, line, mutator, replacement, text, start, end } = mutant;
  const original = text.slice(start, end);
  return { file, line, mutator, original, replacement, ...verdict, suite };
}

/** Tests that take part, and what they reach. */
interface Tests {
  readonly digests: ReadonlyMap<string, string>;
  readonly coverage: Coverage;
  readonly tests: number;
  readonly leftOut: readonly string[];
}

/** @param digests of test files. @param longest seconds for one of them. */
async function testsOf(
  digests: ReadonlyMap<string, string>,
  longest: number,
  state: JobState,
  worker: WorkerProcess,
  options: Options,
): Promise<Tests> {
  const surveys = await surveyed(digests, longest, state, worker, options);
  state.save();
  const usable = surveys.filter(({ unusable }) => unusable === null);
  return {
    digests,
    coverage: coverageOf(usable),
    tests: usable.reduce((sum, { tests }) => sum + tests.filter((t) => t.passes).length, 0),
    leftOut: leftOut(surveys, options.root),
  };
}

/** By mutant; null where a kill is not believed. */
type Found = ReadonlyMap<Placed, Verdict | null>;

/**
 * Mutants tried with tests that reach them, as long as nobody stops the job.
 *
 * @param budget seconds that the tests of one mutant take without it.
 */
async function tried(
  mutants: readonly Placed[],
  { digests, coverage }: Tests,
  budget: number,
  state: JobState,
  worker: WorkerProcess,
  { root, say, stopped }: Options,
): Promise<Found> {
  const found = new Map<Placed, Verdict | null>();
  const kills = new Map<string, number>();
  const count = (key: string) => kills.set(key, (kills.get(key) ?? 0) + 1);
  let saved = Date.now();
  for (const mutant of mutants) {
    if (stopped()) break;
    const reaching = coverage.get(mutant.number);
    if (reaching === undefined) {
      found.set(mutant, NOT_COVERED);
      continue;
    }
    const history: History = (file, place = -1) =>
      kills.get(`${mutant.file} ${file} ${place}`) ?? 0;
    const near = (test: string) => dirname(relative(root, test)) === dirname(mutant.file);
    const plan = within(planOf(reaching, near, history), budget);
    const of = (file: string) => digests.get(relative(root, file))!;
    const key = `${budget} ${keyOf(mutant)}`;
    const asked = digest(plan.map(({ file }) => of(file)).sort());
    const known =
      state.outcomes.get(key, asked) ??
      plan.map(({ file }) => state.outcomes.get(key, of(file))).find(Boolean);
    if (known !== undefined) {
      found.set(mutant, known);
      continue;
    }
    const start = performance.now();
    const answer = await worker.ask(
      { kind: 'trial', mutant: mutant.number, mutated: join(root, mutant.file), files: plan },
      LONGEST_TRIAL,
    );
    if (stopped()) break;
    const fate = fateOf(answer as Tried | Lost);
    if (fate === null) {
      found.set(mutant, null);
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
    const verdict = { fate, by, seconds: (performance.now() - start) / 1000 };
    state.outcomes.set(key, killer === null ? asked : of(killer.file), verdict);
    if (Date.now() - saved > PACE) {
      state.save();
      saved = Date.now();
    }
    found.set(mutant, verdict);
    const { file, line } = mutant;
    say(`${found.size}/${mutants.length} ${fate} ${file}:${line} ${verdict.seconds.toFixed(1)} s`);
  }
  return found;
}

/** What every test reaches, by one run of each test file without a mutant. */
async function surveyed(
  digests: ReadonlyMap<string, string>,
  longest: number,
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
      const answer = await worker.ask({ kind: 'survey', file, slowest, longest }, LONGEST_SURVEY);
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
