/**
 * Primes that nobody can aim at. A fixed prime can be hit: with p | w a network looks dead mod p, though
 * its weight is not zero. So primes are drawn from a seed made of the very numbers they are used on, and
 * what must stay apart is looked at besides.
 */
import { FAST_PRIME_LIMIT, isPrime, rationalModulo } from './prime-field.ts';
import { createRng } from './random.ts';
import { isZero, type Rational } from './rational.ts';

export interface PrimeConditions {
  /** Coordinates of a point: zero, equal and opposite ones, and no others, are so mod p. */
  readonly point: readonly Rational[];
  /** Constants: those that are not zero are units mod p. */
  readonly units?: readonly Rational[];
  /** What else a prime has to be good for. */
  readonly suits?: (prime: number) => boolean;
}

/**
 * Up to so many different magnitudes all pairs are told apart. Of more, two unrelated ones agree by chance
 * at most primes (birthdays), which is no coincidence that θ was made for; zeros are still kept.
 */
const MOST_TOLD_APART = 256;

/** With 256 magnitudes one prime in sixty is refused; this many in a row are not met by chance. */
const MOST_DRAWS = 100_000;

/**
 * `count` different primes p ≡ 3 mod 4 between 2²¹ and 2²², a pure function of the arguments. −1 is no
 * square mod such p.
 *
 * @param seed text that determines the point and the constants.
 * @throws RangeError when no such primes are found.
 */
export function drawnPrimes(count: number, seed: string, conditions: PrimeConditions): number[] {
  const rng = createRng(`primes/${seed}`);
  const magnitudes = distinctMagnitudes(conditions.point);
  const units = [...magnitudes, ...(conditions.units ?? []).filter((q) => !isZero(q))];
  const primes: number[] = [];
  for (let draw = 0; draw < MOST_DRAWS && primes.length < count; draw++) {
    const p = 4 * rng.integer(FAST_PRIME_LIMIT / 8, FAST_PRIME_LIMIT / 4 - 1) + 3;
    if (primes.includes(p) || !isPrime(p)) continue;
    if (!areUnits(units, p) || !staysApart(magnitudes, p)) continue;
    if (conditions.suits === undefined || conditions.suits(p)) primes.push(p);
  }
  if (primes.length < count)
    throw new RangeError(
      `drawn primes: ${count} wanted, ${primes.length} found that suit the point`,
    );
  return primes;
}

/** |θᵢ| without repetition and without 0. */
function distinctMagnitudes(point: readonly Rational[]): Rational[] {
  const met = new Map<string, Rational>();
  for (const q of point) {
    const n = q.numerator < 0n ? -q.numerator : q.numerator;
    if (n !== 0n) met.set(`${n}/${q.denominator}`, q);
  }
  return [...met.values()];
}

function areUnits(values: readonly Rational[], p: number): boolean {
  const modulus = BigInt(p);
  return values.every((q) => q.numerator % modulus !== 0n && q.denominator % modulus !== 0n);
}

/** θᵢ ≢ ±θⱼ for different magnitudes. */
function staysApart(magnitudes: readonly Rational[], p: number): boolean {
  if (magnitudes.length > MOST_TOLD_APART) return true;
  const classes = magnitudes.map((q) => {
    const r = rationalModulo(q, p);
    return Math.min(r, p - r);
  });
  return new Set(classes).size === classes.length;
}
