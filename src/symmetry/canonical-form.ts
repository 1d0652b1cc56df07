/**
 * One point of each orbit of the model's finite symmetry group, so that two points that are the same up to
 * symmetry can be recognised.
 *
 * Where all symmetries permute and reflect units: one axis, each unit is replaced by its lexicographically
 * greatest form, then units are sorted. Several axes: all ways to number the vertices of the refined graph
 * (see `group/symmetry-graph.ts`) that the refinement cannot tell apart are compared and the smallest result
 * is taken, as in canonical labelling of graphs (McKay 1981); known symmetries of θ prune the tree. Under other
 * groups it is the least point of the orbit (`least-image.ts`).
 */
import type { ModelJson } from '../models/contract.ts';
import {
  add,
  compare,
  format,
  isNegative,
  isZero,
  negate,
  type Rational,
  subtract,
} from '../numerics/rational.ts';
import type { ModelSymmetry } from './group/model-symmetry.ts';
import type { SignRule } from './group/sign-rule.ts';
import { signBasis, unitOrder } from './group/units.ts';
import { isotropyMoves, pointClasses } from './isotropy/found-isotropy.ts';
import { greatestForm } from './isotropy/interchangeable-units.ts';
import { symmetryOf } from './isotropy/isotropy.ts';
import {
  firstShared,
  type Stabiliser,
  stabiliserOrbits,
  verticesOf,
} from './isotropy/stabiliser.ts';
import { leastImage } from './least-image.ts';

export interface CanonicalForm {
  readonly theta: Rational[];
  /**
   * False where the comparison was cut short: points with equal forms are then still the same up to
   * symmetry, but points that are the same may have different forms.
   */
  readonly complete: boolean;
}

/** Time alone: numberings compared at most, for several axes. */
const MOST_NUMBERINGS = 2000;

/**
 * The canonical point of the orbit of θ under the signed permutations that were found; orthogonal groups
 * are left aside.
 */
export function canonicalForm(
  model: ModelJson,
  theta: readonly Rational[],
  options: { signs?: SignRule } = {},
): CanonicalForm {
  return canonicalPoint(symmetryOf(model, options.signs), theta);
}

/** The form as text: equal texts mean equal up to symmetry. */
export function canonicalKey(
  model: ModelJson,
  theta: readonly Rational[],
  options: { signs?: SignRule } = {},
): string {
  return canonicalForm(model, theta, options).theta.map(format).join(' ');
}

export function canonicalPoint(symmetry: ModelSymmetry, theta: readonly Rational[]): CanonicalForm {
  const { axes, whole, form } = symmetry;
  const classes = pointClasses(symmetry, theta);
  const shifted = shiftedBy(symmetry, theta, subtract);
  const found = !isOfUnits(symmetry)
    ? leastOfOrbit(whole, shifted)
    : axes.length === 1
      ? { theta: sortedUnits(symmetry, shifted, classes), complete: true }
      : smallestNumbering(symmetry, shifted, classes);
  return isZero(form.center) ? found : { ...found, theta: shiftedBy(symmetry, found.theta, add) };
}

/**
 * Whether units alone account for all symmetries, each of them in one way: parameters of units of two axes, as of a
 * head and of its keys, may be moved by both, and then orders agree by chance.
 */
function isOfUnits({ axes, whole, unitMoves, independent }: ModelSymmetry): boolean {
  // Time alone: nothing is sorted then, and the graph is searched.
  if (axes.length === 0) return false;
  if (!whole.complete || whole.order !== unitOrder(axes)) return false;
  return independent || whole.moves.length === unitMoves.length;
}

function leastOfOrbit(
  { moves, complete, order }: Stabiliser,
  theta: readonly Rational[],
): CanonicalForm {
  const least = leastImage(moves, theta);
  return { theta: least.theta, complete: complete && least.complete && least.order === order };
}

/** θ ∓ c at the parameters that count from c. */
function shiftedBy(
  { form: { center, centered } }: ModelSymmetry,
  theta: readonly Rational[],
  operation: typeof add,
): Rational[] {
  if (isZero(center)) return [...theta];
  return theta.map((q, i) => (centered[i] === 1 ? operation(q, center) : q));
}

/** Where each unit of an axis goes, and in which tensors it changes sign. */
interface Placing {
  readonly from: number;
  readonly set: number;
}

/** Unit `from` of the k-th entry to place k. */
function placed(
  { axes }: ModelSymmetry,
  theta: readonly Rational[],
  axis: number,
  order: readonly Placing[],
): Rational[] {
  const { slices, tensorOf } = axes[axis];
  const out = [...theta];
  order.forEach(({ from, set }, to) => {
    slices[to].forEach((p, k) => {
      const q = theta[slices[from][k]];
      out[p] = (set >> tensorOf[k]) & 1 ? negate(q) : q;
    });
  });
  return out;
}

