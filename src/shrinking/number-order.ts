/**
 * Which of two numbers is simpler. A numeral is measured by the fraction p/q a reader sees in it:
 *
 *   size = bits(p) + 2·(bits(q) − 1),   bits(n) = length of |n| in binary, size(0) = 0,
 *
 * so 0 < ±1 < ±2, ±3 < ±4 … ±7, ±1/2, ±1/3 < …: integers first, then small fractions. A double that is
 * no integer is read both as the dyadic number it is and as its shortest decimal, and the smaller size
 * counts: 0.375 is 3/8, 0.3 is as large as 3/10, and every digit more costs about ten bits, while 1e-300
 * is as large as it looks. Hence nothing is ever "simplified" by an ulp.
 *
 * Of equal sizes the canonical writing is simpler (integers as JSON numbers, fractions as strings), then
 * fewer digits, then the smaller magnitude, then the positive one. −0 is more complex than 0.
 */
import type { Numeral } from '../instances/instance.ts';
import { bitLength } from '../numerics/bit-length.ts';
import { toRational, writeRational } from '../numerics/numeral.ts';

import { fromDouble, parse, type Rational, toDouble } from '../numerics/rational.ts';

export { writeRational } from '../numerics/numeral.ts';

/** What counts about one number, from the most important on. */
export interface NumberKey {
  readonly size: number;
  /** 0 when written canonically. */
  readonly writing: 0 | 1;
  /** Characters besides the sign. */
  readonly digits: number;
  readonly magnitude: number;
  readonly negative: 0 | 1;
}

function bits(n: bigint): number {
  if (n < 0n) return bits(-n);
  if (n <= 0xffffffffn) return 32 - Math.clz32(Number(n));
  return bitLength(n);
}

/** bits(p) + 2·(bits(q) − 1). */
export function rationalSize(q: Rational): number {
  return bits(q.numerator) + 2 * (bits(q.denominator) - 1);
}

/**
 * −x in the same style of writing.
 * @throws RangeError when the numeral is no number.
 */
export function negateNumeral(x: Numeral): Numeral {
  if (typeof x === 'number') return x === 0 ? 0 : -x;
  const text = x.trim();
  if (toRational(text).numerator === 0n) return x;
  if (text.startsWith('-')) return text.slice(1);
  return `-${text.replace(/^\+/, '')}`;
}

function ofText(text: string): NumberKey {
  const q = toRational(text);
  const trimmed = text.trim();
  return {
    size: rationalSize(q),
    writing: writeRational(q) === text ? 0 : 1,
    digits: trimmed.replace(/^[+-]/, '').length,
    magnitude: Math.abs(toDouble(q)),
    negative: q.numerator < 0n || trimmed.startsWith('-') ? 1 : 0,
  };
}

function ofDouble(x: number): NumberKey {
  const magnitude = Math.abs(x);
  const negative = x < 0 || Object.is(x, -0) ? 1 : 0;
  if (magnitude <= 0x7fffffff && Number.isInteger(x)) {
    return {
      size: 32 - Math.clz32(magnitude),
      writing: Object.is(x, -0) ? 1 : 0,
      digits: String(magnitude).length,
      magnitude,
      negative,
    };
  }
  const text = String(magnitude);
  const exact = rationalSize(fromDouble(magnitude));
  const decimal = parse(text);
  return {
    size: decimal === undefined ? exact : Math.min(exact, rationalSize(decimal)),
    writing: Number.isSafeInteger(x) ? 0 : 1,
    digits: text.length,
    magnitude,
    negative,
  };
}

/** Keys of numbers that are met again and again: while instances are shrunk most are 0, ±1, 1/2. */
const known = new Map<Numeral, NumberKey>();
const MOST_KNOWN = 1024;

/** @throws RangeError when the numeral is no finite number. */
export function numberKey(x: Numeral): NumberKey {
  // A map takes −0 for 0.
  if (Object.is(x, -0)) return ofDouble(-0);
  let key = known.get(x);
  if (key === undefined) {
    key = typeof x === 'number' ? ofDouble(x) : ofText(x);
    if (known.size === MOST_KNOWN) known.clear();
    known.set(x, key);
  }
  return key;
}

/**
 * Sign of the difference in complexity; 0 only for the same numeral, written alike. Total.
 * @throws RangeError when a numeral is no finite number.
 */
export function compareNumerals(a: Numeral, b: Numeral): number {
  if (Object.is(a, b)) return 0;
  const j = numberKey(a);
  const k = numberKey(b);
  const difference =
    j.size - k.size ||
    j.writing - k.writing ||
    j.digits - k.digits ||
    j.magnitude - k.magnitude ||
    j.negative - k.negative;
  if (difference !== 0) return Math.sign(difference);
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return String(a) < String(b) ? -1 : 1;
}
