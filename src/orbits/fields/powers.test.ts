/** Powers of s that expressions in x₀ + s·u can hold, by hand. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import type { Operation } from '../../models/program.ts';
import { rational } from '../../numerics/rational.ts';
import {
  CONSTANT,
  composed,
  countOf,
  inverted,
  type Powers,
  powersOf,
  product,
  union,
} from './powers.ts';

const of = (lo: number, hi = lo, step = hi > lo ? 1 : 0): Powers => ({ lo, hi, step });
const tanh = () => resolveFunction('tanh');
const list = (p: Powers) => Array.from({ length: countOf(p) }, (_, k) => p.lo + k * p.step);

describe('progressions', () => {
  it('are counted', () => {
    expect([of(0), of(3), of(1, 0), of(0, 6, 2), of(1, 7, 3), of(2, 5)].map(countOf)).toEqual([
      1, 1, 0, 4, 3, 4,
    ]);
  });

  it('are joined to one that holds both', () => {
    expect(list(union(of(1), of(3)))).toEqual([1, 3]);
    expect(list(union(of(3), of(1)))).toEqual([1, 3]);
    expect(list(union(of(1, 5, 2), of(2)))).toEqual([1, 2, 3, 4, 5]);
    expect(list(union(of(0, 8, 4), of(2)))).toEqual([0, 2, 4, 6, 8]);
    expect(list(union(of(0, 6, 3), of(1, 13, 6)))).toEqual([...Array(14).keys()]);
    expect(list(union(of(0, 6, 6), of(3, 15, 6)))).toEqual([0, 3, 6, 9, 12, 15]);
    expect(list(union(of(1, 0), of(2, 4, 2)))).toEqual([2, 4]);
    expect(list(union(of(2, 4, 2), of(1, 0)))).toEqual([2, 4]);
    expect(union(of(5), of(5))).toEqual(of(5));
  });

  it('are added up in products, and cut off', () => {
    expect(list(product(of(1), of(2), 9))).toEqual([3]);
    expect(list(product(of(1, 3, 2), of(0, 4, 4), 9))).toEqual([1, 3, 5, 7]);
    expect(list(product(of(1, 3, 2), of(0, 4, 4), 6))).toEqual([1, 3, 5]);
    expect(list(product(of(1, 7, 2), of(1, 7, 2), 9))).toEqual([2, 4, 6, 8]);
    expect(list(product(of(1, 7, 3), of(2), 5))).toEqual([3]);
    expect(list(product(of(4), of(5), 9))).toEqual([9]);
    expect(product(of(4), of(5), 8)).toEqual({ lo: 9, hi: 8, step: 0 });
    expect(product(of(1, 0), of(5), 9)).toEqual({ lo: 6, hi: 5, step: 0 });
    expect(product(of(5), of(1, 0), 9)).toEqual({ lo: 6, hi: 5, step: 0 });
    expect(product(CONSTANT, CONSTANT, 9)).toBe(CONSTANT);
    // 1, 4, 7, 10 up to 9, and up to 3: where one is left there is no step.
    expect(product(of(1, 10, 3), CONSTANT, 9)).toEqual({ lo: 1, hi: 7, step: 3 });
    expect(product(of(1, 10, 3), CONSTANT, 3)).toEqual({ lo: 1, hi: 1, step: 0 });
  });

  it('go through functions by their series at 0', () => {
    const [tanh, cos, exp, square] = ['tanh', 'cos', 'exp', 'square'].map((f) =>
      resolveFunction(f),
    );
    expect(list(composed(tanh, 0, of(1), 8))).toEqual([1, 3, 5, 7]);
    expect(list(composed(tanh, 1, of(1), 8))).toEqual([0, 2, 4, 6, 8]);
    expect(list(composed(tanh, 0, of(1, 7, 2), 8))).toEqual([1, 3, 5, 7]);
    expect(list(composed(tanh, 0, of(2), 8))).toEqual([2, 6]);
    expect(list(composed(tanh, 0, of(1, 2), 4))).toEqual([1, 2, 3, 4]);
    expect(list(composed(cos, 0, of(1), 7))).toEqual([0, 2, 4, 6]);
    expect(list(composed(cos, 0, of(3), 7))).toEqual([0, 6]);
    expect(list(composed(exp, 0, of(2), 7))).toEqual([0, 2, 4, 6]);
    expect(list(composed(square, 0, of(1), 7))).toEqual([2]);
    expect(list(composed(square, 2, of(1), 7))).toEqual([0]);
    expect(list(composed(square, 3, of(1), 7))).toEqual([]);
    expect(composed(square, 3, of(1), 7)).toEqual({ lo: 0, hi: -1, step: 0 });
    // Powers 2 and 6 up to 7: that the fourth of a function is there as well does not matter, it would be 8.
    const some = { taylor: { inSupport: (m: number) => [1, 3, 4].includes(m) } } as never;
    expect(list(composed(some, 0, of(2), 7))).toEqual([2, 6]);
    expect(list(composed(some, 0, of(2), 8))).toEqual([2, 4, 6, 8]);
    // What has a constant part keeps its step alone.
    expect(list(composed(tanh, 0, of(0, 8, 2), 8))).toEqual([0, 2, 4, 6, 8]);
    expect(list(composed(tanh, 0, of(0), 8))).toEqual([0]);
    expect(list(composed(cos, 0, of(1, 0), 8))).toEqual([0]);
    expect(() => composed(resolveFunction('relu'), 0, of(1), 3)).toThrow('no Taylor series');
  });

  it('are inverted where there is a constant part', () => {
    // Where nothing is expanded there is one thing for all.
    for (const found of [
      inverted(of(0), 5),
      composed(tanh(), 0, of(0), 8),
      union(CONSTANT, CONSTANT),
    ])
      expect(found).toBe(CONSTANT);
    expect(list(inverted(of(0, 4, 2), 5))).toEqual([0, 2, 4]);
    expect(() => inverted(of(1), 5)).toThrow('vanishes');
    expect(() => inverted(of(0, -1), 5)).toThrow('vanishes');
  });
});

it('programs hold what their operations leave', () => {
  const operations: Operation[] = [
    { op: 'parameter', index: 0 },
    { op: 'input', index: 0 },
    { op: 'mul', a: 0, b: 1 },
    { op: 'apply', f: resolveFunction('tanh'), order: 0, a: 2 },
    { op: 'rational', value: rational(2) },
    { op: 'add', a: 3, b: 4 },
    { op: 'neg', a: 5 },
    { op: 'dot', left: Int32Array.of(1, 3), right: Int32Array.of(1, 0) },
    { op: 'inverse', a: 6 },
    { op: 'sub', a: 2, b: 3 },
    { op: 'dot', left: new Int32Array(0), right: new Int32Array(0) },
  ];
  const found = powersOf(operations, [of(1)], 4).map(list);
  expect(found).toEqual([
    [0],
    [1],
    [1],
    [1, 3],
    [0],
    [0, 1, 2, 3],
    [0, 1, 2, 3],
    [1, 2, 3],
    [0, 1, 2, 3, 4],
    [1, 3],
    [],
  ]);
  expect(powersOf(operations, [of(1)], 4).at(-1)).toEqual({ lo: 0, hi: -1, step: 0 });
  expect(powersOf(operations, [CONSTANT], 4).slice(0, 10).map(list)).toEqual(
    Array.from({ length: 10 }, () => [0]),
  );
});
