/**
 * Exact rational numbers over BigInt, always in lowest terms with a positive denominator.
 *
 * Every finite double is such a number (`fromDouble` is exact), so a float64 point of parameter space
 * can be handed to the exact machinery without any rounding. `toDouble` rounds to nearest, ties to even.
 */

import { bitLength } from './bit-length.ts';
import { spend } from './budget.ts';
import { gcd } from './gcd.ts';

/** A fraction of integers without bound. */
export interface Rational {
  readonly numerator: bigint;
  /** Always ≥ 1. */
  readonly denominator: bigint;
}

export const ZERO: Rational = { numerator: 0n, denominator: 1n };
export const ONE: Rational = { numerator: 1n, denominator: 1n };

/** What is smaller is not worth counting. */
const LARGE = 1n << 256n;

/** Of a greatest common divisor, by what Lehmer's algorithm takes, and of the product before it. */
function reductionCost(n: bigint, d: bigint): number {
  const [a, b] = [hexDigits(n), hexDigits(d)];
  const [short, long] = a < b ? [a, b] : [b, a];
  return Math.ceil(short * (70 + long / 28) + long ** 1.5);
}

const hexDigits = (n: bigint): number => n.toString(16).length;

const isLarge = (n: bigint): boolean => n > LARGE || n < -LARGE;

function commonDivisor(n: bigint, d: bigint): bigint {
  if (isLarge(n) || isLarge(d)) spend(reductionCost(n, d));
  return gcd(n, d);
}

/** n/d in lowest terms. @throws RangeError when d = 0. */
export function rational(numerator: bigint | number, denominator: bigint | number = 1n): Rational {
  const n = BigInt(numerator);
  const d = BigInt(denominator);
  if (d === 0n) throw new RangeError('rational: expected a non-zero denominator, received 0');
  const g = commonDivisor(n, d) * (d < 0n ? -1n : 1n);
  return g === 1n ? { numerator: n, denominator: d } : { numerator: n / g, denominator: d / g };
}

/** By divisors of what is given, which is half as long as what comes of it. Source: Knuth, TAOCP II, 4.5.1. */
export function add(a: Rational, b: Rational): Rational {
  if (a.numerator === 0n) return b;
  if (b.numerator === 0n) return a;
  const g = commonDivisor(a.denominator, b.denominator);
  const [left, right] =
    g === 1n ? [a.denominator, b.denominator] : [a.denominator / g, b.denominator / g];
  const sum = a.numerator * right + b.numerator * left;
  if (g === 1n) return { numerator: sum, denominator: left * right };
  const h = commonDivisor(sum, g);
  return h === 1n
    ? { numerator: sum, denominator: a.denominator * right }
    : { numerator: sum / h, denominator: left * (b.denominator / h) };
}

export function negate(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, negate(b));
}

export function multiply(a: Rational, b: Rational): Rational {
  if (a.numerator === 0n || b.numerator === 0n) return ZERO;
  // Time alone: there is nothing to multiply.
  if (isOne(a)) return b;
  // Time alone: nor here.
  if (isOne(b)) return a;
  const g = commonDivisor(a.numerator, b.denominator);
  const h = commonDivisor(b.numerator, a.denominator);
  // Time alone: it would be divided by 1.
  if (g === 1n && h === 1n)
    return {
      numerator: a.numerator * b.numerator,
      denominator: a.denominator * b.denominator,
    };
  return {
    numerator: (a.numerator / g) * (b.numerator / h),
    denominator: (a.denominator / h) * (b.denominator / g),
  };
}

const isOne = ({ numerator, denominator }: Rational): boolean =>
  numerator === 1n && denominator === 1n;

/** @throws RangeError when b = 0. */
export function divide(a: Rational, b: Rational): Rational {
  const { numerator: n, denominator: d } = b;
  if (n === 0n) throw new RangeError('rational: expected a divisor other than 0, received 0');
  return multiply(
    a,
    n < 0n ? { numerator: -d, denominator: -n } : { numerator: d, denominator: n },
  );
}

/** The least common multiple of the denominators, 1 of none. */
export function commonDenominator(values: Iterable<Rational>): bigint {
  let common = 1n;
  for (const { denominator } of values)
    if (common % denominator !== 0n) common *= denominator / commonDivisor(common, denominator);
  return common;
}

/** Rationals times their common denominator. */
export function withoutDenominators(values: readonly Rational[]): bigint[] {
  const common = commonDenominator(values);
  return values.map(({ numerator, denominator }) => (numerator * common) / denominator);
}

/** Whether a fraction is 0. */
export function isZero(a: Rational): boolean {
  return a.numerator === 0n;
}

/** Whether a fraction is below 0. */
export function isNegative(a: Rational): boolean {
  return a.numerator < 0n;
}

/** |a|. */
export function absolute(a: Rational): Rational {
  return isNegative(a) ? negate(a) : a;
}

/** Whether two fractions are the same number. */
export function equal(a: Rational, b: Rational): boolean {
  return a.numerator === b.numerator && a.denominator === b.denominator;
}

/** Sign of a − b. */
export function compare(a: Rational, b: Rational): -1 | 0 | 1 {
  const d = a.numerator * b.denominator - b.numerator * a.denominator;
  return d < 0n ? -1 : d > 0n ? 1 : 0;
}

const bits = new DataView(new ArrayBuffer(8));

