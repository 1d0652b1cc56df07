/**
 * The polynomial of lowest degree through values at points, over ℚ: exactly through all of them, with points left over
 * that check it. Nothing is approximated; where no such polynomial exists there is none.
 */
import { divide, isZero, multiply, type Rational, rational, subtract } from './rational.ts';

export interface FitTerm {
  /** Never 0. */
  readonly coefficient: Rational;
  /** Exponent of each variable. */
  readonly powers: readonly number[];
}

export interface Fit {
  /** Highest degree first; empty for 0. */
  readonly terms: readonly FitTerm[];
  /** Number of coefficients: so many points determine them, and the others check them. */
  readonly unknowns: number;
}

/** Highest total degree that is tried. */
export const HIGHEST_DEGREE = 4;

/**
 * Monomials are of total degree D and, in each variable, of lower degree than it has different values; D = 0, 1, …
 * until the system has a solution. It is unique then, and there must be more points than unknowns.
 *
 * @param points coordinates, all of one length.
 * @returns null where no degree up to `HIGHEST_DEGREE` fits, or none with a point to spare.
 */
export function fitPolynomial(
  points: readonly (readonly number[])[],
  values: readonly number[],
): Fit | null {
  const [first = []] = points;
  const most = first.map((_, j) => new Set(points.map((point) => point[j])).size - 1);
  for (let degree = 0; degree <= HIGHEST_DEGREE; degree++) {
    const monomials = monomialsUpTo(degree, most);
    if (monomials.length >= points.length) return null;
    const rows = points.map((point, i) => [
      ...monomials.map((powers) => rational(valueAt(powers, point))),
      rational(values[i]),
    ]);
    const solution = solve(rows, monomials.length);
    if (solution === null) continue;
    const terms = monomials
      .map((powers, k) => ({ coefficient: solution[k], powers }))
      .filter(({ coefficient }) => !isZero(coefficient))
      .sort((a, b) => byDegree(a.powers, b.powers));
    return { terms, unknowns: monomials.length };
  }
  return null;
}

const total = (powers: readonly number[]) => powers.reduce((sum, e) => sum + e, 0);

/** Of two different lists of powers. */
function byDegree(a: readonly number[], b: readonly number[]): number {
  const different = a.findIndex((e, j) => e !== b[j]);
  return total(b) - total(a) || b[different] - a[different];
}

function valueAt(powers: readonly number[], point: readonly number[]): bigint {
  return powers.reduce((value, e, j) => value * BigInt(point[j]) ** BigInt(e), 1n);
}

function monomialsUpTo(degree: number, most: readonly number[]): number[][] {
  let all: number[][] = [[]];
  for (const bound of most)
    all = all.flatMap((powers) =>
      Array.from({ length: bound + 1 }, (_, e) => [...powers, e]).filter(
        (longer) => total(longer) <= degree,
      ),
    );
  return all;
}

/** Gauss–Jordan; null where the system has no solution or more than one. */
function solve(rows: Rational[][], unknowns: number): Rational[] | null {
  for (let column = 0; column < unknowns; column++) {
    const at = rows.findIndex((row, i) => i >= column && !isZero(row[column]));
    if (at < 0) return null;
    [rows[column], rows[at]] = [rows[at], rows[column]];
    const pivot = rows[column][column];
    const scaled = rows[column].map((q) => divide(q, pivot));
    rows[column] = scaled;
    rows.forEach((row, i) => {
      if (i === column || isZero(row[column])) return;
      const factor = row[column];
      rows[i] = row.map((q, j) => subtract(q, multiply(factor, scaled[j])));
    });
  }
  if (rows.slice(unknowns).some((row) => !isZero(row[unknowns]))) return null;
  return rows.slice(0, unknowns).map((row) => row[unknowns]);
}
