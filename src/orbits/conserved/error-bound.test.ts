/** Degrees of the numerators of small programs, by hand. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import type { BoundModel } from '../../models/bind.ts';
import type { Operation } from '../../models/program.ts';
import { rational } from '../../numerics/rational.ts';
import { identityDegree, logarithmOfError } from './error-bound.ts';

const w: Operation = { op: 'parameter', index: 0 };
const x: Operation = { op: 'input', index: 0 };
const two: Operation = { op: 'rational', value: rational(2) };
const apply = (name: string, a: number): Operation => ({
  op: 'apply',
  f: resolveFunction(name),
  order: 0,
  a,
});

/** D without the law's own degree: that of F's numerator, twice its denominators' and 1. */
const degree = (operations: readonly Operation[], outputs: readonly number[], law = 0) =>
  identityDegree(
    { program: { operations, outputs: Int32Array.from(outputs) } } as unknown as BoundModel,
    law,
  );

describe('the degree of an identity', () => {
  it.each<[string, readonly Operation[], number]>([
    ['2', [two], 0 + 1],
    ['w', [w], 1 + 1],
    ['x', [x], 1 + 1],
    ['wx', [w, x, { op: 'mul', a: 0, b: 1 }], 2 + 1],
    ['w + 2', [w, two, { op: 'add', a: 0, b: 1 }], 1 + 1],
    ['w − wx', [w, x, { op: 'mul', a: 0, b: 1 }, { op: 'sub', a: 0, b: 2 }], 2 + 1],
    ['−w', [w, { op: 'neg', a: 0 }], 1 + 1],
    // 1/w: a numerator 1 over w.
    ['1/w', [w, { op: 'inverse', a: 0 }], 0 + 2 * 1 + 1],
    // 1/w + 1/x = (x + w)/(wx).
    [
      '1/w + 1/x',
      [w, x, { op: 'inverse', a: 0 }, { op: 'inverse', a: 1 }, { op: 'add', a: 2, b: 3 }],
      1 + 2 * 2 + 1,
    ],
    // 1/(wx) + x = (1 + wx²)/(wx), and the other way round.
    [
      '1/(wx) + x',
      [w, x, { op: 'mul', a: 0, b: 1 }, { op: 'inverse', a: 2 }, { op: 'add', a: 3, b: 1 }],
      3 + 2 * 2 + 1,
    ],
    [
      'x − 1/(wx)',
      [w, x, { op: 'mul', a: 0, b: 1 }, { op: 'inverse', a: 2 }, { op: 'sub', a: 1, b: 3 }],
      3 + 2 * 2 + 1,
    ],
    // wx·(1/w) is not cancelled.
    [
      'wx·1/w',
      [w, x, { op: 'mul', a: 0, b: 1 }, { op: 'inverse', a: 0 }, { op: 'mul', a: 2, b: 3 }],
      2 + 2 * 1 + 1,
    ],
    // 1/(1/w) is w once more.
    ['1/(1/w)', [w, { op: 'inverse', a: 0 }, { op: 'inverse', a: 1 }], 1 + 1],
    [
      'wx + w²',
      [w, x, { op: 'dot', left: Int32Array.of(0, 0), right: Int32Array.of(1, 0) }],
      2 + 1,
    ],
    ['nothing', [{ op: 'dot', left: new Int32Array(0), right: new Int32Array(0) }], 0 + 1],
    ['w³', [w, apply('cube', 0)], 3 + 1],
    ['(1/w)³', [w, { op: 'inverse', a: 0 }, apply('cube', 1)], 0 + 2 * 3 + 1],
  ])('of F = %s', (_, operations, expected) => {
    const last = operations.length - 1;
    expect(degree(operations, [last])).toBe(expected);
    // The law's degree is added.
    expect(degree(operations, [last], 5)).toBe(expected + 5);
  });

  it('of several outputs: the largest numerator, and each denominator once', () => {
    const operations: Operation[] = [w, x, { op: 'mul', a: 0, b: 1 }, { op: 'inverse', a: 2 }];
    // wx and 1/(wx), twice.
    expect(degree(operations, [2, 3])).toBe(2 + 2 * 2 + 1);
    expect(degree(operations, [3, 2, 3, 2])).toBe(2 + 2 * 2 + 1);
    expect(degree(operations, [])).toBe(1);
  });

  it('of functions: a quotient in the argument and in numbers of its own, and arguments may meet', () => {
    // tanh w: 2·1 + 4 = 6 above and below; nothing to meet.
    expect(degree([w, apply('tanh', 0)], [1])).toBe(6 + 2 * 6 + 1);
    // tanh of wx and of 1/w, degrees 2 and 1: u ± v for the one pair, 2·(2 + 1) more.
    const both: Operation[] = [
      w,
      x,
      { op: 'mul', a: 0, b: 1 },
      apply('tanh', 2),
      { op: 'inverse', a: 0 },
      apply('tanh', 4),
    ];
    expect(degree(both, [3])).toBe(8 + 2 * 8 + 1 + 2 * (2 + 1));
    // Three: each of the two others.
    expect(degree([...both, apply('sin', 0)], [3])).toBe(8 + 2 * 8 + 1 + 2 * 2 * (2 + 1 + 1));
    // Polynomials ask for no numbers, so that their arguments may be what they are.
    expect(degree([...both, apply('cube', 0)], [3])).toBe(8 + 2 * 8 + 1 + 2 * (2 + 1));
  });
});

it('errors are (D/2²¹)ⁿ, and no more than 1', () => {
  expect(logarithmOfError(2 ** 21 / 1000, 1)).toBeCloseTo(-3, 12);
  expect(logarithmOfError(2 ** 21 / 1000, 4)).toBeCloseTo(-12, 12);
  expect(logarithmOfError(2 ** 22, 3)).toBe(0);
});
