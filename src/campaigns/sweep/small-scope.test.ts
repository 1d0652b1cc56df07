/** The scope of a sweep: nothing left out, nothing twice, in order, and what is taken for the same is the same. */
import { describe, expect, it } from 'vitest';
import { rationals } from '../../analytic/fields/rationals.ts';
import { whyOutside } from '../../claims/domain.ts';
import { claimById } from '../../claims/registry.ts';
import type { Instance, Numeral } from '../../instances/instance.ts';
import { layoutOf, unflatten } from '../../instances/layout.ts';
import { open } from '../../instances/subject.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { toRational } from '../../numerics/numeral.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { canonicalText, compareComplexity, complexity } from '../../shrinking/complexity.ts';
import { rationalSize } from '../../shrinking/number-order.ts';
import { numbersOf } from '../../shrinking/numbers-key.ts';
import { exchangesOf } from './exchanges.ts';
import { framesOf } from './frames.ts';
import { numbersUpTo, vectorsIn } from './numbers.ts';
import { instancesOf, type SmallScope, smallScope } from './small-scope.ts';

const none = { dropped: new Set<string>() };
const scopeOf = (id: string, most: number) => smallScope(claimById(id)!, none, most);
const all = (scope: SmallScope): Instance[] => {
  const instances = instancesOf(scope.slices(0, scope.count));
  return Array.from({ length: scope.count }, (_, i) => instances.at(i));
};

describe('small numbers', () => {
  it('are all that are no larger, in the order of docs/complexity.md', () => {
    // Of size 3 are ±1/2, ±1/3 and ±4 … ±7: by magnitude, each before its opposite.
    const ofSize3 = ['1/3', '-1/3', '1/2', '-1/2', 4, -4, 5, -5, 6, -6, 7, -7];
    expect(numbersUpTo(3)).toEqual([0, 1, -1, 2, -2, 3, -3, ...ofSize3]);
    const large = numbersUpTo(6).map(toRational);
    expect(Math.max(...large.map(rationalSize))).toBe(6);
  });

  it('are refused where a place of 16 bits cannot name them', () => {
    expect(numbersUpTo(14).length).toBeLessThan(2 ** 16);
    // Of size 15 are ±2¹⁴ … ±(2¹⁵ − 1) at least: with those before, more than 2¹⁶.
    expect(() => numbersUpTo(15)).toThrow('at most 14 for numbers, received one that leaves 15');
  });

  it('fill a room once for each class of what exchanges turn into each other', () => {
    // Two units of two numbers each. Burnside: half of all vectors and of those that the exchange leaves alone.
    const exchanges = [Int32Array.of(1, 0, 3, 2)];
    const room = { groups: [0, 0, 0, 0], positiveFrom: 4, cost: 4 };
    const count = (r: typeof room & { exchanges: Int32Array[] }) =>
      [0, 1, 2, 3, 4].reduce((sum, nonZero) => sum + vectorsIn(r, nonZero).length, 0);
    const whole = count({ ...room, exchanges: [] });
    // 0 costs nothing, 2 numbers cost 1, 4 cost 2, 12 cost 3, 16 + 4 cost 4: coefficients of (1 + 2x + 4x² + …)⁴.
    const one = [1, 2, 4, 12, 20];
    const times = (a: readonly number[], b: readonly number[]) =>
      a.map((_, n) => a.slice(0, n + 1).reduce((sum, x, i) => sum + x * b[n - i], 0));
    const total = (a: readonly number[]) => a.reduce((x, y) => x + y, 0);
    expect(whole).toBe(total(times(times(one, one), times(one, one))));
    // Units alike: two numbers of half the cost.
    const fixed = total(times(one, one).slice(0, 3));
    expect(count({ ...room, exchanges })).toBe((whole + fixed) / 2);
  });
});

