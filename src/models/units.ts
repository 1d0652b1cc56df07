/**
 * The units of a bound model: the indices of an axis, with the parameters that belong to each of them.
 *
 * A parameter comes *into* a unit or goes *out* of it. What goes out multiplies something that is the
 * unit's own: with neighbouring units k and k′, the entries W[k, j] and W[k′, j] multiply one and the same
 * xⱼ, but a[o, k] and a[o, k′] multiply different numbers, which depend on their units' parameters. This is
 * read off the traced program, so it needs no word of the model's author. An entry may do both (tied
 * weights).
 */
import { attached } from '../attached.ts';
import { listOf } from '../numerics/list-of.ts';
import type { BoundModel } from './bind.ts';
import type { Axis, Role } from './contract.ts';
import { type Program, readsFlagged } from './program.ts';
import { type Path, type PlacedTensor, sliceOf } from './structure.ts';

/** An axis of interchangeable units, and where they stand in θ. */
export interface UnitAxis {
  readonly axis: Axis;
  /** The tensors of θ that bear the axis; one that bears it twice is listed twice. */
  readonly bearers: readonly { readonly placed: PlacedTensor; readonly along: number }[];
  /** Indices in θ, in an order common to all units of the axis. */
  readonly incoming: readonly (readonly number[])[];
  readonly outgoing: readonly (readonly number[])[];
}

/** Whether two axes get their size from the same place of the spec. */
export function sameSize(a: Axis, b: Axis): boolean {
  return a === b || (a.path !== null && b.path !== null && samePath(a.path, b.path));
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i]);
}

const byModel = attached<BoundModel, readonly UnitAxis[]>();

/** All axes of the given roles, inputs first and outputs last, hidden ones in the order of the tensors. */
export function unitAxes(
  bound: BoundModel,
  roles: readonly Role[] = ['hidden'],
): readonly UnitAxis[] {
  let all = byModel.get(bound);
  if (all === undefined) {
    all = derived(bound);
    byModel.set(bound, all);
  }
  return all.filter(({ axis }) => roles.includes(axis.role));
}

const ORDER: readonly Role[] = ['input', 'hidden', 'place', 'output'];

function derived(bound: BoundModel): UnitAxis[] {
  const { program, tensors, axes } = bound;
  const partners = partnersOf(program);
  const distinct = axes.filter((axis, a) => axes.findIndex((other) => sameSize(axis, other)) === a);
  return ORDER.flatMap((role) => distinct.filter((axis) => axis.role === role)).map((axis) => {
    const bearers = tensors.flatMap((placed) =>
      placed.axes.flatMap((own, along) => (sameSize(own, axis) ? [{ placed, along }] : [])),
    );
    const dependent = dependentSlots(bound, axis);
    const units = listOf(axis.size, (k) =>
      bearers.map(({ placed, along }) => sliceOf(placed, along, k)),
    );
    const isOut = (bearer: number, n: number): boolean => {
      const own = partners[units[0][bearer][n]];
      const next = partners[units[1 % axis.size][bearer][n]];
      if (!own.some((slot) => dependent[slot] === 1)) return false;
      return axis.size === 1 || own.join() !== next.join();
    };
    const out = bearers.map((_, b) => units[0][b].map((_, n) => isOut(b, n)));
    const chosen = (wanted: boolean) =>
      units.map((slices) =>
        slices.flatMap((slice, b) => slice.filter((_, n) => out[b][n] === wanted)),
      );
    return { axis, bearers, incoming: chosen(false), outgoing: chosen(true) };
  });
}

/** What each parameter is multiplied with, sorted. */
function partnersOf({ operations, parameters }: Program): number[][] {
  const partners = listOf(parameters, (): number[] => []);
  const meet = (a: number, b: number): void => {
    if (a < parameters) partners[a].push(b);
    if (b < parameters) partners[b].push(a);
  };
  for (const operation of operations) {
    if (operation.op === 'mul') meet(operation.a, operation.b);
    else if (operation.op === 'dot')
      operation.left.forEach((slot, i) => {
        meet(slot, operation.right[i]);
      });
  }
  for (const list of partners) list.sort((a, b) => a - b);
  return partners;
}

/** 1 for the slots that depend on a parameter or an input that bears the axis. */
function dependentSlots({ program, tensors, inputs }: BoundModel, axis: Axis): Uint8Array {
  const { operations, parameters } = program;
  const dependent = new Uint8Array(operations.length);
  const mark = (placed: PlacedTensor, from: number): void => {
    if (!placed.axes.some((own) => sameSize(own, axis))) return;
    dependent.fill(1, from + placed.offset, from + placed.offset + placed.size);
  };
  for (const placed of tensors) mark(placed, 0);
  for (const placed of inputs.tensors) mark(placed, parameters);
  operations.forEach((operation, slot) => {
    if (readsFlagged(operation, dependent)) dependent[slot] = 1;
  });
  return dependent;
}
