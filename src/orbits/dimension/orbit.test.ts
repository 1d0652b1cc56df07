import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { InputError, UnsupportedError } from '../../errors.ts';
import type { FunctionSpec, Instance, ModelSpec, Numeral } from '../../instances/instance.ts';
import { layoutOf, unflatten } from '../../instances/layout.ts';
import { fastPrimes } from '../../numerics/prime-field.ts';
import { createRng } from '../../numerics/random.ts';
import { OrbitExceedsStratumError, orbit } from './orbit.ts';

function instanceOf(model: ModelSpec, theta: readonly Numeral[]): Instance {
  return { model, parameters: unflatten(model, theta) };
}

function network(
  widths: readonly number[],
  activation: FunctionSpec,
  theta: readonly Numeral[],
  bias = false,
): Instance {
  return instanceOf({ kind: 'fully-connected', widths, bias, activation }, theta);
}

const GENERIC = [1, 2, 3, -5, 7, 4, 1, 2, 5];

describe('two-layer orbits, M = 9', () => {
  // Dimensions and first-order ranks computed independently with the same method in exact arithmetic.
  it.each([
    ['tanh', 'generic', GENERIC, 9, 9],
    ['tanh', 'θ₁ = θ₂', [1, 2, 1, 2, 7, 4, 3, 3, 5], 6, 6],
    ['tanh', 'θ₁ = −θ₂', [1, 2, -1, -2, 7, 4, 3, -3, 5], 6, 6],
    ['tanh', 'θ₁ = 0', [0, 0, 1, 2, 7, 4, 0, 3, 5], 6, 6],
    ['tanh', 'w₁ = w₂', [1, 2, 1, 2, 7, 4, 3, 4, 5], 9, 6],
    ['softplus', 'θ₁ = −θ₂', [1, 2, -1, -2, 7, 4, 3, -3, 5], 9, 8],
  ])('%s, %s, is certified', (activation, _where, theta, dimension, first) => {
    const result = orbit(network([2, 3, 1], activation, theta), { seed: 1 });
    expect(result).toMatchObject({
      dimension,
      status: 'certified',
      firstOrderRank: first,
      parameters: 9,
      assumptions: [],
      stratum: { dimension },
    });
  });

  it.each([
    ['identity', 3, 6],
    ['square', 6, 3],
    ['cube', 6, 3],
  ])('%s is explained by its conserved quantities', (activation, dimension, laws) => {
    const result = orbit(network([2, 3, 1], activation, GENERIC), { seed: 1 });
    expect(result).toMatchObject({ dimension, status: 'explained', upperBound: dimension });
    expect(result.invariants).toHaveLength(laws);
  });
});

describe('Taylor supports with gaps', () => {
  // F = aσ(wx) with c₁, c₄₀₀ ≠ 0: the fields are the gradients of a·w and a·w⁴⁰⁰, which are independent
  // where a·w⁴⁰⁰ ≠ 0. With z⁴⁰⁰ alone there is one field, 400a·w³⁹⁹∂w + w⁴⁰⁰∂a, and w² − 400a² is
  // conserved.
  it('[1, 400]: 2 of 2', () => {
    const sigma: FunctionSpec = { name: 'taylor', support: [1, 400] };
    const result = orbit(network([1, 1, 1], sigma, [2, 5]), { seed: 1 });
    expect(result).toMatchObject({ dimension: 2, status: 'certified' });
  });

  it('z^400: 1 of 2', () => {
    const coefficients = Array.from({ length: 401 }, (_, j) => (j === 400 ? 1 : 0));
    const sigma: FunctionSpec = { name: 'polynomial', coefficients };
    const result = orbit(network([1, 1, 1], sigma, [2, 5]), { seed: 1 });
    expect(result).toMatchObject({ dimension: 1, status: 'explained', upperBound: 1 });
  });
});

describe('one function written in two ways', () => {
  it.each([
    ['silu', { name: 'product', factors: ['identity', 'sigmoid'] }],
    [
      'tanh',
      {
        name: 'sum',
        terms: [
          { name: 'polynomial', coefficients: [-1] },
          {
            name: 'product',
            factors: [
              { name: 'polynomial', coefficients: [2] },
              {
                name: 'composition',
                outer: 'sigmoid',
                inner: { name: 'polynomial', coefficients: [0, 2] },
              },
            ],
          },
        ],
      },
    ],
  ] satisfies [string, FunctionSpec][])('has one Lie rank: %s', (name, spec) => {
    for (const theta of [GENERIC, [1, 2, 1, 2, 7, 4, 3, 4, 5]]) {
      const [a, b] = [name, spec].map((sigma) =>
        orbit(network([2, 3, 1], sigma, theta), { seed: 1 }),
      );
      expect([b.dimension, b.firstOrderRank]).toEqual([a.dimension, a.firstOrderRank]);
    }
  });
});

