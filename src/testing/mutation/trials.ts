/** Which tests a mutant is tried with, and what came of it. */
import type { Surveyed, Trial } from './worker.ts';

export type Fate = 'killed' | 'timed out' | 'survived' | 'not covered';

/** Tests that are near the mutated file come first, as if they were this many times as fast. */
const NEARNESS = 4;

/**
 * The tests that reach a mutant: the quickest first, of the same folder before others; null where none does.
 *
 * @param near whether a test file stands beside the mutated one.
 */
export function planOf(
  mutant: number,
  surveys: readonly Surveyed[],
  near: (file: string) => boolean,
): Trial['files'] | null {
  const files = surveys.flatMap(({ file, load, reachedByLoad, tests }) => {
    const everywhere = reachedByLoad.includes(mutant);
    const reaching = tests.flatMap(({ passes, reached, seconds }, place) =>
      passes && (everywhere || reached.includes(mutant)) ? [{ place, seconds }] : [],
    );
    if (reaching.length === 0) return [];
    const ordered = [...reaching].sort((a, b) => a.seconds - b.seconds);
    const cost = (load + ordered[0]!.seconds) / (near(file) ? NEARNESS : 1);
    return [{ file, load, tests: ordered, cost }];
  });
  if (files.length === 0) return null;
  files.sort((a, b) => a.cost - b.cost);
  return files.map(({ cost: _, ...file }) => file);
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
