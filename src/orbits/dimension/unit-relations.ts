/**
 * Linear relations between units that stay, and how many there are at every θ.
 *
 * Let O(n) act on an axis of n units (`symmetry/orthogonal/`), and let θ bear N vectors v of ℝⁿ along it, columns of maps
 * between two such axes among them. Where A ⊇ span{v}, every Q ∈ O(A^⊥) fixes θ, whatever else θ is. So the orbit of θ
 * lies in { ϑ : all v(ϑ) ∈ A }, which is the fixed-point subspace of these Q: u·v stays 0 for u ∈ A^⊥.
 *
 *   at every θ            dim A may be r = min(n, N): the orbit has dimension at most
 *                         Σ_vectors r + Σ_maps r r′ + the numbers that nothing moves
 *   where dim span = r    A is the span, and moves continuously with θ: laws whose gradients are independent
 *                         on the subspace at this θ are so in a neighbourhood, which has generic points
 *
 * The rank at generic points is the largest of all, so that both bound it. A of dimension r is a point of a Grassmannian;
 * with N vectors on one axis it has (n − N)N coordinates, which are conserved.
 */
import type { BoundModel } from '../../models/bind.ts';
import { modelSymmetry } from '../../symmetry/group/model-symmetry.ts';
import {
  type LinearForm,
  type OrthogonalAction,
  orthogonalAction,
} from '../../symmetry/orthogonal/orthogonal-action.ts';
import { nullSpace, reducedRows } from '../conserved/invariants-elimination.ts';
import type { ModularSubspace } from './modular-subspace.ts';

export interface UnitRelations {
  /** How many numbers they hold fixed at every θ, at least. */
  readonly count: number;
  /** θ + what they leave, of codimension `count`; null where the vectors of θ span less than others do, modulo p at least. */
  readonly domain: ModularSubspace | null;
}

/** @returns null where rotations act on no axis with more units than vectors. */
export function unitRelations(
  model: BoundModel,
  theta: Float64Array,
  prime: number,
): UnitRelations | null {
  if (model.fields === 'given') return null;
  const action = orthogonalAction(modelSymmetry(model, 'by-parity'));
  if (action === null) return null;
  const borne = vectorsOf(action);
  const spans = action.widths.map((n, a) => Math.min(n, borne[a].length));
  const count = codimension(action, spans);
  if (count === 0) return null;
  const equations: Float64Array[] = [];
  for (const [axis, vectors] of borne.entries()) {
    const n = action.widths[axis];
    const across = nullSpace(
      vectors.map((components) => valueAt(components, theta, prime)),
      n,
      prime,
    );
    if (n - across.length < spans[axis]) return { count, domain: null };
    for (const u of across)
      for (const components of vectors) equations.push(along(u, components, theta.length, prime));
  }
  const size = theta.length;
  const { rows: directions, pivots } = reducedRows(nullSpace(equations, size, prime), size, prime);
  return { count, domain: { prime, size, origin: theta, directions, pivots } };
}

/** The vectors along each axis: those that bear it alone, and rows or columns of its maps. */
function vectorsOf({ widths, vectors, maps }: OrthogonalAction): LinearForm[][][] {
  const borne: LinearForm[][][] = widths.map(() => []);
  const entry = (p: number): LinearForm => [[p, 1]];
  for (const { axis, components } of vectors) borne[axis].push([...components]);
  for (const { to, from, indices } of maps) {
    for (const row of indices) borne[from].push(row.map(entry));
    indices[0].forEach((_, j) => {
      borne[to].push(indices.map((row) => entry(row[j])));
    });
  }
  return borne;
}

function codimension(
  { widths, vectors, maps }: OrthogonalAction,
  spans: readonly number[],
): number {
  const ofVectors = vectors.reduce((sum, { axis }) => sum + widths[axis] - spans[axis], 0);
  return maps.reduce(
    (sum, { to, from }) => sum + widths[to] * widths[from] - spans[to] * spans[from],
    ofVectors,
  );
}

function valueAt(
  components: readonly LinearForm[],
  theta: Float64Array,
  prime: number,
): Float64Array {
  return Float64Array.from(
    components,
    (form) =>
      form.reduce((sum, [p, c]) => sum + (c === -1 ? prime - theta[p] : theta[p]), 0) % prime,
  );
}

/** u·v as a linear form in θ. */
function along(
  u: Float64Array,
  components: readonly LinearForm[],
  size: number,
  prime: number,
): Float64Array {
  const row = new Float64Array(size);
  components.forEach((form, i) => {
    for (const [p, c] of form) row[p] = (row[p] + (c === -1 ? prime - u[i] : u[i])) % prime;
  });
  return row;
}
