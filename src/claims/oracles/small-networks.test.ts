/** Oracles about networks of a few numbers, by hand: gates, balances, early directions, escapes, distances in time. */
import { describe, expect, it } from 'vitest';
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { format, type Rational, rational } from '../../numerics/rational.ts';
import { rationalRank } from '../../numerics/rational-matrix.ts';
import { pair } from '../../testing/two-neurons.ts';
import { homogeneity } from './balance.ts';
import { distanceInTime } from './distance-flow.ts';
import { horizonOf } from './distance-walk.ts';
import { provenEscape } from './escape.ts';
import { objectiveOf } from './float-model.ts';
import { decideCount } from './law-count.ts';
import { hasFullRanks, independentBalances } from './linear-laws.ts';
import { exactOrbit, isVerdict, orbitFillsStratum } from './orbit-fills-stratum.ts';
import { type EarlyField, restingAtSize, restingDirections } from './orientations.ts';
import { haveDistinctHyperplanes, preactivations, realised } from './realised-gates.ts';
import { signDescentOrbit } from './sign-descent.ts';
import { stepsKeep } from './steps-keep.ts';
import type { Subspace } from './subspace.ts';
import type { TrainingSegment } from './training-segment.ts';

const vector = (...v: number[]): Rational[] => v.map((x) => rational(x));
const at = (model: object, theta: readonly number[], more = {}): Subject =>
  open({ model, parameters: unflatten(model as never, theta), ...more } as unknown as Instance);

describe('gates', () => {
  const relu = (theta: number[], bias: boolean) =>
    at({ kind: 'relu-paths', widths: [2, 2, 1], bias }, theta);
  const shown = (subject: Subject) =>
    preactivations(subject)?.map(
      ({ slope, constant }) => `${slope.map(format)}:${format(constant)}`,
    );

  it('have the rows of the first layer, and its biases', () => {
    expect(shown(relu([1, 2, 3, 4, 5, 6], false))).toEqual(['1,2:0', '3,4:0']);
    expect(shown(relu([1, 2, 3, 4, 7, 8, 5, 6, 9], true))).toEqual(['1,2:7', '3,4:8']);
    const deep = { kind: 'relu-paths', widths: [1, 1, 1, 1], bias: false };
    expect(shown(at(deep, [1, 2, 3]))).toBeUndefined();
    expect(() => realised(at(deep, [1, 2, 3]))).toThrow(/ReLU gates/);
  });

  it('differ where no hyperplane is another', () => {
    const distinct = (...rows: number[][]) =>
      haveDistinctHyperplanes(
        rows.map(([a, b, c]) => ({ slope: vector(a, b), constant: rational(c) })),
      );
    expect(distinct([1, 2, 3], [2, 4, 5])).toBe(true);
    expect(distinct([1, 2, 3], [2, 4, 6])).toBe(false);
    expect(distinct([1, 2, 3], [-2, -4, -6])).toBe(false);
    expect(distinct([0, 0, 3], [1, 1, 1])).toBe(false);
    expect(distinct([1, 0, 0], [0, 1, 0], [1, 1, 0])).toBe(true);
    expect(distinct([1, 0, 0], [0, 1, 0], [0, 3, 0])).toBe(false);
    expect(distinct([0, 1, 2], [1, 0, 2])).toBe(true);
  });

  it('that are always at their kink leave a point out', () => {
    const found = realised(relu([1, 2, 0, 0, 5, 6], false));
    expect(found).toMatchObject({
      kind: 'vacuous',
      because: { why: expect.stringMatching(/^unit 2 /) },
    });
    const own = relu([1, 2, 3, 4, 5, 6], false);
    expect(realised(own)).toBe(own);
  });
});

