/** Which programs are polynomials with positive coefficients, and which weights their monomials forbid. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import type { BoundModel } from '../../models/bind.ts';
import type { Operation, Program } from '../../models/program.ts';
import { rational } from '../../numerics/rational.ts';
import { areNeutral, isPositive, neutralWeights, separately } from './neutral-weights.ts';

const w: Operation = { op: 'parameter', index: 0 };
const a: Operation = { op: 'parameter', index: 1 };
const x: Operation = { op: 'input', index: 0 };
const constant = (n: number): Operation => ({ op: 'rational', value: rational(n) });
const program = (operations: readonly Operation[], outputs = [operations.length - 1]): Program => ({
  operations,
  outputs: Int32Array.from(outputs),
  parameters: 2,
  inputs: 1,
});

describe('a model is positive', () => {
  const positive = (
    operations: readonly Operation[],
    { fields = 'gradient', finite = [] as readonly unknown[] } = {},
  ) =>
    isPositive({
      program: program(operations),
      inputs: { finite },
      fields,
    } as unknown as BoundModel);
  const dot = (...slots: readonly number[]): Operation => ({
    op: 'dot',
    left: Int32Array.from(slots),
    right: Int32Array.from(slots),
  });

  it.each<[string, readonly Operation[], boolean]>([
    ['wx', [w, x, { op: 'mul', a: 0, b: 1 }], true],
    ['w + x', [w, x, { op: 'add', a: 0, b: 1 }], true],
    ['w·w + x·x', [w, x, dot(0, 1)], true],
    ['w·w', [w, x, dot(0)], true],
    ['2w', [w, constant(2), { op: 'mul', a: 0, b: 1 }], true],
    ['0', [constant(0)], false],
    ['−2w', [w, constant(-2), { op: 'mul', a: 0, b: 1 }], false],
    ['w − x', [w, x, { op: 'sub', a: 0, b: 1 }], false],
    ['−w', [w, { op: 'neg', a: 0 }], false],
    ['1/w', [w, { op: 'inverse', a: 0 }], false],
    ['an empty sum', [dot()], false],
    ['w²', [w, { op: 'apply', f: resolveFunction('square'), order: 0, a: 0 }], false],
  ])('or not: %s', (_, operations, expected) => expect(positive(operations)).toBe(expected));

  it('not where inputs take few values, nor where fields are given', () => {
    expect(positive([w], { finite: [{}] })).toBe(false);
    expect(positive([w], { fields: 'given' })).toBe(false);
  });
});

describe('weights', () => {
  const isNeutral = (of: Program, ...weights: readonly number[]) =>
    areNeutral(of, Int32Array.from(weights));
  const basis = (of: Program) => neutralWeights(of, separately(2))?.map((row) => [...row]);

  it('of w·a: opposite ones', () => {
    const product = program([w, a, { op: 'mul', a: 0, b: 1 }]);
    expect([isNeutral(product, 3, -3), isNeutral(product, 3, 3), isNeutral(product, 0, 0)]).toEqual(
      [true, false, true],
    );
    expect(basis(product)).toEqual([[1, -1]]);
  });

  it('of w·w·a: (1, −2), and no smaller ones', () => {
    const cubic = program([w, a, { op: 'mul', a: 0, b: 0 }, { op: 'mul', a: 2, b: 1 }]);
    expect([isNeutral(cubic, 1, -2), isNeutral(cubic, 1, -1)]).toEqual([true, false]);
    expect(basis(cubic)).toEqual([[1, -2]]);
  });

  it('of w + a, of w·w + a·w and of w·x, none but 0 for what occurs', () => {
    const sum = program([w, a, { op: 'add', a: 0, b: 1 }]);
    expect([isNeutral(sum, 1, 1), isNeutral(sum, 0, 1), isNeutral(sum, 0, 0)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(basis(sum)).toEqual([]);
    const mixed = program([
      w,
      a,
      { op: 'dot', left: Int32Array.of(0, 1), right: Int32Array.of(0, 0) },
    ]);
    expect([isNeutral(mixed, 0, 0), isNeutral(mixed, 1, -1)]).toEqual([true, false]);
    expect(basis(mixed)).toEqual([]);
    // a does not occur: any weight of it will do.
    const alone = program([w, x, { op: 'mul', a: 0, b: 1 }]);
    expect([isNeutral(alone, 0, 7), isNeutral(alone, 1, 0)]).toEqual([true, false]);
    expect(basis(alone)).toEqual([[0, 1]]);
  });

  it('of two outputs w and w·a: each must stay as it is', () => {
    const both = program([w, a, { op: 'mul', a: 0, b: 1 }], [0, 2]);
    expect([isNeutral(both, 1, -1), isNeutral(both, 0, 0)]).toEqual([false, true]);
    expect(basis(both)).toEqual([]);
  });

  it('that are so modulo the prime alone are not known', () => {
    // w to the power 2²² = 4194287 + 17, times a: (1, −17) modulo the prime, (1, −2²²) in truth.
    const squares = Array.from({ length: 22 }, (_, k): Operation => {
      const slot = k === 0 ? 0 : k + 1;
      return { op: 'mul', a: slot, b: slot };
    });
    const power = program([w, a, ...squares, { op: 'mul', a: 23, b: 1 }]);
    expect(basis(power)).toBeUndefined();
    expect([isNeutral(power, 1, -17), isNeutral(power, 1, -(2 ** 22))]).toEqual([false, true]);
    // Of a 21st power of two the weights are whole, and too large to be believed.
    const large = program([w, a, ...squares.slice(0, 21), { op: 'mul', a: 22, b: 1 }]);
    expect(basis(large)).toBeUndefined();
  });

  it('of classes that have one weight together', () => {
    const product = program([w, a, { op: 'mul', a: 0, b: 1 }]);
    expect(neutralWeights(product, { count: 1, of: Int32Array.of(0, 0) })).toEqual([]);
    // w has weight 0, so a must have it.
    expect(neutralWeights(product, { count: 1, of: Int32Array.of(-1, 0) })).toEqual([]);
  });
});
