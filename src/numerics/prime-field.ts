/**
 * Arithmetic in 𝔽_p with residues held in float64.
 *
 * For p < 2²⁶ a product of two residues is below 2⁵² and exact. The fast kernels ask for more: with
 * p < 2²² a product is below 2⁴⁴, so a sum of up to `DELAY` = 512 products stays below 2⁵³ and needs a
 * single reduction at its end (*delayed reduction*; Dumas, Giorgi, Pernet, "Dense linear algebra over
 * word-size prime fields", ACM TOMS 35, 2008).
 *
 * Reduction: q = ⌊x·(1/p)⌋ is off by at most one for 0 ≤ x < 2⁵³, since the two roundings in x·(1/p)
 * make an error below 2·2³²·2⁻⁵³ < 1 in the quotient; x − p·q is then exact and one correction of ±p
 * makes it canonical.
 */
import type { Rational } from './rational.ts';
import type { DecidableRing } from './ring.ts';

/** How many products of two residues mod p < 2²² may be summed before a reduction. */
export const DELAY = 512;

/** Bound on the primes of the fast kernels. */
export const FAST_PRIME_LIMIT = 2 ** 22;

export interface PrimeField extends DecidableRing<number> {
  readonly prime: number;
  /** a⁻¹. @throws RangeError when a = 0. */
  inverse(a: number): number;
}

/** x mod p in 0 … p − 1 for an integer 0 ≤ x < 2⁵³; `reciprocal` is 1/p in float64. */
export function residue(x: number, p: number, reciprocal: number): number {
  const r = x - p * Math.floor(x * reciprocal);
  return r < 0 ? r + p : r >= p ? r - p : r;
}

/** a⁻¹ mod p by the extended Euclidean algorithm. @throws RangeError when p divides a or a is NaN. */
export function inverseModulo(a: number, p: number): number {
  let r0 = p;
  let r1 = a % p;
  let s0 = 0;
  let s1 = 1;
  if (r1 < 0) r1 += p;
  if (!(r1 > 0)) throw new RangeError(`inverse modulo ${p}: expected a unit, received ${a}`);
  while (r1 !== 0) {
    const q = Math.floor(r0 / r1);
    const r = r0 - q * r1;
    const s = s0 - q * s1;
    r0 = r1;
    r1 = r;
    s0 = s1;
    s1 = s;
  }
  return s0 < 0 ? s0 + p : s0;
}

/** Image of a rational. @throws RangeError when p divides the denominator. */
export function rationalModulo(q: Rational, p: number): number {
  const n = integerModulo(q.numerator, p);
  // Time alone: 1 is its own inverse.
  if (q.denominator === 1n) return n;
  return residue(n * inverseModulo(integerModulo(q.denominator, p), p), p, 1 / p);
}

/** Image of an integer. */
export function integerModulo(n: bigint, p: number): number {
  const small = Number(n);
  const r = Number.isSafeInteger(small) ? small % p : Number(n % BigInt(p));
  return r < 0 ? r + p : r + 0;
}

/** 𝔽_p as a ring. @throws RangeError unless p is a prime below 2²⁶. */
export function primeField(p: number): PrimeField {
  if (!(p < 2 ** 26) || !isPrime(p))
    throw new RangeError(`prime field: expected a prime below 2^26, received ${p}`);
  const reciprocal = 1 / p;
  return {
    name: `F_${p}`,
    prime: p,
    zero: 0,
    one: 1,
    add: (a, b) => (a + b >= p ? a + b - p : a + b),
    sub: (a, b) => (a >= b ? a - b : a - b + p),
    mul: (a, b) => residue(a * b, p, reciprocal),
    neg: (a) => (a === 0 ? 0 : p - a),
    isZero: (a) => a === 0,
    rational: (q) => rationalModulo(q, p),
    inverse: (a) => inverseModulo(a, p),
  };
}

/** Trial division; p < 2⁵³. */
export function isPrime(p: number): boolean {
  if (!Number.isInteger(p) || p < 2) return false;
  if (p < 4) return true;
  if (p % 2 === 0 || p % 3 === 0) return false;
  // All other primes are ±1 mod 6.
  for (let d = 5; d * d <= p; d += 6) if (p % d === 0 || p % (d + 2) === 0) return false;
  return true;
}

/** Effort alone: smaller ones are not looked at. */
const LEAST = 2 ** 20;

/**
 * The first `count` primes p ≡ 3 mod 4 below 2²², largest first, at which every given rational has an
 * image. −1 is no square mod such p, so that 1 + u² has an inverse, as it has over the reals.
 * Larger is better: a random polynomial identity of degree D fails by chance with probability ≤ D/p.
 */
export function fastPrimes(count: number, values: readonly Rational[] = []): number[] {
  const primes: number[] = [];
  // 2²² − 1 ≡ 3 mod 4.
  for (let p = FAST_PRIME_LIMIT - 1; primes.length < count && p > LEAST; p -= 4) {
    if (!isPrime(p)) continue;
    const modulus = BigInt(p);
    if (values.every((q) => q.denominator % modulus !== 0n)) primes.push(p);
  }
  return primes;
}
