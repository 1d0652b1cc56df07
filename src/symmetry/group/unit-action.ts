/**
 * A symmetry as units see it: where each index of each hidden axis goes, and in which tensors it changes
 * sign. The signs of an entry that two units bear multiply; they are told apart over 𝔽₂.
 */
import { indicesTo } from '../../numerics/list-of.ts';
import type { SignedMove } from './signed-move.ts';
import { signBasis, type UnitAxis, type UnitMove, type UnitStep } from './units.ts';

export function hasSteps(move: SignedMove): move is UnitMove {
  return 'steps' in move;
}

/** Where parameters sit: per axis, the unit and the place in its slice. */
export interface UnitPlaces {
  readonly unit: readonly Int32Array[];
  readonly place: readonly Int32Array[];
}

export function unitPlaces(axes: readonly UnitAxis[], size: number): UnitPlaces {
  const unit = axes.map(() => new Int32Array(size).fill(-1));
  const place = axes.map(() => new Int32Array(size).fill(-1));
  axes.forEach(({ slices }, a) => {
    slices.forEach((slice, u) => {
      slice.forEach((p, k) => {
        unit[a][p] = u;
        place[a][p] = k;
      });
    });
  });
  return { unit, place };
}

/** The steps of the move, or null where it does not move units as wholes. */
export function unitSteps(
  move: SignedMove,
  axes: readonly UnitAxis[],
  { unit, place }: UnitPlaces,
): readonly UnitStep[] | null {
  if (hasSteps(move)) return move.steps;
  if (axes.length === 0) return null;
  const size = unit[0].length;
  const target = indicesTo(size);
  const negative = new Uint8Array(size);
  move.moved.forEach((p, k) => {
    target[p] = move.image[k];
    if (move.sign[k] === -1) negative[p] = 1;
  });
  const images: Int32Array[] = [];
  for (const [a, { slices }] of axes.entries()) {
    const image = new Int32Array(slices.length);
    for (const [u, slice] of slices.entries()) {
      const to = unit[a][target[slice[0]]];
      if (to === -1) return null;
      // Whether the others go with the first is seen below.
      image[u] = to;
    }
    images.push(image);
  }
  // Unknowns: does unit u of axis a change sign in the k-th set of its basis?
  const unknowns: { axis: number; from: number; set: number }[] = [];
  const first: number[][] = axes.map(({ slices, signs }, axis) => {
    const basis = signBasis(signs);
    return slices.map((_, from) => {
      const at = unknowns.length;
      for (const set of basis) unknowns.push({ axis, from, set });
      return at;
    });
  });
  const equations: { row: Set<number>; right: number }[] = [];
  for (let p = 0; p < size; p++) {
    let expected = p;
    const row = new Set<number>();
    axes.forEach((axis, a) => {
      const u = unit[a][p];
      if (u === -1) return;
      const k = place[a][expected];
      expected = axis.slices[images[a][u]][k];
      const tensor = axis.tensorOf[place[a][p]];
      for (let n = first[a][u]; n < unknowns.length; n++) {
        const { axis: own, from, set } = unknowns[n];
        if (own !== a || from !== u) break;
        if ((set >> tensor) & 1) row.add(n);
      }
    });
    if (expected !== target[p]) return null;
    equations.push({ row, right: negative[p] });
  }
  const solution = solve(equations, unknowns.length);
  if (solution === null) return null;
  return axes.flatMap(({ label, slices }, a) =>
    slices.flatMap((_, from) => {
      let set = 0;
      for (let n = first[a][from]; n < unknowns.length; n++) {
        if (unknowns[n].axis !== a || unknowns[n].from !== from) break;
        if (solution[n] === 1) set ^= unknowns[n].set;
      }
      const to = images[a][from];
      return to === from && set === 0 ? [] : [{ axis: label, from, to, set }];
    }),
  );
}

/** One solution over 𝔽₂, free unknowns 0; null where there is none. */
function solve(
  equations: readonly { row: Set<number>; right: number }[],
  count: number,
): Uint8Array | null {
  const reduced: { pivot: number; row: Set<number>; right: number }[] = [];
  for (const equation of equations) {
    const row = new Set(equation.row);
    let { right } = equation;
    for (const r of reduced) {
      if (!row.has(r.pivot)) continue;
      for (const n of r.row) if (!row.delete(n)) row.add(n);
      right ^= r.right;
    }
    const [pivot] = row;
    if (pivot === undefined) {
      if (right === 1) return null;
      continue;
    }
    for (const r of reduced) {
      if (!r.row.has(pivot)) continue;
      for (const n of row) if (!r.row.delete(n)) r.row.add(n);
      r.right ^= right;
    }
    reduced.push({ pivot, row, right });
  }
  const solution = new Uint8Array(count);
  for (const { pivot, right } of reduced) solution[pivot] = right;
  return solution;
}
