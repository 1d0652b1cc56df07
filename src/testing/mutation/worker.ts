/**
 * The process in which mutants are run; it is killed where a mutant does not end. Its first message says
 * which files are mutated and which tests there are; after that one message is one mutant.
 */
import process from 'node:process';
import { type ModuleLoader, moduleLoader } from './module-loader.ts';
import { mutantsOf } from './mutators.ts';
import { SWITCH, schemataOf } from './schemata.ts';
import { type CollectedFile, testApi } from './test-api.ts';
import { processorSeconds, watchdog } from './watchdog.ts';

export interface Setup {
  readonly kind: 'setup';
  readonly root: string;
  /** Mutated files, with the number of their first mutant. */
  readonly files: readonly { readonly file: string; readonly offset: number }[];
  /** Number of all mutants. */
  readonly mutants: number;
  /** Those that are compiled in, null for all: few of them cost nothing. */
  readonly only: readonly number[] | null;
}
/** Runs a test file as it is and says which mutants each test reaches. */
export interface Survey {
  readonly kind: 'survey';
  readonly file: string;
  /** Tests that take longer, in seconds, take no part. */
  readonly slowest: number;
  /** Tests that come after so many seconds of the file are not run and take no part. */
  readonly longest: number;
}
export interface Trial {
  readonly kind: 'trial';
  readonly mutant: number;
  /** The file that it changes: the only one compiled with mutants. */
  readonly mutated: string;
  /** Files and tests in order, with the seconds that each takes without a mutant. */
  readonly files: readonly {
    readonly file: string;
    readonly load: number;
    readonly tests: readonly { readonly place: number; readonly seconds: number }[];
  }[];
}
export type Order = Setup | Survey | Trial;

export interface Surveyed {
  readonly kind: 'surveyed';
  readonly file: string;
  /** Why the file takes no part, null where it does. */
  readonly unusable: string | null;
  /** Seconds to evaluate the file. */
  readonly load: number;
  /** Mutants reached while the file is evaluated. */
  readonly reachedByLoad: readonly number[];
  readonly tests: readonly {
    readonly name: string;
    readonly seconds: number;
    readonly passes: boolean;
    readonly reached: readonly number[];
  }[];
}
export interface Tried {
  readonly kind: 'tried';
  readonly mutant: number;
  /** The test that failed, null where all passed. */
  readonly killer: {
    readonly file: string;
    readonly test: string;
    /** Its place in the file, −1 where the file itself fails. */
    readonly place: number;
    readonly message: string;
  } | null;
  /** Whether the killer passes without the mutant, afterwards. */
  readonly sound: boolean;
}
export type Answer = Surveyed | Tried | { readonly kind: 'ready' };

const NONE = -1;
let on = NONE;
/** By mutant: 1 where it was asked for since the last look. */
let marks = new Uint8Array(0);
Object.assign(globalThis, {
  [SWITCH](mutant: number): boolean {
    marks[mutant] = 1;
    return mutant === on;
  },
});

/** The mutants that were reached since the last look. */
function reached(): number[] {
  const found: number[] = [];
  for (let i = marks.indexOf(1); i >= 0; i = marks.indexOf(1, i + 1)) found.push(i);
  marks.fill(0);
  return found;
}

/** Of surveys, with the mutants of all files compiled in, and of trials, with those of one. */
let everywhere: ModuleLoader;
let inOne: ModuleLoader;
let mutatedNow = '';
const seconds = processorSeconds;

/** Times as long as without the mutant before it is said not to end, and seconds on top. */
const PATIENCE = 10;
const SLACK = 5;
const allow = watchdog();
const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function evaluated(loader: ModuleLoader, file: string): Promise<CollectedFile> {
  await loader.prepare(file);
  const api = testApi();
  loader.evaluate(file, { vitest: api.module });
  const collected = api.collected();
  await collected.before();
  return collected;
}

