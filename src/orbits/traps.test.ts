/**
 * Traps that exact arithmetic has fallen into: primes that divide what is not zero, fractions that fit any
 * residue, gaps in a Taylor support taken for its end. Every expected value is derived by hand.
 */
import { describe, expect, it } from 'vitest';
import type { FunctionSpec } from '../analytic/function-spec.ts';
import type { Instance } from '../instances/instance.ts';
import type { Numeral } from '../numerics/numeral.ts';
import { oneInput } from '../testing/one-input.ts';
import { orbit } from './dimension/orbit.ts';

function polynomial(variables: string[], features: string[], theta: readonly Numeral[]): Instance {
  return {
    model: { kind: 'polynomial', variables, features },
    parameters: { layers: [{ weights: [theta], bias: null }] },
  };
}

const orbitOf = (instance: Instance) => orbit(instance, { seed: 1 });
describe('a prime cannot be aimed at', () => {
  // tanh: every neuron that is not zero and no other's double has 2 dimensions.
  const product = 17591976329777n; // 4194287 · 4194271, the primes that were in use once.

  it('a neuron that vanishes mod two primes is alive', () => {
    const instance = oneInput('tanh', [`${product}`], [`${product}`]);
    expect(orbitOf(instance)).toMatchObject({ dimension: 2, status: 'certified' });
  });

  it('neurons that agree mod two primes are two', () => {
    const instance = oneInput('tanh', [1, `${product + 1n}`], [1, 1]);
    expect(orbitOf(instance)).toMatchObject({ dimension: 4, status: 'certified' });
  });

  it('the primes in use at a point do not serve to hit it', () => {
    const first = oneInput('tanh', [3], [5]);
    const [p] = orbitOf(first).primes;
    const aimed = oneInput('tanh', [`${p}`], [`${p}`]);
    expect(orbitOf(aimed)).toMatchObject({ dimension: 2, status: 'certified' });
    expect(orbitOf(aimed).primes).not.toContain(p);
  });

  it('the same numbers in another spelling get the same primes', () => {
    const [a, b] = [oneInput('tanh', ['1/2'], [5]), oneInput('tanh', [0.5], ['10/2'])];
    expect(orbitOf(a).primes).toEqual(orbitOf(b).primes);
  });
});

describe('what was lifted from residues is confirmed', () => {
  it('a law with a coefficient beyond what two primes tell', () => {
    // One field (1, 12345678): what is conserved is what is orthogonal to it.
    const { invariants } = orbitOf(polynomial(['u', 'v'], ['u + 12345678*v'], [0, 1]));
    expect(invariants.map((i) => i.expression)).toEqual(['12345678u − v']);
  });

  it('no law rather than a false one, beyond what sixteen primes tell', () => {
    const digits = '123456789012345678901234567890';
    const huge = `${digits}${digits}`;
    const { invariants } = orbitOf(polynomial(['u', 'v'], [`u + ${huge}*v`], [0, 1]));
    expect(invariants.filter((i) => i.polynomial.terms.length > 0)).toEqual([]);
  });

  it('thirty digits are found, with the primes that takes', () => {
    const large = '123456789012345678901234567890';
    const { invariants } = orbitOf(polynomial(['u', 'v'], [`u + ${large}*v`], [0, 1]));
    expect(invariants.map((i) => i.expression)).toEqual([`${large}u − v`]);
  });
});

describe('a gap in a Taylor support is not its end', () => {
  it('{1, 400}: the fields of a·w and a·w⁴⁰⁰ are independent at (2, 5)', () => {
    const instance = oneInput({ name: 'taylor', support: [1, 400] }, [2], [5]);
    expect(orbitOf(instance)).toMatchObject({ dimension: 2, status: 'certified' });
  });

  it('{400} alone: one field, 400a² − w² is conserved', () => {
    const coefficients = [...new Array<Numeral>(400).fill(0), 1];
    const all: FunctionSpec[] = [
      { name: 'taylor', support: [400] },
      { name: 'polynomial', coefficients },
    ];
    for (const activation of all) {
      const { dimension, invariants } = orbitOf(oneInput(activation, [2], [5]));
      expect(dimension).toBe(1);
      expect(invariants.map((i) => i.expression)).toEqual(['400a² − w²']);
    }
  });

  it('a power that costs too much is refused, not left out', () => {
    const activation: FunctionSpec = { name: 'taylor', support: [1, 2 ** 40] };
    expect(() => orbitOf(oneInput(activation, [2], [5]))).toThrow(/support\[1\]: expected/);
  });
});

describe('what stands still is not closed', () => {
  // Features u and uⁿv at (0, 1): ad_X^n of the second field along ∂/∂u is n!∂/∂v, of order n.
  const features = (n: number) => polynomial(['u', 'v'], ['u', `u^${n}*v`], [0, 1]);

  it('finds the bracket of order 12', () => {
    expect(orbitOf(features(12))).toMatchObject({ dimension: 2, status: 'certified' });
  });

  it('says stationary where the bracket is beyond reach', () => {
    expect(orbitOf(features(60))).toMatchObject({
      status: 'stationary',
      lowerBound: 1,
      upperBound: 2,
    });
  });
});
