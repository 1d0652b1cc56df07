/**
 * Ball arithmetic: a real number enclosed by a midpoint and a radius, both integers in one unit,
 *
 *     x ∈ [(middle − radius)·2^exponent, (middle + radius)·2^exponent].
 *
 * Every operation encloses all values that its operands allow, the rounding of its own midpoint
 * included, so whatever is computed holds the true number: by construction, not by an estimate. Radius 0
 * is an exact dyadic number; every double is one. What a radius drowns is cut off: it keeps 32 bits, a
 * midpoint the asked number of bits. Source: van der Hoeven, *Ball arithmetic* (2009); Johansson, *Arb*,
 * IEEE Trans. Comput. 66 (2017).
 *
 * Shifts round to −∞. In a coarser unit 2^s the midpoint is off by less than 1, so that
 *
 *     radius′ = ⌊radius/2^s⌋ + 2 > radius/2^s + 1,    or 1 where the radius was 0 and bits were lost.
 */
import { bitLength } from '../bit-length.ts';
import { spend } from '../budget.ts';
import { fromDouble, type Rational } from '../rational.ts';

/** A midpoint and a radius: the number is within. */
export interface Ball {
  readonly middle: bigint;
  /** ≥ 0. */
  readonly radius: bigint;
  readonly exponent: number;
}

/** At this precision nothing useful can be said: with more bits it may. */
export class NoEnclosure extends Error {
  override readonly name = 'NoEnclosure';
}

/** Effort alone: bits of a radius that are kept; with fewer, balls are wider. */
const RADIUS_BITS = 32;

/** Exponents beyond this are refused: sums and differences of a few stay exact integers. */
const FARTHEST_EXPONENT = 2 ** 50;

/** Effort alone: bits of what widens a ball; with fewer, balls are wider. */
export const ERROR_BITS = 64;

/** Effort alone: more bits than are asked for, for what is rounded many times and for what is rounded a few; with fewer, balls are wider. */
export const GUARD = 24;
export const SHORT_GUARD = 16;
const QUOTIENT_GUARD = 4;

/** Effort alone: numbers are shifted so far to be added; of those further apart the smaller is cut off first. */
const FARTHEST_SHIFT = 1024;

export const ZERO_BALL: Ball = { middle: 0n, radius: 0n, exponent: 0 };
export const ONE_BALL: Ball = { middle: 1n, radius: 0n, exponent: 0 };

export const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);

/** ⌈log₂⌉ of the largest absolute value in the ball, or one more; −∞ for exactly 0. */
export function topOf({ middle, radius, exponent }: Ball): number {
  const size = Math.max(bitLength(middle), bitLength(radius));
  return size === 0 ? Number.NEGATIVE_INFINITY : exponent + size + (radius === 0n ? 0 : 1);
}

/** Of a product of so many bits, by long multiplication; all operations end with `rounded`, which charges it. */
export function operationCost(bits: number): number {
  return 300 + Math.floor((bits * bits) / 1024);
}

/** What a midpoint that was cut off is off by, at most. */
export const lost = (isWhole: boolean): bigint => (isWhole ? 0n : 1n);

/** The ball, or a slightly larger one whose midpoint has at most `bits` binary digits. */
export function rounded(middle: bigint, radius: bigint, exponent: number, bits: number): Ball {
  spend(operationCost(bits));
  const shift = Math.max(bitLength(middle) - bits, bitLength(radius) - RADIUS_BITS);
  if (shift <= 0) return { middle, radius, exponent: bounded(exponent, middle, radius) };
  return coarser(middle, radius, exponent, shift);
}

/** The ball in units of 2^{exponent + shift}, shift > 0. */
function coarser(middle: bigint, radius: bigint, exponent: number, shift: number): Ball {
  const s = BigInt(shift);
  const cut = middle >> s;
  // −1 is left of any −m < 2^s: shifting it back could take all memory.
  const grown = radius === 0n ? lost(cut !== -1n && cut << s === middle) : (radius >> s) + 2n;
  return { middle: cut, radius: grown, exponent: bounded(exponent + shift, cut, grown) };
}

function bounded(exponent: number, middle: bigint, radius: bigint): number {
  if (Math.abs(exponent) <= FARTHEST_EXPONENT) return exponent;
  if (middle === 0n && radius === 0n) return 0;
  throw new NoEnclosure(`ball: an exponent of ${exponent}`);
}

export const isExact = ({ radius }: Ball): boolean => radius === 0n;

/** Whether the number is known to be 0. */
export const isExactlyZero = ({ middle, radius }: Ball): boolean => middle === 0n && radius === 0n;

