/**
 * The numbers of θ as signed integers: ±k for ± the k-th smallest absolute value, 0 for 0. Equality up
 * to sign is all that symmetry asks of a number, and integers compare fast. Hidden biases are taken
 * relative to the centre c of reflection, b − c: exactly for rationals, rounded once for doubles.
 * The numbering depends on the set of absolute values only, so it is the same all along an orbit of the
 * symmetry group.
 */
import { ShapeError } from '../errors.ts';
import {
  compare,
  format,
  isZero,
  negate,
  type Rational,
  subtract,
  toDouble,
} from '../numerics/rational.ts';
import type { HiddenNeurons } from './hidden-neurons.ts';

/** Exact rationals, or doubles compared as numbers (−0 = +0). */
export type Point = readonly Rational[] | Float64Array;

/** Signed classes of plain numbers. */
export function signedClasses(theta: Point): Int32Array {
  return theta instanceof Float64Array ? classesOfDoubles(theta) : classesOfRationals(theta);
}

/** Signed classes of θ with hidden biases relative to the centre. */
export function neuronClasses(neurons: HiddenNeurons, theta: Point): Int32Array {
  const { layout, reflection } = neurons;
  if (theta.length !== layout.size) {
    throw new ShapeError('isotropy', `${layout.size} parameters`, `${theta.length}`);
  }
  if (reflection === null || isZero(reflection.center)) return signedClasses(theta);
  const c = reflection.center;
  const biases = layout.layers
    .slice(0, -1)
    .flatMap(({ rows, bias }) =>
      bias < 0 ? [] : Array.from({ length: rows }, (_, i) => bias + i),
    );
  if (theta instanceof Float64Array) {
    const centered = theta.slice();
    for (const p of biases) centered[p] = theta[p]! - toDouble(c);
    return signedClasses(centered);
  }
  const centered = [...theta];
  for (const p of biases) centered[p] = subtract(theta[p]!, c);
  return signedClasses(centered);
}

function classesOfDoubles(theta: Float64Array): Int32Array {
  const sorted = Float64Array.from(theta, Math.abs).sort();
  const rank = new Map<number, number>([[0, 0]]);
  for (const x of sorted) if (!rank.has(x)) rank.set(x, rank.size);
  return Int32Array.from(theta, (x) => (x < 0 ? -rank.get(-x)! : rank.get(Math.abs(x))!));
}

function classesOfRationals(theta: readonly Rational[]): Int32Array {
  const magnitudes = new Map<string, Rational>();
  const keys = theta.map((q) => {
    const magnitude = q.numerator < 0n ? negate(q) : q;
    const key = format(magnitude);
    magnitudes.set(key, magnitude);
    return key;
  });
  magnitudes.delete('0');
  const sorted = [...magnitudes].sort(([, a], [, b]) => compare(a, b));
  const rank = new Map<string, number>([['0', 0]]);
  for (const [key] of sorted) rank.set(key, rank.size);
  return Int32Array.from(theta, (q, i) => (q.numerator < 0n ? -1 : 1) * rank.get(keys[i]!)!);
}