/** The rational that a finite double denotes, exactly. @throws RangeError on NaN and ±∞. */
export function fromDouble(x: number): Rational {
  if (!Number.isFinite(x))
    throw new RangeError(`rational: expected a finite number, received ${x}`);
  if (Number.isInteger(x) && Math.abs(x) <= Number.MAX_SAFE_INTEGER) return rational(x);
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  const exponent = (high >>> 20) & 0x7ff;
  const fraction = (BigInt(high & 0xfffff) << 32n) | BigInt(bits.getUint32(4));
  const mantissa = exponent === 0 ? fraction : fraction | (1n << 52n);
  const power = (exponent === 0 ? 1 : exponent) - 1075;
  const n = high >>> 31 === 1 ? -mantissa : mantissa;
  return power >= 0 ? rational(n << BigInt(power)) : rational(n, 1n << BigInt(-power));
}

/** Nearest double, ties to even; overflows to ±∞ and underflows through the subnormals to 0. */
export function toDouble(q: Rational): number {
  const { numerator: n, denominator: d } = q;
  if (n === 0n) return 0;
  // The quotient of two doubles that are exact is rounded once, to nearest and ties to even.
  const [top, bottom] = [Number(n), Number(d)];
  // Beyond 2⁵³ − 1 none rounds to a smaller one.
  if (Number.isSafeInteger(top) && Number.isSafeInteger(bottom)) return top / bottom;
  const magnitude = n < 0n ? -n : n;
  // Scale so that the integer quotient has at least 55 bits, then let the remainder break ties.
  let shift = 55 - (bitLength(magnitude) - bitLength(d));
  // Below 2^-1074 no bit is kept: never produce more bits than a subnormal can hold.
  if (shift > 1076) shift = 1076;
  const scaled = shift >= 0 ? magnitude << BigInt(shift) : magnitude;
  const divisor = shift >= 0 ? d : d << BigInt(-shift);
  let quotient = scaled / divisor;
  const sticky = scaled % divisor !== 0n;
  // Bring the quotient to 53 significant bits (or fewer for subnormals) by round-half-even.
  const length = bitLength(quotient);
  const drop = Math.max(length - 53, shift - 1074);
  if (drop > 0) {
    const cut = BigInt(drop);
    const half = 1n << (cut - 1n);
    const low = quotient & ((1n << cut) - 1n);
    quotient >>= cut;
    if (low > half || (low === half && (sticky || (quotient & 1n) === 1n))) quotient += 1n;
    shift -= drop;
  }
  // quotient < 2^54 is exact as a double, and so is 2^-shift, for shift ≤ 1074 now, unless it is ∞.
  const value = Number(quotient) * 2 ** -shift;
  return n < 0n ? -value : value;
}

const PATTERN =
  /^([+-]?)(\d+)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?$|^([+-]?)\.(\d+)(?:[eE]([+-]?\d{1,4}))?$/;

/**
 * Reads `"3/7"`, `"-0.25"`, `"1e-3"`, `"2"`; `undefined` when the text is none of these.
 * A fraction is two integers; decimals are exact (`"0.1"` is 1/10, not the double next to it).
 */
export function parse(text: string): Rational | undefined {
  return parseShort(text) ?? parseAny(text);
}

/** An integer or a fraction of integers of up to 15 digits, as nearly all are; `undefined` for any other text. */
export function parseShort(text: string): Rational | undefined {
  const negative = text.charCodeAt(0) === MINUS;
  let slash = -1;
  let [top, value] = [0, 0];
  let start = negative ? 1 : 0;
  for (let i = start; i < text.length; i++) {
    const digit = text.charCodeAt(i) - ZERO_DIGIT;
    if (digit >= 0 && digit <= 9 && i - start < 15) value = 10 * value + digit;
    else if (digit === SLASH && slash < 0 && i > start) {
      [slash, start, top, value] = [i, i + 1, value, 0];
    } else return undefined;
  }
  if (start === text.length || (slash >= 0 && value === 0)) return undefined;
  if (slash < 0) return { numerator: BigInt(negative ? -value : value), denominator: 1n };
  return rational(negative ? -top : top, value);
}

const ZERO_DIGIT = 48;
const MINUS = 45;
/** Before 0 in the order of characters. */
const SLASH = 47 - ZERO_DIGIT;

function parseAny(text: string): Rational | undefined {
  const trimmed = text.trim();
  const slash = trimmed.indexOf('/');
  if (slash >= 0) {
    const top = trimmed.slice(0, slash).trim();
    const bottom = trimmed.slice(slash + 1).trim();
    if (!/^[+-]?\d+$/.test(top) || !/^\d+$/.test(bottom) || /^0+$/.test(bottom)) return undefined;
    return rational(BigInt(top.replace(/^\+/, '')), BigInt(bottom));
  }
  const match = PATTERN.exec(trimmed);
  if (!match) return undefined;
  const sign = (match[1] ?? match[5]) === '-' ? -1n : 1n;
  const whole = match[2] ?? '';
  const fraction = match[3] ?? match[6] ?? '';
  const exponent = Number(match[4] ?? match[7] ?? 0) - fraction.length;
  const digits = sign * BigInt(whole + fraction);
  return exponent >= 0
    ? rational(digits * 10n ** BigInt(exponent))
    : rational(digits, 10n ** BigInt(-exponent));
}

/** `3`, `-7/3`. `parse(format(q))` equals q. */
export function format(q: Rational): string {
  return q.denominator === 1n ? `${q.numerator}` : `${q.numerator}/${q.denominator}`;
}