/** Whether the number is known not to be 0. */
export const excludesZero = ({ middle, radius }: Ball): boolean => magnitude(middle) > radius;

export const isPositive = ({ middle, radius }: Ball): boolean => middle > radius;
export const isNegative = ({ middle, radius }: Ball): boolean => -middle > radius;

export function ballOfInteger(n: number | bigint): Ball {
  return { middle: BigInt(n), radius: 0n, exponent: 0 };
}

/** Effort alone: digits to append to n so that n/d has enough of them. */
const quotientShift = (n: bigint, d: bigint, bits: number): number =>
  Math.max(0, bits + QUOTIENT_GUARD + bitLength(d) - bitLength(n));

/** The ball of the rational; exact where the denominator is a power of two and the bits suffice. */
export function ballOfRational({ numerator, denominator }: Rational, bits: number): Ball {
  const power = bitLength(denominator) - 1;
  if (denominator === 1n << BigInt(power)) return rounded(numerator, 0n, 0 - power, bits);
  const shift = quotientShift(numerator, denominator, bits);
  const scaled = numerator << BigInt(shift);
  const quotient = scaled / denominator;
  return rounded(quotient, lost(quotient * denominator === scaled), -shift, bits);
}

/** Exact. @throws RangeError on NaN and ±∞. */
export function ballOfDouble(x: number): Ball {
  return ballOfRational(fromDouble(x), 1100);
}

export function negated({ middle, radius, exponent }: Ball): Ball {
  return { middle: -middle, radius, exponent };
}

/** x·2^power, exactly. */
export function scaled({ middle, radius, exponent }: Ball, power: number): Ball {
  return { middle, radius, exponent: bounded(exponent + power, middle, radius) };
}

/** {x + y : x ∈ a, y ∈ b}. */
export function sum(a: Ball, b: Ball, bits: number): Ball {
  if (isExactlyZero(a)) return rounded(b.middle, b.radius, b.exponent, bits);
  if (isExactlyZero(b)) return rounded(a.middle, a.radius, a.exponent, bits);
  const [high, low] = a.exponent >= b.exponent ? [a, b] : [b, a];
  const apart = high.exponent - low.exponent;
  if (apart <= FARTHEST_SHIFT) return aligned(high, low, low.exponent, bits);
  // What lies below the last bit that is kept is in the radius.
  const last = Math.max(topOf(high), topOf(low)) - bits - SHORT_GUARD;
  const unit = Math.max(low.exponent, Math.min(high.exponent, last));
  const shift = unit - low.exponent;
  const cut = shift > 0 ? coarser(low.middle, low.radius, low.exponent, shift) : low;
  return aligned(high, cut, unit, bits);
}

function aligned(high: Ball, low: Ball, unit: number, bits: number): Ball {
  const shift = BigInt(high.exponent - unit);
  return rounded(
    (high.middle << shift) + low.middle,
    (high.radius << shift) + low.radius,
    unit,
    bits,
  );
}

export function difference(a: Ball, b: Ball, bits: number): Ball {
  return sum(a, negated(b), bits);
}

/** |xy − mₐm_b| ≤ |mₐ|r_b + |m_b|rₐ + rₐr_b. */
export function product(a: Ball, b: Ball, bits: number): Ball {
  const [middle, exponent] = [a.middle * b.middle, a.exponent + b.exponent];
  // Time alone: the radius would come to 0.
  if (isExact(a) && isExact(b)) return rounded(middle, 0n, exponent, bits);
  const radius = magnitude(a.middle) * b.radius + (magnitude(b.middle) + b.radius) * a.radius;
  return rounded(middle, radius, exponent, bits);
}

/** xy of exact balls, exactly. */
export function exactProduct(a: Ball, b: Ball): Ball {
  const middle = a.middle * b.middle;
  return rounded(middle, 0n, a.exponent + b.exponent, bitLength(middle));
}

/**
 * |1/x − 1/m| = |x − m|/|xm| ≤ r/(|m|(|m| − r)); the quotient itself is off by less than one unit.
 *
 * @throws NoEnclosure where the ball holds 0.
 */
export function reciprocal(a: Ball, bits: number): Ball {
  const m = magnitude(a.middle);
  if (m <= a.radius) throw new NoEnclosure('ball: 1/x where x may be 0');
  const shift = BigInt(bits + QUOTIENT_GUARD + bitLength(m));
  const unit = 1n << shift;
  const quotient = unit / m;
  let radius = lost(quotient * m === unit);
  if (a.radius !== 0n) radius += (a.radius << shift) / (m * (m - a.radius)) + 1n;
  const middle = a.middle < 0n ? -quotient : quotient;
  return rounded(middle, radius, -Number(shift) - a.exponent, bits);
}

