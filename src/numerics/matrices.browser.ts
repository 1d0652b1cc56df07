/** Stands in the place of `matrices.ts` in a page, where no rank is taken in float64. */
import { UnsupportedError } from '../errors.ts';

/** @throws UnsupportedError */
export function matrices(): never {
  throw new UnsupportedError('floatRank: there are no singular values in a page');
}
