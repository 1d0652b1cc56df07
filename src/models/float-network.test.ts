import { describe, expect, it } from 'vitest';
import { ShapeError, UnsupportedError } from '../errors.ts';
import type { FullyConnectedSpec, LinearSpec } from '../instances/instance.ts';
import { layoutOf } from '../instances/layout.ts';
import { decimalFromDouble, decimalRing } from '../numerics/decimal-ring.ts';
import { type Dual, dualRing, liftSmooth } from '../numerics/dual-ring.ts';
import { createRng, type Rng } from '../numerics/random.ts';
import { type Rational, rational, toDouble } from '../numerics/rational.ts';
import { rationalRing } from '../numerics/rational-ring.ts';
import type { Ring, Smooth } from '../numerics/ring.ts';
import { tape } from '../numerics/tape-ring.ts';
import {
  type Bounded,
  boundedSmooth,
  exactly,
  runningErrorRing,
} from '../testing/running-error-ring.ts';
import { activationNames, type Parity, resolveActivation } from './activation.ts';
import { activationOverDecimals } from './decimal-activation.ts';
import { createNetwork, type FloatNetwork } from './float-network.ts';
import { evaluate } from './readable-network.ts';

type Model = FullyConnectedSpec | LinearSpec;

interface Case {
  readonly model: Model;
  readonly batch: number;
  readonly theta: Float64Array;
  readonly v: Float64Array;
  readonly x: Float64Array;
  readonly cotangent: Float64Array;
  readonly cotangentDot: Float64Array;
}

/** Everything the fast network computes, in one record of flat arrays. */
interface Results {
  readonly forward: Float64Array;
  readonly pullback: Float64Array;
  readonly pushforward: Float64Array;
  readonly pullbackDerivative: Float64Array;
}

function drawCase(model: Model, batch: number, draw: () => number): Case {
  const { size } = layoutOf(model);
  const [d, c] = [model.widths[0], model.widths.at(-1)!];
  const array = (length: number) => Float64Array.from({ length }, draw);
  return {
    model,
    batch,
    theta: array(size),
    v: array(size),
    x: array(batch * d),
    cotangent: array(batch * c),
    cotangentDot: array(batch * c),
  };
}

function fast(network: FloatNetwork, given: Case): Results {
  const { theta, v, x, cotangent, cotangentDot } = given;
  const rows = () => new Float64Array(network.batch * network.outputs);
  const parameters = () => new Float64Array(network.size).fill(Number.NaN);
  const results = {
    forward: rows(),
    pullback: parameters(),
    pushforward: rows(),
    pullbackDerivative: parameters(),
  };
  network.forward(theta, x, results.forward);
  network.pullback(theta, x, cotangent, results.pullback);
  network.pushforward(theta, v, x, results.pushforward);
  network.pullbackDerivative(theta, v, x, cotangent, cotangentDot, results.pullbackDerivative);
  return results;
}

