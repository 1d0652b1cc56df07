/**
 * Code of which eleven mutants are known: six that its tests must notice and five that they must not. Every
 * run of the job mutates this file first; a job that reports one of them otherwise is not believed.
 */

/** Read when the module is evaluated: a runner that keeps modules would not see a mutant of it. */
export const limit = 3 + 4;

export function clamped(x: number): number {
  if (x > limit) return limit;
  return x < 0 ? 0 : x;
}

/** Does not end when its step is taken away. */
export function countdown(n: number): number {
  let steps = 0;
  for (let left = n; left > 0; left -= 1) steps++;
  return steps;
}

export function positive(x: number): number {
  if (!(x > 0)) throw new RangeError('not positive');
  return x;
}

const squares = new Map<number, number>();

/** Remembers: what a mutant left here must be gone when the next one is run. */
export function squared(x: number): number {
  const known = squares.get(x) ?? x * x;
  squares.set(x, known);
  return known;
}

let table: readonly number[] | null = null;

/** Made at the first call and kept: what a mutant made there is seen by a test that comes later. */
export function tabulated(n: number): number {
  table ??= [0, 1, 2].map((k) => 7 * k);
  return table[n]!;
}

/** Called, and nobody looks at what it gives. */
export function unobserved(x: number): number {
  return x - 1;
}

/** Not called by any test. */
export function uncalled(x: number): number {
  return x + 2;
}

export function larger(a: number, b: number): number {
  return a >= b ? a : b;
}

export function distance(a: number, b: number): number {
  return a <= b ? b - a : a - b;
}
