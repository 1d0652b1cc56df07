import { expect, it } from 'vitest';
import {
  degreeOf,
  evaluatePolynomial,
  type Polynomial,
  polynomialRing,
  rationalPolynomials,
  type Term,
} from './polynomial.ts';
import { primeField } from './prime-field.ts';
import { createRng, type Rng } from './random.ts';
import { rational } from './rational.ts';
import { rationalRing } from './rational-ring.ts';

const { add, mul, neg, of, one, scaled, sub, variable, zero } = rationalPolynomials;

function draw(rng: Rng): Polynomial {
  const term = (): Term => ({
    coefficient: rational(rng.integer(-3, 3), rng.integer(1, 3)),
    powers: Array.from({ length: rng.integer(0, 3) }, () => [rng.integer(0, 2), rng.integer(0, 2)]),
  });
  return of(Array.from({ length: rng.integer(0, 4) }, term));
}

const value = (p: Polynomial, point: readonly number[]) =>
  evaluatePolynomial(
    rationalRing,
    p,
    point.map((x) => rational(x)),
  );

it('like terms are merged, factors sorted, zeros dropped; the order is that of first occurrence', () => {
  const p = of([
    {
      coefficient: rational(1),
      powers: [
        [2, 1],
        [0, 1],
        [2, 1],
      ],
    },
    { coefficient: rational(5), powers: [[1, 0]] },
    {
      coefficient: rational(2),
      powers: [
        [0, 1],
        [2, 2],
      ],
    },
    { coefficient: rational(1), powers: [[1, 1]] },
    { coefficient: rational(-1), powers: [[1, 1]] },
  ]);
  expect(p.terms).toEqual([
    {
      coefficient: rational(3),
      powers: [
        [0, 1],
        [2, 2],
      ],
    },
    { coefficient: rational(5), powers: [] },
  ]);
  expect(degreeOf(p)).toBe(3);
  expect(degreeOf(zero)).toBe(0);
});

it('(x + 2y)² − x² = 4xy + 4y²', () => {
  const [x, y] = [variable(0), variable(1)];
  const square = mul(add(x, scaled(y, rational(2))), add(x, scaled(y, rational(2))));
  expect(sub(square, mul(x, x)).terms).toEqual([
    {
      coefficient: rational(4),
      powers: [
        [0, 1],
        [1, 1],
      ],
    },
    { coefficient: rational(4), powers: [[1, 2]] },
  ]);
});

it('the value at a point respects sums, products and signs', () => {
  const rng = createRng('polynomials');
  for (let k = 0; k < 100; k++) {
    const [p, q] = [draw(rng), draw(rng)];
    const point = [0, 1, 2].map(() => rng.integer(-3, 3));
    const [a, b] = [value(p, point), value(q, point)];
    expect(value(add(p, q), point)).toEqual(rationalRing.add(a, b));
    expect(value(sub(p, q), point)).toEqual(rationalRing.sub(a, b));
    expect(value(mul(p, q), point)).toEqual(rationalRing.mul(a, b));
    expect(value(neg(p), point)).toEqual(rationalRing.neg(a));
    expect(mul(p, one)).toEqual(p);
    expect(sub(p, p)).toEqual(zero);
  }
});

it('over 𝔽₃: (x + 1)³ = x³ + 1', () => {
  const ring = polynomialRing(primeField(3));
  const linear = ring.add(ring.variable(0), ring.one);
  expect(ring.mul(linear, ring.mul(linear, linear)).terms).toEqual([
    { coefficient: 1, powers: [[0, 3]] },
    { coefficient: 1, powers: [] },
  ]);
});

it('factors of a term stand in the order of their variables, each once', () => {
  const given = [
    [2, 1],
    [0, 3],
    [1, 2],
    [2, 4],
    [3, 0],
  ] as const;
  expect(rationalPolynomials.of([{ coefficient: rational(7), powers: given }]).terms).toEqual([
    {
      coefficient: rational(7),
      powers: [
        [0, 3],
        [1, 2],
        [2, 5],
      ],
    },
  ]);
});
