/** g, g′ and g″ at series, beside the sums of their definition over ℤ, term by term. */
import { describe, expect, it } from 'vitest';
import { RidgePolynomial, values } from './ridge-polynomial.ts';

/** 2²¹ < p < 2²², so that 512 products of residues just fit. */
const PRIME = 4194287;

type Series = readonly bigint[];
const times = (a: Series, b: Series): bigint[] =>
  a.map((_, n) => a.slice(0, n + 1).reduce((sum, x, i) => sum + x * b[n - i], 0n));

/** The n-th derivative Σ_j j(j − 1)…(j − n + 1) λ_j z^{j−n}, mod p, by repeated products. */
function naive(exponents: readonly number[], lambda: readonly Series[], z: Series, n: number) {
  const p = BigInt(PRIME);
  const zero = z.map(() => 0n);
  let power: Series = z.map((_, k) => (k === 0 ? 1n : 0n));
  let sum: Series = zero;
  const places = new Map(exponents.map((j, e) => [j, e]));
  for (let j = n; j <= (exponents.at(-1) ?? -1); j++) {
    const e = places.get(j) ?? -1;
    const factor = Array.from({ length: n }, (_, i) => BigInt(j - i)).reduce((a, b) => a * b, 1n);
    if (e >= 0) {
      const term = times(lambda[e], power);
      sum = sum.map((x, k) => (x + factor * term[k]) % p);
    }
    power = times(power, z).map((x) => x % p);
  }
  return sum.map(Number);
}

/** Residues that are large, so that sums go past 2⁵³ where one too many is added. */
const large = (length: number, seed: number) =>
  Array.from({ length }, (_, i) => BigInt(PRIME - 1 - ((seed * (i + 1) * (i + 3)) % 7)));

describe.each([
  ['nothing', []],
  ['a constant', [0]],
  ['z', [1]],
  ['z²', [2]],
  ['z³', [3]],
  ['an even polynomial', [0, 2, 4, 6]],
  ['powers far apart', [1, 7, 30]],
] as const)('of %s', (_, exponents) => {
  const ridge = new RidgePolynomial(exponents, PRIME);
  // The longest first: what is kept of it must not be seen in shorter ones.
  const lengths = [6, 1, 2, 3, 4];

  it.each(lengths)('the values and derivatives mod t^%i', (length) => {
    const z = large(length, 3);
    // What stands before λ is not read.
    const before = [5, 9];
    for (const [step, second] of [
      [length, true],
      [length, false],
      [1, true],
      [1, false],
    ] as const) {
      const numbers = exponents.map((j) => large(step, j + 1));
      const series = numbers.map((own) => z.map((_, n) => own[n] ?? 0n));
      const lambda = Float64Array.from([...before, ...numbers.flat().map(Number)]);
      ridge.expand(lambda, before.length, step, Float64Array.from(z, Number), length, second);
      const found = [values.g, values.g1, values.g2].map((v) => Array.from(v.slice(0, length)));
      const expected = [0, 1, 2].map((n) => naive(exponents, series, z, n));
      expect(found.slice(0, second ? 3 : 2)).toEqual(expected.slice(0, second ? 3 : 2));
    }
  });
});

it('what is asked for first may be short', () => {
  // g = 5z at z = 3, λ and z being numbers: 15, and g′ = 5.
  new RidgePolynomial([1], PRIME).expand(Float64Array.of(5), 0, 1, Float64Array.of(3), 1, false);
  expect([values.g[0], values.g1[0]]).toEqual([15, 5]);
});

it('sums of thousands of large products are exact', () => {
  const exponents = [...Array(5000).keys()];
  const lambda = exponents.map((j) => BigInt((j * j * 524309 + 12345 * j + 7) % PRIME));
  const z = [1234567n];
  new RidgePolynomial(exponents, PRIME).expand(
    Float64Array.from(lambda, Number),
    0,
    1,
    Float64Array.of(1234567),
    1,
    true,
  );
  const series = lambda.map((n) => [n]);
  expect([values.g[0], values.g1[0], values.g2[0]]).toEqual(
    [0, 1, 2].flatMap((n) => naive(exponents, series, z, n)),
  );
});

it('sums of more powers than fit are reduced on the way', () => {
  const exponents = [...Array(1030).keys()];
  const ridge = new RidgePolynomial(exponents, PRIME);
  const ones = exponents.map(() => PRIME - 1);
  // z = −1 and λ_j = −1: g = −(1 − 1 + 1 − …) = 0, for 1030 terms, and g′ = Σ j (−1)^j = 514 − 1029.
  ridge.expand(Float64Array.from(ones), 0, 1, Float64Array.of(PRIME - 1), 1, false);
  expect([values.g[0], values.g1[0]]).toEqual([0, PRIME - 515]);
  // z = 1: g = −1030, g′ = −Σ j = −1030·1029/2, g″ = −Σ j(j − 1) = −1030·1029·1028/3.
  ridge.expand(Float64Array.from(ones), 0, 1, Float64Array.of(1), 1, true);
  const modulo = (n: number) => ((n % PRIME) + PRIME) % PRIME;
  expect([values.g[0], values.g1[0], values.g2[0]]).toEqual(
    [-1030, (-1030 * 1029) / 2, (-1030 * 1029 * 1028) / 3].map(modulo),
  );
  expect(Array.from(ridge.powersOf(2).slice(0, 24))).toEqual(
    Array.from({ length: 24 }, (_, j) => 2 ** j % PRIME),
  );
});
