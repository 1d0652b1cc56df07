/**
 * Edits of instances of any model that keep shapes consistent. Keeping some indices of an axis cuts every
 * tensor along it, the spec where the axis' size stands, and the data where they bear it; a list of kept
 * indices may also reorder them. An edit that leads to no model, or to one of other tensors, is refused.
 */
import { InputError } from '../errors.ts';
import type { Data, Instance, Numeral } from '../instances/instance.ts';
import { flatten, unflatten } from '../instances/layout.ts';
import { type BoundModel, bind } from '../models/bind.ts';
import type { Axis, ModelJson } from '../models/contract.ts';
import { valueAt, withValueAt } from '../models/spec-fields.ts';
import type { Path, PlacedTensor } from '../models/structure.ts';
import { sameSize, type UnitAxis } from '../models/units.ts';
import { toRational } from '../numerics/numeral.ts';
import { add } from '../numerics/rational.ts';
import { writeRational } from './number-order.ts';

/** The instance with every dataset replaced by its image. */
export function mapData(instance: Instance, edit: (data: Data) => Data): Instance {
  const { data, then } = instance;
  return {
    ...instance,
    ...(data && { data: edit(data) }),
    ...(then && { then: { ...then, data: edit(then.data) } }),
  };
}

/** The model of a spec, null where the spec is none. */
export function bindIfPossible(model: ModelJson): BoundModel | null {
  try {
    return bind(model);
  } catch (error) {
    if (error instanceof InputError) return null;
    throw error;
  }
}

/** Only the indices `kept` of an axis, in that order; null where the model does not allow it. */
export function keepIndices(
  instance: Instance,
  axis: Axis,
  kept: readonly number[],
): Instance | null {
  const before = bind(instance.model);
  const model = resized(instance.model, axis, kept);
  const after = model === null ? null : bindIfPossible(model);
  if (model === null || after === null) return null;
  if (!fits(before.tensors, after.tensors, axis, kept.length)) return null;
  if (!fits(before.inputs.tensors, after.inputs.tensors, axis, kept.length)) return null;
  const outputs = sameSize(before.output, axis) ? kept : unitIndices(before.output.size);
  if (after.output.size !== outputs.length) return null;
  const theta = flatten(instance.parameters);
  const numbers = before.tensors.flatMap((placed) =>
    select(theta, entriesKept(placed, axis, kept)),
  );
  const datum = entriesKept(before.inputs.tensors[0], axis, kept);
  const edited = { ...instance, model, parameters: unflatten(model, numbers) };
  return mapData(edited, ({ inputs, targets }) => ({
    inputs: inputs.map((x) => select(x, datum)),
    targets: targets.map((y) => select(y, outputs)),
  }));
}

function resized(model: ModelJson, axis: Axis, kept: readonly number[]): ModelJson | null {
  if (kept.length === axis.size && !Array.isArray(axis.path && valueAt(model, axis.path)))
    return model;
  if (axis.path === null) return null;
  const said = valueAt(model, axis.path);
  if (Array.isArray(said)) return withValueAt(model, axis.path, select(said, kept));
  return withValueAt(model, axis.path, kept.length);
}

/** Whether the tensors are the ones before, cut along the axis. */
function fits(
  before: readonly PlacedTensor[],
  after: readonly PlacedTensor[],
  axis: Axis,
  count: number,
): boolean {
  return (
    before.length === after.length &&
    before.every(({ path, axes }, t) => {
      const now = after[t];
      return (
        samePath(path, now.path) &&
        axes.length === now.axes.length &&
        axes.every((own, a) => now.axes[a].size === (sameSize(own, axis) ? count : own.size))
      );
    })
  );
}

function samePath(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((key, i) => key === b[i]);
}

/** Indices of the entries that stay, in the order of the new tensor. */
function entriesKept(placed: PlacedTensor, axis: Axis, kept: readonly number[]): number[] {
  let entries = [placed.offset];
  placed.axes.forEach((own, a) => {
    const indices = sameSize(own, axis) ? kept : unitIndices(own.size);
    entries = entries.flatMap((at) => indices.map((i) => at + i * placed.strides[a]));
  });
  return entries;
}

/**
 * Unit j is deleted after its outgoing weights went to unit i: where both take in the same, F stays. Null
 * where the units give nothing of their own, or the model does not allow it.
 */
export function mergeUnits(
  instance: Instance,
  { axis, incoming, outgoing }: UnitAxis,
  i: number,
  j: number,
): Instance | null {
  if (incoming[i].length === 0 || outgoing[i].length === 0) return null;
  const theta = [...flatten(instance.parameters)];
  outgoing[i].forEach((to, n) => {
    theta[to] = writeRational(add(toRational(theta[to]), toRational(theta[outgoing[j][n]])));
  });
  const kept = unitIndices(axis.size).filter((k) => k !== j);
  const summed = { ...instance, parameters: unflatten(instance.model, theta) };
  return keepIndices(summed, axis, kept);
}

/**
 * The instance under another spec: tensors that are there before and after keep their numbers, those that
 * are not asked for any more are left out. Null where the spec is no model, asks for tensors that are not
 * there, or takes other data.
 */
export function underSpec(instance: Instance, model: ModelJson): Instance | null {
  const before = bind(instance.model);
  const after = bindIfPossible(model);
  if (after === null || after.inputs.datum !== before.inputs.datum) return null;
  if (after.output.size !== before.output.size) return null;
  const theta = flatten(instance.parameters);
  const numbers: Numeral[] = [];
  for (const { path, axes } of after.tensors) {
    const old = before.tensors.find((placed) => samePath(placed.path, path));
    if (old === undefined || old.axes.length !== axes.length) return null;
    if (old.axes.some(({ size }, a) => size !== axes[a].size)) return null;
    for (let i = 0; i < old.size; i++) numbers.push(theta[old.offset + i]);
  }
  return { ...instance, model, parameters: unflatten(model, numbers) };
}

export function unitIndices(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

export function keepData(data: Data, kept: readonly number[]): Data {
  return { inputs: select(data.inputs, kept), targets: select(data.targets, kept) };
}

function select<T>(items: readonly T[], kept: readonly number[]): T[] {
  return kept.map((i) => items[i]);
}
