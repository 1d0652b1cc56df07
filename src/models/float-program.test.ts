/** The program in float64 for models that have no kernel: against decimals, slopes, and bit for bit. */
import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../numerics/random.ts';
import { type BoundModel, bind } from './bind.ts';
import { createNetwork, type FloatNetwork } from './float-network.ts';
import { sliceOf } from './structure.ts';

const cases: readonly [string, () => BoundModel, string][] = [
  [
    'gated',
    () => bind({ kind: 'gated', inputs: 3, hidden: 4, outputs: 2, activation: 'silu' }),
    'hidden',
  ],
  [
    'attention',
    () => bind({ kind: 'attention', positions: 3, channels: 2, keys: 2, values: 3, outputs: 2 }),
    'values',
  ],
];

const draws = (rng: Rng, length: number) => Float64Array.from({ length }, () => rng.gaussian());

/** Σᵢ wᵢ·F(xᵢ): a scalar whose gradient is the pullback of w. */
function weighted(network: FloatNetwork, theta: Float64Array, x: Float64Array, w: Float64Array) {
  const out = new Float64Array(w.length);
  network.forward(theta, x, out);
  return out.reduce((total, y, k) => total + w[k] * y, 0);
}

describe.each(cases)('%s', (name, bound, axisName) => {
  it('has the gradient that slopes of central differences converge to', () => {
    const rng = createRng(`slopes/${name}`);
    const { size: m, inputs } = bound();
    const network = createNetwork(bound().json, 3);
    const [theta, v, x, w] = [m, m, 3 * inputs.size, 6].map((n) => draws(rng, n)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const gradient = new Float64Array(m);
    network.pullback(theta, x, w, gradient);
    const slope = gradient.reduce((total, g, k) => total + g * v[k], 0);
    const tangent = new Float64Array(6);
    network.pushforward(theta, v, x, tangent);
    expect(tangent.reduce((total, t, k) => total + t * w[k], 0)).toBeCloseTo(slope, 10);
    const bend = new Float64Array(m);
    network.pullbackDerivative(theta, v, x, w, new Float64Array(6), bend);
    const at = (h: number) => theta.map((t, k) => t + h * v[k]);
    const errors = [2 ** -4, 2 ** -5, 2 ** -6, 2 ** -7].map((h) => {
      const difference =
        (weighted(network, at(h), x, w) - weighted(network, at(-h), x, w)) / (2 * h);
      const [up, down] = [new Float64Array(m), new Float64Array(m)];
      network.pullback(at(h), x, w, up);
      network.pullback(at(-h), x, w, down);
      const curvature = bend.map((b, k) => b - (up[k] - down[k]) / (2 * h));
      return [Math.abs(difference - slope), Math.hypot(...curvature)] as const;
    });
    // Central differences err by h²: halving h must divide the error by 4 (3 to 5 at these h).
    for (const which of [0, 1] as const)
      for (let k = 1; k < errors.length; k++) {
        const ratio = errors[k - 1][which] / errors[k][which];
        expect(ratio).toBeGreaterThan(3);
        expect(ratio).toBeLessThan(5);
      }
  });

  it('gives equal units equal bits, in chunks or not', () => {
    const rng = createRng(`bits/${name}`);
    const { tensors, size: m, inputs } = bound();
    for (const batch of [1, 7, 150]) {
      const network = createNetwork(bound().json, batch);
      const theta = draws(rng, m);
      const v = draws(rng, m);
      const pairs = tensors.flatMap((placed) =>
        placed.axes.flatMap(({ name: of }, a) =>
          of === axisName
            ? sliceOf(placed, a, 0).map((i, k) => [i, sliceOf(placed, a, 2)[k]] as const)
            : [],
        ),
      );
      for (const [i, j] of pairs) {
        theta[j] = theta[i];
        v[j] = v[i];
      }
      const x = draws(rng, batch * inputs.size);
      const [w, wDot] = [draws(rng, 2 * batch), draws(rng, 2 * batch)];
      const results = [new Float64Array(m), new Float64Array(m), new Float64Array(m)] as const;
      network.pullback(theta, x, w, results[0]);
      network.pullbackDerivative(theta, v, x, w, wDot, results[1]);
      network.outputGradient(theta, x.subarray(0, inputs.size), 1, results[2]);
      expect(pairs.length).toBeGreaterThan(3);
      for (const result of results) {
        expect(pairs.filter(([i, j]) => !Object.is(result[i], result[j]))).toEqual([]);
        expect(result.some((g) => g !== 0)).toBe(true);
      }
    }
  });

  it('says the same for many data as for few', () => {
    const rng = createRng(`chunks/${name}`);
    const { size: m, inputs } = bound();
    const n = 130;
    const [theta, v, x, w] = [m, m, n * inputs.size, 2 * n].map((k) => draws(rng, k)) as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const total = new Float64Array(m);
    const single = createNetwork(bound().json, 1);
    const part = new Float64Array(m);
    for (let i = 0; i < n; i++) {
      const row = x.subarray(i * inputs.size, (i + 1) * inputs.size);
      single.pullbackDerivative(
        theta,
        v,
        row,
        w.subarray(2 * i, 2 * i + 2),
        new Float64Array(2),
        part,
      );
      part.forEach((g, k) => {
        total[k] += g;
      });
    }
    const whole = createNetwork(bound().json, n);
    const received = new Float64Array(m);
    whole.pushforward(theta, v, x, new Float64Array(2 * n));
    whole.backpropagateDerivative(theta, v, w, new Float64Array(2 * n), received);
    received.forEach((g, k) => {
      // Both add n terms: n roundings of the running sum at most.
      expect(Math.abs(g - total[k])).toBeLessThan(1e-12 * (1 + Math.abs(g)) * n);
    });
  });
});
