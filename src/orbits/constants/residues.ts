/**
 * Residues modulo primes of any size, as BigInt.
 *
 * Decisions (is this constant 0? is it rational?) are made modulo primes of 192 bits and more, where a non-zero
 * number is taken for 0 with probability about 2⁻¹⁹¹ at each; the fast kernels of `numerics/` are for
 * primes below 2²².
 */
import { gcd, modularInverse } from '../../numerics/gcd.ts';
import { rootOf } from '../../numerics/integer-root.ts';
import { isPrime } from '../../numerics/prime-field.ts';
import type { Rational } from '../../numerics/rational.ts';
import { rational } from '../../numerics/rational.ts';
import { remembered } from '../../remembered.ts';

export function modulo(n: bigint, p: bigint): bigint {
  const r = n % p;
  return r < 0n ? r + p : r;
}

export function lcm(a: bigint, b: bigint): bigint {
  return (a / gcd(a, b)) * b;
}

/** a⁻¹ mod p, or null where p divides a. */
export function inverseOf(a: bigint, p: bigint): bigint | null {
  return modularInverse(modulo(a, p), p);
}

/** bᵉ mod p; for e < 0 of a unit b. */
export function powerOf(b: bigint, e: bigint, p: bigint): bigint {
  const base = modulo(b, p);
  if (base === 0n) return e === 0n ? 1n : 0n;
  // Fermat: exponents count modulo p − 1.
  const exponent = modulo(e, p - 1n);
  if (exponent === 0n) return 1n;
  const digits = exponent.toString(2);
  let power = base;
  for (let k = 1; k < digits.length; k++) {
    power = (power * power) % p;
    if (digits[k] === '1') power = (power * base) % p;
  }
  return power;
}

/** Time alone: powers below 2³², of exponents or primes, are cheap and not kept. */
const CHEAP = 4_294_967_296n;
/** Time alone: what is not kept is computed again. */
const MOST_POWERS = 2048;
const powers = new Map<bigint, Map<bigint, Map<bigint, bigint>>>();
let powersKept = 0;

/** `powerOf`, which evaluations of one program at one point ask for again and again. */
export function keptPowerOf(b: bigint, e: bigint, p: bigint): bigint {
  // Time alone: what is cheap is computed each time.
  if ((e >= 0n && e < CHEAP) || p < CHEAP) return powerOf(b, e, p);
  // Time alone: what is not kept is computed again.
  if (powersKept >= MOST_POWERS) {
    powers.clear();
    powersKept = 0;
  }
  const ofPrime = remembered(powers, p, () => new Map<bigint, Map<bigint, bigint>>());
  const ofBase = remembered(ofPrime, b, () => new Map<bigint, bigint>());
  return remembered(ofBase, e, () => {
    powersKept++;
    return powerOf(b, e, p);
  });
}

/** Time alone: denominators below it meet often: those of Taylor coefficients. */
const SMALL = 1024n;
/** Time alone: what is not kept is computed again. */
const MOST_PRIMES = 512;
const inverses = new Map<bigint, Map<bigint, bigint | null>>();

function inverseOfDenominator(d: bigint, p: bigint): bigint | null {
  if (d >= SMALL) return inverseOf(d, p);
  // Time alone: what is not kept is computed again.
  if (inverses.size > MOST_PRIMES) inverses.clear();
  const known = remembered(inverses, p, () => new Map<bigint, bigint | null>());
  return remembered(known, d, () => inverseOf(d, p));
}

/** The image of q, or null where p divides its denominator. */
export function imageOf(q: Rational, p: bigint): bigint | null {
  // Time alone: 1 is its own inverse.
  if (q.denominator === 1n) return modulo(q.numerator, p);
  const inverse = inverseOfDenominator(q.denominator, p);
  return inverse === null ? null : (modulo(q.numerator, p) * inverse) % p;
}

/**
 * The rational n/d ≡ r mod p with |n|, d ≤ √(p/2), or null: at most one exists.
 *
 * Source: Wang's rational reconstruction; von zur Gathen & Gerhard, *Modern Computer Algebra*, §5.10.
 */
export function liftResidue(r: bigint, p: bigint): Rational | null {
  const bound = rootOf(p / 2n);
  let [r0, r1, t0, t1] = [p, modulo(r, p), 0n, 1n];
  while (r1 > bound) {
    const q = r0 / r1;
    [r0, r1] = [r1, r0 - q * r1];
    [t0, t1] = [t1, t0 - q * t1];
  }
  const d = t1 < 0n ? -t1 : t1;
  if (d > bound || gcd(r1, d) !== 1n) return null;
  return rational(t1 < 0n ? -r1 : r1, d);
}

/** The last thirty bits. */
const LAST = (1n << 30n) - 1n;

/** The Jacobi symbol (a/n), n odd and positive: for prime n, 1 exactly where a ≠ 0 is a square. */
export function jacobi(a: bigint, n: bigint): -1 | 0 | 1 {
  let [x, m, sign] = [modulo(a, n), n, 1];
  while (x !== 0n) {
    // Powers of two, thirty at a time: an even number of them changes nothing.
    let last = Number(x & LAST);
    for (; last === 0; last = Number(x & LAST)) x >>= 30n;
    const twos = 31 - Math.clz32(last & -last);
    if (twos > 0) {
      x >>= BigInt(twos);
      if (twos % 2 === 1 && ((m & 7n) === 3n || (m & 7n) === 5n)) sign = -sign;
    }
    [x, m] = [m, x];
    if ((x & 3n) === 3n && (m & 3n) === 3n) sign = -sign;
    x %= m;
  }
  return m === 1n ? (sign as -1 | 1) : 0;
}

/** The root of a square that is a square itself, p ≡ 3 mod 4. */
export function squareRootOf(a: bigint, p: bigint): bigint {
  return keptPowerOf(a, (p + 1n) >> 2n, p);
}

/** The primes up to 37. */
const BASES = Array.from({ length: 38 }, (_, n) => n)
  .filter(isPrime)
  .map(BigInt);

/**
 * Miller–Rabin to twelve bases: proves primality below 3·10²³ (Sorenson & Webster 2015); a random number
 * beyond that passes wrongly with odds below 4⁻¹².
 */
export function isPrimeBig(n: bigint): boolean {
  if (n < 2n) return false;
  for (const b of BASES) if (n % b === 0n) return n === b;
  let [odd, twos] = [n - 1n, 0];
  while ((odd & 1n) === 0n) [odd, twos] = [odd >> 1n, twos + 1];
  return BASES.every((b) => {
    let x = powerOf(b, odd, n);
    if (x === 1n || x === n - 1n) return true;
    for (let i = 1; i < twos; i++) {
      x = (x * x) % n;
      if (x === n - 1n) return true;
    }
    return false;
  });
}
