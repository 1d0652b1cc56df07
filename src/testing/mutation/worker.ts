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
}
/** Runs a test file as it is and says which mutants each test reaches. */
export interface Survey {
  readonly kind: 'survey';
  readonly file: string;
  /** Tests that take longer, in seconds, take no part. */
  readonly slowest: number;
}
export interface Trial {
  readonly kind: 'trial';
  readonly mutant: number;
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
let reached: Set<number> | null = null;
Object.assign(globalThis, {
  [SWITCH](mutant: number): boolean {
    if (reached !== null) reached.add(mutant);
    return mutant === on;
  },
});

let loader: ModuleLoader;
const seconds = processorSeconds;

/** Times as long as without the mutant before it is said not to end, and seconds on top. */
const PATIENCE = 10;
const SLACK = 5;
const allow = watchdog();
const textOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function evaluated(file: string): Promise<CollectedFile> {
  await loader.prepare(file);
  const api = testApi();
  loader.evaluate(file, { vitest: api.module });
  const collected = api.collected();
  await collected.before();
  return collected;
}

async function survey({ file, slowest }: Survey): Promise<Surveyed> {
  on = NONE;
  const nothing = { kind: 'surveyed' as const, file, load: 0, reachedByLoad: [], tests: [] };
  let collected: CollectedFile;
  let load: number;
  const byLoad = new Set<number>();
  try {
    await loader.prepare(file);
    reached = byLoad;
    const start = seconds();
    collected = await evaluated(file);
    load = seconds() - start;
  } catch (error) {
    reached = null;
    return { ...nothing, unusable: textOf(error) };
  }
  const tests: Surveyed['tests'][number][] = [];
  for (const test of collected.tests) {
    const own = new Set<number>();
    reached = own;
    const start = seconds();
    const passes = (await failure(test.run)) === null;
    const took = seconds() - start;
    tests.push({
      name: test.name,
      seconds: took,
      passes: passes && took <= slowest,
      reached: [...own],
    });
  }
  reached = null;
  await failure(() => collected.after());
  return { ...nothing, unusable: null, load, reachedByLoad: [...byLoad], tests };
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
    allow(PATIENCE * load + SLACK);
    let collected: CollectedFile;
    try {
      collected = await evaluated(file);
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

async function trial({ mutant, files }: Trial): Promise<Tried> {
  const killer = await firstFailure(mutant, files);
  let sound = true;
  if (killer !== null) {
    const { file, load, tests } = files.find((f) => f.file === killer.file)!;
    const until = tests.slice(0, tests.findIndex(({ place }) => place === killer.place) + 1);
    sound = (await firstFailure(NONE, [{ file, load, tests: until }])) === null;
  }
  allow(Number.POSITIVE_INFINITY);
  return { kind: 'tried', mutant, killer, sound };
}

async function answer(order: Order): Promise<Answer> {
  switch (order.kind) {
    case 'setup': {
      const offsets = new Map(order.files.map(({ file, offset }) => [file, offset]));
      loader = moduleLoader(order.root, (file, text) => {
        const offset = offsets.get(file);
        return offset === undefined ? text : schemataOf(text, mutantsOf(text, file), offset);
      });
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
