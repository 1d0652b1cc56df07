/** What oracles do in float64, against closed forms: walks, bits, sizes, where a flow that blows up is cut short. */
import { describe, expect, it } from 'vitest';
import type { Instance, TrainingSpec } from '../../instances/instance.ts';
import { onOneDatum, pair } from '../../testing/two-neurons.ts';
import type { Objective } from '../../training/objective.ts';
import { balance } from './balance.ts';
import { bitwise, walk } from './bitwise.ts';
import { fittedDrift } from './fitted-drift.ts';
import * as float from './float-model.ts';
import type { Subspace } from './subspace.ts';
import { probesOf, tangency } from './tangency.ts';
import { trajectory } from './trajectory.ts';

const data = { inputs: [[1]], targets: [[1]] };
// F = (2·1 + 1·3)x = 5 at x = 1, r = 4: ∂L/∂w = 4a = (8, 4), ∂L/∂a = 4w = (4, 12).
const linear = (more: Partial<Instance> = {}) =>
  pair('identity', [1, 3], [2, 1], { data, loss: 'squared', ...more });
const descent = (rate: number): TrainingSpec => ({ method: 'gradient-descent', rate });

/** All of parameter space, whose distance from θ is said to be `distance`. */
function claimed(distance: number, changes: Partial<Subspace> = {}): Subspace {
  return {
    size: 4,
    dimension: 3,
    orbit: Int32Array.of(0, 1, 2, 3),
    sign: Int8Array.of(1, 1, 1, 1),
    distance: () => distance,
    contains: () => distance === 0,
    normalComponent: (_, out) => out.fill(0),
    describe: () => 'anything',
    ...changes,
  };
}

describe('a walk', () => {
  it('takes the steps of its method', () => {
    expect([...walk(linear(), descent(1 / 8), 1)]).toEqual([0, 2.5, 1.5, -0.5]);
    // Now F = −1.25 and r = −2.25.
    const next = [0, 2.5, 1.5, -0.5].map((v, i, all) => v + (2.25 / 8) * all[(i + 2) % 4]);
    expect([...walk(linear(), descent(1 / 8), 2)]).toEqual(next);
  });

  it('of gradient flow takes steps of a tenth: (2u²)′ = 2y·2u²(1 − 2u²/y) where both neurons are u, u', () => {
    const training: TrainingSpec = { method: 'gradient-flow', time: 1 };
    const equal = pair('identity', [0.2, 0.2], [0.2, 0.2], { data, loss: 'squared', training });
    const square = 0.5 / (1 + (0.5 / 0.04 - 1) * Math.exp(-2 * 2));
    // The error of the classical method at h = 0.1 where rates are at most 4.
    for (const u of walk(equal, training, 20)) expect(u).toBeCloseTo(Math.sqrt(square), 4);
  });

  it('that overflows ends with the last step that does not', () => {
    const huge = walk(linear(), descent(1e200), 1);
    expect(huge.every(Number.isFinite)).toBe(true);
    expect([...walk(linear(), descent(1e200), 5)]).toEqual([...huge]);
  });

  it('needs data and a loss', () => {
    const start = pair('identity', [1, 1], [1, 1]);
    for (const subject of [
      start,
      pair('identity', [1, 1], [1, 1], { data }),
      pair('identity', [1, 1], [1, 1], { loss: 'squared' }),
    ])
      expect(() => walk(subject, descent(1), 1)).toThrow(
        /walk: the instance has no data or no loss/,
      );
    expect(() => float.objectiveOf(start)).toThrow(/no data or no loss/);
    expect(() => float.objectiveOf(start, { data })).toThrow(/no data or no loss/);
  });
});

describe('bits', () => {
  it('hold where every walk ends on the subspace, with the farthest that one went', () => {
    const methods = [descent(1 / 32), descent(1 / 8), descent(1 / 64)];
    expect(bitwise(linear(), claimed(0), methods, 1)).toEqual({
      status: 'holds',
      // From (1, 3, 2, 1) to (0, 2.5, 1.5, −0.5): 1.5 of 3.
      decision: {
        clause: 'bitwise',
        methods: methods.map(() => 'gradient-descent'),
        steps: 1,
        moved: 0.5,
      },
    });
  });

  it('that differ are a defect of falsim, by name and size', () => {
    const momentum: TrainingSpec = { method: 'momentum', rate: 1 / 8 };
    const found = bitwise(linear(), claimed(0.25), [descent(1 / 8), momentum], 1);
    expect(found).toMatchObject({
      status: 'open',
      doubt: { reason: 'defect', method: 'momentum', distance: 0.25 },
    });
  });
});