function sortedUnits(
  symmetry: ModelSymmetry,
  theta: readonly Rational[],
  classes: Int32Array,
): Rational[] {
  const { slices, tensorOf, signs, permutable } = symmetry.axes[0];
  const forms = slices.map((slice, from) => {
    const { set } = greatestForm(slice, tensorOf, signs, classes);
    const numbers = Array.from(slice, (p, k) =>
      (set >> tensorOf[k]) & 1 ? 0 - classes[p] : classes[p],
    );
    return { from, set, numbers };
  });
  if (permutable) forms.sort((a, b) => compareNumbers(a.numbers, b.numbers));
  return placed(symmetry, theta, 0, forms);
}

function compareNumbers(a: readonly number[], b: readonly number[]): number {
  const j = a.findIndex((x, at) => x !== b[at]);
  return j === -1 ? 0 : a[j] - b[j];
}

function smallestNumbering(
  symmetry: ModelSymmetry,
  theta: readonly Rational[],
  classes: Int32Array,
): CanonicalForm {
  const { graph } = symmetry;
  const { moves } = isotropyMoves(symmetry, classes);
  let best: Rational[] | null = null;
  let numberings = 0;
  const visit = (colours: Int32Array, chosen: readonly number[]): void => {
    if (numberings >= MOST_NUMBERINGS) return;
    if (firstShared(graph, colours) === -1) {
      numberings++;
      const candidate = numbered(symmetry, theta, colours);
      if (best === null || isSmaller(candidate, best)) best = candidate;
      return;
    }
    const orbits = stabiliserOrbits(graph, moves, chosen);
    const seen = new Set<number>();
    for (const vertex of verticesOf(graph, colours, smallestShared(colours, graph.vertices))) {
      if (seen.has(orbits[vertex])) continue;
      seen.add(orbits[vertex]);
      visit(graph.individualise(colours, vertex, chosen.length), [...chosen, vertex]);
    }
  };
  visit(graph.initial(classes), []);
  return { theta: best ?? [...theta], complete: numberings < MOST_NUMBERINGS };
}

/** A choice of cell that depends on the colours only. */
function smallestShared(colours: Int32Array, vertices: number): number {
  const sorted = colours.slice(0, vertices).sort();
  return sorted.find((colour, v) => colour === sorted[v + 1])!;
}

/** Units of each axis by their colours up to sign, then as few negative numbers in front as can be. */
function numbered(
  symmetry: ModelSymmetry,
  theta: readonly Rational[],
  colours: Int32Array,
): Rational[] {
  const pair = (p: number, greater: boolean): number => {
    const [a, b] = [colours[2 * p], colours[2 * p + 1]];
    return a > b === greater ? a : b;
  };
  const orders = symmetry.axes.map(({ slices, permutable }) => {
    const forms = slices.map((slice, from) => ({
      from,
      set: 0,
      numbers: [true, false].flatMap((greater) => [...slice.map((p) => pair(p, greater)).sort()]),
    }));
    if (permutable) forms.sort((a, b) => compareNumbers(b.numbers, a.numbers));
    return forms;
  });
  const ordered = orders.reduce<Rational[]>(
    (point, order, axis) => placed(symmetry, point, axis, order),
    [...theta],
  );
  return withSigns(symmetry, ordered);
}

/**
 * The lexicographically greatest image under the units' changes of sign, an elementary abelian 2-group:
 * coordinate by coordinate, what still can change its sign is made positive.
 */
function withSigns({ axes }: ModelSymmetry, theta: readonly Rational[]): Rational[] {
  const point = [...theta];
  let flips = axes.flatMap((axis) =>
    axis.slices.flatMap((slice) =>
      signBasis(axis.signs).map(
        (set) => new Set(slice.filter((_, k) => ((set >> axis.tensorOf[k]) & 1) === 1)),
      ),
    ),
  );
  for (let i = 0; i < point.length; i++) {
    if (isZero(point[i])) continue;
    const first = flips.find((flip) => flip.has(i));
    if (first === undefined) continue;
    if (isNegative(point[i])) for (const p of first) point[p] = negate(point[p]);
    flips = flips
      .filter((flip) => flip !== first)
      .map((flip) => (flip.has(i) ? difference(flip, first) : flip));
  }
  return point;
}

/** What is in one of the sets but not in both. */
function difference(a: ReadonlySet<number>, b: ReadonlySet<number>): Set<number> {
  const out = new Set(a);
  for (const i of b) if (!out.delete(i)) out.add(i);
  return out;
}

function isSmaller(a: readonly Rational[], b: readonly Rational[]): boolean {
  for (let i = 0; i < a.length; i++) {
    const order = compare(a[i], b[i]);
    if (order !== 0) return order < 0;
  }
  return false;
}
