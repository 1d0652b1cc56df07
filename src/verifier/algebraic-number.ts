/**
 * Sums Σ q_d √d of rational multiples of square roots of square-free integers d ≥ 1: the real numbers at
 * which functions may be met and still be known exactly. √d for different square-free d are linearly
 * independent over ℚ, so a number is 0 exactly when all its q_d are.
 */
import * as q from '../numerics/rational.ts';
import { NotVerifiable } from './not-verifiable.ts';

export type Coefficient = q.Rational;

/** q_d by d; no q_d is 0. */
export type Algebraic = ReadonlyMap<bigint, q.Rational>;

export const ZERO: Algebraic = new Map();

export function ofRational(value: q.Rational): Algebraic {
  return q.isZero(value) ? ZERO : new Map([[1n, value]]);
}

/** Null unless it is rational. */
export function rationalPart(a: Algebraic): q.Rational | null {
  if (a.size === 0) return q.ZERO;
  return a.size === 1 ? (a.get(1n) ?? null) : null;
}

export function add(a: Algebraic, b: Algebraic): Algebraic {
  const sum = new Map(a);
  for (const [d, value] of b) {
    const total = q.add(sum.get(d) ?? q.ZERO, value);
    if (q.isZero(total)) sum.delete(d);
    else sum.set(d, total);
  }
  return sum;
}

export function scale(a: Algebraic, factor: q.Rational): Algebraic {
  if (q.isZero(factor)) return ZERO;
  return new Map([...a].map(([d, value]) => [d, q.multiply(value, factor)]));
}

export const negate = (a: Algebraic): Algebraic => scale(a, q.rational(-1));

/** √d√e = g√(de/g²) with g = gcd(d, e). */
export function multiply(a: Algebraic, b: Algebraic): Algebraic {
  let sum = ZERO;
  for (const [d, x] of a)
    for (const [e, y] of b) {
      const g = gcd(d, e);
      const term = q.multiply(q.multiply(x, y), q.rational(g));
      sum = add(sum, new Map([[(d * e) / (g * g), term]]));
    }
  return sum;
}

/** 1/a for a ≠ 0: with a = x + y√ℓ, (x − y√ℓ)/(x² − ℓy²), one prime ℓ under the roots less. */
export function inverse(a: Algebraic): Algebraic {
  const value = rationalPart(a);
  if (value !== null) return ofRational(q.divide(q.ONE, value));
  const [prime] = primeFactors([...a.keys()].find((d) => d !== 1n)!).keys();
  const conjugate: Algebraic = new Map(
    [...a].map(([d, x]) => [d, d % prime === 0n ? q.negate(x) : x]),
  );
  return multiply(conjugate, inverse(multiply(a, conjugate)));
}

/** √value for value > 0. @throws NotVerifiable where it is not positive or too large to factor. */
export function squareRoot(value: q.Rational): Algebraic {
  if (q.compare(value, q.ZERO) <= 0)
    throw new NotVerifiable(`a square root is met at ${q.format(value)}, where it is not analytic`);
  let [root, d] = [1n, 1n];
  for (const [prime, power] of primeFactors(value.numerator * value.denominator)) {
    root *= prime ** BigInt(power >> 1);
    if (power % 2 === 1) d *= prime;
  }
  return new Map([[d, q.rational(root, value.denominator)]]);
}

/** The same text for the same number. */
export function textOf(a: Algebraic): string {
  const terms = [...a].sort(([d], [e]) => (d < e ? -1 : 1));
  const text = terms.map(([d, x]) => (d === 1n ? q.format(x) : `${q.format(x)}·√${d}`));
  return text.join(' + ') || '0';
}

const TRIAL = 2n ** 20n;
const factored = new Map<bigint, ReadonlyMap<bigint, number>>();

/** Prime factors of n ≥ 1 with their powers, by trial division. @throws NotVerifiable */
export function primeFactors(n: bigint): ReadonlyMap<bigint, number> {
  const known = factored.get(n);
  if (known !== undefined) return known;
  const powers = new Map<bigint, number>();
  let rest = n;
  for (let d = 2n; d < TRIAL && d * d <= rest; d += d === 2n ? 1n : 2n)
    for (; rest % d === 0n; rest /= d) powers.set(d, (powers.get(d) ?? 0) + 1);
  if (rest >= TRIAL * TRIAL) {
    const root = integerRoot(rest);
    if (root * root !== rest || root >= TRIAL * TRIAL)
      throw new NotVerifiable(`${n} has prime factors beyond 2^20 that would have to be known`);
    // Below 2⁴⁰ and without factors below 2²⁰, the root is a prime.
    powers.set(root, 2);
    rest = 1n;
  }
  if (rest > 1n) powers.set(rest, (powers.get(rest) ?? 0) + 1);
  factored.set(n, powers);
  return powers;
}

/** ⌊√n⌋ by Newton's method from above, n ≥ 1. */
function integerRoot(n: bigint): bigint {
  // Time alone: any x from the root on would do.
  let x = 1n << BigInt((n.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (x + n / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}

function gcd(a: bigint, b: bigint): bigint {
  return b === 0n ? a : gcd(b, a % b);
}
