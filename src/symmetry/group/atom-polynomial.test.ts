/** The normal form's polynomials are those of `numerics/polynomial.ts`, kept flat. */
import { expect, it } from 'vitest';
import { type Polynomial, rationalPolynomials } from '../../numerics/polynomial.ts';
import { createRng, type Rng } from '../../numerics/random.ts';
import { negate, rational } from '../../numerics/rational.ts';
import {
  type AtomPolynomial,
  atomPolynomial,
  constantPolynomial,
  negated,
  productOf,
  scaled,
  signedText,
  sumOf,
} from './atom-polynomial.ts';

/** Sums of products of three atoms and small rationals. */
function draw(rng: Rng): AtomPolynomial {
  const factor = () =>
    rng.chance(0.3)
      ? constantPolynomial(rational(rng.integer(-2, 2), rng.integer(1, 2)))
      : scaled(atomPolynomial(rng.integer(0, 2)), rational(rng.chance(0.5) ? 1 : -1));
  const product = () => Array.from({ length: rng.integer(1, 3) }, factor).reduce(productOf);
  return sumOf(Array.from({ length: rng.integer(1, 4) }, product));
}

/** The same polynomial, and the same order of terms whatever the order of its sums. */
function readable(p: AtomPolynomial): Polynomial {
  const terms = [...p.values()].map(({ coefficient, factors }) => ({
    coefficient,
    powers: Array.from({ length: factors.length / 2 }, (_, k): [number, number] => [
      factors[2 * k],
      factors[2 * k + 1],
    ]),
  }));
  return sorted(rationalPolynomials.of(terms));
}

const sorted = ({ terms }: Polynomial): Polynomial => ({
  terms: [...terms].sort((a, b) => (a.powers.join(' ') < b.powers.join(' ') ? -1 : 1)),
});

it('add and multiply as polynomials do', () => {
  const rng = createRng('atoms');
  for (let k = 0; k < 60; k++) {
    const [p, q] = [draw(rng), draw(rng)];
    const [a, b] = [readable(p), readable(q)];
    const { add, mul, neg } = rationalPolynomials;
    expect(readable(sumOf([p, q]))).toEqual(sorted(add(a, b)));
    expect(readable(productOf(p, q))).toEqual(sorted(mul(a, b)));
    expect(readable(negated(p))).toEqual(sorted(neg(a)));
    expect(readable(scaled(p, rational(-3, 2)))).toEqual(
      sorted(rationalPolynomials.scaled(a, rational(-3, 2))),
    );
    const [text, opposite] = [signedText(p), signedText(negated(p))];
    expect(opposite.text).toBe(text.text);
    expect(text.text === '' || opposite.sign === -text.sign).toBe(true);
  }
});

it('a power and its reciprocal cancel', () => {
  const inverse: AtomPolynomial = new Map([
    ['0,-1', { coefficient: rational(2), factors: [0, -1] }],
  ]);
  expect(productOf(negated(atomPolynomial(0)), inverse)).toEqual(
    constantPolynomial(negate(rational(2))),
  );
});
