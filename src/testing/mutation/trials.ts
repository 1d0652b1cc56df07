/** Which tests a mutant is tried with, and what came of it. */
import type { Surveyed, Trial } from './worker.ts';

export type Fate = 'killed' | 'timed out' | 'survived' | 'not covered';

type Planned = Trial['files'][number];
type Test = Planned['tests'][number];

/** The tests of one file that reach a mutant. */
interface Reaching extends Planned {
  /**
   * Tests after the first of them that do not reach it themselves: they may use what it left in the memory of a
   * module, a program that was compiled or an answer that was kept.
   */
  readonly later: readonly Test[];
}

/** By mutant: the tests that reach it, file by file. */
export type Coverage = ReadonlyMap<number, readonly Reaching[]>;

export function coverageOf(surveys: readonly Surveyed[]): Coverage {
  const coverage = new Map<number, Reaching[]>();
  for (const { file, load, reachedByLoad, tests } of surveys) {
    const passing = tests.flatMap(({ passes, reached, seconds }, place) =>
      passes ? [{ place, seconds, reached }] : [],
    );
    const own = new Map<number, Test[]>();
    const byLoad = new Set(reachedByLoad);
    for (const mutant of reachedByLoad) if (passing.length > 0) own.set(mutant, passing.map(timed));
    for (const test of passing)
      for (const mutant of new Set(test.reached))
        if (!byLoad.has(mutant)) own.set(mutant, [...(own.get(mutant) ?? []), timed(test)]);
    for (const [mutant, reaching] of own) {
      const files = coverage.get(mutant) ?? [];
      const places = new Set(reaching.map(({ place }) => place));
      const first = Math.min(...places);
      const later = passing.filter(({ place }) => place > first && !places.has(place)).map(timed);
      files.push({ file, load, tests: reaching, later });
      coverage.set(mutant, files);
    }
  }
  return coverage;
}

const timed = ({ place, seconds }: Test) => ({ place, seconds });

/** How often a test, or any test of a file, has killed mutants of the same source. */
export type History = (file: string, place?: number) => number;

/** Tests that are near the mutated file come first, as if they were this many times as fast. */
const NEARNESS = 4;

/**
 * The tests that reach a mutant: those that noticed others of its file first, then the quickest, of the
 * same folder before others. Where none of them notices it, the files once more with what comes later in them.
 *
 * @param near whether a test file stands beside the mutated one.
 */
export function planOf(
  reaching: readonly Reaching[],
  near: (file: string) => boolean,
  kills: History,
): readonly Planned[] {
  const files = reaching.map(({ file, load, tests, later }) => {
    const ordered = [...tests].sort(
      (a, b) => kills(file, b.place) - kills(file, a.place) || a.seconds - b.seconds,
    );
    const favour = (near(file) ? NEARNESS : 1) * (1 + kills(file));
    return { file, load, tests: ordered, later, cost: (load + ordered[0]!.seconds) / favour };
  });
  files.sort((a, b) => a.cost - b.cost);
  return [
    ...files.map(({ file, load, tests }) => ({ file, load, tests })),
    ...files
      .filter(({ later }) => later.length > 0)
      .map(({ file, load, tests, later }) => ({ file, load, tests: [...tests, ...later] })),
  ];
}

/** Of the seconds for a mutant, the share that one file of tests may take. */
const SHARE = 1 / 8;

/**
 * What of a plan takes no more than so many seconds without the mutant, in its order. What does not fit is passed
 * over, and no file takes more than its share, so that many are asked.
 */
export function within(plan: readonly Planned[], seconds: number): readonly Planned[] {
  let left = seconds;
  return plan.flatMap(({ file, load, tests }) => {
    let room = Math.min(left, SHARE * seconds) - load;
    const fitting = tests.filter((test) => {
      const fits = test.seconds <= room;
      if (fits) room -= test.seconds;
      return fits;
    });
    if (fitting.length === 0) return [];
    left -= load + fitting.reduce((sum, test) => sum + test.seconds, 0);
    return [{ file, load, tests: fitting }];
  });
}

/** Wilson's interval for a share k/n at 95 %. */
export function interval(k: number, n: number): readonly [number, number] {
  if (n === 0) return [0, 1];
  const z = 1.959964;
  const [share, spread] = [k / n, (z * z) / n];
  const middle = (share + spread / 2) / (1 + spread);
  const half = (z * Math.sqrt((share * (1 - share)) / n + spread / (4 * n))) / (1 + spread);
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
