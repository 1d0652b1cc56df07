/**
 * A tensor of a model where it is stored: a slice of rows, taken as an array of another shape, with its axes in
 * another order. Axes of size 1 may be missing or too many.
 */
import { InputError } from '../errors.ts';
import type { TensorSource } from '../models/foreign-modules.ts';
import type { PlacedTensor } from '../models/structure.ts';
import { received } from '../nearest.ts';
import type { StoredTensor } from './stored-tensor.ts';

export interface TensorView {
  /** `F32` and the like. */
  readonly type: string;
  /** Entries in the order of storage, where all of the view follow one another. @throws InputError */
  read(from: number, count: number): Float64Array;
  /** Extents in the order of storage. */
  readonly extents: readonly number[];
  /** Which axis of the model each is, −1 where it is of size 1 and none. */
  readonly axisOf: readonly number[];
}

/**
 * @param path of the tensor in the model, for errors.
 * @throws InputError where the shapes do not fit.
 */
export function viewOf(
  { axes: placed }: PlacedTensor,
  path: string,
  { from, rows, as, axes }: TensorSource,
  byName: ReadonlyMap<string, StoredTensor>,
): TensorView {
  const stored = byName.get(from);
  if (stored === undefined)
    throw new InputError(
      `tensors.${path}`,
      'a tensor of the checkpoint',
      received(from, [...byName.keys()]),
    );
  const { shape } = stored;
  if (rows !== undefined && !(rows[0] <= rows[1] && rows[1] <= (shape[0] ?? 0)))
    throw new InputError(
      `tensors.${path}.rows`,
      `a range within 0 … ${shape[0] ?? 0}`,
      rows.join(' … '),
    );
  const taken = rows === undefined ? [...shape] : [rows[1] - rows[0], ...shape.slice(1)];
  const extents = as === undefined ? taken : [...as];
  if (product(extents) !== product(taken))
    throw new InputError(
      `tensors.${path}.as`,
      `a shape of ${product(taken)} entries (${taken.join(' × ')})`,
      extents.join(' × '),
    );
  const order = axes ?? extents.map((_, i) => i);
  if (order.length !== extents.length || new Set(order).size !== extents.length)
    throw new InputError(
      `tensors.${path}.axes`,
      `each of 0 … ${extents.length - 1} once`,
      order.join(', '),
    );
  const turned = order.map((d) => extents[d]);
  const wanted = placed.map(({ size }) => size);
  const long = (sizes: readonly number[]) => sizes.filter((n) => n !== 1).join(' × ') || '1';
  if (order.some((d) => !(d < extents.length)) || long(turned) !== long(wanted))
    throw new InputError(
      `tensors.${path}`,
      `the shape ${wanted.join(' × ')} (${placed.map(({ name }) => name).join(' × ')})`,
      `${turned.join(' × ')} of "${from}"`,
    );
  const axisOf = extents.map(() => -1);
  const longAxes = placed.flatMap(({ size }, a) => (size === 1 ? [] : [a]));
  order
    .filter((d) => extents[d] !== 1)
    .forEach((d, k) => {
      axisOf[d] = longAxes[k];
    });
  const { type } = stored;
  // Columns first is another order of the axes. Of another shape that is not so: the array is turned.
  if (as === undefined && stored.byColumns !== undefined)
    return {
      type,
      read: (first, count) => rowsByColumns(stored.byColumns!, shape[0], rows, first, count),
      extents: extents.toReversed(),
      axisOf: axisOf.toReversed(),
    };
  const start = rows === undefined ? 0 : rows[0] * product(shape.slice(1));
  const read = (first: number, count: number) => stored.values(start + first, count);
  return { type, read, extents, axisOf };
}

/** Of an array with columns first: in each column the rows asked for stand next to each other. */
function rowsByColumns(
  byColumns: (from: number, count: number) => Float64Array,
  height: number,
  rows: readonly [number, number] | undefined,
  first: number,
  count: number,
): Float64Array {
  if (rows === undefined) return byColumns(first, count);
  const taken = rows[1] - rows[0];
  const out = new Float64Array(count);
  for (let have = 0; have < count; ) {
    const within = (first + have) % taken;
    const column = (first + have - within) / taken;
    const run = Math.min(taken - within, count - have);
    out.set(byColumns(column * height + rows[0] + within, run), have);
    have += run;
  }
  return out;
}

/** The entries in the order of the model. @throws InputError */
export function entriesOf(view: TensorView, placed: PlacedTensor): Float64Array {
  const { extents, axisOf } = view;
  const values = view.read(0, placed.size);
  const out = new Float64Array(placed.size);
  const index = extents.map(() => 0);
  const stride = axisOf.map((a) => (a < 0 ? 0 : placed.strides[a]));
  let at = 0;
  for (let k = 0; k < values.length; k++) {
    out[at] = values[k];
    for (let d = extents.length - 1; d >= 0; d--) {
      at += stride[d];
      if (++index[d] < extents[d]) break;
      at -= stride[d] * extents[d];
      index[d] = 0;
    }
  }
  return out;
}

/** How the units of an axis lie in storage: entry (o, u, i) at start + (o·units + u)·inner + i. */
export interface UnitLayout {
  readonly outer: number;
  readonly units: number;
  readonly inner: number;
}

/** @param axis of the model, which the tensor bears once. */
export function unitLayout({ extents, axisOf }: TensorView, axis: number): UnitLayout {
  const at = axisOf.indexOf(axis);
  if (at < 0) return { outer: 1, units: 1, inner: product(extents) };
  return {
    outer: product(extents.slice(0, at)),
    units: extents[at],
    inner: product(extents.slice(at + 1)),
  };
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((n, size) => n * size, 1);
}
