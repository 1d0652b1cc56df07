/**
 * y′ = P(z, y) with a polynomial P over ℚ and y(0) ∈ ℚ: all there is to know about a function. Its jet
 * at u is polynomial in u and y(u); its Taylor coefficients at 0 are rational.
 */
import type { Decimal } from 'decimal.js';
import { UnsupportedError } from '../errors.ts';
import { decimalRing, decimalsOf } from '../numerics/decimal-ring.ts';
import { isZero, type Rational, rational } from '../numerics/rational.ts';
import type { Ring } from '../numerics/ring.ts';
import type { Parity } from './analytic-function.ts';

export interface DifferentialEquation {
  /** slope[i][j] is the coefficient of zⁱyʲ in P. */
  readonly slope: readonly (readonly Rational[])[];
  /** y(0). */
  readonly start: Rational;
}

/**
 * y is odd where P(−z, −y) = P(z, y) and y(0) = 0, even where P(−z, y) = −P(z, y): −y(−z) and y(−z) solve
 * the same problem then.
 */
export function parityOfSolution({ slope, start }: DifferentialEquation): Parity {
  const only = (kept: (i: number, j: number) => boolean) =>
    slope.every((row, i) => row.every((c, j) => kept(i, j) || isZero(c)));
  if (only((i) => i % 2 === 1)) return 'even';
  return isZero(start) && only((i, j) => (i + j) % 2 === 0) ? 'odd' : 'none';
}

/** [y⁽ⁿ⁾(u)/n! for n < terms], given y(u): (n + 1)yₙ₊₁ is the coefficient of tⁿ of P(u + t, y(u + t)). */
export function solutionJet<T>(
  ring: Ring<T>,
  slope: DifferentialEquation['slope'],
  u: T,
  value: T,
  terms: number,
): T[] {
  const jet = [value];
  const degree = Math.max(0, ...slope.map((row) => row.length - 1));
  const coefficients = slope.map((row) => row.map(ring.rational));
  // Coefficients of yʲ, one order after another.
  const powers: T[][] = Array.from({ length: degree + 1 }, () => []);
  // Coefficient of tⁿ in zⁱ = (u + t)ⁱ.
  const places = zPowers(ring, u, slope.length);
  for (let n = 0; n + 1 < terms; n++) {
    powers[0].push(n === 0 ? ring.one : ring.zero);
    if (degree >= 1) powers[1].push(jet[n]);
    if (degree >= 2) powers[2].push(squareAt(ring, jet, n));
    for (let j = 3; j <= degree; j++) {
      let sum = ring.zero;
      for (let k = 0; k <= n; k++) sum = ring.add(sum, ring.mul(powers[j - 1][k], jet[n - k]));
      powers[j].push(sum);
    }
    let sum = ring.zero;
    coefficients.forEach((row, i) => {
      row.forEach((c, j) => {
        if (isZero(slope[i][j])) return;
        for (let k = 0; k <= Math.min(i, n); k++)
          sum = ring.add(sum, ring.mul(c, ring.mul(places[i][k], powers[j][n - k])));
      });
    });
    jet.push(ring.mul(sum, ring.rational(rational(1, n + 1))));
  }
  return jet.slice(0, terms);
}

/** Coefficient of tⁿ in (Σ aₖtᵏ)²: each product of two that differ is met twice. */
function squareAt<T>(ring: Ring<T>, a: readonly T[], n: number): T {
  let half = ring.zero;
  for (let k = 0; 2 * k < n; k++) half = ring.add(half, ring.mul(a[k], a[n - k]));
  const both = ring.add(half, half);
  return n % 2 === 1 ? both : ring.add(both, ring.mul(a[n / 2], a[n / 2]));
}

function zPowers<T>(ring: Ring<T>, u: T, count: number): T[][] {
  const powers: T[][] = [[ring.one]];
  for (let i = 1; i < count; i++) {
    const before = powers[i - 1];
    powers.push(
      Array.from({ length: i + 1 }, (_, k) =>
        ring.add(k < i ? ring.mul(u, before[k]) : ring.zero, k > 0 ? before[k - 1] : ring.zero),
      ),
    );
  }
  return powers;
}

/** Where the series is known on the way from 0 to one side. */
interface Station {
  readonly at: Decimal;
  readonly jet: readonly Decimal[];
  readonly radius: number;
}

const stations = new WeakMap<DifferentialEquation, Map<string, Station[]>>();

/** To so many digits more than are asked for at most: those who ask for a few more share the places. */
const SHARED_DIGITS = 16;

/** Steps taken before a point counts as out of reach. */
const MOST_STEPS = 200;

/**
 * y(z) to about `digits` digits: its series is summed a quarter of its radius of convergence at a time,
 * the radius estimated from the last coefficients. The places on the way are kept.
 *
 * @throws UnsupportedError where z is out of reach, e.g. behind a pole.
 */
export function continuedTo(equation: DifferentialEquation, z: Decimal, digits: number): Decimal {
  const precision = SHARED_DIGITS * Math.ceil(digits / SHARED_DIGITS) + 20;
  const D = decimalsOf(precision);
  const sumAt = ({ jet }: Station, h: Decimal) =>
    jet.reduceRight((sum, c) => D.add(D.mul(sum, h), c), new D(0));
  const known = stations.get(equation) ?? new Map<string, Station[]>();
  stations.set(equation, known);
  const side = z.isNegative() ? -1 : 1;
  const path = known.get(`${side} ${precision}`) ?? [
    stationAt(equation, new D(0), decimalRing(precision).rational(equation.start), precision),
  ];
  known.set(`${side} ${precision}`, path);
  for (let step = 0; step < MOST_STEPS; step++) {
    const station = path[step];
    const left = D.sub(z, station.at);
    if (left.abs().lte(station.radius / 4)) return sumAt(station, left);
    if (!(station.radius > 1e-6)) break;
    if (step + 1 < path.length) continue;
    // A short number, so that the places visited stay short ones.
    const h = new D(((side * station.radius) / 4).toPrecision(4));
    path.push(stationAt(equation, D.add(station.at, h), sumAt(station, h), precision));
  }
  throw new UnsupportedError(`differential equation: ${z.toPrecision(3)} is out of reach`);
}

function stationAt(
  { slope }: DifferentialEquation,
  at: Decimal,
  value: Decimal,
  precision: number,
): Station {
  const D = decimalsOf(precision);
  const terms = Math.ceil(1.8 * precision);
  const jet = solutionJet(decimalRing(precision), slope, at, value, terms);
  // |cₙ|^{−1/n} by its logarithm: the exponent may be beyond float64.
  const radii = jet.slice(-4).map((c, i) => {
    const n = terms - 4 + i;
    return c.isZero() ? Number.POSITIVE_INFINITY : 10 ** (-D.log10(c.abs()).toNumber() / n);
  });
  // A polynomial has radius ∞; steps stay finite.
  return { at, jet, radius: Math.min(1e6, ...radii) };
}
