/** The keys of the order of simplicity, part by part, and the texts that tell instances apart. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../instances/instance.ts';
import { builtInModels } from '../models/kinds/index.ts';
import { linear } from '../testing/linear-candidates.ts';
import {
  activationKey,
  canonicalText,
  compareComplexity,
  complexity,
  isSimpler,
  structureKey,
} from './complexity.ts';
import { numbersKey } from './numbers-key.ts';

const NO_NUMBERS = [0, 0, 0, 0, 0, 0, 0];
const placeOf = (wanted: string) => builtInModels.findIndex(({ kind }) => kind === wanted);

function structure(model: Instance['model'], parameters: unknown): number[] {
  return structureKey({ model, parameters } as Instance);
}

describe('the key of a structure', () => {
  const nothing = [0, 0, 0, 0, 0, 0];

  it('of linear and fully connected networks', () => {
    // Kind, matrices, hidden units and each, inputs, outputs; no data; no function; no loss; tensors, options.
    expect(structureKey(linear([2, 3, 4, 1], Array(22).fill(1)))).toEqual([
      ...[placeOf('linear'), 3, 7, 3, 4, 2, 1],
      ...[0, 0],
      0,
      ...[3, 0],
      ...nothing.slice(1),
    ]);
    const layers = [
      { weights: [[1, 1]], bias: [1] },
      { weights: [[1]], bias: [1] },
    ];
    const spec = { kind: 'fully-connected', widths: [2, 1, 1], bias: true, activation: 'cube' };
    // The third function of the list, without numbers of its own; two matrices and two biases.
    expect(structure(spec, { layers })).toEqual([
      ...[placeOf('fully-connected'), 2, 1, 1, 2, 1],
      ...[0, 0],
      ...[2, 2, 0, ...NO_NUMBERS],
      0,
      ...[4, 1],
      ...nothing.slice(1),
    ]);
  });

  it('with data, losses and training, each in its place', () => {
    const set = (n: number) => ({ inputs: Array(n).fill([1]), targets: Array(n).fill([1]) });
    const whole = linear([1, 1], [1], {
      data: set(3),
      loss: 'quartic',
      training: { method: 'sgd', rate: 1, steps: 7, batch: 3 },
      then: { data: set(2), loss: 'linear' },
    });
    expect(structureKey(whole)).toEqual([
      ...[placeOf('linear'), 1, 0, 1, 1],
      ...[3, 2],
      // The third loss; one tensor; the fifth method, its steps and batch; a rate, no time; the second loss.
      ...[3, 1, 0, 5, 7, 3, 2, 2],
    ]);
  });

  it('of formulas: terms and characters; places count as units; features as inputs', () => {
    const spec = { kind: 'polynomial', variables: ['u', 'v'], features: ['u*v-u', 'v'] };
    expect(structure(spec, { layers: [{ weights: [[1, 2]], bias: null }] })).toEqual([
      // One tensor over outputs and variables; "u;v;u*v-u;v" has a minus and 11 characters.
      ...[placeOf('polynomial'), 1, 2, 2, 2, 1, 2, 11],
      ...[0, 0],
      0,
      ...[1, 0],
      ...nothing.slice(1),
    ]);
  });
});

describe('the key of numbers', () => {
  it('counts those that are not 0, values within each group, and sums size, writing, digits, |x|, signs', () => {
    expect(
      numbersKey([
        [1, -2, 0],
        ['1/2', 1, 1],
      ]),
    ).toEqual([
      5,
      2 + 2,
      1 + 2 + 3 + 1 + 1,
      0,
      1 + 1 + 1 + 3 + 1 + 1,
      5.5,
      1,
      ...[1, 0, 1, 0],
      ...[2, 0, 2, 1],
      ...[0, 0, 0, 0],
      ...[3, 0, 0.5, 0],
      ...[1, 0, 1, 0],
      ...[1, 0, 1, 0],
    ]);
    expect(numbersKey([['2/4', -0]]).slice(0, 7)).toEqual([1, 1, 3, 1 + 1, 3 + 1, 0.5, 1]);
  });

  it('of functions: place, innermost place, numerals', () => {
    // identity, square, cube, tanh, sin, …: from 0.
    expect(activationKey('square')).toEqual([1, 1, 0, ...NO_NUMBERS]);
    const shifted = { name: 'shifted' as const, base: 'tanh', shift: 3 };
    const twice = { name: 'shifted' as const, base: shifted, shift: 1 };
    expect(activationKey(shifted).slice(1, 3)).toEqual([3, 1]);
    expect(activationKey(twice).slice(1, 4)).toEqual([3, 2, 2]);
    expect(activationKey(twice)[5]).toBe(1 + 2);
    const polynomial = { name: 'polynomial' as const, coefficients: [0, 1, 5] };
    expect(activationKey(polynomial).slice(2, 6)).toEqual([3, 2, 2, 1 + 3]);
    const sum = { name: 'sum' as const, terms: [shifted, polynomial] };
    expect(activationKey(sum).slice(2, 6)).toEqual([4, 3, 3, 1 + 3 + 2]);
    const support = (of: 'odd' | number[]) =>
      activationKey({ name: 'taylor', support: of } as never)[2];
    expect(support('odd')).toBe(0);
    expect(support([1, 3, 4])).toBe(3);
  });
});

describe('texts and the order', () => {
  const set = (x: number) => ({ inputs: [[x]], targets: [[1]] });
  const base = linear([1, 1], [1], {
    data: set(1),
    loss: 'squared',
    training: { method: 'gradient-flow', time: 1 },
    then: { data: set(1), loss: 'squared' },
  });
  const others: Instance[] = [
    { ...base, parameters: linear([1, 1], [2]).parameters },
    { ...base, parameters: linear([1, 1], ['1']).parameters },
    { ...base, data: set(2) },
    { ...base, data: { ...base.data!, targets: [[2]] } },
    { ...base, loss: 'linear' },
    { ...base, training: { method: 'gradient-flow', time: 2 } },
    { ...base, training: { method: 'gradient-descent', rate: 1, steps: 1 } },
    { ...base, then: { data: set(2), loss: 'squared' } },
    { ...base, then: { data: set(1), loss: 'linear' } },
    { ...base, data: set(-0) },
    { ...base, data: set(0) },
    { ...base, then: { data: set(-0), loss: 'squared' } },
    { ...base, then: { data: set(0), loss: 'squared' } },
  ];

  it('differ wherever instances differ', () => {
    const all = [base, ...others];
    expect(new Set(all.map(canonicalText)).size).toBe(all.length);
    for (const [i, a] of all.entries())
      for (const [j, b] of all.entries()) {
        expect(compareComplexity(complexity(a), complexity(b)) === 0).toBe(i === j);
        expect(isSimpler(a, complexity(b))).toBe(
          compareComplexity(complexity(a), complexity(b)) < 0,
        );
      }
  });

  it('do not depend on the order of fields, with −0 or without', () => {
    const reversed = (value: unknown): unknown =>
      value === null || typeof value !== 'object'
        ? value
        : Array.isArray(value)
          ? value.map(reversed)
          : Object.fromEntries(
              Object.entries(value)
                .reverse()
                .map(([k, v]) => [k, reversed(v)]),
            );
    for (const one of [base, ...others])
      expect(canonicalText(reversed(one) as Instance)).toBe(canonicalText(one));
  });

  it('a beginning is simpler than the whole, and the first difference decides', () => {
    expect(compareComplexity([1, 2], [1, 2, 0])).toBe(-1);
    expect(compareComplexity([1, 2, 0], [1, 2])).toBe(1);
    expect(compareComplexity([1, 3], [2, 0, 0])).toBe(-1);
    expect(compareComplexity([2], [1, 9])).toBe(1);
    expect(compareComplexity([], [])).toBe(0);
  });

  it('the text belongs to the key where numbers are written unusually or are too long to be told by size', () => {
    const length = (x: number | string) => complexity(linear([1, 1], [x])).length;
    expect(length('1/2')).toBe(length(3));
    expect(length(0.5)).toBe(length(3));
    expect(length('2/4')).toBeGreaterThan(length(3));
    // 48 and 49 bits above a denominator of 2: sizes 50 and 51.
    expect(length(`${2n ** 47n + 1n}/2`)).toBe(length(3));
    expect(length(`${2n ** 48n + 1n}/2`)).toBeGreaterThan(length(3));
  });

  it('a spec with two options or functions with numbers is told apart by its text', () => {
    const shifted = (shift: number, base: unknown) => ({ name: 'shifted', base, shift });
    const network = (activation: unknown): Instance =>
      ({
        model: { kind: 'fully-connected', widths: [1, 1], bias: false, activation },
        parameters: { layers: [{ weights: [[1]], bias: null }] },
      }) as Instance;
    const keys = [
      shifted(1, shifted(2, 'tanh')),
      { name: 'sum', terms: ['tanh', 'sin'] },
      { name: 'sum', terms: ['sin', 'tanh'] },
      { name: 'product', factors: ['tanh', 'sin'] },
    ].map((activation) => complexity(network(activation)));
    for (const [i, a] of keys.entries())
      for (const [j, b] of keys.entries()) expect(compareComplexity(a, b) === 0).toBe(i === j);
  });
});
