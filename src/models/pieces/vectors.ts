/** Vectors over any field, entry by entry. */
import type { Field } from '../../analytic/field.ts';
import type { Rational } from '../../numerics/rational.ts';
import { addVectors } from '../contract.ts';

/** a ⊙ b. */
export function hadamard<T>(f: Field<T>, a: readonly T[], b: readonly T[]): T[] {
  return a.map((value, i) => f.mul(value, b[i]));
}

/** c·a. */
export function scaled<T>(f: Field<T>, c: T, a: readonly T[]): T[] {
  return a.map((value) => f.mul(c, value));
}

/** Σᵢ aᵢ over vectors of one length, in the order of i. */
export function sumOfVectors<T>(f: Field<T>, vectors: readonly (readonly T[])[]): T[] {
  let total = [...vectors[0]];
  for (const vector of vectors.slice(1)) total = addVectors(f, total, vector);
  return total;
}

/** Σᵢ cᵢ·vᵢ. */
export function combined<T>(
  f: Field<T>,
  coefficients: readonly T[],
  vectors: readonly (readonly T[])[],
): T[] {
  return vectors[0].map((_, k) =>
    f.dot(
      coefficients,
      vectors.map((vector) => vector[k]),
    ),
  );
}

/** (Wᵀy)ⱼ = Σᵢ Wᵢⱼ yᵢ. */
export function transposedMatvec<T>(
  f: Field<T>,
  w: readonly (readonly T[])[],
  y: readonly T[],
): T[] {
  return combined(f, y, w);
}

/** A fixed matrix as numbers of the field. */
export function inField<T>(f: Field<T>, matrix: readonly (readonly Rational[])[]): T[][] {
  return matrix.map((row) => row.map((q) => f.rational(q)));
}