describe('orbits smaller than every symmetry says', () => {
  it('GELU, one neuron at the origin: 0 of 2', () => {
    const result = orbit(network([1, 1, 1], 'gelu', [0, 0]), { seed: 1 });
    expect(result).toMatchObject({ dimension: 0, status: 'explained', stratum: { dimension: 2 } });
  });

  it('three layers of width one, tanh, at (w, 0, 0): 0 of 1', () => {
    const result = orbit(network([1, 1, 1, 1], 'tanh', [3, 0, 0]), { seed: 1 });
    expect(result).toMatchObject({ dimension: 0, status: 'explained', stratum: { dimension: 1 } });
    expect(result.invariants.map(({ expression }) => expression)).toEqual(['w']);
  });

  it('diagonal linear: one dimension for each coordinate that is not 0', () => {
    const model: ModelSpec = { kind: 'diagonal-linear', depth: 2, inputs: 3 };
    const result = orbit(instanceOf(model, [1, 2, 0, 3, 4, 0]), { seed: 1 });
    expect(result).toMatchObject({ dimension: 2, status: 'explained' });
  });
});

describe('where saturation deceives', () => {
  it('raises the order until it meets what a moved point shows', () => {
    const result = orbit(network([1, 1, 1, 1], 'tanh', [0, 3, 2]), { seed: 1 });
    expect(result).toMatchObject({ dimension: 3, status: 'certified', firstOrderRank: 1 });
  });

  it('says stationary where the orbit is smaller than the stratum and nobody has said why', () => {
    const model: ModelSpec = {
      kind: 'polynomial',
      variables: ['u', 'v'],
      features: ['u*v^2 - 1/2*u'],
    };
    const result = orbit(instanceOf(model, [1, 2]), { seed: 1, explain: false });
    expect(result).toMatchObject({
      dimension: 1,
      status: 'stationary',
      lowerBound: 1,
      upperBound: 2,
      movedRank: 1,
    });
    expect(new Set(result.primes).size).toBe(2);
  });
});

describe('networks that meet transcendental numbers at θ', () => {
  // e^b at rational b are powers of one transcendental number: nothing is assumed. In the second hidden
  // layer sigmoid is met at weights × sigmoid(b): e to such powers is independent by Schanuel only.
  it.each([
    ['tanh', [2, 2, 1], 9, 9, 'certified'],
    ['exp', [2, 2, 1], 7, 9, 'explained'],
    ['sigmoid', [2, 2, 2, 1], 15, 15, 'conditional'],
  ])('%s with biases, widths %j', (activation, widths, dimension, size, status) => {
    const theta = Array.from({ length: size }, (_, i) => ((i * i * 3 + i) % 11) - 4);
    const result = orbit(network(widths, activation, theta, true), { seed: 1 });
    expect(result).toMatchObject({ dimension, parameters: size, status });
    expect(result.assumptions.length > 0).toBe(status === 'conditional');
  });

  it.each([
    ['gelu', '5/7'],
    ['silu', '5/7'],
    ['silu', 0],
  ])(
    'answer at θ: a dead %s neuron stays dead (c = %s), though its stratum is all of parameter space',
    (activation, c) => {
      // w = b = a = 0: ∂F/∂a = σ(0) = 0 and the rest carry a factor a = 0. Only c moves.
      const result = orbit(network([1, 1, 1], activation, [0, 0, 0, c], true), { seed: 1 });
      expect(result).toMatchObject({
        dimension: 1,
        status: 'explained',
        stratum: { dimension: 4 },
      });
    },
  );

  it('keep the stratum of θ: equal neurons stay equal', () => {
    const theta = [1, 2, 1, 2, 5, 5, 3, 3, 4];
    const result = orbit(network([2, 2, 1], 'tanh', theta, true), { seed: 1 });
    expect(result).toMatchObject({ dimension: 5, status: 'certified' });
  });

  it('are exact where σ is a polynomial', () => {
    const theta = [1, 2, 3, 5, 7, 4, 3, 2, 4];
    const result = orbit(network([2, 2, 1], 'square', theta, true), { seed: 1 });
    expect(result).toMatchObject({ dimension: 7, status: 'explained', assumptions: [] });
  });
});

describe('models that are quantified over masks', () => {
  // One expert open at a time: its weight is 1 whatever the gate says, so w₁ and w₂ stay. Each expert
  // A cos(Bx) Cx is a model of its own, of three parameters, that keeps A² − C²: 2 + 2 dimensions of 8.
  it('mixture of two experts, one open: 4 of 8', () => {
    const model = {
      kind: 'mixture-of-experts',
      inputs: 1,
      experts: 2,
      hidden: 1,
      outputs: 1,
      activation: 'cos',
      top: 1,
    };
    const parameters = {
      route: [[-1], [2]],
      gate: [[[2]], [[1]]],
      value: [[[1]], [[2]]],
      read: [[[3]], [[1]]],
    };
    const instance = { model, parameters } as unknown as Instance;
    const { dimension, parameters: size, status } = orbit(instance, { seed: 1 });
    expect({ dimension, size, status }).toEqual({ dimension: 4, size: 8, status: 'explained' });
  });
});