describe('balances', () => {
  /** Entries of Wₗ Wₗᵀ − Wₗ₊₁ᵀ Wₗ₊₁. */
  const entries = (widths: readonly number[], theta: readonly number[]): number[] => {
    let from = 0;
    const layers = widths.slice(1).map((rows, l) => {
      const own = Array.from({ length: rows }, (_, i) =>
        theta.slice(from + i * widths[l], from + (i + 1) * widths[l]),
      );
      from += rows * widths[l];
      return own;
    });
    const dot = (a: readonly number[], b: readonly number[]) =>
      a.reduce((sum, x, k) => sum + x * b[k], 0);
    return layers.slice(1).flatMap((above, l) =>
      layers[l].flatMap((row, i) =>
        layers[l].map(
          (other, j) =>
            dot(row, other) -
            dot(
              above.map((r) => r[i]),
              above.map((r) => r[j]),
            ),
        ),
      ),
    );
  };

  it.each([[[1, 1, 1]], [[1, 2, 1]], [[2, 3, 2]], [[1, 2, 2, 1]], [[2, 1, 3, 2]]])(
    'of %j are as independent as their differences',
    (widths) => {
      const size = widths.slice(1).reduce((sum, n, l) => sum + n * widths[l], 0);
      const model = { kind: 'linear', widths } as const;
      for (const theta of [
        Array.from({ length: size }, (_, i) => (i + 1) ** 2),
        new Array<number>(size).fill(1),
        new Array<number>(size).fill(0),
      ]) {
        // Of degree two: differences over two are derivatives.
        const step = (i: number, by: number) => theta.map((x, k) => (k === i ? x + by : x));
        const rows = theta.map((_, i) => {
          const below = entries(widths, step(i, -1));
          return vector(...entries(widths, step(i, 1)).map((x, k) => x - below[k]));
        });
        expect(independentBalances(model as never, theta)).toBe(rationalRank(rows));
      }
    },
  );

  it('of linear networks are all where matrices have full ranks', () => {
    const full = (widths: number[], theta: number[]) =>
      hasFullRanks(at({ kind: 'linear', widths }, theta));
    expect(full([2, 2, 1], [1, 2, 3, 4, 5, 6])).toBe(true);
    expect(full([2, 2, 1], [1, 2, 2, 4, 5, 6])).toBe(false);
    expect(full([1, 2, 1], [1, 2, 3, 4])).toBe(true);
    // [W₁ | W₂ᵀ] = (1 2; 2 4).
    expect(full([1, 2, 1], [1, 2, 2, 4])).toBe(false);
    expect(full([1, 1, 1], [0, 1])).toBe(false);
    expect(hasFullRanks(pair('tanh', [0, 0], [0, 0]))).toBe(true);
  });

  it('are none of a power and a constant', () => {
    const activation = { name: 'polynomial', coefficients: [1, 0, 1] };
    const model = { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation };
    expect(homogeneity(at(model, [1, 1]))).toBe(0);
  });

  it('are counted between bounds', () => {
    const model = { kind: 'low-rank', inputs: 1, rank: 2, outputs: 1 };
    const parameters = { left: [[2, 3]], right: [[5, -7]] };
    const result = exactOrbit(open({ model, parameters } as never));
    if (isVerdict(result)) return expect.fail('refused');
    const between = { ...result, lowerBound: 1, upperBound: 2 };
    const kind = (expected: number, atLeast?: boolean) => {
      const verdict = decideCount(between, { expected, at: 'given', ...(atLeast && { atLeast }) });
      return verdict.kind;
    };
    expect([1, 2, 3, 4].map((n) => kind(n))).toEqual([
      'falsified',
      'inconclusive',
      'inconclusive',
      'falsified',
    ]);
    expect([1, 2, 3, 4].map((n) => kind(n, true))).toEqual([
      'survived',
      'survived',
      'inconclusive',
      'falsified',
    ]);
  });

  it('of signs go by pairs of columns', () => {
    // (GV)ₖ = Σ Gᵢ Vᵢₖ with columns (−3, 6) and (7, −14) of V.
    const model = { kind: 'low-rank', inputs: 2, rank: 2, outputs: 1 };
    const parameters = {
      left: [[2, 5]],
      right: [
        [-3, 7],
        [6, -14],
      ],
    };
    const found = signDescentOrbit(open({ model, parameters } as never))!;
    expect(found.dimension).toBe(3);
    expect(found.invariants.map(({ expression }) => expression)).toEqual([
      '|U[1,1]| − |U[1,2]|',
      '|V[1,1]| − |V[1,2]|',
      '|V[2,1]| − |V[2,2]|',
    ]);
  });
});

it('opposite neurons fill what permutations leave, and no more', () => {
  const opposite = pair('tanh', [1, -1], [2, -2]);
  expect(orbitFillsStratum(opposite).kind).toBe('survived');
  expect(orbitFillsStratum(opposite, 'none')).toMatchObject({
    kind: 'falsified',
    by: { clause: 'orbit-gap' },
  });
});

it('steps are asked for with data and a loss', () => {
  const data = { inputs: [[1]], targets: [[1]] };
  const training = { method: 'gradient-descent', rate: 1, steps: 1 } as const;
  for (const more of [
    { data, training },
    { loss: 'squared', training },
  ])
    expect(stepsKeep(pair('identity', [1, 3], [2, 1], more), [])).toEqual({ reason: 'no-data' });
});

