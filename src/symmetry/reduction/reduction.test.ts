/** Smaller models of strata: their functions, their rates, against formulas and gradients by hand. */
import { describe, expect, it } from 'vitest';
import { float64 } from '../../analytic/fields/float64.ts';
import { resolveFunction } from '../../analytic/registry.ts';
import { bind } from '../../models/bind.ts';
import { axis, defineModel, type ModelJson, tensor } from '../../models/contract.ts';
import { gradientOf } from '../../models/gradient.ts';
import { literal, object, size } from '../../models/schema.ts';
import { createRng } from '../../numerics/random.ts';
import { format, fromDouble, parse, toDouble } from '../../numerics/rational.ts';
import { registering } from '../../testing/registering.ts';
import { isotropy } from '../isotropy/isotropy.ts';
import { type Reduction, reduced, reductionOf } from './reduction.ts';

const exp = resolveFunction('exp');
const unit = (units: number) => axis('hidden', units, 'hidden', ['units']);
const counted = defineModel({
  kind: 'sum-and-number',
  formula: 'F(x) = (Σₖ aₖ exp(wₖx), m x)',
  spec: object({ kind: literal('sum-and-number'), units: size }),
  architecture: ({ units }) => ({
    parameters: { w: tensor(unit(units)), a: tensor(unit(units)) },
    inputs: { x: tensor() },
    output: axis('outputs', 2, 'output', null),
  }),
  evaluate(field, { w, a }, { x }) {
    const terms = w.map((p, k) => field.mul(a[k], field.apply(exp, field.mul(p, x))));
    const sum = (values: readonly (typeof x)[]) => values.reduce((s, t) => field.add(s, t));
    return [sum(terms), sum(w.map(() => x))];
  },
});
registering(counted);

const network = (widths: readonly number[], activation: unknown, bias = false): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});

function reductionAt(model: ModelJson, theta: readonly (number | string)[]): Reduction | null {
  const exact = theta.map((x) => (typeof x === 'string' ? parse(x)! : fromDouble(x)));
  return reductionOf(bind(model), isotropy(model, exact).subspace);
}

const ratesOf = (reduction: Reduction | null) => reduction!.rates.map(format).join(' ');

describe('the narrower network', () => {
  it('has rates 1/n into a block, n out of it, and n/m between blocks', () => {
    // Blocks {1, 2, 3} and {4} in layer 1, {1, 2} in layer 2.
    const model = network([1, 4, 2, 1], 'exp');
    const theta = [2, 2, 2, 3, 5, 5, 5, 7, 5, 5, 5, 7, 1, 1];
    const reduction = reductionAt(model, theta)!;
    expect(reduction.to).toBe('narrower');
    expect(reduction.model.json).toEqual(network([1, 2, 1, 1], 'exp'));
    // w: 1/3, 1; W₂: 3/2, 1/2; a: 2.
    expect(ratesOf(reduction)).toBe('1/3 1 3/2 1/2 2');
    expect(reduced(reduction, theta.map(fromDouble)).map(format)).toEqual([
      '2',
      '3',
      '15',
      '7',
      '2',
    ]);
  });

  it('leaves zero units out and counts opposite ones where σ is odd', () => {
    const reduction = reductionAt(network([1, 4, 1], 'tanh'), [2, -2, 0, 1, 3, -3, 0, 1])!;
    expect(reduction.model.json).toEqual(network([1, 2, 1], 'tanh'));
    expect(ratesOf(reduction)).toBe('1/2 1 2 1');
  });

  it('is the model itself where nothing is fixed, and nothing where the stratum is a point', () => {
    const itself = reductionAt(network([1, 2, 1], 'exp'), [1, 2, 3, 4])!;
    expect(itself).toMatchObject({
      to: 'itself',
      representative: [0, 1, 2, 3],
      factor: [1, 1, 1, 1],
    });
    expect(ratesOf(itself)).toBe('1 1 1 1');
    expect(reductionAt(network([1, 1, 1], 'tanh'), [0, 0])).toBeNull();
  });
});

