/** A structure of tensors as a flat list: where each tensor's entries sit in θ, and back. */
import { ModelError } from '../errors.ts';
import type { Axis, Structure, Tensor } from './contract.ts';

export type Path = readonly (string | number)[];

export interface PlacedTensor {
  /** Keys that lead to it, e.g. ['layers', 0, 'weights']. */
  readonly path: Path;
  readonly tensor: Tensor;
  readonly axes: readonly Axis[];
  /** Index of its first entry. */
  readonly offset: number;
  /** Number of its entries, the product of its axes' sizes. */
  readonly size: number;
  /** Distance in θ of neighbours along each axis; the last one is 1. */
  readonly strides: readonly number[];
}

export function isTensor(structure: unknown): structure is Tensor {
  return (
    typeof structure === 'object' &&
    structure !== null &&
    'axes' in structure &&
    Array.isArray(structure.axes)
  );
}

/** All tensors of a structure in their order. */
export function placedTensors(structure: Structure): PlacedTensor[] {
  const placed: PlacedTensor[] = [];
  let offset = 0;
  const visit = (node: Structure, path: Path): void => {
    if (node === null) return;
    if (isTensor(node)) {
      const { axes } = node;
      const strides = axes.map(() => 1);
      for (let a = axes.length - 2; a >= 0; a--) strides[a] = strides[a + 1] * axes[a + 1].size;
      const size = axes.reduce((product, { size: n }) => product * n, 1);
      placed.push({ path, tensor: node, axes, offset, size, strides });
      offset += size;
      return;
    }
    const entries = Array.isArray(node)
      ? node.map((child, i): [number, Structure] => [i, child])
      : Object.entries(node as Readonly<Record<string, Structure>>);
    for (const [key, child] of entries) visit(child, [...path, key]);
  };
  visit(structure, []);
  return placed;
}

/** The structure with entries of `flat`, from `at` on, in the place of its tensors. */
export function filled<T>(structure: Structure, flat: ArrayLike<T>): unknown {
  let at = 0;
  const tensorValues = (axes: readonly Axis[], depth: number): unknown => {
    if (depth === axes.length) return flat[at++];
    const values: unknown[] = [];
    for (let i = 0; i < axes[depth].size; i++) values.push(tensorValues(axes, depth + 1));
    return values;
  };
  const visit = (node: Structure): unknown => {
    if (node === null) return null;
    if (isTensor(node)) return tensorValues(node.axes, 0);
    if (Array.isArray(node)) return node.map(visit);
    const values: Record<string, unknown> = {};
    for (const [key, child] of Object.entries(node as Readonly<Record<string, Structure>>))
      values[key] = visit(child);
    return values;
  };
  return visit(structure);
}

/** All axes of a structure, each once, in the order in which they are met. */
export function axesOf(...structures: readonly Structure[]): Axis[] {
  return [...new Set(structures.flatMap((s) => placedTensors(s).flatMap(({ axes }) => axes)))];
}

/** Indices in θ of the slice `index` of a tensor along one of its axes. */
export function sliceOf(placed: PlacedTensor, axis: number, index: number): number[] {
  const stride = placed.strides[axis];
  const block = stride * placed.axes[axis].size;
  const out: number[] = [];
  for (let outer = 0; outer < placed.size; outer += block)
    for (let inner = 0; inner < stride; inner++)
      out.push(placed.offset + outer + index * stride + inner);
  return out;
}

/**
 * The leaves of a structure of values, flat: the inverse of `filled`. Keys are taken in the order of the
 * values, which is that of the structure for all that was read or made by `filled`.
 */
export function leavesOf<T>(values: unknown): T[] {
  const flat: T[] = [];
  const visit = (node: unknown): void => {
    if (node === null) return;
    if (Array.isArray(node)) for (const child of node) visit(child);
    else if (typeof node === 'object') for (const child of Object.values(node)) visit(child);
    else flat.push(node as T);
  };
  visit(values);
  return flat;
}

/**
 * The leaves of values that are said to have the shape of a structure, flat, in the order of the
 * structure whatever the order of keys.
 *
 * @throws ModelError that says where they have not.
 */
export function leavesAs<T>(structure: Structure, values: unknown, operation: string): T[] {
  const flat: T[] = [];
  const refuse = (path: string, expected: string, value: unknown): never => {
    const received = Array.isArray(value) ? `an array of ${value.length}` : typeof value;
    throw new ModelError(
      `${operation}${path === '' ? '' : `: ${path.slice(1)}`}`,
      expected,
      received,
    );
  };
  const entries = (axes: readonly Axis[], depth: number, value: unknown, path: string): void => {
    const axis = axes[depth];
    if (axis === undefined) {
      if (Array.isArray(value) || value === undefined) refuse(path, 'a number', value);
      flat.push(value as T);
    } else if (!Array.isArray(value) || value.length !== axis.size)
      refuse(path, `an array of ${axis.size}, one an index of "${axis.name}"`, value);
    else
      value.forEach((child, i) => {
        entries(axes, depth + 1, child, `${path}[${i}]`);
      });
  };
  const visit = (node: Structure, value: unknown, path: string): void => {
    if (node === null) return;
    if (isTensor(node)) {
      entries(node.axes, 0, value, path);
      return;
    }
    if (typeof value !== 'object' || value === null)
      refuse(path, 'values in the places of the parameters', value);
    for (const [key, child] of Object.entries(node as Readonly<Record<string, Structure>>))
      visit(child, Reflect.get(value as object, key), `${path}.${key}`);
  };
  visit(structure, values, '');
  return flat;
}
