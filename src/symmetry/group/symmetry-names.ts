/** Symmetries in words; units, layers and indices are counted from 1. */
import type { BoundModel } from '../../models/bind.ts';
import type { SignedMove } from './signed-move.ts';
import { type UnitAxis, type UnitStep, within } from './units.ts';

/**
 * e.g. `swap neurons 1, 2 of layer 1`, `reflect neuron 3 of layer 1`, `1→2, 2→−1 in layer 1`; with the tensors, as in
 * `reflect unit 1 of axis "heads" in Q, K`, where neither all of them change sign nor just what comes in.
 */
export function nameSteps(steps: readonly UnitStep[], axes: readonly UnitAxis[]): string {
  const [one, other] = steps;
  if (one === undefined) return 'identity';
  const axis = axes.find(({ label }) => label === one.axis);
  const noun = axis?.noun ?? 'unit';
  const where = axis === undefined ? '' : within(axis, one.set);
  if (steps.length === 1) return `reflect ${noun} ${one.from + 1} of ${one.axis}${where}`;
  const isSwap = other !== undefined && steps.length === 2 && one.axis === other.axis;
  if (isSwap && one.from !== one.to && one.set === other.set) {
    const how = one.set === 0 ? 'swap' : 'swap and reflect';
    return `${how} ${noun}s ${one.from + 1}, ${other.from + 1} of ${one.axis}${where}`;
  }
  return arrows(steps, axes);
}

/** `1→2, 2→1 in layer 1 with 1→−2, 2→−1 in layer 2`. */
export function arrows(steps: readonly UnitStep[], axes: readonly UnitAxis[]): string {
  return axes
    .flatMap((axis) => {
      const { label } = axis;
      const own = steps.filter((step) => step.axis === label);
      if (own.length === 0) return [];
      const list = own.map(
        ({ from, to, set }) => `${from + 1}→${set === 0 ? '' : '−'}${to + 1}${within(axis, set)}`,
      );
      return [`${list.join(', ')} in ${label}`];
    })
    .join(' with ');
}

/** How many coordinates of a symmetry are spelled out. */
const MOST_COORDINATES = 8;

/** `u→v, v→−u`. @param isWhole whether all coordinates are spelled out. */
export function nameCoordinates(
  { moved, image, sign }: SignedMove,
  names: readonly string[],
  isWhole = false,
): string {
  const most = isWhole ? moved.length : MOST_COORDINATES;
  const list = Array.from(
    moved.subarray(0, most),
    (p, k) => `${names[p]}→${sign[k] === -1 ? '−' : ''}${names[image[k]]}`,
  );
  if (moved.length > most) list.push('…');
  return list.join(', ');
}

/**
 * What coordinates are called: by the index where the spec lists names under the name of the tensor's only
 * long axis, else by the tensor's symbol or path and subscripts, `weights₁[1,2]`.
 */
export function coordinateNames({ tensors, spec, size }: BoundModel): string[] {
  const names = new Array<string>(size).fill('');
  for (const { path, tensor, axes, offset, size: entries, strides } of tensors) {
    const long = axes.filter(({ size: extent }) => extent > 1);
    const keys = path.map((key) => (typeof key === 'number' ? key + 1 : key));
    const word = [...keys].reverse().find((key) => typeof key === 'string') ?? 'θ';
    const number = keys.find((key) => typeof key === 'number');
    const symbol = tensor.symbol ?? `${word}${number === undefined ? '' : subscript(number)}`;
    const listed = axes.map(({ name }) => (spec as Record<string, unknown> | null)?.[name]);
    const own = listed.find(
      (value): value is string[] =>
        Array.isArray(value) &&
        value.length === entries &&
        value.every((x) => typeof x === 'string'),
    );
    for (let e = 0; e < entries; e++) {
      const indices = axes.flatMap(({ size: extent }, a) =>
        extent > 1 ? [1 + (Math.floor(e / strides[a]) % extent)] : [],
      );
      names[offset + e] =
        own?.[e] ?? (long.length === 0 ? symbol : `${symbol}[${indices.join(',')}]`);
    }
  }
  return names;
}

function subscript(n: number): string {
  return [...String(n)].map((digit) => '₀₁₂₃₄₅₆₇₈₉'[Number(digit)]).join('');
}
