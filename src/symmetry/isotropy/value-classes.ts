/**
 * The numbers of θ as signed integers: ±k for ± the k-th smallest absolute value, 0 for 0. Equality up
 * to sign is all that symmetry asks of a number, and integers compare fast. The numbering depends on the set of absolute values only, so it is the same all along an orbit of the
 * symmetry group.
 */
import { absolute, compare, format, isNegative, type Rational } from '../../numerics/rational.ts';

/** Exact rationals, or doubles compared as numbers (−0 = +0). */
export type Point = readonly Rational[] | Float64Array;

/** Signed classes of plain numbers. */
export function signedClasses(theta: Point): Int32Array {
  return theta instanceof Float64Array ? classesOfDoubles(theta) : classesOfRationals(theta);
}

function classesOfDoubles(theta: Float64Array): Int32Array {
  const magnitudes = theta.slice();
  for (let i = 0; i < magnitudes.length; i++) magnitudes[i] = Math.abs(magnitudes[i]);
  magnitudes.sort();
  // Different ones in front, without 0.
  let count = 0;
  for (const x of magnitudes)
    if (x !== (count === 0 ? 0 : magnitudes[count - 1])) magnitudes[count++] = x;
  const out = new Int32Array(theta.length);
  for (let i = 0; i < out.length; i++) {
    const x = Math.abs(theta[i]);
    if (x === 0) continue;
    const rank = 1 + placeOf(x, magnitudes, count);
    out[i] = theta[i] < 0 ? -rank : rank;
  }
  return out;
}

/** Where x is among the first `count` of `sorted`; NaN is the last. */
function placeOf(x: number, sorted: Float64Array, count: number): number {
  let low = 0;
  for (let high = count - 1; low < high; ) {
    const middle = (low + high) >> 1;
    if (sorted[middle] >= x) high = middle;
    else low = middle + 1;
  }
  return low;
}

/**
 * Fractions a/b ≠ c/d of numbers below this differ by more than 2⁻⁵² of themselves, which is more than what two
 * numbers with the same nearest double can.
 */
const EXACT = 2 ** 24;

/** The nearest doubles, where they are as different as the numbers themselves; else null. */
function distinctDoubles(theta: readonly Rational[]): Float64Array | null {
  const out = new Float64Array(theta.length);
  for (let i = 0; i < out.length; i++) {
    const n = Number(theta[i].numerator);
    const d = Number(theta[i].denominator);
    if (!(Math.abs(n) < EXACT && d < EXACT)) return null;
    out[i] = n / d;
  }
  return out;
}

function classesOfRationals(theta: readonly Rational[]): Int32Array {
  const doubles = distinctDoubles(theta);
  // Time alone: they are classed as the numbers are.
  if (doubles !== null) return classesOfDoubles(doubles);
  const magnitudes = new Map<string, Rational>();
  const keys = theta.map((q) => {
    const magnitude = absolute(q);
    const key = format(magnitude);
    magnitudes.set(key, magnitude);
    return key;
  });
  magnitudes.delete('0');
  const sorted = [...magnitudes].sort(([, a], [, b]) => compare(a, b));
  const rank = new Map<string, number>([['0', 0]]);
  for (const [key] of sorted) rank.set(key, rank.size);
  return Int32Array.from(theta, (q, i) => (isNegative(q) ? -1 : 1) * rank.get(keys[i])!);
}
