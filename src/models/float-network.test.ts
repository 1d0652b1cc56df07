import { describe, expect, it } from 'vitest';
import { functionOverDecimals } from '../analytic/decimal-function.ts';
import { functionNames, resolveFunction } from '../analytic/registry.ts';
import { ShapeError, UnsupportedError } from '../errors.ts';
import { decimalFromDouble, decimalRing } from '../numerics/decimal-ring.ts';
import { type Dual, dualRing, liftSmooth } from '../numerics/dual-ring.ts';
import { createRng } from '../numerics/random.ts';
import { type Rational, rational, toDouble } from '../numerics/rational.ts';
import { rationalRing } from '../numerics/rational-ring.ts';
import type { Ring, Smooth } from '../numerics/ring.ts';
import { tape } from '../numerics/tape-ring.ts';
import {
  allDerivatives,
  drawCase,
  type Model,
  type NetworkCase,
  type NetworkResults,
} from '../testing/network-case.ts';
import { evaluate } from '../testing/readable-network.ts';
import {
  type Bounded,
  boundedSmooth,
  exactly,
  runningErrorRing,
} from '../testing/running-error-ring.ts';
import { bind } from './bind.ts';
import { createNetwork } from './float-network.ts';
import { createProgramNetwork } from './float-program.ts';
import type { FullyConnectedSpec, LinearSpec } from './kinds/specs.ts';

/** The same four by the readable page: forward mode (dual numbers) under reverse mode (tape). */
function readable<T>(
  ring: Ring<T>,
  sigma: Smooth<T>,
  read: (x: number) => T,
  given: NetworkCase,
): Record<keyof NetworkResults, T[]> {
  const { model, batch } = given;
  const [d, c] = [model.widths[0], model.widths.at(-1)!];
  const dual = dualRing(ring);
  const record = tape(dual);
  const point = (value: number, tangent: number): Dual<T> => ({
    value: read(value),
    tangent: read(tangent),
  });
  const variables = Array.from(given.theta, (t, k) => record.variable(point(t, given.v[k])));
  const lifted = record.lift(liftSmooth(ring, sigma));
  const outputs = Array.from({ length: batch }, (_, i) => {
    const x = Array.from(given.x.subarray(i * d, (i + 1) * d), (value) =>
      record.constant(point(value, 0)),
    );
    return evaluate(record.ring, model, variables, x, lifted);
  }).flat();
  const weighted = outputs.reduce(
    (sum, y, k) =>
      record.ring.add(
        sum,
        record.ring.mul(record.constant(point(given.cotangent[k], given.cotangentDot[k])), y),
      ),
    record.ring.zero,
  );
  const gradient = record.gradient(weighted, variables);
  expect(outputs.length).toBe(batch * c);
  return {
    forward: outputs.map(({ value }) => value.value),
    pushforward: outputs.map(({ value }) => value.tangent),
    pullback: gradient.map(({ value }) => value),
    pullbackDerivative: gradient.map(({ tangent }) => tangent),
  };
}

const keys = ['forward', 'pullback', 'pushforward', 'pullbackDerivative'] as const;

const networks = [
  ['dense kernel', createNetwork],
  ['program', (model: Model, batch: number) => createProgramNetwork(bind(model), batch)],
] as const;

