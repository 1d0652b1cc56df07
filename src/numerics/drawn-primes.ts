/**
 * Primes that nobody can aim at. A fixed prime can be hit: with p | w a network looks dead mod p, though
 * its weight is not zero. So primes are drawn from a seed made of the very numbers they are used on, and
 * what must stay apart is looked at besides.
 */
import { FAST_PRIME_LIMIT, isPrime, rationalModulo } from './prime-field.ts';
import { createWitnessRng } from './random.ts';
import type { Rational } from './rational.ts';

export interface PrimeConditions {
  /** Coordinates of a point: zero, equal and opposite ones, and no others, are so mod p. */
  readonly point: readonly Rational[];
  /** Constants: those that are not zero are units mod p. */
  readonly units?: readonly Rational[];
  /** What else a prime has to be good for. */
  readonly suits?: (prime: number) => boolean;
}

/**
 * Effort alone: up to so many different magnitudes all pairs are told apart. Of more, two unrelated ones agree by chance
 * at most primes (birthdays), which is no coincidence that θ was made for; zeros are still kept.
 */
const MOST_TOLD_APART = 256;

/** Below all primes that are drawn, and how many numbers ≡ 3 mod 4 there are from it to twice as much. */
const FIRST = FAST_PRIME_LIMIT / 2;
const CANDIDATES = FIRST / 4;

/** Time alone: none of the primes divides a number below it. */
const LEAST = BigInt(FIRST);

/** Effort alone: with 256 magnitudes one prime in sixty is refused; this many in a row are not met by chance. */
const MOST_DRAWS = 100_000;

/** Different primes p ≡ 3 mod 4 between 2²¹ and 2²², drawn when they are asked for. −1 is no square mod p. */
export interface PrimeStream {
  /**
   * Number `index` of them, from 0, a pure function of what the stream was made from.
   *
   * @throws RangeError when so many are not found.
   */
  at(index: number): number;
}

/** @param seed text that determines the point and the constants. */
export function primeStream(seed: string, conditions: PrimeConditions): PrimeStream {
  const rng = createWitnessRng(`primes/${seed}`);
  const magnitudes = distinctMagnitudes(conditions.point);
  const large = divisible(magnitudes, conditions.units ?? []);
  const near = mayMeet(magnitudes);
  const primes: number[] = [];
  let draws = 0;
  return {
    at(index) {
      while (primes.length <= index) {
        if (draws++ === MOST_DRAWS)
          throw new RangeError(
            `drawn primes: ${index + 1} wanted, ${primes.length} found that suit the point`,
          );
        const p = FIRST + 4 * Math.floor(rng.uniform() * CANDIDATES) + 3;
        if (primes.includes(p) || !isPrime(p)) continue;
        if (large.length > 0 && large.some((n) => n % BigInt(p) === 0n)) continue;
        if (near && !staysApart(magnitudes, p)) continue;
        if (conditions.suits === undefined || conditions.suits(p)) primes.push(p);
      }
      return primes[index];
    },
  };
}

/** |θᵢ| without repetition and without 0. */
function distinctMagnitudes(point: readonly Rational[]): Rational[] {
  const met = new Map<string | number, Rational>();
  for (const q of point) {
    if (q.numerator === 0n) continue;
    const [n, d] = [Math.abs(Number(q.numerator)), Number(q.denominator)];
    // Texts take several times as long.
    if (n < SHORT && d < SHORT) met.set(n * SHORT + d, q);
    else met.set(`${q.numerator < 0n ? -q.numerator : q.numerator}/${q.denominator}`, q);
  }
  return [...met.values()];
}

/** Time alone: two numbers below this are one number below 2⁵². */
const SHORT = 2 ** 26;

/** Numerators and denominators that a prime above `LEAST` may divide; 0 is no unit anyway. */
function divisible(...lists: readonly (readonly Rational[])[]): bigint[] {
  const out: bigint[] = [];
  for (const values of lists)
    for (const { numerator, denominator } of values) {
      if (numerator >= LEAST || numerator <= -LEAST) out.push(numerator);
      if (denominator >= LEAST) out.push(denominator);
    }
  return out;
}

/** θᵢ ≢ ±θⱼ for different magnitudes. */
function staysApart(magnitudes: readonly Rational[], p: number): boolean {
  const classes = magnitudes.map((q) => {
    const r = rationalModulo(q, p);
    return Math.min(r, p - r);
  });
  return new Set(classes).size === classes.length;
}

/** Whether some primes do not tell the magnitudes apart: n·d′ ± n′·d may be as large as they are. */
function mayMeet(magnitudes: readonly Rational[]): boolean {
  if (magnitudes.length > MOST_TOLD_APART) return false;
  let [most, denominator] = [0n, 1n];
  for (const q of magnitudes) {
    const n = q.numerator < 0n ? -q.numerator : q.numerator;
    if (n > most) most = n;
    if (q.denominator > denominator) denominator = q.denominator;
  }
  return 2n * most * denominator >= LEAST;
}