interface ConservationCase {
  readonly widths: readonly number[];
  readonly bias: boolean;
  readonly parameters: number;
  readonly conserved: number;
}

const conservation = JSON.parse(
  readFileSync(new URL('../../../bench/conservation-cases.json', import.meta.url), 'utf8'),
) as Record<'linear' | 'relu', readonly ConservationCase[]>;

describe('published numbers of conserved quantities', () => {
  const rows = (['linear', 'relu'] as const).flatMap((kind) =>
    conservation[kind].map((one) => ({ kind, ...one, name: one.widths.join('-') })),
  );
  it.each(rows)(
    '$kind $name, bias $bias: $conserved',
    ({ kind, widths, bias, parameters, conserved }) => {
      const model: ModelSpec =
        kind === 'linear' ? { kind: 'linear', widths } : { kind: 'relu-paths', widths, bias };
      const { size } = layoutOf(model);
      expect(size).toBe(parameters + (bias ? widths.at(-1)! : 0));
      const rng = createRng(`conservation ${widths}`);
      const theta = Array.from({ length: size }, () => rng.integer(-9, 9));
      const result = orbit(instanceOf(model, theta), { seed: 1 });
      expect(size - result.dimension).toBe(conserved);
      expect(result.status).toBe('explained');
    },
  );
});

describe('what is refused', () => {
  it('activations that are not analytic, with the reason', () => {
    for (const activation of ['relu', 'leaky-relu', 'flat']) {
      const run = () => orbit(network([2, 3, 1], activation, GENERIC), { seed: 1 });
      expect(run).toThrow(UnsupportedError);
      expect(run).toThrow(/not analytic/);
    }
  });

  it('numbers that are not finite rationals', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, 'pi'])
      expect(() => orbit(network([1, 1, 1], 'tanh', [1, bad]), { seed: 1 })).toThrow(InputError);
  });

  it('a point where the model is not defined', () => {
    const model: ModelSpec = { kind: 'polynomial', variables: ['u', 'v'], features: ['u/v'] };
    const run = () => orbit(instanceOf(model, [1, 0]), { seed: 1 });
    expect(run).toThrow(InputError);
    expect(run).toThrow(/1\/z has no value at z = 0, z being made of v/);
  });

  it('models beyond the memory limit, with what they would need', () => {
    const run = () => orbit(network([2, 3, 1], 'tanh', GENERIC), { seed: 1, memoryLimit: 10_000 });
    expect(run).toThrow(/need 1 MiB/);
  });

  it('an orbit larger than its stratum: a false symmetry is found out, with the instance', () => {
    // Softplus is not odd: the subspace of opposite neurons does not contain the orbit.
    const instance = network([2, 3, 1], 'softplus', [1, 2, -1, -2, 7, 4, 3, -3, 5]);
    try {
      orbit(instance, { seed: 1, signs: 'odd' });
      expect.unreachable();
    } catch (error) {
      expect(error).toBeInstanceOf(OrbitExceedsStratumError);
      expect((error as OrbitExceedsStratumError).instance).toEqual(instance);
    }
  });
});

describe('orbit', () => {
  it('gives the same result to the same seed but for the time it took', () => {
    const instance = network([2, 3, 1], 'tanh', [1, 2, 1, 2, 7, 4, 3, 4, 5]);
    const [a, b] = [0, 0].map(() => ({ ...orbit(instance, { seed: 7 }), milliseconds: 0 }));
    expect(a).toEqual(b);
  });

  it('moves its primes out of the way of denominators', () => {
    const [prime] = fastPrimes(1);
    const theta: Numeral[] = [`1/${prime}`, 2, 3, -5, 7, 4, 1, 2, 5];
    const result = orbit(network([2, 3, 1], 'tanh', theta), { seed: 1 });
    expect(result.dimension).toBe(9);
    expect(result.primes).not.toContain(prime);
  });

  it('tells where the float64 rank differs: small weights, whose cubes floats lose', () => {
    const small = GENERIC.map((v) => `${v}/10000`);
    const result = orbit(network([2, 3, 1], 'tanh', small), { seed: 1, floatRank: true });
    expect(result).toMatchObject({ dimension: 9, status: 'certified' });
    expect(result.floatRank?.rank).toBeLessThan(9);
    expect(result.note).toMatch(/float64 rank is \d.*singular values/);
    const plain = orbit(network([2, 3, 1], 'tanh', GENERIC), { seed: 1, floatRank: true });
    expect(plain.floatRank?.rank).toBe(9);
    expect(plain.note).toBe('');
  });
});
