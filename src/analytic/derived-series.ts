/**
 * Taylor series of a function of which only its jets are given. Coefficients are exact where they lie
 * in ℚ(√2)[ln 2, 1/√π], which decides whether they vanish; elsewhere decimals decide that they do not,
 * and that they do is never concluded from decimals.
 */

import type { Decimal } from 'decimal.js';
import { UnsupportedError } from '../errors.ts';
import { free } from '../numerics/budget.ts';
import { decimalRing } from '../numerics/decimal-ring.ts';
import type { Rational } from '../numerics/rational.ts';
import type { AnalyticFunction, Parity, TaylorSeries } from './analytic-function.ts';
import { type Exact, exactJets, isZeroNumber, taylorCoefficientOf } from './exact-constants.ts';
import { decimalJet } from './fields/decimal-jets.ts';

/** Orders in a row that may vanish before the search for the next one gives up. */
const LONGEST_GAP = 256;

const DIGITS = [60, 90] as const;

export type DerivedFunction = Pick<AnalyticFunction, 'name' | 'jet' | 'decimalJet' | 'analytic'>;

/**
 * At the rational point s. Members throw UnsupportedError where it is not known whether a coefficient
 * vanishes, and `next` where it finds none in a long row.
 *
 * @param parity of the function about s.
 */
export function derivedSeries(f: DerivedFunction, s: Rational, parity: Parity): TaylorSeries {
  const { name, jet } = f;
  const exact = exactJet(jet, s);
  const approximate = DIGITS.map((digits) => decimalsAt(f, s, digits));

  const excluded = (j: number) => parity !== 'none' && (j % 2 === 1) !== (parity === 'odd');

  const isIn = (j: number): boolean => {
    if (excluded(j)) return false;
    const c = exact(j);
    const zero = c === null ? null : isZeroNumber(c);
    if (zero !== null) return !zero;
    const [rough, fine] = approximate.map((coefficient) => coefficient(j));
    // Digits that agree in two precisions are digits of the number.
    if (fine.minus(rough).abs().times('1e10').lt(fine.abs())) return true;
    throw new UnsupportedError(
      `function "${name}": it is not known whether its Taylor coefficient of order ${j} vanishes`,
    );
  };
  const known = new Map<number, boolean>();
  const inSupport = (j: number): boolean => {
    let value = known.get(j);
    if (value === undefined) {
      value = isIn(j);
      known.set(j, value);
    }
    return value;
  };

  return {
    inSupport,
    next(from) {
      const j = Math.max(0, from);
      for (let n = j; n <= j + LONGEST_GAP; n++) if (inSupport(n)) return n;
      throw new UnsupportedError(
        `function "${name}": no Taylor coefficient between orders ${j} and ${j + LONGEST_GAP}; is it a polynomial in disguise?`,
      );
    },
    coefficient(j) {
      const c = excluded(j) ? exactJets.ring.zero : exact(j);
      return c === null ? null : taylorCoefficientOf(c);
    },
  };
}

/** The coefficients in the exact ring, null where they are not all in it. */
function exactJet(jet: AnalyticFunction['jet'], s: Rational): (j: number) => Exact | null {
  let coefficients: readonly Exact[] | null = [];
  return (j) => {
    if (coefficients !== null && coefficients.length <= j) {
      try {
        coefficients = free(() => jet(exactJets, exactJets.ring.rational(s), roomFor(j)));
      } catch (error) {
        if (!(error instanceof UnsupportedError)) throw error;
        coefficients = null;
      }
    }
    return coefficients === null ? null : coefficients[j];
  };
}

function decimalsAt(f: DerivedFunction, s: Rational, digits: number): (j: number) => Decimal {
  let coefficients: readonly Decimal[] = [];
  return (j) => {
    if (coefficients.length <= j) {
      const terms = roomFor(j);
      const point = decimalRing(digits + terms).rational(s);
      coefficients = decimalJet(f, point, terms, digits);
    }
    return coefficients[j];
  };
}

/** 8, 16, 32, …: series are computed as a whole. */
function roomFor(j: number): number {
  let terms = 8;
  while (terms <= j) terms *= 2;
  return terms;
}
