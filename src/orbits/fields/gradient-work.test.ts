/** Products that a gradient takes, pair by pair, and what is too much. */
import { expect, it } from 'vitest';
import type { Operation } from '../../models/program.ts';
import { gradientWork, isAffordable, MOST_WORK, requireWork, TooMuchWork } from './field-work.ts';
import type { Powers } from './powers.ts';

const of = (lo: number, hi = lo): Powers => ({ lo, hi, step: hi > lo ? 1 : 0 });
/** Every operation costs as much as so many products. */
const EACH = 16;
/** The work of the last of three operations, whose operands are the other two. */
const work = (operation: Operation, [a, b, out]: readonly Powers[], top: number) => {
  const operations: Operation[] = [
    { op: 'parameter', index: 0 },
    { op: 'input', index: 0 },
    operation,
  ];
  return gradientWork(operations, [a, b, out], top) - 3 * EACH;
};
const mul: Operation = { op: 'mul', a: 0, b: 1 };

it('a product takes the pairs whose sum is kept', () => {
  // Three and four powers: 12 pairs, 4 + 3 + 2 of which are at most 3, and 2 + 1 at most 1.
  for (const [kept, pairs] of [
    [5, 12],
    [3, 9],
    [1, 3],
    [0, 1],
  ]) {
    expect(work(mul, [of(0, 2), of(0, 3), of(0, kept)], kept)).toBe(pairs);
    expect(work(mul, [of(0, 3), of(0, 2), of(0, kept)], kept)).toBe(pairs);
  }
  expect(work(mul, [of(0), of(0, 3), of(0, 3)], 3)).toBe(4);
  const dot: Operation = { op: 'dot', left: Int32Array.of(0, 1), right: Int32Array.of(1, 0) };
  // 0 … 2 with 0 … 3 up to 3, and the other way round.
  expect(work(dot, [of(0, 2), of(0, 3), of(0, 3)], 3)).toBe(9 + 9);
});

it('an inverse takes three products with itself, a function all powers of its argument', () => {
  expect(work({ op: 'inverse', a: 0 }, [of(0, 3), of(0), of(0, 3)], 3)).toBe(3 * (4 + 3 + 2 + 1));
  const apply = { op: 'apply', order: 0, a: 0 } as Operation;
  // w = 1 … 3: w² has 3 pairs and two powers, w³ one of each; each power falls into three places.
  expect(work(apply, [of(0, 3), of(0), of(0, 3)], 3)).toBe(3 + 3 * 2 + 1 + 3);
  // w = s: w² and w³.
  expect(work(apply, [of(1), of(0), of(1, 3)], 3)).toBe(2 * (1 + 3));
  expect(work(apply, [of(0), of(0), of(0)], 3)).toBe(0);
  expect(work(apply, [of(4, 3), of(0), of(0)], 9)).toBe(0);
  // Even powers: w = s² + s⁴, w² = s⁴ alone.
  expect(work(apply, [{ lo: 0, hi: 4, step: 2 }, of(0), of(0, 4)], 4)).toBe(1 + 3);
});

it('is affordable up to a bound on all gradients', () => {
  // 1500 gradients beside those of the rank.
  const rows = 500;
  const most = MOST_WORK / 2000;
  expect([isAffordable(most, rows), isAffordable(most + 1, rows)]).toEqual([true, false]);
  expect(() => requireWork(most, rows, 'a model')).not.toThrow();
  expect(() => requireWork(most + 1, rows, 'a model')).toThrow(TooMuchWork);
  expect(() => requireWork(most + 1, rows, 'a model')).toThrow('about 6e+8: a model');
});