describe('a tied model', () => {
  it('takes the place of a narrower one where layers are permuted together', () => {
    const reduction = reductionAt(network([1, 2, 2, 1], 'tanh'), [1, 1, 1, 2, 2, 1, 1, 1])!;
    expect(reduction.to).toBe('tied');
    expect(reduction.model.json['classes']).toEqual([1, 1, 2, 3, 3, 2, 4, 4]);
    expect(ratesOf(reduction)).toBe('1/2 1/2 1/2 1/2');
  });

  it('knows the centre at which a bias is pinned', () => {
    // tanh(z + 1/2) is odd about −1/2: a unit with w = 0 and b = −1/2 and a = 0 is fixed.
    const shifted = { name: 'shifted', base: 'tanh', shift: '1/2' };
    const model = network([1, 1, 1], shifted, true);
    const reduction = reductionAt(model, [0, '-1/2', 0, 3])!;
    expect(reduction.to).toBe('tied');
    expect(reduction.model.json).toMatchObject({
      classes: [0, 0, 0, 1],
      centers: ['0', '-1/2', '0', '0'],
    });
  });

  it('is refused where classes do not fit the model', () => {
    const inner = network([1, 2, 1], 'tanh');
    const tied = (classes: unknown) => () => bind({ kind: 'tied', model: inner, classes });
    expect(tied([1, 1, 2, 2])).not.toThrow();
    expect(tied([1, 1, 2])).toThrow(/classes: expected an array of 4/);
    expect(tied([1, 1, 3, 3])).toThrow(/numbered from 1/);
    expect(tied([0, 0, 0, 0])).toThrow(/numbered from 1/);
    expect(() => bind({ kind: 'tied', model: { kind: 'nope' }, classes: [1] })).toThrow(/nope/);
  });
});

describe('the smaller model of any stratum', () => {
  const cases: readonly (readonly [ModelJson, readonly number[]])[] = [
    [network([2, 3, 1], 'tanh'), [1, 2, -1, -2, 3, 1, 4, -4, 5]],
    [network([1, 3, 2, 1], 'softplus', true), [1, 1, 2, 3, 3, 1, 4, 4, 5, 4, 4, 5, 6, 6, 2, 2, 9]],
    [network([1, 2, 2, 1], 'tanh'), [1, 1, 1, 2, 2, 1, 1, 1]],
    [network([1, 2, 1], 'cos'), [0, 2, 3, 4]],
    [
      { kind: 'residual-block', inputs: 1, stream: 1, hidden: 2, outputs: 1, activation: 'tanh' },
      [2, 3, 3, 4, 4, 5],
    ],
  ];

  it.each(cases)('is the model on it, and gradients agree in its metric: %o', (model, theta) => {
    const bound = bind(model);
    const { subspace } = isotropy(model, theta.map(fromDouble));
    expect(subspace.dimension).toBeLessThan(bound.size);
    const reduction = reductionOf(bound, subspace)!;
    const rng = createRng('reduction');
    const u = Float64Array.from({ length: subspace.dimension }, () => rng.gaussian());
    const point = [...subspace.embed(u, new Float64Array(bound.size))];
    const p = reduced(reduction, point.map(fromDouble)).map(toDouble);
    const x = Array.from({ length: bound.inputs.size }, () => rng.gaussian());
    const [wide] = bound.evaluate(float64, point, x);
    const [narrow] = reduction.model.evaluate(float64, p, x);
    expect(narrow).toBeCloseTo(wide, 12);
    // ∇F on the stratum, read off as the smaller model's parameters are, is ρ times its own gradient.
    const slope = gradientOf(bound, float64, point, x, 0);
    const own = gradientOf(reduction.model, float64, p, x, 0);
    own.forEach((g, j) => {
      const seen = reduction.factor[j] * slope[reduction.representative[j]];
      expect(toDouble(reduction.rates[j]) * g).toBeCloseTo(seen, 12);
    });
  });

  it('is tied where one of two outputs is no sum over the units: their number', () => {
    const model = { kind: 'sum-and-number', units: 2 } as ModelJson;
    const reduction = reductionAt(model, [2, 2, 3, 3])!;
    expect(reduction.to).toBe('tied');
    const [, number] = reduction.model.evaluate(float64, [2, 3], [5]);
    expect(number).toBe(10);
  });

  it('is tied where F is no sum over the units: keys of attention', () => {
    const model: ModelJson = {
      kind: 'attention',
      positions: 2,
      channels: 1,
      heads: 1,
      queries: 1,
      keys: 2,
      values: 1,
      outputs: 1,
    };
    // Two equal keys: a model with one has as many parameters, but other scores.
    const theta = [2, 2, 3, 3, 5, 7];
    expect(isotropy(model, theta.map(fromDouble)).subspace.dimension).toBe(4);
    expect(bind({ ...model, keys: 1 }).size).toBe(4);
    expect(reductionAt(model, theta)?.to).toBe('tied');
  });
});
