/** The finite symmetry group that is found for a model, by generators. */
import type { ModelJson } from '../../models/contract.ts';
import { memory } from '../../remember.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import type { Isometry } from './isometry.ts';
import { isometryOfMove } from './isometry-of-move.ts';
import type { ModelSymmetry } from './model-symmetry.ts';
import type { SignRule } from './sign-rule.ts';

const known = memory<ModelSymmetry, Isometry[]>();

/**
 * Generators of the finite group of isometries of θ-space that leave the model's function unchanged:
 * neighbouring units of each hidden axis exchanged, single units reflected as their function allows, and
 * whatever other signed permutations of coordinates are found.
 *
 * Orthogonal groups come besides: see `stratum.ts`.
 */
export function generators(model: ModelJson, options: { signs?: SignRule } = {}): Isometry[] {
  const symmetry = symmetryOf(model, options.signs);
  return known.of(symmetry, '', () =>
    symmetry.whole.moves.map((move) => isometryOfMove(symmetry, move)),
  );
}
