/** Dense polynomials in one variable are those of `numerics/polynomial.ts`. */
import { expect, it } from 'vitest';
import {
  evaluatePolynomial,
  type Polynomial,
  rationalPolynomials,
} from '../numerics/polynomial.ts';
import { createRng, type Rng } from '../numerics/random.ts';
import { type Rational, rational } from '../numerics/rational.ts';
import { rationalRing } from '../numerics/rational-ring.ts';
import {
  addPolynomials,
  type Coefficients,
  composePolynomials,
  evaluateRational,
  multiplyPolynomials,
  shift,
} from './univariate-polynomial.ts';

const draw = (rng: Rng): Coefficients =>
  Array.from({ length: rng.integer(0, 4) }, () => rational(rng.integer(-3, 3), rng.integer(1, 2)));

const sparse = (c: Coefficients): Polynomial =>
  rationalPolynomials.of(c.map((coefficient, j) => ({ coefficient, powers: [[0, j]] })));

const sorted = ({ terms }: Polynomial) =>
  [...terms].sort((a, b) => (a.powers[0]?.[1] ?? 0) - (b.powers[0]?.[1] ?? 0));

/** a(b): Σ aⱼ bʲ in the ring of polynomials. */
function composed(a: Coefficients, b: Polynomial): Polynomial {
  const { add, mul, scaled, zero, one } = rationalPolynomials;
  let [sum, power] = [zero, one];
  for (const c of a) {
    sum = add(sum, scaled(power, c));
    power = mul(power, b);
  }
  return sum;
}

it('add, multiply, compose, shift and have values as polynomials do', () => {
  const rng = createRng('one variable');
  const { add, mul, variable, constant } = rationalPolynomials;
  for (let k = 0; k < 100; k++) {
    const [a, b] = [draw(rng), draw(rng)];
    const z: Rational = rational(rng.integer(-4, 4), rng.integer(1, 3));
    const pairs: [Coefficients, Polynomial][] = [
      [addPolynomials(a, b), add(sparse(a), sparse(b))],
      [multiplyPolynomials(a, b), mul(sparse(a), sparse(b))],
      [composePolynomials(a, b), composed(a, sparse(b))],
      [shift(a, z), composed(a, add(variable(0), constant(z)))],
    ];
    for (const [dense, expected] of pairs) expect(sorted(sparse(dense))).toEqual(sorted(expected));
    expect(evaluateRational(a, z)).toEqual(evaluatePolynomial(rationalRing, sparse(a), [z]));
  }
});
