/** What of a subspace a linear map sends to 0, exactly. */
import {
  commonDenominator,
  divide,
  isZero,
  multiply,
  type Rational,
  rational,
  subtract,
} from '../../numerics/rational.ts';
import { type IntegerVector, orthogonalSpan, primitive } from '../subspaces/orthogonal-span.ts';

/** Orthogonal basis of { Σ u_k b_k : Σ u_k images_k = 0 }. */
export function kernel(
  basis: readonly IntegerVector[],
  images: readonly (readonly Rational[])[],
): IntegerVector[] {
  if (images.every((image) => image.every(isZero))) return [...basis];
  // Rows [image | unit]: eliminate the images, what is left of rows with image 0 are relations.
  const rows = images.map((image, k) => ({
    image: [...image],
    combination: basis.map((_, l) => rational(l === k ? 1 : 0)),
  }));
  const relations: Rational[][] = [];
  const pivots: { at: number; row: (typeof rows)[number] }[] = [];
  for (const row of rows) {
    for (const { at, row: by } of pivots) {
      const value = row.image[at];
      if (isZero(value)) continue;
      const factor = divide(value, by.image[at]);
      for (let i = 0; i < row.image.length; i++)
        if (!isZero(by.image[i]))
          row.image[i] = subtract(row.image[i], multiply(factor, by.image[i]));
      for (let l = 0; l < row.combination.length; l++)
        if (!isZero(by.combination[l]))
          row.combination[l] = subtract(row.combination[l], multiply(factor, by.combination[l]));
    }
    const at = row.image.findIndex((x) => !isZero(x));
    if (at < 0) relations.push(row.combination);
    else pivots.push({ at, row });
  }
  const span = orthogonalSpan();
  for (const relation of relations) {
    const common = commonDenominator(relation);
    const vector = basis[0].map((_, i) =>
      basis.reduce((sum, b, k) => {
        const u = relation[k];
        return u.numerator === 0n || b[i] === 0n
          ? sum
          : sum + ((u.numerator * common) / u.denominator) * b[i];
      }, 0n),
    );
    span.insert(primitive(vector));
  }
  return [...span.basis];
}
