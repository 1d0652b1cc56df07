/** A signed move written out as an isometry of θ-space. */
import { indicesTo } from '../../numerics/list-of.ts';
import { isZero, toDouble } from '../../numerics/rational.ts';
import type { Isometry } from './isometry.ts';
import type { ModelSymmetry } from './model-symmetry.ts';
import type { SignedMove } from './signed-move.ts';
import { nameCoordinates, nameSteps } from './symmetry-names.ts';
import { unitSteps } from './unit-action.ts';

export function isometryOfMove(symmetry: ModelSymmetry, move: SignedMove): Isometry {
  const { size, form, axes, places, names } = symmetry;
  const target = indicesTo(size);
  const sign = new Int8Array(size).fill(1);
  const c = toDouble(form.center);
  let shift: Float64Array | null = null;
  move.moved.forEach((p, k) => {
    target[p] = move.image[k];
    sign[p] = move.sign[k];
    if (move.sign[k] === -1 && form.centered[p] === 1 && !isZero(form.center)) {
      shift ??= new Float64Array(size);
      shift[p] = 2 * c;
    }
  });
  return {
    size,
    target,
    sign,
    shift,
    center: shift === null ? null : form.center,
    get name() {
      const steps = unitSteps(move, axes, places);
      return steps === null ? nameCoordinates(move, names) : nameSteps(steps, axes);
    },
  };
}
