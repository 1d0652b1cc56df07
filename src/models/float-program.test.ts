/** The program in float64 for models that have no kernel: against decimals, slopes, and bit for bit. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exp } from '../analytic/functions/exp.ts';
import { sigmoid } from '../analytic/functions/sigmoid.ts';
import { createRng, type Rng } from '../numerics/random.ts';
import { type BoundModel, bind } from './bind.ts';
import { axis, defineModel, matvec, sum, tensor } from './contract.ts';
import { createNetwork, type FloatNetwork } from './float-network.ts';
import { registerModel, unregisterModel } from './registry.ts';
import { literal, object, size } from './schema.ts';
import { sliceOf } from './structure.ts';

/** SwiGLU with σ(z) = z·sigmoid(z): F(x) = Σₖ aₖ (uₖ·x) σ(gₖ·x). */
const gated = defineModel({
  kind: 'test-gated',
  formula: 'F(x) = A ((U x) ∘ σ(G x))',
  spec: object({ kind: literal('test-gated'), inputs: size, hidden: size, outputs: size }),
  architecture(spec) {
    const input = axis('inputs', spec.inputs, 'input');
    const unit = axis('hidden', spec.hidden);
    const output = axis('outputs', spec.outputs, 'output');
    return {
      parameters: { g: tensor(unit, input), u: tensor(unit, input), a: tensor(output, unit) },
      inputs: { x: tensor(input) },
      output,
    };
  },
  evaluate(field, { g, u, a }, { x }) {
    const up = matvec(field, u, x);
    const gate = matvec(field, g, x).map((z) => field.mul(z, field.apply(sigmoid, z)));
    return matvec(
      field,
      a,
      up.map((value, k) => field.mul(value, gate[k])),
    );
  },
});

/** One head of attention over the rows of x, read at the last one. */
const attention = defineModel({
  kind: 'test-attention',
  formula: 'F(x) = O Σⱼ softmaxⱼ⟨Q xₙ, K xⱼ⟩ V xⱼ',
  spec: object({ kind: literal('test-attention'), tokens: size, channels: size, values: size }),
  architecture({ tokens, channels, values }) {
    const place = axis('tokens', tokens, 'place');
    const channel = axis('channels', channels, 'input');
    const key = axis('keys', 2, 'hidden', null);
    const value = axis('values', values);
    const output = axis('outputs', 2, 'output', null);
    return {
      parameters: {
        query: tensor(key, channel),
        key: tensor(key, channel),
        value: tensor(value, channel),
        read: tensor(output, value),
      },
      inputs: { x: tensor(place, channel) },
      output,
    };
  },
  evaluate(field, { query, key, value, read }, { x }) {
    const asked = matvec(field, query, x.at(-1)!);
    const weights = x.map((row) => field.apply(exp, field.dot(asked, matvec(field, key, row))));
    const scale = field.inverse(sum(field, weights));
    const rows = x.map((row) => matvec(field, value, row));
    const mixed = value.map((_, i) =>
      field.mul(
        scale,
        field.dot(
          weights,
          rows.map((row) => row[i]),
        ),
      ),
    );
    return matvec(field, read, mixed);
  },
});

const models = [gated, attention];
beforeAll(() => {
  for (const model of models) registerModel(model);
});
afterAll(() => {
  for (const model of models) unregisterModel(model);
});

const cases: readonly [string, () => BoundModel, string][] = [
  ['gated', () => bind({ kind: 'test-gated', inputs: 3, hidden: 4, outputs: 2 }), 'hidden'],
  [
    'attention',
    () => bind({ kind: 'test-attention', tokens: 3, channels: 2, values: 3 }),
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