describe('directions at the start of training', () => {
  const field = (multiplicity: number, ...data: [slope: number, ...x: number[]][]): EarlyField => ({
    multiplicity,
    weights: data[0].length - 1,
    inputs: data.map(([, ...x]) => vector(...x)),
    slopes: data.map(([slope]) => rational(slope)),
  });
  const resting = (...given: Parameters<typeof field>) => restingDirections(field(...given));

  it('are counted', () => {
    expect(resting(3, [1, 5])).toBe(2);
    expect([resting(1, [1, 1, 2]), resting(1, [1, 1, 2], [-1, 1, 2])]).toEqual([2, 'all']);
    // Σ sᵢ(w·xᵢ)²: eigenvectors of diag(1, 2), and of (1 1; 1 1); all of diag(1, 1).
    expect([resting(2, [1, 1, 0], [2, 0, 1]), resting(2, [1, 1, 1])]).toEqual([4, 4]);
    expect(resting(2, [1, 1, 0], [1, 0, 1])).toBe('all');
    // w₁³: −3w₂w₁² turns; w₁³ + w₂³: 3w₁w₂(w₂ − w₁).
    expect([resting(3, [1, 1, 0]), resting(3, [1, 1, 0], [1, 0, 1])]).toEqual([4, 6]);
    const three = (a: number, b: number, c: number) =>
      resting(2, [a, 1, 0, 0], [b, 0, 1, 0], [c, 0, 0, 1]);
    expect([three(1, 2, 3), three(1, 2, 2), three(1, -1, 0)]).toEqual([6, 'all', 6]);
    expect(resting(3, [1, 1, 0, 0])).toBeNull();
  });

  it('that are not small are counted around the circle', () => {
    const around = (activation: string, size: number, ...data: Parameters<typeof field>[1][]) =>
      restingAtSize(pair(activation, [1, 1], [1, 1]), field(1, ...data), rational(size));
    // −w₂σ′; w₁ − w₂; 2w₁w₂.
    expect(around('tanh', 1, [1, 1, 0])).toBe(2);
    expect(around('identity', 3, [1, 1, 0], [1, 0, 1])).toBe(2);
    expect(around('square', 1, [1, 1, 0], [2, 0, 1])).toBe(4);
  });
});

/** L = the feature. */
const segment: TrainingSegment = {
  data: { inputs: [[1]], targets: [[1]] },
  loss: 'linear',
  duration: 1,
};
const potential = (feature: string, ...theta: number[]) =>
  at(
    { kind: 'polynomial', variables: ['u', 'v'].slice(0, theta.length), features: [feature] },
    theta,
  );
/** { u = 0 }. */
const wall: Subspace = {
  size: 2,
  dimension: 1,
  orbit: Int32Array.of(-1, 0),
  sign: Int8Array.of(1, 1),
  distance: ([u]) => Math.abs(u),
  contains: ([u]) => u === 0,
  normalComponent([u], out) {
    out.set([u, 0]);
    return out;
  },
  describe: () => 'u = 0',
};

describe('trajectories next to u = 0', () => {
  it('leave it with the first coefficient that does not vanish', () => {
    const leaving = (feature: string, ...segments: TrainingSegment[]) => {
      const { leg, order } =
        provenEscape(potential(feature, 0, 0), wall, segments)?.coefficient ?? {};
      return [leg, order];
    };
    // u̇ = −1; −v with v̇ = −1; −v²; and u² does not leave.
    expect(leaving('u + v', segment)).toEqual([0, 0]);
    expect(leaving('u*v + v', segment)).toEqual([0, 1]);
    expect(leaving('u*v^2 + v', segment)).toEqual([0, 2]);
    expect(leaving('u^2 + v', segment)).toEqual([undefined, undefined]);
    // Nothing moves at first.
    const still = { ...segment, data: { inputs: [[1]], targets: [[0]] } };
    expect(leaving('u + v', still, segment)).toEqual([1, 0]);
    expect(leaving('u + v', still)).toEqual([undefined, undefined]);
  });

  it('keep or change their distance as L bends', () => {
    const followed = (feature: string, loss: Partial<TrainingSegment> = {}) =>
      distanceInTime(potential(feature, 3, 1), wall, { ...segment, ...loss });
    const found = followed('u^2 + v');
    if (!('status' in found) || found.status !== 'holds') return expect.fail('it holds');
    const { until, grown, said, between, apart, bound, steps } = found.decision;
    expect(steps).toEqual([2, 4, 8]);
    expect(grown).toBeCloseTo(-2 * Number(until), 6);
    expect(said).toBeCloseTo(-2 * Number(until), 12);
    expect(between?.[0]).toBeCloseTo(-2 * Number(until), 9);
    expect(between?.[1]).toBeCloseTo(-2 * Number(until), 9);
    expect(apart[2] < apart[1] / 8 && apart[1] < apart[0] / 8).toBe(true);
    expect(bound).toBeCloseTo(2e-6 * Number(until), 12);
    // v alone moves; nothing does.
    expect(followed('v')).toMatchObject({ reason: 'start' });
    expect(followed('u^2 + v', { data: { inputs: [[1]], targets: [[0]] } })).toEqual({
      reason: 'stationary',
      what: 'trajectory',
    });
  });

  it('have horizons where float64 has no such slopes', () => {
    // ∇²(u⁴) = 12u² at 10³⁰⁰: 1.2·10⁶⁰¹, and 2/1.2 of its units.
    const steep = potential('u^4', 1e300);
    const { until, power } = horizonOf(steep, segment, objectiveOf(steep, segment));
    expect(power).toBe(601);
    expect(until).toBeCloseTo(2 / 1.2, 9);
  });
});