describe('a small scope', () => {
  it('is listed from the simplest instance on, each in the domain and of that complexity', () => {
    const scope = scopeOf('momentum-keeps-balance', 7);
    const listed = all(scope);
    expect(listed.length).toBeGreaterThan(300);
    const domain = claimById('momentum-keeps-balance')!.domain(new Set());
    let before: readonly number[] | undefined;
    for (const instance of listed) {
      const key = complexity(instance);
      if (before !== undefined) expect(compareComplexity(before, key)).toBe(-1);
      before = key;
      expect(whyOutside(domain, instance)).toBe(undefined);
      // Sizes are all numbers that such a model writes.
      const sizes = Object.values(instance.model)
        .flat()
        .filter((x) => typeof x === 'number');
      const sum = (list: readonly number[]) => list.reduce((a, b) => a + b, 0);
      const numbers = numbersOf(instance)
        .flat()
        .map((x) => rationalSize(toRational(x)));
      const { data, training } = instance;
      const cost = sum(sizes) + data!.inputs.length + training!.steps! + sum(numbers);
      expect(cost).toBeLessThanOrEqual(7);
      expect(toRational(training!.rate!).numerator > 0n).toBe(true);
    }
  });

  it('has every instance of its complexity, up to exchange of neurons and inputs', () => {
    const listed = new Set(all(scopeOf('matrix-rank', 7)).map(canonicalText));
    const rng = createRng('members');
    let members = 0;
    for (let n = 0; n < 60; n++) {
      const widths = rng.pick([
        [1, 1, 1],
        [2, 1, 1],
        [1, 2, 1],
        [2, 2, 1],
        [1, 1, 1, 1],
      ]);
      const model = { kind: 'linear', widths };
      const left = 7 - widths.reduce((a, b) => a + b, 0);
      const theta: Numeral[] = Array(layoutOf(model).size).fill(0);
      // Each of the numbers chosen costs 1.
      for (let k = 0; k < left; k++) theta[rng.integer(0, theta.length - 1)] = rng.pick([1, -1]);
      const instance = { model, parameters: unflatten(model, theta) };
      const orbit = [null, ...exchangesOf(instance, [], theta.length)].map((map) => ({
        model,
        parameters: unflatten(model, map === null ? theta : [...map].map((from) => theta[from])),
      }));
      const found = new Set(orbit.map(canonicalText).filter((text) => listed.has(text)));
      expect([...found]).toHaveLength(1);
      members++;
    }
    expect(members).toBe(60);
  });

  it('is cut in slices that are the whole, wherever they begin', () => {
    const scope = scopeOf('one-coincidence', 6);
    const whole = all(scope).map(canonicalText);
    const parts: string[] = [];
    for (let from = 0; from < scope.count; from += 7) {
      const instances = instancesOf(scope.slices(from, 7));
      for (let i = 0; i < Math.min(7, scope.count - from); i++)
        parts.push(canonicalText(instances.at(i)));
    }
    expect(parts).toEqual(whole);
    expect(scope.slices(scope.count, 7)).toEqual([]);
  });

  it('is refused where it has too many instances or frames, before all of them are found', () => {
    const claim = claimById('matrix-rank')!;
    const { count } = smallScope(claim, none, 7);
    const within = (instances: number, frames: number) => () =>
      smallScope(claim, none, 7, { instances, frames });
    const frames = [...framesOf(claim, none, 7)].length;
    expect(within(count, frames)().count).toBe(count);
    expect(within(count - 1, frames)).toThrow(`at most ${count - 1} instances`);
    expect(within(count, frames - 1)).toThrow(`and ${frames - 1} models with data`);
  });

  it('says which kinds of models it does not reach', () => {
    expect(scopeOf('matrix-rank', 2)).toMatchObject({ count: 0, kindsWithout: ['linear'] });
    expect(scopeOf('matrix-rank', 3).kindsWithout).toEqual([]);
  });
});

describe('what is exchanged', () => {
  const models: readonly (readonly [ModelJson, number])[] = [
    // Two neurons, and two inputs: 2!·2! − 1.
    [{ kind: 'fully-connected', widths: [2, 2, 1], bias: true, activation: 'cube' }, 3],
    // Three hidden layers' worth of neurons are exchanged layer by layer: 2!·2! − 1.
    [{ kind: 'fully-connected', widths: [1, 2, 2, 1], bias: false, activation: 'square' }, 3],
    // Eight neurons are too many to be permuted at once: exchanges of neighbours.
    [{ kind: 'fully-connected', widths: [1, 8, 1], bias: false, activation: 'square' }, 7],
    // The first layer is no sum with a weight for each input.
    [{ kind: 'diagonal-linear', depth: 2, inputs: 2 }, 0],
    [{ kind: 'gated', inputs: 2, hidden: 2, outputs: 1, activation: 'square' }, 1],
  ];

  it.each(models)('leaves F as it is: %j', (model, count) => {
    const bound = bind(model);
    const d = bound.inputs.datum;
    const rng = createRng('point');
    const numbers = Array.from({ length: bound.size + d }, () => rational(rng.integer(-9, 9)));
    const theta = Array<Numeral>(bound.size).fill(0);
    const instance = { model, parameters: unflatten(model, theta) };
    const maps = exchangesOf(instance, [bound.size], numbers.length);
    expect(maps).toHaveLength(count);
    const value = (z: typeof numbers) =>
      bound.evaluate(rationals, z.slice(0, bound.size), z.slice(bound.size));
    for (const map of maps) expect(value([...map].map((i) => numbers[i]))).toEqual(value(numbers));
  });

  it('is nothing where noise is drawn for each parameter', () => {
    const model = { kind: 'linear', widths: [1, 2, 1] };
    const parameters = unflatten(model, [0, 0, 0, 0]);
    const training = { method: 'gradient-noise', rate: 1, steps: 1 } as const;
    expect(exchangesOf({ model, parameters }, [], 4)).toHaveLength(1);
    expect(exchangesOf({ model, parameters, training }, [], 4)).toHaveLength(0);
    expect(open({ model, parameters }).numerals).toHaveLength(4);
  });
});
