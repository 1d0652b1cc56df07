/** What oracles decide without rounding, worked out by hand: steps, maps, critical points. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { format, rational } from '../../numerics/rational.ts';
import { pair } from '../../testing/two-neurons.ts';
import { nearestCritical, outputsAt } from './critical-point.ts';
import { fieldEquivariance } from './equivariance.ts';
import type { LinearForm } from './linear-forms.ts';
import { effective } from './neurons.ts';
import { stepsKeep } from './steps-keep.ts';

const vector = (...v: number[]) => v.map((x) => rational(x));

it('neurons that are one are told as one', () => {
  const neuron = (v: number[], ...out: number[]) => ({ v: vector(...v), out: vector(...out) });
  const of = (name: string, ...neurons: ReturnType<typeof neuron>[]) =>
    effective(neurons, resolveFunction(name)).map(
      ({ v, out }) => `${v.map(format)}:${out.map(format)}`,
    );
  const some = [neuron([1, 2], 3), neuron([-1, -2], 1), neuron([0, 0], 5), neuron([1, 2], -1)];
  expect(of('tanh', ...some)).toEqual(['1,2:1']);
  expect(of('cos', ...some)).toEqual(['1,2:3', '0,0:5']);
  expect(of('exp', ...some)).toEqual(['1,2:2', '-1,-2:1', '0,0:5']);
  // What cancels is none.
  expect(of('tanh', neuron([1], 1, 2), neuron([-1], 1, 2))).toEqual([]);
  expect(of('cos', neuron([1], 1, 2), neuron([-1], -1, -1))).toEqual(['1:0,1']);
});

describe('steps', () => {
  const data = { inputs: [[1]], targets: [[1]] };
  const training = { method: 'gradient-descent', rate: 1 / 8, steps: 1 } as const;
  const from = (more: Partial<Instance> = {}) =>
    pair('identity', [1, 3], [2, 1], { data, loss: 'squared', training, ...more });
  const form = (...entries: [number, number][]): LinearForm =>
    entries.map(([i, c]) => [i, rational(c)]);

  it('keep forms that do not change on the way', () => {
    // From (1, 3 | 2, 1) by −(2, 1 | 1, 3)/2: w₁ − 2w₂ and w₂ − a₁ stay.
    const kept = [form([0, 1], [1, -2]), form([1, 1], [2, -1])];
    expect(stepsKeep(from(), kept)).toMatchObject({
      status: 'holds',
      decision: { distance: 0, steps: 1 },
    });
    expect(stepsKeep(from(), [])).toMatchObject({ status: 'holds' });
  });

  it('that change one are counted and measured exactly', () => {
    const changed = stepsKeep(from(), [form([0, 1], [1, -2]), form([0, 1], [1, 1])]);
    expect(changed).toMatchObject({
      status: 'fails',
      // −1 − 1/2, over two coefficients in float64.
      decision: { distance: 1.5, steps: 1, rate: 1 / 8, enclosure: { distance: -1.5 } },
    });
    // The second step from (0, 5/2 | 3/2, −1/2), F = −5/4: by (3/2, −1/2 | 0, 5/2)·9/32. w₁ − 2w₂ changes by (5/2)(9/32).
    const twice = stepsKeep(from({ training: { ...training, steps: 2 } }), [form([0, 1], [1, -2])]);
    expect(twice).toMatchObject({
      status: 'fails',
      decision: { distance: 45 / 64, steps: 2, enclosure: { distance: 45 / 64 } },
    });
  });

  it('are asked for', () => {
    expect(stepsKeep(pair('identity', [1, 3], [2, 1]), [])).toEqual({ reason: 'no-data' });
    expect(stepsKeep(from({ training: { method: 'gradient-flow', time: 1 } }), [])).toEqual({
      reason: 'no-steps',
    });
    const still = pair('identity', [0, 0], [0, 0], { data, loss: 'squared', training });
    expect(stepsKeep(still, [])).toEqual({ reason: 'stationary', what: 'steps' });
  });

  it('of a function that is no polynomial are followed in balls', () => {
    const smooth = (steps: number) =>
      pair('tanh', [1, 3], [2, 1], { data, loss: 'squared', training: { ...training, steps } });
    expect(stepsKeep(smooth(1), [form([0, 1])])).toMatchObject({
      status: 'fails',
      decision: { steps: 1 },
    });
    // Only the first four of ten.
    expect(stepsKeep(smooth(10), [form([0, 1])])).toMatchObject({
      status: 'fails',
      decision: { steps: 4 },
    });
    const equal = pair('tanh', [1, 1], [2, 2], { data, loss: 'squared', training });
    expect(stepsKeep(equal, [form([0, 1], [1, -1])])).toMatchObject({ status: 'holds' });
  });

  it.each(['tanh', 'identity'])(
    'of %s beyond those that are followed decide nothing',
    (activation) => {
      // Twelve data, one a step: the second weight moves at the one datum of the second input alone, in the first four steps
      // or later.
      const found = Array.from({ length: 12 }, (_, at) => {
        const subject = open({
          model: { kind: 'fully-connected', widths: [2, 1, 1], bias: false, activation },
          parameters: {
            layers: [
              { weights: [[1, 1]], bias: null },
              { weights: [[1]], bias: null },
            ],
          },
          data: {
            inputs: Array.from({ length: 12 }, (_unused, i) => (i === at ? [0, 1] : [1, 0])),
            targets: Array.from({ length: 12 }, () => [2]),
          },
          loss: 'squared',
          training: { method: 'sgd', batch: 1, rate: 1 / 64, steps: 12 },
        } as Instance);
        const finding = stepsKeep(subject, [form([1, 1])]);
        if (!('status' in finding)) return finding.reason;
        return finding.status === 'open' ? finding.doubt.reason : finding.status;
      });
      expect(found.sort()).toEqual([
        ...Array.from({ length: 4 }, () => 'fails'),
        ...Array.from({ length: 8 }, () => 'float-only'),
      ]);
    },
  );
});

describe('maps of parameters', () => {
  const map = (target: number[], factor = [1, 1, 1, 1]) => ({ name: 'Q', target, factor });
  // F = (2·1 + 1·3)x, ∇F = (2, 1 | 1, 3)x.
  const linear = pair('identity', [1, 3], [2, 1]);

  it('that keep F are equivariant', () => {
    expect(fieldEquivariance(linear, map([1, 0, 3, 2]))).toMatchObject({
      status: 'holds',
      decision: { map: 'Q', distance: 0, bound: 0, worst: null },
    });
    // Slopes past float64 say nothing in it.
    const huge = pair('identity', [1e308, 1e308], [1e308, 1e308]);
    expect(fieldEquivariance(huge, map([1, 0, 3, 2]))).toMatchObject({ decision: { bound: 0 } });
    expect(fieldEquivariance(linear, map([0, 1, 2, 3], [-1, 1, -1, 1]))).toMatchObject({
      status: 'holds',
    });
    // w₁ ↦ 2w₁, a₁ ↦ a₁/2 carries gradients the other way.
    const scaled = map([0, 1, 2, 3], [2, 1, 0.5, 1]);
    const back = map([0, 1, 2, 3], [0.5, 1, 2, 1]);
    expect(fieldEquivariance(linear, scaled, back)).toMatchObject({ status: 'holds' });
    expect(fieldEquivariance(linear, scaled)).toMatchObject({ status: 'fails' });
  });

  it('that do not are measured', () => {
    // w₁ ↔ w₂ alone: (1, 2 | 1, 3)x against (2, 1 | 3, 1)x.
    const found = fieldEquivariance(linear, map([1, 0, 2, 3]));
    if (found.status !== 'fails' || found.decision.worst === null) return expect.fail(found.status);
    const { distance, worst } = found.decision;
    const size = Math.sqrt(10) * Math.abs(worst.x[0]);
    expect(distance).toBeCloseTo(size, 12);
    // 64 roundings for each of four parameters, of what both have: 1 + 4 + 1 + 9, twice.
    const bound = 64 * 4 * 2 ** -53 * Math.sqrt(30) * Math.abs(worst.x[0]);
    expect(found.decision.bound / bound).toBeCloseTo(1, 12);
    expect(worst.enclosure?.distance).toBeCloseTo(size, 12);
    expect(worst.output).toBe(0);
  });
});

describe('targets for which θ is critical', () => {
  // F = 3·2x.
  const of = (inputs: number[], targets: number[], loss = 'squared') =>
    open({
      model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'identity' },
      parameters: {
        layers: [
          { weights: [[2]], bias: null },
          { weights: [[3]], bias: null },
        ],
      },
      data: { inputs: inputs.map((x) => [x]), targets: targets.map((y) => [y]) },
      loss,
    } as Instance);
  const nearest = (...given: Parameters<typeof of>) =>
    nearestCritical(of(...given))?.targets.map(([y]) => Number(y)) ?? null;

  it('agree with the given ones for all that is free', () => {
    expect(outputsAt(of([1, 2], [0, 0]), of([1, 2], [0, 0]).instance.data!).map(format)).toEqual([
      '6',
      '12',
    ]);
    // One datum: s·1 = 0, a fit.
    expect(nearest([1], [1])).toBeNull();
    expect(nearest([1, 2], [1, 12])).toBeNull();
    // s₁ + 2s₂ = 0 with s₂ = 12 − 10.
    expect(nearest([1, 2], [1, 10])).toEqual([10, 10]);
    expect(nearest([1, 2], [10, 10])).toEqual([10, 10]);
    // At x = 0 any slope will do, the others fit.
    expect(nearest([1, 2, 0], [1, 12, 7])).toEqual([6, 12, 7]);
    // A linear loss has its targets as slopes.
    expect(nearest([1, 2], [1, 10], 'linear')).toEqual([-20, 10]);
  });
});
