/** Curvatures across strata and times that can be followed, of functions of one or two variables, worked out by hand. */
import { describe, expect, it } from 'vitest';
import { float64 } from '../../analytic/fields/float64.ts';
import type { Instance } from '../../instances/instance.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { decimalsOf } from '../../numerics/decimal-ring.ts';
import { pair } from '../../testing/two-neurons.ts';
import { curvatureAcross, curvatureAlong, curvatureWithout, incomingApart } from './across.ts';
import { distanceCoefficients } from './distance-flow.ts';
import { horizonOf, pullAcross, timeOf, walk } from './distance-walk.ts';
import { objectiveOf } from './float-model.ts';
import { curvatureBetween, normalBasis } from './mean-curvature.ts';
import { walkOrbit } from './orbit-walk.ts';
import type { Subspace } from './subspace.ts';
import type { TrainingSegment } from './training-segment.ts';

const D = decimalsOf(40);

/** L = the feature itself. */
const segment: TrainingSegment = {
  data: { inputs: [[1]], targets: [[1]] },
  loss: 'linear',
  duration: 1,
};
function potential(feature: string, ...theta: number[]): Subject {
  return open({
    model: {
      kind: 'polynomial',
      variables: ['u', 'v'].slice(0, theta.length),
      features: [feature],
    },
    parameters: { layers: [{ weights: [theta], bias: null }] },
  } as Instance);
}
/** Nothing but the origin. */
const origin = (size: number): Subspace => ({
  size,
  dimension: 0,
  orbit: new Int32Array(size).fill(-1),
  sign: new Int8Array(size).fill(1),
  distance: (theta) => Math.hypot(...theta),
  contains: (theta) => theta.every((x) => x === 0),
  normalComponent(vector, out) {
    out.set(vector);
    return out;
  },
  describe: () => 'the origin',
});

/** At points of the given first coordinates and rates. */
function between(
  feature: string,
  points: readonly (readonly [at: readonly number[], rate: number])[],
  until = 1,
  power = 0,
) {
  const size = points[0][0].length;
  const subject = potential(feature, ...points[0][0]);
  const of = points.map(([at, rate]) => ({ theta: at.map((x) => new D(x)), rate }));
  return curvatureBetween(subject, origin(size), segment, of, { until, power });
}

describe('mean curvatures', () => {
  it('are exact for polynomials of degree eleven, and integrated by trapezia', () => {
    // ∫₀¹ 110 (sδ)⁹ ds = 11 δ⁹ at δ = 1, 2, 3: ½(½·11 + 5632 + ½·216513).
    const points = [1, 2, 3].map((u) => [[u], 11 * u ** 9] as const);
    const { smallest, largest, isOutside } = between('u^11', points, 0.5);
    expect(smallest / 28473.5).toBeCloseTo(1, 13);
    expect(largest / 28473.5).toBeCloseTo(1, 13);
    expect(isOutside).toBe(false);
    // In units of 100, in decimals.
    const inUnits = points.map(([at, rate]) => [at, rate / 100] as const);
    const other = between('u^11', inUnits, 0.5, 2);
    expect(other.smallest / 284.735).toBeCloseTo(1, 13);
    expect(other.isOutside).toBe(false);
  });

  it('are those of shorter and shorter pieces where r is outside', () => {
    // ∫₀¹ 156 (sδ)¹¹ ds = 13 δ¹¹, of a degree that neither rule has.
    const mean = 13 * 2 ** 11;
    const points = [[[2], 1.5 * mean] as const, [[2], 1.5 * mean] as const];
    const { smallest, largest, isOutside } = between('u^13', points);
    expect(smallest / mean).toBeCloseTo(1, 13);
    expect(largest / mean).toBeCloseTo(1, 13);
    expect(isOutside).toBe(true);
  });

  it('lie between the eigenvalues', () => {
    // ∇²(u² + uv + 2v²) = (2 1; 1 4): 3 ± √2.
    const at = (rate: number, power = 0) =>
      between(
        'u^2 + u*v + 2*v^2',
        [rate, 3 / 10 ** power].map((r) => [[3, 1], r] as const),
        1,
        power,
      );
    const [low, high] = [3 - Math.SQRT2, 3 + Math.SQRT2];
    for (const power of [0, 1]) {
      const { smallest, largest, isOutside } = at(3 / 10 ** power, power);
      expect(smallest * 10 ** power).toBeCloseTo(low, 12);
      expect(largest * 10 ** power).toBeCloseTo(high, 12);
      expect(isOutside).toBe(false);
    }
    // A billionth of Λ is rounding, and no more than that.
    const isOutside = (rate: number) => at(rate).isOutside;
    expect([low - 2e-9, high + 2e-9].map(isOutside)).toEqual([false, false]);
    expect([low - 1e-7, high + 1e-7].map(isOutside)).toEqual([true, true]);
  });

  it('are enclosed by three points to degree five', () => {
    // ∫₀¹ 30 s⁴ ds: both rules are exact, and what is off by a millionth is outside.
    expect(
      between(
        'u^6',
        [1, 1].map(() => [[1], 6] as const),
      ).isOutside,
    ).toBe(false);
    expect(
      between(
        'u^6',
        [1, 1].map(() => [[1], 6 + 1e-6] as const),
      ).isOutside,
    ).toBe(true);
  });

  it('are found where ∇²L is nothing but next to the stratum', () => {
    // L = 1/(1 + Ku²): L′ = −2K/(1 + K)² at 1, from a bend of width 10⁻⁴.
    const K = 1e8;
    const rate = (-2 * K) / (1 + K) ** 2;
    const points = [[[1], rate] as const, [[1], rate] as const];
    expect(between(`1/(1 + ${K}*u^2)`, points).isOutside).toBe(false);
  });

  it('are taken in an orthonormal basis of what is normal', () => {
    // Normal to (1, 1, 0): (1, −1, 0)/√2 and e₂.
    const line: Subspace = {
      ...origin(3),
      normalComponent([a, b, c], out) {
        out.set([(a - b) / 2, (b - a) / 2, c]);
        return out;
      },
    };
    const basis = normalBasis(line).map((v) => [...v].map((x) => Number(x.toFixed(12))));
    const half = Number(Math.SQRT1_2.toFixed(12));
    expect(basis).toEqual([
      [half, -half, 0],
      [0, 0, 1],
    ]);
  });
});

