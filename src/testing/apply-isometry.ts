/** An isometry of θ-space applied to a point. */
import { add, negate, type Rational } from '../numerics/rational.ts';
import type { Isometry } from '../symmetry/group/isometry.ts';

/** out ← Qθ; `out` must not be `theta`. Exact (bit for bit) where Q is linear. */
export function apply(q: Isometry, theta: Float64Array, out: Float64Array): Float64Array {
  for (let i = 0; i < q.size; i++) {
    const value = q.sign[i] < 0 ? -theta[i] : theta[i];
    const shift = q.shift === null ? 0 : q.shift[i];
    out[q.target[i]] = shift === 0 ? value : value + shift;
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
