/** How far a rational point is from a fixed-point subspace, exactly. */
import { ShapeError } from '../../errors.ts';
import { add, multiply, type Rational, rational, subtract, ZERO } from '../../numerics/rational.ts';
import type { FixedPointSubspace } from './fixed-point-subspace.ts';

/**
 * ‖θ − Pθ‖²: for each orbit of n parameters Σv² − (Σv)²/n with v = s(θ − c), and v² for those that are pinned.
 *
 * @throws ShapeError when θ has not the size of the space.
 */
export function squaredDistance(
  { size, orbit, sign, pinned, center, multiplicity }: FixedPointSubspace,
  theta: readonly Rational[],
): Rational {
  if (theta.length !== size)
    throw new ShapeError('squaredDistance', `${size} numbers`, `${theta.length}`);
  const sums = Array.from(multiplicity, () => ZERO);
  let total = ZERO;
  for (let i = 0; i < size; i++) {
    const from = pinned !== null && pinned[i] !== 0 && center !== null ? center : ZERO;
    const offset = subtract(theta[i], from);
    total = add(total, multiply(offset, offset));
    const k = orbit[i];
    if (k !== -1) sums[k] = sign[i] === -1 ? subtract(sums[k], offset) : add(sums[k], offset);
  }
  return sums.reduce(
    (left, sum, k) => subtract(left, multiply(multiply(sum, sum), rational(1, multiplicity[k]))),
    total,
  );
}