async function survey({ file, slowest, longest }: Survey): Promise<Surveyed> {
  on = NONE;
  const nothing = { kind: 'surveyed' as const, file, load: 0, reachedByLoad: [], tests: [] };
  let collected: CollectedFile;
  let load: number;
  try {
    await everywhere.prepare(file);
    reached();
    const start = seconds();
    collected = await evaluated(everywhere, file);
    load = seconds() - start;
  } catch (error) {
    return { ...nothing, unusable: textOf(error) };
  }
  const reachedByLoad = reached();
  const tests: Surveyed['tests'][number][] = [];
  const end = seconds() + longest;
  for (const test of collected.tests) {
    const start = seconds();
    if (start > end) {
      tests.push({ name: test.name, seconds: 0, passes: false, reached: [] });
      continue;
    }
    const passes = (await failure(test.run)) === null;
    const took = seconds() - start;
    tests.push({
      name: test.name,
      seconds: took,
      passes: passes && took <= slowest,
      reached: reached(),
    });
  }
  await failure(() => collected.after());
  return { ...nothing, unusable: null, load, reachedByLoad, tests };
}

async function failure(run: () => Promise<void>): Promise<string | null> {
  try {
    await run();
    return null;
  } catch (error) {
    return textOf(error) || 'failed';
  }
}

/** The first failure with a mutant on. */
async function firstFailure(mutant: number, files: Trial['files']): Promise<Tried['killer']> {
  on = mutant;
  for (const { file, load, tests } of files) {
    // A new process compiles everything first, which takes longer than tests do and ends whatever the mutant is.
    allow(Number.POSITIVE_INFINITY);
    await inOne.prepare(file);
    allow(PATIENCE * load + SLACK);
    let collected: CollectedFile;
    try {
      collected = await evaluated(inOne, file);
    } catch (error) {
      return { file, test: '', place: -1, message: textOf(error) };
    }
    for (const { place, seconds: usual } of tests) {
      allow(PATIENCE * usual + SLACK);
      const test = collected.tests[place];
      if (test === undefined) return { file, test: '', place: -1, message: 'a test is gone' };
      const message = await failure(test.run);
      if (message !== null) return { file, test: test.name, place, message };
    }
    await failure(() => collected.after());
  }
  return null;
}

/**
 * Whether tests pass without a mutant, by file and places: modules are evaluated anew and tests run in order, so
 * that the same tests give the same again.
 */
const clean = new Map<string, boolean>();

async function trial({ mutant, mutated, files }: Trial): Promise<Tried> {
  if (mutated !== mutatedNow) {
    const before = mutatedNow;
    mutatedNow = mutated;
    inOne.recompile(before);
    inOne.recompile(mutated);
  }
  const killer = await firstFailure(mutant, files);
  let sound = true;
  if (killer !== null) {
    const isKiller = ({ place }: { readonly place: number }) => place === killer.place;
    // A file may be there twice, the second time with more tests.
    const { file, load, tests } = files.find(
      (f) => f.file === killer.file && (killer.place < 0 || f.tests.some(isKiller)),
    )!;
    const until = tests.slice(0, tests.findIndex(isKiller) + 1);
    const key = `${file} ${until.map(({ place }) => place).join()}`;
    sound = clean.get(key) ?? (await firstFailure(NONE, [{ file, load, tests: until }])) === null;
    clean.set(key, sound);
  }
  allow(Number.POSITIVE_INFINITY);
  return { kind: 'tried', mutant, killer, sound };
}

async function answer(order: Order): Promise<Answer> {
  switch (order.kind) {
    case 'setup': {
      const offsets = new Map(order.files.map(({ file, offset }) => [file, offset]));
      const only = order.only && new Set(order.only);
      marks = new Uint8Array(order.mutants);
      const withMutants = (file: string, text: string) => {
        const offset = offsets.get(file);
        if (offset === undefined) return text;
        const all = mutantsOf(text, file);
        const wanted = only === null ? all : all.filter(({ index }) => only.has(offset + index));
        return schemataOf(text, wanted, offset);
      };
      everywhere = moduleLoader(order.root, withMutants);
      inOne = moduleLoader(order.root, (file, text) =>
        file === mutatedNow ? withMutants(file, text) : text,
      );
      return { kind: 'ready' };
    }
    case 'survey':
      return survey(order);
    case 'trial':
      return trial(order);
  }
}

// A promise that a mutant left behind must not take the process down: the tests decide.
process.on('unhandledRejection', () => undefined);
process.on('message', async (order: Order) => process.send!(await answer(order)));
