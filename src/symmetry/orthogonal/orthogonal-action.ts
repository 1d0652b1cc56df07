/**
 * Hidden axes on which the whole orthogonal group acts, and how θ lies in their representations: as vectors
 * in ℝⁿ (tensors that bear one such axis, one vector for each index of the others), as maps between two of
 * them, and as numbers that nothing moves.
 *
 * O(n) acts where rotations of two units, exchanges and reflections of a unit are proved. A vector may be a
 * sum or difference of two: F = Σ_k a_k w_k x has the symmetries a_k ↔ w_k of single units beside O(n), which
 * together are O(n) × O(n), one on a + w and one on a − w.
 */
import { isZero } from '../../numerics/rational.ts';
import { memory } from '../../remember.ts';
import type { ModelSymmetry } from '../group/model-symmetry.ts';
import { reachable } from '../group/proof.ts';
import { moveOf } from '../group/signed-move.ts';
import { isRotationInvariant } from './rotation-proof.ts';

/** A component Σ coefficient·θ_index; all components of one action have orthogonal forms. */
export type LinearForm = readonly (readonly [index: number, coefficient: 1 | -1])[];

export interface ActedVector {
  readonly axis: number;
  readonly components: readonly LinearForm[];
}

export interface ActedMap {
  readonly to: number;
  readonly from: number;
  /** Indices in θ, rows by rows. */
  readonly indices: readonly (readonly number[])[];
}

export interface OrthogonalAction {
  /** n of each axis. */
  readonly widths: readonly number[];
  /** What people call the axes. */
  readonly labels: readonly string[];
  readonly vectors: readonly ActedVector[];
  readonly maps: readonly ActedMap[];
  /** θ-indices that no axis moves. */
  readonly rigid: readonly number[];
}

const known = memory<ModelSymmetry, OrthogonalAction | null>();

/** Null where O(n), n ≥ 2, acts on no axis. */
export function orthogonalAction(symmetry: ModelSymmetry): OrthogonalAction | null {
  return known.of(symmetry, '', () => derive(symmetry));
}

function derive({ form, axes, places, prove, size }: ModelSymmetry): OrthogonalAction | null {
  if (!isZero(form.center)) return null;
  const used = reachable(form);
  const candidates = axes.flatMap(({ slices, permutable, signs, tensors }, a) =>
    slices.length === 1
      ? signs.includes(2 ** tensors - 1)
        ? [a]
        : []
      : permutable &&
          signs.includes(2 ** tensors - 1) &&
          isRotationInvariant(form, used, slices[0], slices[1])
        ? [a]
        : [],
  );
  // A parameter on three such axes is in no representation known here: the shortest axis stands back.
  const bearing = (p: number, list: readonly number[]): number[] =>
    list.filter((a) => places.unit[a][p] !== -1);
  let acted = candidates;
  for (let p = 0; p < size; p++)
    while (bearing(p, acted).length > 2) {
      const short = bearing(p, acted).reduce((a, b) =>
        axes[b].slices.length <= axes[a].slices.length ? b : a,
      );
      acted = acted.filter((a) => a !== short);
    }
  if (acted.every((a) => axes[a].slices.length < 2)) return null;
  const widths = acted.map((a) => axes[a].slices.length);
  const labels = acted.map((a) => axes[a].label);
  const vectors: ActedVector[] = [];
  const maps: ActedMap[] = [];
  const rigid: number[] = [];
  const met = new Uint8Array(size);
  for (let p = 0; p < size; p++) {
    if (met[p] === 1) continue;
    const on = bearing(p, acted);
    const [one, two] = on;
    if (one === undefined) {
      rigid.push(p);
      continue;
    }
    const row = (a: number, at: number): number[] =>
      axes[a].slices.map((slice) => slice[places.place[a][at]]);
    if (two === undefined) {
      const indices = row(one, p);
      for (const q of indices) met[q] = 1;
      const components = indices.map((q): LinearForm => [[q, 1]]);
      vectors.push({ axis: acted.indexOf(one), components });
      continue;
    }
    // Rows along the first axis, columns along the second.
    const indices = row(one, p).map((q) => row(two, q));
    for (const q of indices.flat()) met[q] = 1;
    maps.push({ to: acted.indexOf(one), from: acted.indexOf(two), indices });
  }
  const action: OrthogonalAction = { widths, labels, vectors, maps, rigid };
  return withSplitAxes(action, (i, j) =>
    prove(
      moveOf([
        [i, j, 1],
        [j, i, 1],
      ]),
    ),
  );
}

/** Axes that bear two vectors only, entries of which may be exchanged one by one, split in two. */
function withSplitAxes(
  action: OrthogonalAction,
  exchangeable: (i: number, j: number) => boolean,
): OrthogonalAction {
  const widths = [...action.widths];
  const labels = [...action.labels];
  let vectors = [...action.vectors];
  action.widths.forEach((n, axis) => {
    const own = vectors.filter((v) => v.axis === axis);
    const isMapped = action.maps.some(({ to, from }) => to === axis || from === axis);
    const [v, w] = own;
    if (isMapped || n < 2 || own.length !== 2 || v === undefined || w === undefined) return;
    const [i, j] = [v.components[0][0][0], w.components[0][0][0]];
    if (!exchangeable(i, j)) return;
    const combined = (sign: 1 | -1): LinearForm[] =>
      v.components.map(
        (form, k): LinearForm => [
          [form[0][0], 1],
          [w.components[k][0][0], sign],
        ],
      );
    vectors = vectors.filter((u) => u !== v && u !== w);
    vectors.push({ axis, components: combined(1) });
    vectors.push({ axis: widths.length, components: combined(-1) });
    widths.push(n);
    labels[axis] = `${labels[axis]} (sums)`;
    labels.push(`${action.labels[axis]} (differences)`);
  });
  return { ...action, widths, labels, vectors };
}
