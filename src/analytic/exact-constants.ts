/**
 * ℚ(√2)[ln 2, 1/√π]: where the Taylor coefficients of all named functions live, with the constants
 * 1/√(2π) = (√2/2)·(1/√π) and 2/√π. An element is a polynomial over ℚ in √2, ln 2 and
 * 1/√π, reduced by √2² = 2.
 *
 * As formal expressions they are exact. As real numbers, a non-zero expression that holds a single
 * power of ln 2 or a single power of 1/√π is not 0, since ln 2 (Lindemann) and π are transcendental
 * and √2 is algebraic. Of the others nobody knows it: ln 2 and π are not known to be independent.
 */
import { UnsupportedError } from '../errors.ts';
import {
  type Monomial,
  type Polynomial,
  rationalPolynomials as polynomials,
} from '../numerics/polynomial.ts';
import type { Rational } from '../numerics/rational.ts';
import * as Q from '../numerics/rational.ts';
import type { DecidableRing } from '../numerics/ring.ts';
import type { TaylorCoefficient } from './analytic-function.ts';
import { rationalJets } from './fields/rationals.ts';
import type { Constant, JetField } from './jet-field.ts';

/** The variables. */
const ROOT_2 = 0;
const LN_2 = 1;
const ROOT_1_PI = 2;

/** The power of √2 is 0 or 1 in each term. */
export type Exact = Polynomial;

/** √2² = 2 where two elements have been multiplied. */
function reduced({ terms }: Polynomial): Exact {
  return polynomials.of(
    terms.map(({ coefficient, powers }) =>
      powerOf(powers, ROOT_2) < 2
        ? { coefficient, powers }
        : {
            coefficient: Q.multiply(Q.rational(2), coefficient),
            powers: powers.filter(([variable]) => variable !== ROOT_2),
          },
    ),
  );
}

function powerOf(powers: Monomial, variable: number): number {
  return powers.find(([v]) => v === variable)?.[1] ?? 0;
}

const of = (coefficient: Rational, powers: Monomial = []) =>
  polynomials.of([{ coefficient, powers }]);

export const exactRing: DecidableRing<Exact> = {
  ...polynomials,
  name: 'Q(√2)[ln 2, 1/√π]',
  mul: (a, b) => reduced(polynomials.mul(a, b)),
};

const constants: Record<Exclude<Constant, `coefficient:${number}`>, Exact> = {
  ln2: of(Q.ONE, [[LN_2, 1]]),
  '1/sqrt(2pi)': of(Q.rational(1, 2), [
    [ROOT_2, 1],
    [ROOT_1_PI, 1],
  ]),
  '2/sqrt(pi)': of(Q.rational(2), [[ROOT_1_PI, 1]]),
};

/** Jets whose coefficients lie in the ring; anything else is refused with UnsupportedError. */
export const exactJets: JetField<Exact> = {
  ring: exactRing,
  inverse: (a) => of(Q.divide(Q.ONE, rationalOf(a, 'inverse'))),
  canonical: (value) => ({ value, reflected: false }),
  generator: (name, u) => of(rationalJets.generator(name, rationalOf(u, name))),
  constant(name) {
    if (name in constants) return constants[name as keyof typeof constants];
    throw new UnsupportedError(`${exactRing.name}: ${name} does not belong to it`);
  },
};

function rationalOf({ terms }: Exact, operation: string): Rational {
  if (terms.length === 0) return Q.ZERO;
  const [{ coefficient, powers }] = terms;
  if (terms.length === 1 && powers.length === 0) return coefficient;
  throw new UnsupportedError(`${exactRing.name}: ${operation} of something that is no rational`);
}

/** Whether the number is 0; null where nobody knows. */
export function isZeroNumber({ terms }: Exact): boolean | null {
  if (terms.length === 0) return true;
  const [logarithms, roots] = [LN_2, ROOT_1_PI].map(
    (variable) => new Set(terms.map(({ powers }) => powerOf(powers, variable))).size,
  );
  return logarithms === 1 || roots === 1 ? false : null;
}

/** As rational × constant where it is one, else null. */
export function taylorCoefficientOf({ terms }: Exact): TaylorCoefficient | null {
  if (terms.length === 0) return { rational: Q.ZERO, constant: 'one' };
  if (terms.length > 1) return null;
  const [{ coefficient, powers }] = terms;
  switch ([ROOT_2, LN_2, ROOT_1_PI].map((variable) => powerOf(powers, variable)).join()) {
    case '0,0,0':
      return { rational: coefficient, constant: 'one' };
    case '0,1,0':
      return { rational: coefficient, constant: 'ln2' };
    case '1,0,1':
      return { rational: Q.multiply(Q.rational(2), coefficient), constant: '1/sqrt(2pi)' };
    case '0,0,1':
      return { rational: Q.divide(coefficient, Q.rational(2)), constant: '2/sqrt(pi)' };
    default:
      return null;
  }
}
