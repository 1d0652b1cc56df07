/** The pieces on numbers that can be worked out by hand, mostly over ℚ. */
import { describe, expect, test } from 'vitest';
import { float64 } from '../../analytic/fields/float64.ts';
import { rationals } from '../../analytic/fields/rationals.ts';
import { silu } from '../../analytic/functions/silu.ts';
import { format, parse, type Rational, rational } from '../../numerics/rational.ts';
import { bind } from '../bind.ts';
import { attended, memoryOf } from './attention.ts';
import { type Boundary, convolved, placesAfter } from './convolution.ts';
import { layerNormalised, rmsNormalised, weightNormalised } from './normalisation.ts';
import { residual } from './residual.ts';
import { powerOf, type Rotation, rotated } from './rotation.ts';
import { softmax } from './softmax.ts';
import { transposedMatvec } from './vectors.ts';

const q = (text: string | number): Rational => parse(String(text))!;
const vector = (...values: (string | number)[]) => values.map(q);
const shown = (values: readonly Rational[]) => values.map(format).join(' ');
/** F over ℚ, outputs as text. */
const outputsOf = (json: { kind: string }, theta: readonly (string | number)[], x: number[]) =>
  shown(bind(json).evaluate(rationals, vector(...theta), vector(...x)));

describe('convolution', () => {
  // Taps 1, 10, 100 on 1, 2, 3 write down which places were read.
  test.each<[Boundary, number[], string]>([
    ['valid', [1, 10], '21 32'],
    ['circular', [1, 10], '21 32 13'],
    ['zero', [1, 10], '21 32 3'],
    ['zero', [1, 10, 100], '210 321 32'],
    ['circular', [1, 10, 100], '321 132 213'],
    ['valid', [1, 10, 100], '321'],
  ])('%s %j', (boundary, taps, expected) => {
    const filter = [taps.map((w) => [q(w)])];
    const out = convolved(rationals, filter, [[q(1)], [q(2)], [q(3)]], boundary);
    expect(shown(out.flat())).toBe(expected);
    expect(out).toHaveLength(placesAfter(3, taps.length, boundary));
  });

  test('channels are summed, filters stand side by side', () => {
    const filters = [[vector(1, 2)], [vector(0, -1)]];
    const out = convolved(rationals, filters, [vector(3, 4), vector(5, 6)], 'valid');
    expect(out.map(shown)).toEqual(['11 -4', '17 -6']);
  });
});

describe('attention', () => {
  const xs = [vector(1), vector(2)];
  const head = { key: [vector(3)], value: [vector(5)] };

  test('linear: scores 4·3 and 4·6 on the values 5 and 10', () => {
    const options = { weights: 'linear' } as const;
    const memory = memoryOf(rationals, head, xs, options);
    expect(shown(attended(rationals, [vector(2)], memory, xs, 1, options))).toBe('300');
  });

  test('softmax of equal scores is the mean', () => {
    const memory = memoryOf(float64, { key: [[0]], value: [[5]] }, [[1], [2]]);
    expect(attended(float64, [[2]], memory, [[1], [2]], 1)).toEqual([7.5]);
  });

  test('causal: the first position sees itself only', () => {
    const memory = memoryOf(float64, { key: [[3]], value: [[5]] }, [[1], [2]]);
    expect(attended(float64, [[2]], memory, [[1], [2]], 0, { causal: true })).toEqual([5]);
    expect(attended(float64, [[2]], memory, [[1], [2]], 0)[0]).toBeGreaterThan(5);
  });

  test('queries that share a head are heads with the same keys and values', () => {
    const common = { kind: 'attention', positions: 2, channels: 1, keys: 1, values: 1 } as const;
    const linear = { ...common, outputs: 1, weights: 'linear' };
    // θ = Q (both), K, V, O (both) against Q, K K, V V, O.
    const shared = outputsOf({ ...linear, queries: 2 } as never, [2, 7, 3, 5, 1, '1/2'], [1, 2]);
    const twice = outputsOf({ ...linear, heads: 2 } as never, [2, 7, 3, 3, 5, 5, 1, '1/2'], [1, 2]);
    expect(shared).toBe(twice);
    // 300 as above, and 14·3·5 + 14·6·10 = 1050 halved.
    expect(shared).toBe('825');
  });

  test('rotated scores know the distance of positions only', () => {
    const turns: Rotation[] = [
      [q('3/5'), q('4/5')],
      [q('-5/13'), q('12/13')],
    ];
    const [a, b] = [vector(1, 2, '1/3', -1), vector('1/2', -1, 3, 1)];
    const score = (n: number, j: number) =>
      format(rationals.dot(rotated(rationals, turns, n, a), rotated(rationals, turns, j, b)));
    expect(score(5, 3)).toBe(score(2, 0));
    expect(score(5, 3)).not.toBe(score(5, 4));
    // (3 + 4i)² = −7 + 24i.
    expect(shown(powerOf(turns[0], 2))).toBe('-7/25 24/25');
    expect(shown(powerOf(turns[0], 0))).toBe('1 0');
  });
});