describe('times', () => {
  it('are told in digits where float64 has none of them', () => {
    expect(timeOf({ until: 0.25, power: 0 })).toBe(0.25);
    expect(timeOf({ until: 3, power: 2 })).toBe('0.03000');
    expect(timeOf({ until: 1.5, power: 400 })).toBe('1.500e-400');
  });

  it('of a potential of degree two are walked to e⁻²ᵗ', () => {
    // u̇ = −2u: log of the distance −2t, r = 2.
    const way = (power: number) =>
      walk(potential('u^2', 3), origin(1), segment, 4, { until: 0.5 * 10 ** power, power });
    for (const power of [0, 1]) {
      const { grown, said, apart, moved, points } = way(power);
      expect(grown).toBeCloseTo(-1, 6);
      expect(said).toBeCloseTo(-1, 12);
      expect(apart).toBeCloseTo(Math.abs(grown - said), 12);
      expect(moved).toBe(true);
      expect(points.map(({ rate }) => Number((rate * 10 ** power).toFixed(9)))).toEqual([
        2, 2, 2, 2, 2,
      ]);
      expect(Number(points[4].theta[0])).toBeCloseTo(3 / Math.E, 6);
    }
  });

  it('are as long as eight steps can follow, and no longer than asked for', () => {
    const horizon = (feature: string, duration: number) => {
      const subject = potential(feature, 3);
      const asked = { ...segment, duration };
      return horizonOf(subject, asked, objectiveOf(subject, asked));
    };
    // ∇²L = 2: 2/2, or a power of four less.
    const { until, power } = horizon('u^2', 10);
    expect([Math.abs(Math.log2(until) % 2), power]).toEqual([0, 0]);
    expect(until).toBeGreaterThan(1 / 100);
    expect(until).toBeLessThan(1.01);
    expect(horizon('u^2', 1e-3)).toEqual({ until: 1e-3, power: 0 });
    // A constant field is followed anywhere.
    expect(horizon('u', 10)).toEqual({ until: 10, power: 0 });
  });

  it('of too many numbers are not compared in balls', () => {
    // 4 data, 40 parameters and 128 gradients are more than 20 000.
    const weights = Array.from({ length: 20 }, () => [1]);
    const subject = open({
      model: { kind: 'fully-connected', widths: [1, 20, 1], bias: false, activation: 'tanh' },
      parameters: {
        layers: [
          { weights, bias: null },
          { weights: [weights.flat()], bias: null },
        ],
      },
      data: { inputs: [[1], [2], [3], [4]], targets: [[1], [1], [1], [1]] },
      loss: 'squared',
    } as Instance);
    const data = subject.instance.data!;
    const asked = { data, loss: 'squared', duration: 1 };
    const pull = () => expect.fail('it is not computed');
    const { finding, changes } = distanceCoefficients(subject, origin(40), asked, pull);
    expect(finding).toMatchObject({ status: 'open', doubt: { reason: 'unsupported' } });
    expect(changes).toBe(true);
  });

  it('pull across a stratum by the difference of slopes', () => {
    expect(pullAcross(float64, { delta: [1, 2], here: [3, 5], there: [1, 1] })).toBe(10);
  });
});

