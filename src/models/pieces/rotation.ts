/**
 * Rotations of the plane with rational cosine and sine, so that rotary positions are exact in every
 * field: R = (c, −s; s, c), c² + s² = 1, e.g. (3/5, 4/5).
 *
 * Such an angle is no rational multiple of 2π unless it is one of a quarter turn (Niven), so no two
 * positions are the same.
 * Source: Su et al., *RoFormer*, arXiv:2104.09864.
 */
import * as v from 'valibot';
import type { Field } from '../../analytic/field.ts';
import {
  add,
  equal,
  multiply,
  ONE,
  type Rational,
  subtract,
  ZERO,
} from '../../numerics/rational.ts';
import { rational } from '../schema.ts';

/** [cos, sin]. */
export type Rotation = readonly [Rational, Rational];

/** A point on the unit circle, e.g. ["3/5", "4/5"]. */
export const rotation = v.pipe(
  v.tuple([rational, rational], 'cosine and sine, e.g. ["3/5", "4/5"]'),
  v.check(
    ([c, s]) => equal(add(multiply(c, c), multiply(s, s)), ONE),
    'a rational point on the unit circle, e.g. ["3/5", "4/5"]',
  ),
);

/** The n-th power. */
export function powerOf([c, s]: Rotation, n: number): Rotation {
  let [x, y] = [ONE, ZERO];
  for (let k = 0; k < n; k++)
    [x, y] = [subtract(multiply(c, x), multiply(s, y)), add(multiply(s, x), multiply(c, y))];
  return [x, y];
}

/** Rⁿz: pair i of z, that is z₂ᵢ and z₂ᵢ₊₁, turned n times by rotation i. */
export function rotated<T>(
  f: Field<T>,
  rotations: readonly Rotation[],
  n: number,
  z: readonly T[],
): T[] {
  return rotations.flatMap((turn, i) => {
    const [c, s] = powerOf(turn, n).map((q) => f.rational(q)) as [T, T];
    const [x, y] = [z[2 * i], z[2 * i + 1]];
    return [f.sub(f.mul(c, x), f.mul(s, y)), f.add(f.mul(s, x), f.mul(c, y))];
  });
}
