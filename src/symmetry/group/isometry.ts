/**
 * Isometries of parameter space that leave a model's function unchanged: signed permutations of the
 * coordinates of θ, affine where the activation is symmetric about a centre c ≠ 0.
 */
import { add, negate, type Rational } from '../../numerics/rational.ts';

/** (Qθ)[target[i]] = sign[i]·θ[i] + shift[i]. */
export interface Isometry {
  readonly size: number;
  readonly target: Int32Array;
  readonly sign: Int8Array;
  /** 2c for reflected biases, 0 elsewhere; null where Q is linear. */
  readonly shift: Float64Array | null;
  /** The exact c, where `shift` is not null. */
  readonly center: Rational | null;
  readonly name: string;
}

/** out ← Qθ; `out` must not be `theta`. Exact (bit for bit) where Q is linear. */
export function apply(q: Isometry, theta: Float64Array, out: Float64Array): Float64Array {
  for (let i = 0; i < q.size; i++) {
    const value = q.sign[i] < 0 ? -theta[i] : theta[i];
    const shift = q.shift === null ? 0 : q.shift[i];
    out[q.target[i]] = shift === 0 ? value : value + shift;
  }
  return out;
}

/** out ← Q₀v with Q₀ the linear part of Q: how Q moves tangent vectors and gradients. */
export function applyLinear(q: Isometry, vector: Float64Array, out: Float64Array): Float64Array {
  for (let i = 0; i < q.size; i++) {
    out[q.target[i]] = q.sign[i] < 0 ? -vector[i] : vector[i];
  }
  return out;
}

/** Qθ over the rationals. */
export function applyExact(q: Isometry, theta: readonly Rational[]): Rational[] {
  const out = new Array<Rational>(q.size);
  for (let i = 0; i < q.size; i++) {
    const value = q.sign[i] < 0 ? negate(theta[i]) : theta[i];
    const shifted = q.center !== null && q.shift !== null && q.shift[i] !== 0;
    out[q.target[i]] = shifted ? add(value, add(q.center, q.center)) : value;
  }
  return out;
}