describe.each(networks)('%s against the readable page', (_, create) => {
  const architectures: Omit<FullyConnectedSpec, 'activation'>[] = [
    { kind: 'fully-connected', widths: [2, 3, 1], bias: false },
    { kind: 'fully-connected', widths: [1, 4, 2], bias: true },
    { kind: 'fully-connected', widths: [3, 5, 4, 3], bias: true },
    { kind: 'fully-connected', widths: [2, 2, 6, 1, 2], bias: false },
    { kind: 'fully-connected', widths: [3, 2], bias: true },
  ];

  // Small integers and polynomial σ: every float64 operation is exact, so are all comparisons.
  it.each(['identity', 'square', 'cube'])('agrees exactly on integers for %s', (activation) => {
    const rng = createRng(`integers/${activation}`);
    const sigma = resolveFunction(activation).overRationals!;
    for (const architecture of architectures) {
      // 67 data are three chunks, the last one odd.
      for (const batch of architecture.widths.length > 4 ? [1, 3] : [1, 2, 67]) {
        // Depth 4 with cubes reaches 3^27: ±1 there keeps everything below 2^53.
        const largest = activation === 'cube' && architecture.widths.length > 3 ? 1 : 2;
        const given = drawCase({ ...architecture, activation }, batch, () =>
          rng.chance(0.3) ? 0 : rng.integer(-largest, largest),
        );
        const expected = readable(rationalRing, sigma, (x): Rational => rational(x), given);
        const biggest = Math.max(
          ...keys.flatMap((key) => expected[key].map((q) => Math.abs(toDouble(q)))),
        );
        expect(biggest).toBeLessThan(2 ** 53);
        const received = allDerivatives(create(given.model, batch), given);
        // A sum of one product may be −0; adding 0 makes it 0.
        for (const key of keys)
          expect(Array.from(received[key], (y) => y + 0)).toEqual(
            expected[key].map((q) => toDouble(q) + 0),
          );
      }
    }
  });

  it('agrees exactly on integers for linear networks', () => {
    const rng = createRng('linear');
    for (const widths of [
      [2, 3, 1],
      [4, 4],
      [1, 2, 5, 3],
      [3, 9, 2],
    ]) {
      const model: LinearSpec = { kind: 'linear', widths };
      const given = drawCase(model, 3, () => rng.integer(-9, 9));
      const expected = readable(
        rationalRing,
        () => rational(0),
        (x): Rational => rational(x),
        given,
      );
      const received = allDerivatives(create(model, 3), given);
      for (const key of keys)
        expect([...received[key]]).toEqual(expected[key].map((q) => toDouble(q)));
    }
  });

  // Every float activation is accurate to 12u(|σ⁽ⁿ⁾| + |zσ⁽ⁿ⁺¹⁾|): activation.test.ts.
  const ACCURACY = 12;
  const DIGITS = 28;
  const smooth = functionNames.filter((name) => resolveFunction(name).analytic);

  it.each(smooth)('agrees within the rounding bound for %s', (activation) => {
    const rng = createRng(`bound/${activation}`);
    const decimals = functionOverDecimals(activation, DIGITS);
    const ring = decimalRing(DIGITS);
    const floats: Smooth<number> = (n, z) => decimals(n, decimalFromDouble(z, DIGITS)).toNumber();
    for (const architecture of architectures.slice(1, 4)) {
      const batch = 2;
      const scale = 1 / Math.sqrt(Math.max(...architecture.widths));
      const given = drawCase({ ...architecture, activation }, batch, () => rng.gaussian() * scale);
      const expected = readable(ring, decimals, (x) => decimalFromDouble(x, DIGITS), given);
      // A sum runs over neurons, data, or the branches of a tape node: fewer than 16 here.
      const bounds = readable<Bounded>(
        runningErrorRing(16),
        boundedSmooth(floats, ACCURACY),
        exactly,
        given,
      );
      const received = allDerivatives(create(given.model, batch), given);
      for (const key of keys) {
        const outside = expected[key].flatMap((exact, k) => {
          const error = ring.sub(decimalFromDouble(received[key][k], DIGITS), exact).abs();
          const { error: bound, magnitude } = bounds[key][k];
          // The bound must say something: ten digits of the terms' size at least.
          return error.lte(bound) && bound <= 1e-10 * (1 + magnitude) ? [] : [k];
        });
        expect(outside).toEqual([]);
      }
    }
  });
});

describe.each(networks)('%s at one output and one input', (_, create) => {
  it('is the pullback of a unit cotangent', () => {
    const rng = createRng('output gradient');
    const model: Model = {
      kind: 'fully-connected',
      widths: [3, 5, 2],
      bias: true,
      activation: 'tanh',
    };
    for (const batch of [1, 4]) {
      const network = create(model, batch);
      const single = create(model, 1);
      const theta = Float64Array.from({ length: network.size }, () => rng.gaussian());
      const x = Float64Array.from({ length: 3 }, () => rng.gaussian());
      for (const output of [0, 1]) {
        const received = new Float64Array(network.size);
        const expected = new Float64Array(network.size);
        network.outputGradient(theta, x, output, received);
        single.pullback(theta, x, Float64Array.of(1 - output, output), expected);
        expect(received).toEqual(expected);
        expect(received.some((g) => g !== 0)).toBe(true);
      }
    }
  });

  it('backpropagates from the last forward, and from the last pushforward', () => {
    const rng = createRng('again');
    const model: Model = {
      kind: 'fully-connected',
      widths: [2, 5, 3, 2],
      bias: true,
      activation: 'sin',
    };
    const given = drawCase(model, 70, () => rng.gaussian());
    const network = create(model, 70);
    const expected = allDerivatives(network, given);
    const other = create(model, 70);
    const out = new Float64Array(140);
    const gradient = new Float64Array(network.size);
    other.forward(given.theta, given.x, out);
    other.backpropagate(given.theta, given.cotangent, gradient);
    expect(gradient).toEqual(expected.pullback);
    other.pushforward(given.theta, given.v, given.x, out);
    other.backpropagateDerivative(
      given.theta,
      given.v,
      given.cotangent,
      given.cotangentDot,
      gradient,
    );
    expect(gradient).toEqual(expected.pullbackDerivative);
  });
});

describe('what a float network cannot be', () => {
  it('refuses other kinds, classes of activations and empty batches', () => {
    expect(() =>
      createNetwork({ kind: 'relu-paths', widths: [1, 2, 2, 1], bias: false }, 1),
    ).toThrow(/has the free inputs gates1, gates2/);
    const model: Model = {
      kind: 'fully-connected',
      widths: [1, 1, 1],
      bias: false,
      activation: { name: 'taylor', support: 'all' },
    };
    for (const [, create] of networks) expect(() => create(model, 1)).toThrow(UnsupportedError);
    for (const [, create] of networks)
      expect(() => create({ kind: 'linear', widths: [1, 1] }, 0)).toThrow(ShapeError);
  });
});
