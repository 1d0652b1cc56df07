/**
 * The stratum of θ under the whole group that is found: orthogonal groups of the acted axes, signed
 * permutations, and products of both.
 */
import { fromDouble, type Rational, rational, subtract } from '../../numerics/rational.ts';
import type { ModelSymmetry } from '../group/model-symmetry.ts';
import type { SignedMove } from '../group/signed-move.ts';
import { isotropyMoves, pointClasses } from '../isotropy/found-isotropy.ts';
import type { Point } from '../isotropy/value-classes.ts';
import type { InvariantSubspace } from '../subspaces/invariant-subspace.ts';
import type { IntegerVector } from '../subspaces/orthogonal-span.ts';
import { aligned } from './aligned.ts';
import { denseSubspace } from './dense-subspace.ts';
import { type OrthogonalAction, orthogonalAction } from './orthogonal-action.ts';
import {
  type OrthogonalIsotropy,
  orthogonalIsotropy,
  representation,
} from './orthogonal-isotropy.ts';
import { alignedElement, otherElements } from './other-elements.ts';
import { kernel } from './relations.ts';

export interface OrthogonalStratum {
  readonly subspace: InvariantSubspace;
  /** A basis of its directions, exact. */
  readonly directions: readonly IntegerVector[];
  readonly dimension: number;
  /** dim A of each acted axis: what inputs and outputs reach. */
  readonly reached: readonly number[];
  /** Whether the subspace is all of Fix of the isotropy group that was found, not just known to contain it. */
  readonly exact: boolean;
  readonly stratumId: string;
}

/**
 * Null where no orthogonal group acts on a hidden axis of two or more units, and for vector fields, of which
 * that is not asked.
 */
export function orthogonalStratum(symmetry: ModelSymmetry, theta: Point): OrthogonalStratum | null {
  if (symmetry.form.isField) return null;
  const action = orthogonalAction(symmetry);
  if (action === null) return null;
  const point: readonly Rational[] =
    theta instanceof Float64Array ? Array.from(theta, fromDouble) : theta;
  const isotropy = orthogonalIsotropy(representation(action, point));
  const classes = pointClasses(symmetry, theta);
  const finite = isotropyMoves(symmetry, classes);
  const { elements, complete } = otherElements(symmetry, action);
  const isWhole =
    isotropy.reached.every((b) => b === 'all') &&
    finite.moves.length === 0 &&
    elements.length === 0;
  let basis = isWhole
    ? new Array<IntegerVector>(symmetry.size).fill([])
    : fixedBasis(action, isotropy, symmetry.size);
  const idle = isotropy.words.some((list) => list.length > 0);
  let exact = isotropy.exact && finite.complete && complete;
  let others = 0;
  const restrict = (images: readonly (readonly Rational[])[]): void => {
    const next = kernel(basis, images);
    if (next.length < basis.length) others++;
    basis = next;
  };
  for (const move of finite.moves)
    restrict(basis.map((b) => carried(move, b).map((x, i) => rational(x - b[i]))));
  for (const move of elements) {
    const found = alignedElement(action, move, point);
    if (found === null) continue;
    if (idle) {
      exact = false;
      continue;
    }
    const images = basis.map((b) => {
      const image = aligned(action, found, carried(move, b));
      return image === null
        ? null
        : image.image.map((x, i) => subtract(rational(x, image.factor), rational(b[i])));
    });
    if (images.includes(null)) exact = false;
    else restrict(images as (readonly Rational[])[]);
  }
  const ranks = isotropy.reached.map((b, a) => (b === 'all' ? action.widths[a] : b.length));
  const dimension = basis.length;
  const words = isotropy.words.reduce((sum, list) => sum + list.length, 0);
  const notes = [words === 0 ? '' : ` idle ${words}`, others === 0 ? '' : ` and ${others} more`];
  return {
    subspace: denseSubspace(basis, symmetry.size, () => describeRanks(action, ranks, others)),
    directions: basis,
    dimension,
    reached: ranks,
    exact,
    stratumId: `[${ranks.join(' ')}]${notes.join('')} dimension ${dimension}`,
  };
}

/** Orthogonal basis of Fix(H) in θ-space. */
function fixedBasis(
  { widths, vectors, maps, rigid }: OrthogonalAction,
  { reached, words }: OrthogonalIsotropy,
  size: number,
): IntegerVector[] {
  const basis: IntegerVector[] = [];
  const push = (entries: readonly (readonly [number, bigint])[]): void => {
    const out: bigint[] = new Array<bigint>(size).fill(0n);
    for (const [p, x] of entries) out[p] += x;
    basis.push(out);
  };
  const frames = widths.map((n, a): readonly IntegerVector[] => {
    const own = reached[a];
    if (own !== 'all') return own;
    return Array.from({ length: n }, (_, k) =>
      Array.from({ length: n }, (_, i) => (i === k ? 1n : 0n)),
    );
  });
  for (const p of rigid) push([[p, 1n]]);
  for (const { axis, components } of vectors)
    for (const b of frames[axis])
      push(
        components.flatMap((form, i) =>
          form.map(([p, c]) => [p, c === -1 ? -b[i] : b[i]] as const),
        ),
      );
  maps.forEach(({ to, from, indices }, k) => {
    for (const left of frames[to])
      for (const right of frames[from])
        push(indices.flatMap((row, i) => row.map((p, j) => [p, left[i] * right[j]] as const)));
    const flat = indices.flat();
    for (const word of words[k]) push(flat.map((p, e) => [p, word[e]] as const));
  });
  return basis;
}

function carried({ moved, image, sign }: SignedMove, b: IntegerVector): IntegerVector {
  const out = [...b];
  moved.forEach((p, k) => {
    out[image[k]] = sign[k] === -1 ? -b[p] : b[p];
  });
  return out;
}

function describeRanks(
  { widths, labels }: OrthogonalAction,
  ranks: readonly number[],
  others: number,
): string {
  const parts = ranks.flatMap((rank, a) =>
    rank === widths[a]
      ? []
      : [`inputs and outputs reach ${rank} of ${widths[a]} dimensions of ${labels[a]}`],
  );
  if (others > 0) parts.push(`${others} more of the symmetries that permute coordinates`);
  return parts.length === 0 ? 'no symmetry' : parts.join('; ');
}