describe('two equal neurons', () => {
  // F = a·w, L = ½(F − y)², x = 1: ∇²L = ∇F∇Fᵀ + (F − y)(0 1; 1 0).
  const at = (w: readonly [number, number], a: readonly [number, number], y: number) =>
    pair('identity', w, a, { data: { inputs: [[1]], targets: [[y]] }, loss: 'squared' });

  it('curve along w₁ − w₂ as (a₁ − a₂)²', () => {
    const apart = at([1, 3], [5, 2], 0);
    const v = incomingApart(apart);
    expect([...v]).toEqual([1, -1, 0, 0]);
    const [decision] = curvatureAlong(apart, v);
    expect(decision).toMatchObject({ clause: 'across', value: 9 });
    expect(curvatureWithout(apart, v, 1)).toMatchObject({ status: 'fails' });
    const held = curvatureWithout(apart, v, -1);
    if (held.status !== 'holds') return expect.fail(held.status);
    expect(held.decision.enclosure?.margin).toBeGreaterThan(0);
    expect(curvatureWithout(at([1, 3], [2, 2], 0), v, 1)).toMatchObject({
      status: 'open',
      doubt: { reason: 'unsettled' },
    });
  });

  it('have directions of either sign where their incoming weights are moved', () => {
    // q = F − y = 4: v = (1, −1 | α, −α), vᵀ∇²L v = 4α q with α = ±1/(2q).
    const moving = at([1, 1], [2, 2], 0);
    for (const sign of [1, -1] as const) {
      expect(curvatureAcross(moving, sign, true)).toMatchObject({
        status: 'fails',
        decision: { value: 2 * sign },
      });
      const held = curvatureAcross(moving, sign, false);
      if (!('status' in held) || held.status !== 'holds') return expect.fail('it holds');
      expect(held.decision.enclosure?.margin).toBeGreaterThan(0);
    }
    // A fit: nothing moves them.
    expect(curvatureAcross(at([1, 1], [2, 2], 4), 1, false)).toEqual({
      reason: 'stationary',
      what: 'field',
    });
  });
});

describe('a walk along an orbit', () => {
  // F = 40 u x: u̇ = ∓40, and a segment takes a quarter of 1, as |u| is less.
  const fast = potential('40*u', 0.5);

  it.each(['euler', 1e-9] as const)(
    'goes a quarter of the size of θ at a time (%s)',
    (tolerance) => {
      const { points, durations, segments } = walkOrbit(fast, tolerance);
      expect(points.length).toBe(segments.length + 1);
      const expected = points.map((_, k) => (k % 2 === 0 ? 0.5 : 0.25));
      points.forEach(([u], k) => {
        expect(u).toBeCloseTo(expected[k], 9);
      });
      for (const duration of durations) expect(duration).toBeCloseTo(0.25 / 40, 12);
      expect(segments.map(({ data }) => data.targets[0][0])).toEqual(
        segments.map((_, k) => (k % 2 === 0 ? 1 : -1)),
      );
    },
  );

  it('turns round with every probe', () => {
    const plane = open({
      model: { kind: 'polynomial', variables: ['u', 'v'], features: ['40*u', '40*v'] },
      parameters: { layers: [{ weights: [[0.5, 0.25]], bias: null }] },
    } as Instance);
    const { segments, points } = walkOrbit(plane, 'euler');
    // e₁, e₂ and (1, 1).
    expect(segments.map(({ data }) => [...data.inputs[0], data.targets[0][0]])).toEqual([
      [1, 0, 1],
      [0, 1, -1],
      [1, 1, 1],
    ]);
    const root = 0.25 * Math.SQRT1_2;
    const expected = [0.5, 0.25, 0.25, 0.25, 0.25, 0.5, 0.25 - root, 0.5 - root];
    points.forEach((point, k) => {
      expect(point[0]).toBeCloseTo(expected[2 * k], 12);
      expect(point[1]).toBeCloseTo(expected[2 * k + 1], 12);
    });
  });

  it('of the durations that are given takes those, and no more segments', () => {
    const { points, durations } = walkOrbit(fast, 1e-9, [0.01]);
    expect(durations).toEqual([0.01]);
    expect(walkOrbit(fast, 'euler', [0.01, 0.005]).durations).toEqual([0.01, 0.005]);
    expect(points.map(([u]) => Number(u.toFixed(9)))).toEqual([0.5, 0.1]);
  });

  it('is as long as θ is large, and no longer than a quarter', () => {
    expect(walkOrbit(potential('40*u', 8), 'euler').durations[0]).toBeCloseTo(0.05, 12);
    expect(walkOrbit(potential('u', 8), 'euler').durations[0]).toBe(0.25);
  });
});
