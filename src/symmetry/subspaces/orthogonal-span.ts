/**
 * Spans of integer vectors with an exactly orthogonal basis, by Gram–Schmidt without square roots:
 * v ← ‖q‖²v − ⟨v, q⟩q, then the common divisor taken out. No rounding, no rank decision.
 */

import { contentOf } from '../../numerics/gcd.ts';

export type IntegerVector = readonly bigint[];

export interface OrthogonalSpan {
  /** Mutually orthogonal, primitive. */
  readonly basis: readonly IntegerVector[];
  /** Adds v; returns the new basis vector, or null where v was in the span already. */
  insert(v: IntegerVector): IntegerVector | null;
}

export function dot(a: IntegerVector, b: IntegerVector): bigint {
  let sum = 0n;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

/** Σ weightₖ basisₖ. */
export function combination(
  basis: readonly IntegerVector[],
  weights: readonly bigint[],
): IntegerVector {
  return basis[0].map((_, i) =>
    basis.reduce((sum, b, k) => {
      const u = weights[k];
      return u === 0n || b[i] === 0n ? sum : sum + u * b[i];
    }, 0n),
  );
}

export function isZeroVector(v: IntegerVector): boolean {
  return v.every((x) => x === 0n);
}

/** v divided by the greatest common divisor of its entries. */
export function primitive(v: IntegerVector): IntegerVector {
  const g = contentOf(v);
  return g === 0n ? v : v.map((x) => x / g);
}

/** A positive multiple of the component of v orthogonal to an orthogonal basis. */
export function rejectFrom(basis: readonly IntegerVector[], v: IntegerVector): IntegerVector {
  let rest = primitive(v);
  for (const q of basis) {
    const along = dot(rest, q);
    // Time alone: a multiple by ‖q‖² would be taken, which is divided out again.
    if (along === 0n) continue;
    const norm = dot(q, q);
    rest = primitive(rest.map((x, i) => x * norm - along * q[i]));
  }
  return rest;
}

export function orthogonalSpan(): OrthogonalSpan {
  const basis: IntegerVector[] = [];
  return {
    basis,
    insert(v) {
      const rest = rejectFrom(basis, v);
      if (isZeroVector(rest)) return null;
      basis.push(rest);
      return rest;
    },
  };
}

/** The vector in float64, of length 1; entries are correct to a few ulps. */
export function unitVector(v: IntegerVector): Float64Array {
  // The largest entry is brought to about 2⁶⁰ before the conversion, so that nothing overflows.
  const largest = 1n << BigInt(Math.max(...v.map((x) => x.toString(2).length)));
  const scaled = Float64Array.from(v, (x) => Number((x << 60n) / largest));
  const norm = Math.sqrt(scaled.reduce((sum, x) => sum + x * x, 0));
  return scaled.map((x) => x / norm);
}
