/**
 * Units of a model: the indices of its hidden axes, with the parameters that bear them.
 *
 * Two proposals for each axis, both to be proved: exchanges of two indices in all tensors that bear the
 * axis, and changes of sign of one index in some of these tensors.
 */
import type { BoundModel } from '../../models/bind.ts';
import { symbolOf } from '../../models/names.ts';
import { sliceOf } from '../../models/structure.ts';
import { listOf } from '../../numerics/list-of.ts';
import type { Prover } from './proof.ts';
import { type SignedMove, startMove } from './signed-move.ts';

export interface UnitAxis {
  /** As people call it: `layer 1`, or `axis "keys"`. */
  readonly label: string;
  /** What one index is called: `neuron` in layers, else `unit`. */
  readonly noun: string;
  /** Parameters of each index, tensor by tensor; entry k of one index corresponds to entry k of another. */
  readonly slices: readonly Int32Array[];
  /** Which of the axis' tensors entry k belongs to. */
  readonly tensorOf: Int32Array;
  readonly tensors: number;
  /** What the tensors are called. */
  readonly symbols: readonly string[];
  /** The tensors (as bits) that have the axis in front: what goes into the units. */
  readonly inputs: number;
  /** Whether any two indices may be exchanged. */
  readonly permutable: boolean;
  /** Sets of tensors (as bits) in which any index may change sign, without the empty one. */
  readonly signs: readonly number[];
}

/** Sets of tensors are tried one by one up to this many tensors, else singles, pairs and all. */
const ALL_SETS = 8;

/** Hidden axes that no tensor bears twice. */
export function unitAxes(bound: BoundModel, prove: Prover, signed: boolean): UnitAxis[] {
  const axes = bound.axes.filter(({ role }) => role === 'hidden');
  return axes.flatMap((axis) => {
    const bearing = bound.tensors.filter(({ axes: own }) => own.includes(axis));
    if (bearing.length === 0) return [];
    if (bearing.some(({ axes: own }) => own.filter((a) => a === axis).length > 1)) return [];
    const slices = listOf(axis.size, (index) =>
      Int32Array.from(
        bearing.flatMap((placed) => sliceOf(placed, placed.axes.indexOf(axis), index)),
      ),
    );
    const tensorOf = Int32Array.from(
      bearing.flatMap(({ size }, t) => new Array<number>(size / axis.size).fill(t)),
    );
    const layer = /^hidden(?: (\d+))?$/.exec(axis.name);
    const plain = {
      label: layer === null ? `axis "${axis.name}"` : `layer ${layer[1] ?? 1}`,
      noun: layer === null ? 'unit' : 'neuron',
      slices,
      tensorOf,
      inputs: bearing.reduce(
        (set, { axes: own }, t) => (own[0] === axis ? set | (1 << t) : set),
        0,
      ),
      tensors: bearing.length,
      symbols: bearing.map(symbolOf),
    };
    // A model may treat one unit unlike the others.
    const permutable =
      axis.size > 1 && slices.every((_, i) => i === 0 || prove(exchangeOf(plain, i - 1, i, 0)));
    // What one unit may do each may that is exchanged with it.
    const alike = permutable ? slices.slice(0, 1) : slices;
    const signs = signed
      ? setsOf(bearing.length).filter((set) => alike.every((_, i) => prove(flipOf(plain, i, set))))
      : [];
    return [{ ...plain, permutable, signs }];
  });
}

/** ` in Q, K` where a set of tensors is neither all of them nor what goes into the units, else nothing. */
export function within({ tensors, symbols, inputs }: UnitAxis, set: number): string {
  if (set === 0 || set === inputs || set === 2 ** tensors - 1) return '';
  return ` in ${symbols.filter((_, t) => (set >> t) & 1).join(', ')}`;
}

function setsOf(tensors: number): number[] {
  if (tensors <= ALL_SETS) return listOf(2 ** tensors - 1, (k) => k + 1);
  const sets = new Set<number>([2 ** tensors - 1]);
  for (let a = 0; a < tensors; a++) for (let b = a; b < tensors; b++) sets.add((2 ** a) | (2 ** b));
  return [...sets];
}

type Movable = Pick<UnitAxis, 'label' | 'slices' | 'tensorOf'>;

/** Index i ↔ j, with the sign in the tensors of `set`. */
export function exchangeOf(axis: Movable, i: number, j: number, set: number): UnitMove {
  const { slices, tensorOf } = axis;
  const [a, b] = [slices[i], slices[j]];
  const move = startMove(2 * a.length);
  const sign = (k: number): number => ((set >> tensorOf[k]) & 1 ? -1 : 1);
  for (let k = 0; k < a.length; k++) move.add(a[k], b[k], sign(k));
  for (let k = 0; k < b.length; k++) move.add(b[k], a[k], sign(k));
  const step = (from: number, to: number): UnitStep => ({ axis: axis.label, from, to, set });
  return { ...move.done(), steps: [step(i, j), step(j, i)] };
}

export function flipOf(axis: Movable, i: number, set: number): UnitMove {
  const { slices, tensorOf, label } = axis;
  const own = slices[i];
  const move = startMove(own.length);
  for (let k = 0; k < own.length; k++) if ((set >> tensorOf[k]) & 1) move.add(own[k], own[k], -1);
  return { ...move.done(), steps: [{ axis: label, from: i, to: i, set }] };
}

/** A unit goes to another's place, with the sign in some of the axis' tensors. */
export interface UnitStep {
  /** Label of the axis. */
  readonly axis: string;
  readonly from: number;
  readonly to: number;
  readonly set: number;
}

/** A symmetry that moves whole units; units that are not listed stay where they are. */
export interface UnitMove extends SignedMove {
  readonly steps: readonly UnitStep[];
}

/** Independent sets that generate all of `signs` by symmetric difference. */
export function signBasis(signs: readonly number[]): number[] {
  const basis: number[] = [];
  const reduced: number[] = [];
  for (const set of [...signs].sort((a, b) => a - b)) {
    let rest = set;
    for (const r of reduced) rest = Math.min(rest, rest ^ r);
    if (rest === 0) continue;
    reduced.push(rest);
    basis.push(set);
  }
  return basis;
}

/** Order of the group of all permutations and sign changes of the units of each axis. */
export function unitOrder(axes: readonly UnitAxis[]): bigint {
  let order = 1n;
  for (const { slices, permutable, signs } of axes) {
    for (let i = 1; i <= slices.length; i++)
      order *= BigInt(permutable ? i : 1) * BigInt(1 + signs.length);
  }
  return order;
}
