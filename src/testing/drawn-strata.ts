/**
 * Strata put there on purpose: chance never meets a set of measure zero.
 *
 * `sampleStratum` draws a subgroup of the model's finite symmetry group and returns what it fixes: on each
 * hidden axis the units are dealt into groups of equal or, with a reflection, opposite units and zero
 * units; sometimes a random element of the whole group, which moves several axes at once, is thrown in;
 * often enough nothing is.
 */
import { UnsupportedError } from '../errors.ts';
import type { ModelJson } from '../models/contract.ts';
import type { Rng } from '../numerics/random.ts';
import type { Isometry } from '../symmetry/group/isometry.ts';
import { isometryOfMove } from '../symmetry/group/isometry-of-move.ts';
import type { ModelSymmetry } from '../symmetry/group/model-symmetry.ts';
import type { SignRule } from '../symmetry/group/sign-rule.ts';
import { composed, type SignedMove } from '../symmetry/group/signed-move.ts';
import { exchangeOf, flipOf, type UnitAxis } from '../symmetry/group/units.ts';
import { fixedBy } from '../symmetry/isotropy/found-isotropy.ts';
import { symmetryOf } from '../symmetry/isotropy/isotropy.ts';
import type { FixedPointSubspace } from '../symmetry/subspaces/fixed-point-subspace.ts';
import type { InvariantSubspace } from '../symmetry/subspaces/invariant-subspace.ts';

export interface StratumOptions {
  /** Default `by-parity`. */
  readonly signs?: SignRule;
  /** Chance that an axis has groups at all; default 0.75. */
  readonly groups?: number;
  /** Chance that a unit is zero, where reflections allow; default 0.15. */
  readonly zeros?: number;
  /** Chance of an element of the whole group, with several axes; default 0.2. */
  readonly coupled?: number;
}

export interface Stratum {
  readonly subspace: FixedPointSubspace;
  /** Generators of the subgroup that was drawn; points of the stratum may have more symmetry. */
  readonly generators: readonly Isometry[];
}

/** A random stratum, the whole space included. */
export function sampleStratum(model: ModelJson, rng: Rng, options: StratumOptions = {}): Stratum {
  const { groups = 0.75, zeros = 0.15, coupled = 0.2, signs = 'by-parity' } = options;
  const symmetry = symmetryOf(model, signs);
  const moves: SignedMove[] = [];
  for (const axis of symmetry.axes) if (rng.chance(groups)) moves.push(...dealt(axis, zeros, rng));
  if (symmetry.axes.length > 1 && rng.chance(coupled)) moves.push(randomElement(symmetry, rng));
  const proved = moves.filter(symmetry.prove);
  return {
    subspace: fixedBy(symmetry, proved),
    generators: proved.map((move) => isometryOfMove(symmetry, move)),
  };
}

/** Each unit is zero, joins an earlier one (equal or opposite) or stays free. */
function dealt(axis: UnitAxis, zeros: number, rng: Rng): SignedMove[] {
  const moves: SignedMove[] = [];
  const earlier: number[] = [];
  const isSigned = axis.signs.length > 0;
  for (let i = 0; i < axis.slices.length; i++) {
    if (isSigned && rng.chance(zeros)) {
      moves.push(flipOf(axis, i, rng.pick(axis.signs)));
    } else if (axis.permutable && earlier.length > 0 && rng.chance(0.5)) {
      const set = isSigned && rng.chance(0.5) ? rng.pick(axis.signs) : 0;
      moves.push(exchangeOf(axis, rng.pick(earlier), i, set));
    }
    earlier.push(i);
  }
  return moves;
}

/** A product of random generators, three for each there is. */
function randomElement({ whole, size }: ModelSymmetry, rng: Rng): SignedMove {
  let element: SignedMove = {
    moved: new Int32Array(),
    image: new Int32Array(),
    sign: new Int8Array(),
  };
  if (whole.moves.length === 0) return element;
  for (let k = 0; k < 3 * whole.moves.length; k++)
    element = composed(rng.pick(whole.moves), element, size);
  return element;
}

/** A point of the subspace whose coordinates are drawn one by one. */
export function pointOn(subspace: InvariantSubspace, draw: () => number): Float64Array {
  const u = Float64Array.from({ length: subspace.dimension }, draw);
  return subspace.embed(u, new Float64Array(subspace.size));
}

/**
 * θ + εn with n a uniformly random unit normal of the subspace. From a point θ on the subspace the result
 * is at distance ε(1 + O(2⁻⁵²)) up to the rounding of the sum, at most 2⁻⁵³‖θ + εn‖∞ in each coordinate.
 *
 * @throws UnsupportedError where the subspace is the whole space and has no normals.
 */
export function pointNear(
  theta: Float64Array,
  subspace: InvariantSubspace,
  epsilon: number,
  rng: Rng,
): Float64Array {
  if (subspace.dimension >= subspace.size) {
    throw new UnsupportedError('pointNear: expected a proper subspace, received the whole space');
  }
  const draw = Float64Array.from({ length: subspace.size }, () => rng.gaussian());
  const normal = subspace.normalComponent(draw, new Float64Array(subspace.size));
  let sum = 0;
  for (const x of normal) sum += x * x;
  const scale = epsilon / Math.sqrt(sum);
  return theta.map((x, i) => x + scale * normal[i]);
}
