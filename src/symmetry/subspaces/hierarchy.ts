/**
 * The hierarchy of strata: inclusion of fixed-point subspaces. A larger group fixes a smaller subspace. What two of
 * them have in common is `meet` of `strata/signed-classes.ts`.
 */
import { ShapeError } from '../../errors.ts';
import { equal, ZERO } from '../../numerics/rational.ts';
import type { FixedPointSubspace } from './fixed-point-subspace.ts';

/** Whether `inner` ⊆ `outer`, decided by their equations alone. */
export function includes(outer: FixedPointSubspace, inner: FixedPointSubspace): boolean {
  if (outer.size !== inner.size) {
    throw new ShapeError('includes', `${outer.size} parameters`, `${inner.size}`);
  }
  const first = new Int32Array(outer.dimension).fill(-1);
  for (let i = 0; i < outer.size; i++) {
    const k = outer.orbit[i];
    if (k === -1) {
      if (inner.orbit[i] !== -1 || !sameCenter(outer, inner, i)) return false;
      continue;
    }
    if (first[k] === -1) first[k] = i;
    if (!entails(inner, outer, first[k], i)) return false;
  }
  return true;
}

function centerOf(subspace: FixedPointSubspace, i: number) {
  const { pinned, center } = subspace;
  return pinned !== null && pinned[i] !== 0 && center !== null ? center : ZERO;
}

function sameCenter(a: FixedPointSubspace, b: FixedPointSubspace, i: number): boolean {
  return equal(centerOf(a, i), centerOf(b, i));
}

/** Whether on `inner` θ[a] and θ[b] are related as `outer` relates them. */
function entails(
  inner: FixedPointSubspace,
  outer: FixedPointSubspace,
  a: number,
  b: number,
): boolean {
  if (a === b) return true;
  const sign = outer.sign[a] * outer.sign[b];
  const [p, q] = [inner.orbit[a], inner.orbit[b]];
  if (p !== q) return false;
  // Equal signs relate θ[a] = θ[b] about any centre; opposite ones need the same centre.
  const centered = sign === 1 || (sameCenter(inner, outer, a) && sameCenter(inner, outer, b));
  if (p === -1) {
    return centered && equal(centerOf(inner, a), centerOf(inner, b));
  }
  return centered && inner.sign[a] * inner.sign[b] === sign;
}
