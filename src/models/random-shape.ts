/** Random shapes of layered models within what is asked for. */
import { listOf } from '../numerics/list-of.ts';
import type { Rng } from '../numerics/random.ts';
import type { ModelWish, Range } from './contract.ts';

/** A draw from the range whose upper end grows with size, up to size 1. */
export function drawSize(rng: Rng, [low, high]: Range, size: number): number {
  return rng.integer(low, Math.round(low + (high - low) * Math.min(1, 0.4 + 0.6 * size)));
}

/** Beyond size 1 the range is longer. */
export function widened([low, high]: Range, size: number): Range {
  return [low, Math.round(high * Math.max(1, size))];
}

export interface Shape {
  readonly depth: number;
  /** [inputs, hidden …, outputs]. */
  readonly widths: readonly number[];
  readonly bias: boolean;
}

export function drawShape(rng: Rng, size: number, wish: ModelWish): Shape {
  const depth = drawSize(rng, wish.depth, size);
  const inputs = drawSize(rng, wish.inputs, size);
  const outputs = drawSize(rng, wish.outputs, size);
  const wide = widened(wish.hidden, size);
  const hidden = listOf(depth - 1, () => drawSize(rng, wide, size));
  const bias = wish.bias === 'either' ? rng.chance(0.5) : wish.bias;
  return { depth, widths: [inputs, ...hidden, outputs], bias };
}