/** The same four by the readable page: forward mode (dual numbers) under reverse mode (tape). */
function readable<T>(
  ring: Ring<T>,
  sigma: Smooth<T>,
  read: (x: number) => T,
  given: Case,
): Record<keyof Results, T[]> {
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

describe('the fast network against the readable one', () => {
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
    const sigma = resolveActivation(activation).overRationals!;
    for (const architecture of architectures) {
      for (const batch of [1, 2, 3]) {
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
        const received = fast(createNetwork(given.model, batch), given);
        for (const key of keys)
          expect([...received[key]]).toEqual(expected[key].map((q) => toDouble(q) + 0));
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
      const received = fast(createNetwork(model, 3), given);
      for (const key of keys)
        expect([...received[key]]).toEqual(expected[key].map((q) => toDouble(q)));
    }
  });

  // Every float activation is accurate to 12u(|σ⁽ⁿ⁾| + |zσ⁽ⁿ⁺¹⁾|): activation.test.ts.
  const ACCURACY = 12;
  const DIGITS = 40;
  const smooth = activationNames.filter((name) => resolveActivation(name).analytic);

  it.each(smooth)('agrees within the rounding bound for %s', (activation) => {
    const rng = createRng(`bound/${activation}`);
    const decimals = activationOverDecimals(activation, DIGITS);
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
      const received = fast(createNetwork(given.model, batch), given);
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

describe('one output at one input', () => {
  it('is the pullback of a unit cotangent', () => {
    const rng = createRng('output gradient');
    const model: Model = {
      kind: 'fully-connected',
      widths: [3, 5, 2],
      bias: true,
      activation: 'tanh',
    };
    for (const batch of [1, 4]) {
      const network = createNetwork(model, batch);
      const single = createNetwork(model, 1);
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
    const given = drawCase(model, 7, () => rng.gaussian());
    const network = createNetwork(model, 7);
    const expected = fast(network, given);
    const other = createNetwork(model, 7);
    const out = new Float64Array(14);
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

describe('bit for bit', () => {
  type Sign = -1 | 0 | 1;

  /** A neuron's weights are those of its group, times these signs; 0 is the zero neuron. */
  interface Role {
    readonly group: number;
    readonly incoming: Sign;
    readonly outgoing: Sign;
  }

  const free = (width: number): Role[] =>
    Array.from({ length: width }, (_, group) => ({ group, incoming: 1, outgoing: 1 }));

  /** Random groups of equal, opposite and (odd σ) zero neurons, reaching across the tiles of four. */
  function roles(rng: Rng, width: number, parity: Parity): Role[] {
    const groups = Math.max(1, Math.ceil(width / 2));
    return Array.from({ length: width }, () => {
      const sign = parity === 'none' || rng.chance(0.5) ? 1 : -1;
      const incoming = parity === 'odd' && rng.chance(0.2) ? 0 : sign;
      return {
        group: rng.integer(0, groups - 1),
        incoming,
        outgoing: parity === 'even' ? 1 : incoming,
      };
    });
  }

  /** Calls back with every parameter's class and sign under the roles of its two neurons. */
  function forEachParameter(
    model: Model,
    layers: readonly Role[][],
    visit: (index: number, key: string, sign: number) => void,
  ): void {
    layoutOf(model).layers.forEach(({ rows, columns, weights, bias }, l) => {
      for (let j = 0; j < rows; j++) {
        const row = layers[l + 1][j];
        for (let k = 0; k < columns; k++) {
          const column = layers[l][k];
          visit(
            weights + j * columns + k,
            `${l}:${row.group},${column.group}`,
            row.incoming * column.outgoing,
          );
        }
        if (bias >= 0) visit(bias + j, `${l}:${row.group},bias`, row.incoming);
      }
    });
  }

  function onStratum(rng: Rng, model: Model, layers: readonly Role[][]): Float64Array {
    const values = new Map<string, number>();
    const theta = new Float64Array(layoutOf(model).size);
    forEachParameter(model, layers, (index, key, sign) => {
      if (!values.has(key)) values.set(key, rng.gaussian());
      theta[index] = sign * values.get(key)!;
    });
    return theta;
  }

  /** Number of parameters that are tied to another one, after checking that all ties hold bitwise. */
  function checkTies(model: Model, layers: readonly Role[][], g: Float64Array): number {
    const first = new Map<string, number>();
    const broken: number[] = [];
    let tied = 0;
    forEachParameter(model, layers, (index, key, sign) => {
      const seen = first.get(key);
      if (sign !== 0 && seen === undefined) {
        first.set(key, sign * g[index]);
        return;
      }
      tied++;
      if (g[index] !== (sign === 0 ? 0 : sign * seen!)) broken.push(index);
    });
    expect(broken).toEqual([]);
    return tied;
  }

  const shapes: readonly (readonly number[])[] = [
    [2, 4, 1],
    [3, 5, 2],
    [1, 7, 6, 1],
    [4, 9, 3, 2],
    [2, 6, 5, 7, 3],
    [5, 33, 1],
  ];

  it.each(activationNames)('ties of neurons carry over to all derivatives: %s', (activation) => {
    const rng = createRng(`ties/${activation}`);
    const { parity } = resolveActivation(activation);
    let tied = 0;
    for (const widths of shapes) {
      for (const batch of [1, 2, 5, 130]) {
        const bias = rng.chance(0.5);
        const model: Model = { kind: 'fully-connected', widths, bias, activation };
        const layers = widths.map((width, l) =>
          l === 0 || l === widths.length - 1 ? free(width) : roles(rng, width, parity),
        );
        const theta = onStratum(rng, model, layers).map((t) => 0.5 * t);
        const v = onStratum(rng, model, layers);
        const given = { ...drawCase(model, batch, () => rng.gaussian()), theta, v };
        const received = fast(createNetwork(model, batch), given);
        if (![...received.pullbackDerivative].every(Number.isFinite)) continue;
        tied += checkTies(model, layers, received.pullback);
        tied += checkTies(model, layers, received.pullbackDerivative);
      }
    }
    expect(tied).toBeGreaterThan(2000);
  });

  it('does not depend on the place of a datum or a neuron in a tile', () => {
    const rng = createRng('tiles');
    const model: Model = {
      kind: 'fully-connected',
      widths: [3, 11, 6, 5],
      bias: true,
      activation: 'tanh',
    };
    const theta = Float64Array.from({ length: layoutOf(model).size }, () => rng.gaussian());
    const x = Float64Array.from({ length: 9 * 3 }, () => rng.gaussian());
    const whole = new Float64Array(9 * 5);
    createNetwork(model, 9).forward(theta, x, whole);
    const single = createNetwork(model, 1);
    for (let i = 0; i < 9; i++) {
      const out = new Float64Array(5);
      single.forward(theta, x.subarray(3 * i, 3 * i + 3), out);
      expect(out).toEqual(whole.slice(5 * i, 5 * i + 5));
    }
  });
});

describe('what a float network cannot be', () => {
  it('refuses other kinds, classes of activations and empty batches', () => {
    expect(() => createNetwork({ kind: 'diagonal-linear', depth: 2, inputs: 2 }, 1)).toThrow(
      UnsupportedError,
    );
    const model: Model = {
      kind: 'fully-connected',
      widths: [1, 1, 1],
      bias: false,
      activation: { name: 'taylor', support: 'all' },
    };
    expect(() => createNetwork(model, 1)).toThrow(UnsupportedError);
    expect(() => createNetwork({ kind: 'linear', widths: [1, 1] }, 0)).toThrow(ShapeError);
  });
});
