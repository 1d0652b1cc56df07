import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../../instances/instance.ts';
import { layoutOf } from '../../instances/layout.ts';
import { gcd } from '../../numerics/gcd.ts';
import { evaluatePolynomial, type Polynomial, polynomial } from '../../numerics/polynomial.ts';
import { fastPrimes, inverseModulo } from '../../numerics/prime-field.ts';
import { createRng } from '../../numerics/random.ts';
import { add, format, multiply, parse, type Rational, rational } from '../../numerics/rational.ts';
import { rationalRing } from '../../numerics/rational-ring.ts';
import { dense } from '../../testing/dense.ts';
import { pointsOf } from '../../testing/families-of.ts';
import { randomPoint } from '../dimension/modular-subspace.ts';
import {
  growingBasis,
  nullSpace,
  reconstructRational,
  reducedRows,
} from './invariants-elimination.ts';
import {
  canonical,
  evaluateFloat,
  gradientModulo,
  polynomialModulo,
} from './invariants-polynomial.ts';
import { smallestInvariantSubspace } from './smallest-affine-subspace.ts';

const [PRIME, OTHER] = fastPrimes(2);

/** `[coefficient, [index, power], …]` a term. */
function polynomialFrom(...terms: [string, ...[number, number][]][]): Polynomial {
  return polynomial(
    terms.map(([coefficient, ...powers]) => ({ coefficient: parse(coefficient)!, powers })),
  );
}

const familyOf = (model: ModelSpec, prime: number) => pointsOf(model).family(prime, 0);

describe('linear algebra mod p', () => {
  const rng = createRng('rows');
  /** 9 rows of rank 5 in 8 columns, by construction a product. */
  const left = Array.from({ length: 9 }, () => Array.from({ length: 5 }, () => rng.integer(0, 99)));
  const right = Array.from({ length: 5 }, () =>
    Array.from({ length: 8 }, () => rng.integer(0, 99)),
  );
  const rows = left.map((row) =>
    Float64Array.from({ length: 8 }, (_, j) =>
      row.reduce((sum, x, k) => (sum + x * right[k][j]) % PRIME, 0),
    ),
  );
  const copy = () => rows.map((row) => row.slice());

  it('finds the whole null space and nothing else', () => {
    const basis = nullSpace(copy(), 8, PRIME);
    expect(basis).toHaveLength(3);
    expect(
      reducedRows(
        basis.map((v) => v.slice()),
        8,
        PRIME,
      ).rows,
    ).toHaveLength(3);
    for (const vector of basis)
      for (const row of rows)
        expect(row.reduce((sum, x, j) => (sum + x * vector[j]) % PRIME, 0)).toBe(0);
  });

  it('reduces to pivots that are 1 and alone, whatever the order of the rows', () => {
    const { rows: reduced, pivots } = reducedRows(copy(), 8, PRIME);
    expect(pivots).toHaveLength(5);
    pivots.forEach((pivot, i) => {
      expect(reduced.map((row) => row[pivot])).toEqual(pivots.map((_, k) => (k === i ? 1 : 0)));
    });
    const grown = growingBasis(8, PRIME);
    const kept = copy()
      .reverse()
      .filter((row) => grown.insert(row));
    expect(kept).toHaveLength(5);
    expect(grown.reduced()).toEqual({ rows: reduced, pivots });
  });

  it('lifts every small fraction back, from one prime or two', () => {
    for (let n = -40; n <= 40; n++)
      for (let d = 1; d <= 40; d++) {
        const residue = (p: number) => (((n % p) + p) * inverseModulo(d, p)) % p;
        const q = rational(n, d);
        expect(reconstructRational(BigInt(residue(PRIME)), BigInt(PRIME))).toEqual(q);
      }
    // 12345/6789 is too large for one prime: √(p/2) ≈ 1448.
    const q = rational(12345, 6789);
    const image = (p: number) => BigInt((12345 * inverseModulo(6789, p)) % p);
    const [P, Q] = [BigInt(PRIME), BigInt(OTHER)];
    const part = (p: number, other: number) =>
      image(p) * BigInt(other) * BigInt(inverseModulo(other % p, p));
    expect(reconstructRational(image(PRIME), P)).not.toEqual(q);
    const both = part(PRIME, OTHER) + part(OTHER, PRIME);
    expect(reconstructRational(both % (P * Q), P * Q)).toEqual(q);
  });
});