describe('sizes', () => {
  const a = Float64Array.of(-3, 2, 0);
  const b = Float64Array.of(-1, 2, 1);

  it('are those of the largest entry', () => {
    expect([
      float.largestEntry(a),
      float.largestDifference(a, b),
      float.relativeDistance(a, b),
    ]).toEqual([3, 2, 2 / 3]);
    expect(float.relativeDistance(b, a)).toBe(2 / 3);
    const zero = new Float64Array(2);
    expect([float.largestEntry(zero), float.relativeDistance(zero, zero)]).toEqual([0, 0]);
  });

  it.each([
    ['θ', [0.5, -2], 0.1, 1, 2],
    ['what is covered', [0.25, 0], 0.125, 4, 0.5],
    ['1 where more is covered', [0.25, 0], 1e9, 4, 1],
    ['θ where the field is not finite', [0.25, 0], Number.POSITIVE_INFINITY, 1, 0.25],
    ['what is covered from 0', [0, 0], 1e-20, 2, 2e-20],
    ['1 where nothing is anywhere', [0, 0], 0, 1, 1],
  ])('the reach of a flow is %s', (_, theta, speed, duration, reach) => {
    const objective = {
      gradient(_theta: Float64Array, out: Float64Array) {
        out.set([0, -speed]);
        return 0;
      },
    } as unknown as Objective;
    expect(float.reachOf(objective, Float64Array.from(theta), duration)).toBe(reach);
  });
});

describe('a trajectory', () => {
  // L = −F with F = Σ a w²: a′ = w² and w′ = 2aw, so that a′ = 2a² where w² = 2a², with a pole at t = 1/2.
  const root = Math.SQRT2;
  const upwards = pair('square', [root, root], [1, 1], {
    data: { inputs: [[1]], targets: [[-1]] },
    loss: 'linear',
    training: { method: 'gradient-flow', time: 1 },
  });
  const segment = { data: upwards.instance.data!, loss: 'linear' };
  const apart = (distance: number, ...durations: number[]) => {
    const plan = durations.map((duration) => ({ ...segment, duration }));
    const found = trajectory(upwards, claimed(distance), plan, false);
    return found.status === 'holds' ? found.decision : expect.fail(found.status);
  };
  const flown = (...durations: number[]) => apart(0, ...durations);

  it('that reaches its end is not cut', () => {
    const { end, durations, steps, distances, moved } = flown(0.125, 0.125);
    expect([end, durations]).toEqual(['reached', [0.125, 0.125]]);
    // a = 1/(1 − 2t) = 2 and w = 2√2 at t = 1/4: half of that is new.
    expect(moved).toBeCloseTo(0.5, 6);
    // On the subspace to the last bit: no other tolerance is asked.
    expect([distances, steps.length]).toEqual([[0], 1]);
  });

  it('that blows up is cut to half of its last segment, and says how it had ended', () => {
    const once = apart(Number.MIN_VALUE, 1);
    expect(once.end).toBe('blown-up');
    expect(once.durations).toEqual([expect.closeTo(0.25, 3)]);
    const twice = apart(Number.MIN_VALUE, 0.125, 1);
    expect(twice.end).toBe('blown-up');
    expect(twice.durations).toEqual([0.125, expect.closeTo(0.1875, 3)]);
    // What comes after the pole is not begun.
    expect(apart(Number.MIN_VALUE, 1, 1).durations).toHaveLength(1);
  });

  it('that blows up on the subspace to the last bit was on it up to there', () => {
    const once = flown(1);
    expect([once.end, once.durations]).toEqual(['blown-up', [expect.closeTo(0.5, 3)]]);
    const twice = flown(0.125, 1, 1);
    expect(twice.durations).toEqual([0.125, expect.closeTo(0.375, 3)]);
  });

  it('is off by what the tolerances differ by, and no more than ten times that holds', () => {
    const off = (distance: number) =>
      trajectory(upwards, claimed(distance), [{ ...segment, duration: 0.25 }], false);
    const { error, bound, tolerances, steps } = apart(Number.MIN_VALUE, 0.25);
    expect(tolerances).toEqual([1e-5, 1e-7, 1e-9]);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(error).toBeGreaterThan(0);
    // 10⁻¹¹ of the largest entry, 2√2, on top.
    expect(bound - 10 * error!).toBeCloseTo(2 * root * 1e-11, 15);
    expect([off(0.9 * bound).status, off(1.1 * bound).status]).toEqual(['holds', 'open']);
    expect(off(Number.POSITIVE_INFINITY)).toMatchObject({ doubt: { reason: 'not-finite' } });
  });

  it('on the subspace to the last bit is followed once, and shows no error', () => {
    const { error, bound, tolerances } = flown(0.25);
    expect([error, tolerances]).toEqual([null, [1e-7]]);
    expect(bound).toBeCloseTo(2 * root * 1e-11, 15);
  });

  it('that stands still does so for the rest of its time', () => {
    const fitted = pair('identity', [1, 0], [1, 0], { ...onOneDatum, data });
    const plan = [{ data, loss: 'squared', duration: 2 }];
    const found = trajectory(fitted, claimed(0), plan, false);
    expect(found).toMatchObject({ decision: { end: 'stationary', durations: [2], moved: 0 } });
    // All of it, where what comes after is cut.
    const still = { data: { inputs: [[1]], targets: [[0]] }, loss: 'linear', duration: 2 };
    const after = trajectory(upwards, claimed(0), [still, { ...segment, duration: 1 }], false);
    expect(after).toMatchObject({ decision: { durations: [2, expect.closeTo(0.5, 3)] } });
  });
});

