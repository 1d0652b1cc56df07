/**
 * Units of one axis that can be exchanged, or change sign, without anything else being touched: equal,
 * opposite and self-opposite ("zero") ones. Found by sorting units by their numbers up to the signs that
 * the axis admits; O(M) for M parameters. Each is proved before it counts.
 */
import type { Prover } from '../group/proof.ts';
import { moveText } from '../group/signed-move.ts';
import { exchangeOf, flipOf, signBasis, type UnitAxis, type UnitMove } from '../group/units.ts';

/** Effort alone: sign sets beyond this many are not tried on every unit. */
const MOST_SETS = 64;

export interface InterchangeableUnits {
  readonly moves: readonly UnitMove[];
  /** Order of the group they generate where there is one axis. */
  readonly order: bigint;
}

export function interchangeableUnits(
  axes: readonly UnitAxis[],
  prove: Prover,
  classes: Int32Array,
): InterchangeableUnits {
  const moves: UnitMove[] = [];
  let order = 1n;
  for (const axis of axes) {
    const { slices, tensorOf, permutable } = axis;
    const sets = axis.signs.slice(0, MOST_SETS);
    const groups = new Map<string, { last: number; set: number; size: number }>();
    for (let i = 0; i < slices.length; i++) {
      const { key, set, own } = greatestForm(slices[i], tensorOf, sets, classes);
      const group = permutable ? groups.get(key) : undefined;
      if (group !== undefined) moves.push(exchangeOf(axis, group.last, i, group.set ^ set));
      for (const flipped of signBasis(own)) moves.push(flipOf(axis, i, flipped));
      const size = (group?.size ?? 0) + 1;
      order *= BigInt(size) * BigInt(1 + own.length);
      groups.set(key, { last: i, set, size });
    }
  }
  // What is one axis' input may be another's output where that has one unit: told as input.
  const told = new Map<string, UnitMove>();
  for (const move of moves) {
    const text = moveText(move);
    const before = told.get(text);
    if (before === undefined || (!isInput(before, axes) && isInput(move, axes)))
      told.set(text, move);
  }
  return { moves: [...told.values()].filter(prove), order };
}

function isInput({ steps }: UnitMove, axes: readonly UnitAxis[]): boolean {
  return steps.every(({ axis, set }) => {
    const inputs = axes.find(({ label }) => label === axis)?.inputs ?? 0;
    return (set & inputs) !== 0;
  });
}

interface Form {
  readonly key: string;
  /** Signs that bring the unit to it. */
  readonly set: number;
  /** Signs that leave the unit as it is. */
  readonly own: readonly number[];
}

/** The lexicographically greatest numbers of the unit under the sign sets. */
export function greatestForm(
  slice: Int32Array,
  tensorOf: Int32Array,
  sets: readonly number[],
  classes: ArrayLike<number>,
): Form {
  const value = (k: number, set: number): number => {
    const x = classes[slice[k]];
    return x !== 0 && (set >> tensorOf[k]) & 1 ? -x : x;
  };
  const compareSets = (a: number, b: number): number => {
    for (let k = 0; k < slice.length; k++) {
      const difference = value(k, a) - value(k, b);
      if (difference !== 0) return difference;
    }
    return 0;
  };
  let best = 0;
  const own: number[] = [];
  for (const set of sets) {
    if (compareSets(set, 0) === 0) own.push(set);
    if (compareSets(set, best) > 0) best = set;
  }
  let key = '';
  for (let k = 0; k < slice.length; k++) key += `${value(k, best)},`;
  return { key, set: best, own };
}