describe('polynomials', () => {
  const h = polynomialFrom(['3', [0, 2]], ['-1/2', [0, 1], [2, 3]], ['5', [1, 1]]);

  it('have directional derivatives that are the linear part of h(θ + sy) in s', () => {
    const theta = [2, 3, 5].map((n) => rational(n));
    const y = [7, -1, 4].map((n) => rational(n));
    // The cubic s ↦ h(θ + sy) has slope (−h(2) + 8h(1) − 8h(−1) + h(−2))/12 at 0, exactly.
    const along = (s: number): Rational =>
      evaluatePolynomial(
        rationalRing,
        h,
        theta.map((x, i) => add(x, multiply(rational(s), y[i]))),
      );
    const slope = [
      [-1, 2],
      [8, 1],
      [-8, -1],
      [1, -2],
    ].reduce((sum, [weight, s]) => add(sum, multiply(rational(weight, 12), along(s))), rational(0));
    const modulo = polynomialModulo(h, PRIME);
    const point = [2, 3, 5];
    const direction = [7, PRIME - 1, 4];
    const gradient = new Float64Array(3);
    gradientModulo(modulo, point, PRIME, gradient);
    const value = gradient.reduce((sum, g, i) => (sum + g * direction[i]) % PRIME, 0);
    expect((value * Number(slope.denominator)) % PRIME).toBe(
      (Number(slope.numerator % BigInt(PRIME)) + PRIME) % PRIME,
    );
  });

  it('are the same in float64 where that is exact', () => {
    expect(evaluateFloat(h, [2, 3, 4]).value).toBe(12 - 64 + 15);
    expect(evaluateFloat(h, [2, 3, 4]).magnitude).toBe(12 + 64 + 15);
  });

  it('have one canonical form up to a factor', () => {
    const weight = (i: number) => i;
    const scaled = polynomial(
      h.terms.map((t) => ({ ...t, coefficient: multiply(t.coefficient, rational(-4, 7)) })),
    );
    expect(canonical(scaled, weight)).toEqual(canonical(h, weight));
    expect(canonical(h, weight).terms.map((t) => format(t.coefficient))).toEqual([
      '1',
      '-10',
      '-6',
    ]);
  });
});

describe('the smallest invariant affine subspace', () => {
  it('is everything at a generic point, and a point at a fixed one', () => {
    const model = dense([2, 2, 1], 'gelu');
    const family = familyOf(model, PRIME);
    const { size } = layoutOf(model);
    const at = (theta: number[]) =>
      smallestInvariantSubspace([family], Float64Array.from(theta), createRng('hull'));
    expect(at([1, 2, 3, 4, 5, 6]).directions).toHaveLength(size);
    expect(at([0, 0, 0, 0, 0, 0]).directions).toHaveLength(0);
    // A dead neuron stays dead beside a live one.
    expect(at([0, 0, 3, 4, 0, 6]).pivots).toEqual([2, 3, 5]);
  });

  it('is respected by every field', () => {
    const model = dense([1, 3, 1], 'cos');
    const family = familyOf(model, PRIME);
    const smallest = smallestInvariantSubspace(
      [family],
      Float64Array.of(0, 0, 7, 1, 2, 3),
      createRng('hull'),
    );
    // w₁ = w₂ = 0 and a₁ − a₂ stays: a₁, a₃ and w₃ are free.
    expect(smallest.pivots).toEqual([2, 3, 5]);
    const rng = createRng('points');
    const point = new Float64Array(6);
    const field = new Float64Array(6);
    const member = Float64Array.from({ length: family.coefficientCount }, () =>
      rng.integer(0, PRIME - 1),
    );
    for (let n = 0; n < 5; n++) {
      randomPoint(smallest, rng, point);
      family.gradient(member, point, 1, field);
      expect([field[0], field[1]]).toEqual([0, 0]);
      expect(field[3]).toBe(field[4]);
    }
  });
});

it.each([101n, 121n, 210n])('residues modulo %i are fractions of small numbers or none', (m) => {
  for (let r = 0n; r < m; r++) {
    const fractions: string[] = [];
    for (let d = 1n; 2n * d * d <= m; d++)
      for (let n = -d * 20n; n <= d * 20n; n++)
        if (2n * n * n <= m && (n - r * d) % m === 0n && gcd(n < 0n ? -n : n, d) === 1n)
          fractions.push(format(rational(n, d)));
    const found = reconstructRational(r, m);
    expect([r, found === null ? [] : [format(found)]]).toEqual([r, fractions]);
  }
});