describe('fields', () => {
  it('are compared at unit vectors, at all ones, and at eight data at most', () => {
    const inputs = Array.from({ length: 10 }, (_, i) => [i]);
    const targets = inputs.map(() => [0]);
    const probes = probesOf(linear({ data: { inputs, targets } }));
    expect(probes.map(([x]) => x)).toEqual([1, 1, 0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it('are tangent where what is left is rounding: eight units for each parameter and eight on top', () => {
    const off = claimed(0, { normalComponent: (_, out) => out.fill(0, 1).fill(1e-20, 0, 1) });
    const found = tangency(linear(), off);
    // ∇F = (a, w) = (2, 1, 1, 3).
    const norm = Math.sqrt(15);
    expect(found).toMatchObject({
      status: 'holds',
      decision: { distance: 1e-20, fieldNorm: expect.closeTo(norm, 14), worst: null },
    });
    if (found.status !== 'holds') return;
    expect(found.decision.bound / (8 * 12 * 2 ** -53 * norm)).toBeCloseTo(1, 14);
  });
});

describe('the order of a drift in the rate', () => {
  const difference = (more: Partial<Instance>) =>
    fittedDrift(
      linear(more),
      { method: 'gradient-descent', rate: 0.01, steps: 10 },
      {
        terms: [
          { coefficient: { numerator: 1n, denominator: 1n }, powers: [[2, 2]] },
          { coefficient: { numerator: -1n, denominator: 1n }, powers: [[0, 2]] },
        ],
      },
      'a² − w²',
    );

  it('is 1 for a² − w² under gradient descent', () => {
    const [found] = difference({});
    if (found?.status !== 'holds') return expect.fail('it holds');
    expect(found.decision.value).toBeGreaterThan(0.95);
    expect(found.decision.value).toBeLessThan(1.05);
  });

  it('is not fitted to what stands still', () => {
    expect(difference({ data: { inputs: [[1]], targets: [[5]] } })).toEqual([]);
  });
});

describe('balance has nothing to say', () => {
  const training = descent(1 / 8);
  it.each<[string, Partial<Instance>, string]>([
    ['without training', {}, 'nothing of training'],
    ['without data', { training, data: undefined } as never, 'polynomial loss'],
    ['without a loss', { training, loss: undefined } as never, 'polynomial loss'],
    ['of a loss that is no polynomial', { training, loss: 'log-cosh' }, 'polynomial loss'],
    [
      'of a part of the data',
      {
        training: { method: 'sgd', rate: 1, batch: 1 },
        data: { inputs: [[1], [1]], targets: [[0], [0]] },
      },
      'a step of sgd',
    ],
  ])('%s', (_, more, why) => {
    expect(balance(linear(more))).toMatchObject({
      reason: 'no-law',
      why: expect.stringContaining(why),
    });
  });

  it('where no step moves, and of functions that are no power', () => {
    const fitted = { inputs: [[1]], targets: [[5]] };
    expect(balance(linear({ training, data: fitted }))).toMatchObject({ reason: 'stationary' });
    const tanh = pair('tanh', [1, 3], [2, 1], { data, loss: 'squared', training });
    expect(balance(tanh)).toMatchObject({ why: expect.stringContaining('this activation') });
  });
});