export function quotient(a: Ball, b: Ball, bits: number): Ball {
  return product(a, reciprocal(b, bits + QUOTIENT_GUARD), bits);
}

/** x/n for an integer n ≥ 1: truncation is off by less than one unit, and so is that of the radius. */
export function dividedBy(a: Ball, n: number | bigint, bits: number): Ball {
  const divisor = BigInt(n);
  const shift = quotientShift(a.middle, divisor, bits);
  const scaledUp = a.middle << BigInt(shift);
  const middle = scaledUp / divisor;
  let radius = lost(middle * divisor === scaledUp);
  if (a.radius !== 0n) radius += (a.radius << BigInt(shift)) / divisor + 1n;
  return rounded(middle, radius, a.exponent - shift, bits);
}

/** The ball about the same midpoint, enlarged by the largest absolute value in `error`. */
export function widened(a: Ball, error: Ball, bits: number): Ball {
  const reach = magnitude(error.middle) + error.radius;
  return sum(a, { middle: 0n, radius: reach, exponent: error.exponent }, bits);
}

/** The midpoint alone, exactly. */
export const middleOf = ({ middle, exponent }: Ball): Ball => ({ middle, radius: 0n, exponent });

/** 0 ± radius. */
export const errorOf = ({ radius, exponent }: Ball): Ball => ({
  middle: 0n,
  radius,
  exponent,
});

/** |m| of an exact ball. */
export const absolute = (a: Ball): Ball => (a.middle < 0n ? negated(a) : a);

/** max(|x|, |y|): both intervals of absolute values are bounded, and the larger bounds taken. */
export function largerOf(a: Ball, b: Ball, bits: number): Ball {
  const [x, y] = [endsOf(a), endsOf(b)];
  const [low, high] = [upper(x.low, y.low), upper(x.high, y.high)];
  const half = scaled(sum(low, high, bits), -1);
  return widened(half, difference(high, half, bits), bits);
}

/** max(x, y) of two exact balls. */
export const upper = (a: Ball, b: Ball): Ball => (compareDyadic(a, b) > 0 ? a : b);

/** The smallest and the largest |x| of the ball, exactly. */
export function endsOf({ middle, radius, exponent }: Ball): { low: Ball; high: Ball } {
  const m = magnitude(middle);
  return {
    low: { middle: m > radius ? m - radius : 0n, radius: 0n, exponent },
    high: { middle: m + radius, radius: 0n, exponent },
  };
}

/** Sign of a − b of two exact balls. */
export function compareDyadic(a: Ball, b: Ball): -1 | 0 | 1 {
  const [s, t] = [signOf(a.middle), signOf(b.middle)];
  if (s !== t || s === 0) return s < t ? -1 : s > t ? 1 : 0;
  // 2^{top−1} ≤ |m| < 2^top: what no memory holds side by side is told apart by it.
  const apart = topOf(a) - topOf(b);
  if (apart !== 0) return apart > 0 ? s : (-s as -1 | 1);
  const unit = Math.min(a.exponent, b.exponent);
  const x = a.middle << BigInt(a.exponent - unit);
  const y = b.middle << BigInt(b.exponent - unit);
  return x < y ? -1 : x > y ? 1 : 0;
}

const signOf = (n: bigint): -1 | 0 | 1 => (n < 0n ? -1 : n > 0n ? 1 : 0);

/** Effort alone: leading bits that doubles are made of; they have fewer. */
const LEADING = 64;

/** The midpoint as a double of 1 to 2⁶⁴ times a power of two, to an ulp or two. */
function leading({ middle, exponent }: Ball): { lead: number; power: number } {
  const shift = Math.max(0, bitLength(middle) - LEADING);
  return { lead: Number(middle >> BigInt(shift)), power: exponent + shift };
}

/** A double near the midpoint (to a few ulps), infinite or 0 where it is too large or too small. */
export function toNumber(ball: Ball): number {
  if (ball.middle === 0n) return 0;
  const { lead, power } = leading(ball);
  // Either half of the power is a double wherever the product is.
  const half = Math.trunc(power / 2);
  return lead * 2 ** half * 2 ** (power - half);
}

/** log₁₀ |m| of an exact ball m ≠ 0, to a few ulps. */
export function logarithm10(m: Ball): number {
  const { lead, power } = leading(m);
  return Math.log10(Math.abs(lead)) + power * Math.log10(2);
}
