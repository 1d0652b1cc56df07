/**
 * The units of an axis where they are stored, read block by block: what condensation needs of networks that are
 * not in memory. Which exchanges and signs of units are symmetries is found on a small sibling of a large model:
 * F is one expression in the units at every size.
 */
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { outlineOf, smallSibling } from '../../models/outline.ts';
import { toDouble } from '../../numerics/rational.ts';
import { modelSymmetry } from '../group/model-symmetry.ts';
import { type Condensation, condensation } from './condensation.ts';
import type { AxisSource, BearingTensor } from './unit-blocks.ts';
import { wideCondensation } from './wide-condensation.ts';

/** Models up to so many parameters are looked at as they are. */
const OWN_SYMMETRY = 5000;
/** Extents of the sibling: one more than two units, which may be opposite where others are not. */
const SIBLING = 3;

/** @param bearing tensor `index` of the model, along one of its axes. */
export function axisSources(
  json: ModelJson,
  bearing: (index: number, axis: number) => BearingTensor,
): AxisSource[] {
  const { axes, tensors, size } = outlineOf(json);
  const seen = bind(size <= OWN_SYMMETRY ? json : smallSibling(json, SIBLING));
  const { axes: own, form } = modelSymmetry(seen, 'by-parity');
  const center = toDouble(form.center);
  const borne = axes.filter(({ role }) => role === 'hidden');
  const once = borne.filter((axis) =>
    tensors.every((t) => t.axes.filter((a) => a === axis).length < 2),
  );
  return once.map((axis, k) => {
    const { label, noun, permutable, signs } = own[k];
    const isCentered = (index: number) =>
      center !== 0 && form.centered[seen.tensors[index].offset] === 1;
    return {
      ...(tensors.some((t, index) => t.axes.includes(axis) && isCentered(index)) && { center }),
      label,
      noun,
      units: axis.size,
      permutable,
      signs,
      tensors: tensors.flatMap((t, index) => {
        const at = t.axes.indexOf(axis);
        if (at === -1) return [];
        return [isCentered(index) ? countedFrom(center, bearing(index, at)) : bearing(index, at)];
      }),
    };
  });
}

/** Biases of reflections of σ about c ≠ 0 (`centred.ts`). */
function countedFrom(center: number, tensor: BearingTensor): BearingTensor {
  return { ...tensor, read: (from, count) => tensor.read(from, count).map((x) => x - center) };
}

/** The same of θ in memory. */
export function axisSourcesAt(json: ModelJson, theta: Float64Array): AxisSource[] {
  const { tensors } = outlineOf(json);
  return axisSources(json, (index, at) => {
    const { axes, offset, size, strides } = tensors[index];
    const inner = strides[at];
    return {
      outer: size / (inner * axes[at].size),
      inner,
      read: (from, count) => theta.subarray(offset + from, offset + from + count),
    };
  });
}

/** Effort alone: axes of more units, or of more entries, are not looked at all at once. */
const MOST_UNITS = 128;
const MOST_ENTRIES = 1_000_000;

/** @param near distance up to which strata are of interest. */
export function condensationOf(source: AxisSource, near: number): Condensation {
  const { center } = source;
  return { ...clustered(source, near), ...(center !== undefined && { center }) };
}

function clustered(source: AxisSource, near: number): Condensation {
  const { label, noun, units, tensors } = source;
  const sizes = tensors.map(({ outer, inner }) => outer * inner);
  const unitSize = sizes.reduce((sum, size) => sum + size, 0);
  if (units > MOST_UNITS || units * unitSize > MOST_ENTRIES) return wideCondensation(source, near);
  const theta = new Float64Array(units * unitSize);
  let start = 0;
  tensors.forEach(({ outer, inner, read }, t) => {
    const values = read(0, units * sizes[t]);
    for (let o = 0; o < outer; o++)
      for (let u = 0; u < units; u++)
        theta.set(
          values.subarray((o * units + u) * inner, (o * units + u + 1) * inner),
          u * unitSize + start + o * inner,
        );
    start += sizes[t];
  });
  return condensation(
    {
      label,
      noun,
      slices: Array.from({ length: units }, (_, u) =>
        Int32Array.from({ length: unitSize }, (_unused, k) => u * unitSize + k),
      ),
      tensorOf: Int32Array.from(sizes.flatMap((size, t) => new Array<number>(size).fill(t))),
      tensors: tensors.length,
      // Nothing is named by them here.
      symbols: tensors.map(() => ''),
      inputs: 0,
      permutable: source.permutable,
      signs: source.signs,
    },
    theta,
  );
}
