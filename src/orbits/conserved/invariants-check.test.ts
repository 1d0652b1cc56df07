/** What is conserved by c(u, −v), and what is not. */
import { describe, expect, it } from 'vitest';
import { NotInvertible } from '../../errors.ts';
import { type Polynomial, polynomial } from '../../numerics/polynomial.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { randomPoint } from '../dimension/modular-subspace.ts';
import type { FieldFamily } from '../fields/family.ts';
import { checkConserved } from './invariants-check.ts';
import { type Law, polynomialLaw } from './law.ts';

/** `[coefficient, [index, power], …]` a term. */
const sum = (...terms: [number, ...[number, number][]][]): Polynomial =>
  polynomial(terms.map(([c, ...powers]) => ({ coefficient: rational(c), powers })));

describe('checks', () => {
  // The field c(u, −v), which has no value at every k-th call.
  const family = (failing: (call: number) => boolean = () => false): FieldFamily => {
    let call = 0;
    return {
      prime: 10007,
      size: 2,
      coefficientCount: 1,
      partial: true,
      description: 'c(u, −v)',
      gradient([c], [u, v], _length, out) {
        if (failing(call++)) throw new NotInvertible('𝔽_p', '0');
        out.set([(c * u) % 10007, (c * (10007 - v)) % 10007]);
      },
      hessianVector: () => undefined,
    };
  };
  const product = polynomialLaw(sum([1, [0, 1], [1, 1]]));
  const difference = polynomialLaw(sum([1, [0, 1]], [-1, [1, 1]]));
  const u = sum([1, [0, 1]]);
  const v = sum([1, [1, 1]]);
  const logarithms: Law = {
    polynomial: sum(),
    poles: [
      { coefficient: rational(1), form: u, power: 0 },
      { coefficient: rational(1), form: v, power: 0 },
    ],
  };
  const checked = (laws: readonly Law[], samples?: number, failing?: (call: number) => boolean) =>
    checkConserved(laws, [{ family: family(failing), domain: null }], createRng('checks'), samples);

  it('tell what is conserved', () => {
    expect(checked([product, difference, logarithms])).toEqual([true, false, true]);
    expect(checked([])).toEqual([]);
    expect(checked([product], 50)).toEqual([true]);
  });

  it('go on where fields have poles, and give up where they have nothing else', () => {
    expect(checked([product], 30, (call) => call % 2 === 0)).toEqual([true]);
    expect(checked([product], 3, (call) => call < 19)).toEqual([true]);
    expect(checked([product], 3, (call) => call < 20)).toEqual([false]);
  });

  it('count poles in a row, and forget them where there is a value', () => {
    const twice = (call: number) => call % 20 !== 19;
    expect(checked([product], 2, twice)).toEqual([true]);
    // log|v| has a pole at every point of v = 0; u·v is kept there, and asked for no longer than needed.
    let calls = 0;
    const { gradient, ...rest } = family();
    const domain = {
      prime: 10007,
      size: 2,
      origin: Float64Array.of(5, 0),
      directions: [Float64Array.of(1, 0)],
      pivots: [0],
    };
    const counting: FieldFamily = {
      ...rest,
      gradient(...given) {
        calls++;
        gradient(...given);
      },
    };
    const given = [{ family: counting, domain }];
    expect(checkConserved([logarithms, product], given, createRng('checks'), 3)).toEqual([
      false,
      true,
    ]);
    expect(calls).toBe(20);
  });

  it('never believe again what has failed once', () => {
    // u moves at the first call alone.
    let call = 0;
    const once: FieldFamily = {
      ...family(),
      gradient: (_c, _theta, _length, out) => out.set([call++ === 0 ? 1 : 0, 0]),
    };
    const both = [polynomialLaw(u), polynomialLaw(v)];
    expect(checkConserved(both, [{ family: once, domain: null }], createRng('checks'), 5)).toEqual([
      false,
      true,
    ]);
  });

  it('on a subspace hold there', () => {
    // On v = 0 everything in v is constant; u is not.
    const domain = {
      prime: 10007,
      size: 2,
      origin: Float64Array.of(5, 0),
      directions: [Float64Array.of(1, 0)],
      pivots: [0],
    };
    const of = (law: Law) =>
      checkConserved([law], [{ family: family(), domain }], createRng('checks'));
    expect([of(polynomialLaw(v)), of(polynomialLaw(u)), of(product)]).toEqual([
      [true],
      [false],
      [true],
    ]);
    const point = new Float64Array(2);
    const seen = new Set<number>();
    const rng = createRng('points');
    for (let k = 0; k < 5; k++) {
      randomPoint(domain, rng, point);
      seen.add(point[0]);
      expect(point[1]).toBe(0);
    }
    expect(seen.size).toBe(5);
  });
});
