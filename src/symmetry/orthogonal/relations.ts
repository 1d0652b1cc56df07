/** What of a subspace a linear map sends to 0, exactly. */

import { isZero, type Rational, withoutDenominators } from '../../numerics/rational.ts';
import { rationalKernel } from '../../numerics/rational-matrix.ts';
import {
  combination,
  type IntegerVector,
  orthogonalSpan,
  primitive,
} from '../subspaces/orthogonal-span.ts';

/** Orthogonal basis of { Σ u_k b_k : Σ u_k images_k = 0 }. */
export function kernel(
  basis: readonly IntegerVector[],
  images: readonly (readonly Rational[])[],
): IntegerVector[] {
  if (images.every((image) => image.every(isZero))) return [...basis];
  const map = images[0].map((_, i) => images.map((image) => image[i]));
  const span = orthogonalSpan();
  for (const { basis: relation } of rationalKernel(map, basis.length)) {
    span.insert(primitive(combination(basis, withoutDenominators(relation))));
  }
  return [...span.basis];
}
