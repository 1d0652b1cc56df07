import { describe, expect, it } from 'vitest';
import { InputError, UnsupportedError } from '../../errors.ts';
import type { FunctionSpec, ModelSpec, Numeral } from '../../instances/instance.ts';
import { fastPrimes } from '../../numerics/prime-field.ts';
import { GENERIC, instanceOf, network } from '../../testing/small-networks.ts';
import { OrbitExceedsStratumError, orbit } from './orbit.ts';

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

  it('tells how the float64 spectrum and the exact rank disagree, in numbers', () => {
    // a tanh(wx) at w = a = ε: (a, w)x and, ε² times smaller, the next order.
    const at = (weight: string) => {
      const small = network([1, 1, 1], 'tanh', [weight, weight]);
      const { note, floatRank, dimension } = orbit(small, { seed: 1, floatRank: true });
      const { rank, spectrum, gap, ambiguous } = floatRank!;
      expect([dimension, rank, spectrum.length]).toEqual([2, 1, 2]);
      const [first, second] = spectrum.map((s) => s.toExponential(1));
      const numbers =
        `singular values ${first} | ${second} (ratio ${gap.toPrecision(2)}), ` +
        `the exact rank cuts at ${second} | 0.0e+0`;
      return { said: note.replace(numbers, '…'), ambiguous };
    };
    expect(at('1/100000')).toEqual({
      said: 'the float64 rank is 1: its spectrum is ambiguous, …',
      ambiguous: true,
    });
    expect(at('1/1000000000000')).toEqual({ said: 'the float64 rank is 1: …', ambiguous: false });
  });

  it('tells where the bound is from a point that was moved', () => {
    // (1, 0) and (33u³²v, u³³) at u = 0: brackets of order 33, which nobody tries.
    const model: ModelSpec = {
      kind: 'polynomial',
      variables: ['u', 'v'],
      features: ['u', 'u^33*v'],
    };
    const result = orbit(instanceOf(model, [0, 1]), { seed: 1, explain: false });
    expect(result).toMatchObject({ dimension: 2, status: 'certified', movedRank: 2 });
    expect(result.note).toBe(
      'brackets at θ reach rank 1; the lower bound is from a point moved along the orbit',
    );
  });
});