describe('normalisation', () => {
  const z = vector(1, 7); // Σz² = 50, Σz²/2 = 25

  test('RMS: divided by √(mean square + ε)', () => {
    expect(shown(rmsNormalised(rationals, z))).toBe('1/5 7/5');
    expect(shown(rmsNormalised(rationals, z, rational(11)))).toBe('1/6 7/6');
  });

  test('layer: mean 4, deviations ±3', () => {
    expect(shown(layerNormalised(rationals, z))).toBe('-1 1');
    expect(shown(layerNormalised(rationals, z, rational(7)))).toBe('-3/4 3/4');
  });

  test('weights: a direction and a length', () => {
    const rows = weightNormalised(rationals, [vector(3, 4), vector(0, -2)], vector(10, '1/2'));
    expect(rows.map(shown)).toEqual(['6 8', '0 -1/2']);
  });

  test('as models', () => {
    const sizes = { inputs: 1, hidden: 2, outputs: 1 };
    // W = (1, 7), then γ = (2, 3), β = (10, 20), A = (5, 10), x = 1.
    expect(outputsOf({ kind: 'rms-norm', ...sizes } as never, [1, 7, 5, 10], [1])).toBe('15');
    const gain = { ...sizes, gain: true };
    expect(outputsOf({ kind: 'rms-norm', ...gain } as never, [1, 7, 2, 3, 5, 10], [1])).toBe('44');
    expect(outputsOf({ kind: 'layer-norm', ...sizes } as never, [1, 7, 5, 10], [1])).toBe('5');
    const shifted = [1, 7, 2, 3, 10, 20, 5, 10];
    expect(outputsOf({ kind: 'layer-norm', ...gain } as never, shifted, [1])).toBe('270');
  });
});

describe('models by hand', () => {
  test('softmax: ratios are powers of e', () => {
    const [a, b, c] = softmax(float64, [0, 1, 1]) as [number, number, number];
    expect(b / a).toBeCloseTo(Math.E, 14);
    expect(c).toBe(b);
    expect(a + b + c).toBeCloseTo(1, 15);
  });

  test('gated: A(Bx ⊙ Cx), and gates in front', () => {
    const sizes = { inputs: 2, hidden: 1, outputs: 1 };
    const theta = [1, 2, 3, -1, 5];
    // Bx = 1 + 4 = 5, Cx = 3 − 2 = 1, A = 5.
    expect(
      outputsOf({ kind: 'gated', ...sizes, activation: 'identity' } as never, theta, [1, 2]),
    ).toBe('25');
    expect(outputsOf({ kind: 'gated-paths', ...sizes } as never, theta, [1, 2, 4])).toBe('100');
  });

  test('mixture: equal gates average, a mask of one expert is that expert', () => {
    const sizes = { inputs: 1, experts: 2, hidden: 1, outputs: 1 };
    const json = { kind: 'mixture-of-experts', ...sizes, activation: 'silu' };
    // w = (0, 0), B = (1, −1), C = (1, 2), A = (3, 5) at x = 2.
    const theta = [0, 0, 1, -1, 1, 2, 3, 5];
    const first = 3 * silu.value(2) * 2;
    const second = 5 * silu.value(-2) * 4;
    const [dense] = bind(json).evaluate(float64, theta, [2]);
    expect(dense).toBeCloseTo((first + second) / 2, 13);
    const top = bind({ ...json, top: 1 });
    expect(top.inputs.finite).toEqual([
      {
        offset: 1,
        size: 2,
        choices: [
          [1, 0],
          [0, 1],
        ],
      },
    ]);
    expect(top.evaluate(float64, theta, [2, 0, 1])[0]).toBeCloseTo(second, 13);
  });

  test('tied, low-rank, residual', () => {
    const w = [vector(1, 2), vector(3, 4), vector(5, 6)];
    expect(shown(transposedMatvec(rationals, w, vector(1, 10, 100)))).toBe('531 642');
    const tied = { kind: 'tied-autoencoder', inputs: 2, hidden: 1, activation: 'square' };
    // Wx = 1·3 + 2·1 = 5, squared 25, Wᵀ·25.
    expect(outputsOf(tied as never, [1, 2], [3, 1])).toBe('25 50');
    const low = { kind: 'low-rank', inputs: 2, rank: 1, outputs: 1, fixed: [[10, 20]] };
    // U = 2, V = (3, 4): 2·(3 + 8) + 10 + 40.
    expect(outputsOf(low as never, [2, 3, 4], [1, 2])).toBe('72');
    expect(shown(residual(rationals, vector(1, 2), () => vector(10, 20)))).toBe('11 22');
    // h = x(1 + u₁v₁) = 7, then 7(1 + 2·gate·…): U = 2, V = 3 twice with gates 1 and 1/7: 7 + 6.
    const paths = { kind: 'residual-paths', channels: 1, hidden: [1, 1] };
    const bound = bind(paths);
    const inputs = [q(1), q(1), q('1/7')];
    expect(shown(bound.evaluate(rationals, vector(2, 3, 2, 3), inputs))).toBe('13');
  });

  test('two-layer ReLU convolution: gates of zero shut a place', () => {
    const json = {
      kind: 'relu-convolution-paths',
      places: 2,
      channels: 1,
      hidden: 1,
      outputs: 1,
      taps: 1,
    };
    // u = 2, v = 3, x = (5, 7), gates (1, 0).
    expect(outputsOf(json, [2, 3], [5, 7, 1, 0])).toBe('30 0');
  });
});
