/**
 * Which parameters of two models are the same: those with one name, and of tensors whose names the other model does not have,
 * those of one shape, in their order. So U and V of a residual block are w and a of two layers without the skip.
 */
import type { BoundModel } from './bind.ts';
import { parameterNames, symbolOf } from './names.ts';
import type { PlacedTensor } from './structure.ts';

export interface SameTensors {
  /** What the first model calls each parameter of the second, or its own name where the first has none. */
  readonly names: readonly string[];
  /** Symbols of tensors that are the same by their shapes: of the first model, of the second. */
  readonly pairs: readonly (readonly [string, string])[];
}

export function sameTensors(first: BoundModel, second: BoundModel): SameTensors {
  const [mine, names] = [parameterNames(first).name, [...parameterNames(second).name]];
  const others = unnamed(first, names);
  const pairs: [string, string][] = [];
  for (const placed of unnamed(second, mine)) {
    const at = others.findIndex((other) => shapeOf(other) === shapeOf(placed));
    if (at === -1) continue;
    // What stands before it in the order of the first model has no counterpart.
    const [other] = others.splice(0, at + 1).slice(-1);
    pairs.push([symbolOf(other), symbolOf(placed)]);
    for (let i = 0; i < placed.size; i++) names[placed.offset + i] = mine[other.offset + i];
  }
  return { names, pairs };
}

/** Tensors of which the names say nothing. */
function unnamed(model: BoundModel, names: readonly string[]): PlacedTensor[] {
  const own = parameterNames(model).name;
  const known = new Set(names);
  return model.tensors.filter(({ offset, size }) =>
    own.slice(offset, offset + size).every((name) => !known.has(name)),
  );
}

const shapeOf = ({ axes }: PlacedTensor) => axes.map(({ size }) => size).join('×');
