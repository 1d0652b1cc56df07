/**
 * The stratum of θ under the whole group that is found: orthogonal groups of the acted axes, signed
 * permutations, and products of both.
 */
import {
  add,
  fromDouble,
  isZero,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../../numerics/rational.ts';
import { memory } from '../../remember.ts';
import type { ModelSymmetry } from '../group/model-symmetry.ts';
import { composed, moveOf, moveText, type SignedMove } from '../group/signed-move.ts';
import { unitSteps } from '../group/unit-action.ts';
import { isotropyMoves, pointClasses } from '../isotropy/found-isotropy.ts';
import type { Point } from '../isotropy/value-classes.ts';
import type { InvariantSubspace } from '../subspaces/invariant-subspace.ts';
import { type IntegerVector, orthogonalSpan, primitive } from '../subspaces/orthogonal-span.ts';
import { aligned, alignment } from './aligned.ts';
import { denseSubspace } from './dense-subspace.ts';
import { type OrthogonalAction, orthogonalAction } from './orthogonal-action.ts';
import {
  type OrthogonalIsotropy,
  orthogonalIsotropy,
  type Representation,
  representation,
} from './orthogonal-isotropy.ts';

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

/** Signed permutations T that are tried. */
const MOST_ELEMENTS = 64;

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
        components.flatMap((form, i) => form.map(([p, c]) => [p, c < 0 ? -b[i] : b[i]] as const)),
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
    out[image[k]] = sign[k] < 0 ? -b[p] : b[p];
  });
  return out;
}

/** Elements of the finite group that are not in the orthogonal ones, up to `MOST_ELEMENTS`. */
interface OtherElements {
  readonly elements: readonly SignedMove[];
  readonly complete: boolean;
}

const known = memory<ModelSymmetry, OtherElements>();

function otherElements(symmetry: ModelSymmetry, action: OrthogonalAction): OtherElements {
  return known.of(symmetry, '', () => elementsBeside(symmetry, action));
}

function elementsBeside(symmetry: ModelSymmetry, action: OrthogonalAction): OtherElements {
  const { whole, size } = symmetry;
  const extra = whole.moves.filter((move) => !isOrthogonal(symmetry, action, move));
  const elements: SignedMove[] = [];
  const identity = moveOf([]);
  const met = new Set([moveText(identity)]);
  const queue = [identity];
  let complete = whole.complete;
  for (const at of queue) {
    for (const move of extra) {
      const next = composed(move, at, size);
      const text = moveText(next);
      if (met.has(text)) continue;
      if (elements.length === MOST_ELEMENTS) {
        complete = false;
        break;
      }
      met.add(text);
      queue.push(next);
      elements.push(next);
    }
  }
  return { elements, complete };
}

/** Whether the move is in the orthogonal groups themselves. */
function isOrthogonal(
  { axes, places }: ModelSymmetry,
  action: OrthogonalAction,
  move: SignedMove,
): boolean {
  const split = new Set(
    action.vectors
      .filter(({ components }) => components[0].length > 1)
      .flatMap(({ components }) => components.flat().map(([p]) => p)),
  );
  if (move.moved.every((p) => split.has(p))) return true;
  const steps = unitSteps(move, axes, places);
  return (
    steps?.every(({ axis, set }) => {
      const own = axes.find(({ label }) => label === axis)!;
      return action.labels.includes(axis) && (set === 0 || set === 2 ** own.tensors - 1);
    }) ?? false
  );
}

/** Q of QTθ = θ, if there is one. */
function alignedElement(
  action: OrthogonalAction,
  move: SignedMove,
  theta: readonly Rational[],
): ReturnType<typeof alignment> {
  const moved = [...theta];
  move.moved.forEach((p, k) => {
    const x = theta[p];
    moved[move.image[k]] = move.sign[k] < 0 ? subtract(ZERO, x) : x;
  });
  if (action.rigid.some((p) => !isZero(subtract(moved[p], theta[p])))) return null;
  // What Q keeps: the length of each vector and map.
  const length = (point: readonly Rational[], indices: readonly number[]): Rational =>
    indices.reduce((sum, p) => add(sum, multiply(point[p], point[p])), ZERO);
  const slots = [
    ...action.maps.map(({ indices }) => indices.flat()),
    ...action.vectors
      .filter(({ components }) => components[0].length === 1)
      .map(({ components }) => components.flat().map(([p]) => p)),
  ];
  if (slots.some((s) => !isZero(subtract(length(moved, s), length(theta, s))))) return null;
  const scaled = (point: readonly Rational[]): Representation => representation(action, point);
  const common = commonDenominator([...theta]);
  const whole = (point: readonly Rational[]): Rational[] =>
    point.map((x) => multiply(x, rational(common)));
  return alignment(scaled(whole(moved)), scaled(whole(theta)));
}

function commonDenominator(values: readonly Rational[]): bigint {
  let multiple = 1n;
  for (const { denominator } of values) {
    let [a, b] = [multiple, denominator];
    while (b !== 0n) [a, b] = [b, a % b];
    multiple = (multiple / a) * denominator;
  }
  return multiple;
}

/** Orthogonal basis of { Σ u_k b_k : Σ u_k images_k = 0 }. */
function kernel(
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
      const factor = multiply(value, inverse(by.image[at]));
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

function inverse(q: Rational): Rational {
  return rational(q.denominator, q.numerator);
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
