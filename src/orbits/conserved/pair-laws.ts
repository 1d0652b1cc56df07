/** Guesses at laws of two units each, along axes that are too wide for all of a block to be unknown. */
import type { BoundModel } from '../../models/bind.ts';
import type { AffineElement } from './affine-element.ts';

/** Effort alone: most units of an axis whose pairs are looked at: 5995 of them. */
const MOST_UNITS = 110;

/**
 * For laws Σ_T c_T ‖T_0‖² of unit 0 of an axis what they suggest of two units i < j, Σ_T c_T ⟨T_i, T_j⟩: to be checked
 * like the rest.
 *
 * @param narrowed names of the axes that are too wide.
 */
export function pairLaws(
  { axes, tensors, size }: BoundModel,
  narrowed: readonly string[],
  elements: readonly AffineElement[],
): AffineElement[] {
  const out: AffineElement[] = [];
  for (const axis of axes) {
    if (!narrowed.includes(axis.name) || axis.size > MOST_UNITS) continue;
    /** Unit of this axis and place within the unit, for each parameter that bears it once. */
    const unit = new Int32Array(size).fill(-1);
    const neighbour = new Int32Array(size);
    for (const { axes: own, strides, offset, size: count } of tensors) {
      const a = own.indexOf(axis);
      if (a < 0 || own.lastIndexOf(axis) !== a) continue;
      for (let i = 0; i < count; i++) {
        unit[offset + i] = Math.floor(i / strides[a]) % axis.size;
        neighbour[offset + i] = strides[a];
      }
    }
    for (const element of elements) {
      const squares = element.every(
        ([at]) => at < size * size && Math.floor(at / size) === at % size && unit[at % size] === 0,
      );
      if (!squares) continue;
      // Only laws of unit 0 are taken as patterns: Σ c θ_a² gives Σ c (θ_{a+i}θ_{a+j}) for all i < j.
      for (let i = 0; i < axis.size; i++)
        for (let j = i + 1; j < axis.size; j++) {
          const pair = element.flatMap(([at, value]) => {
            const a = at % size;
            const [p, q] = [a + i * neighbour[a], a + j * neighbour[a]];
            return [[p * size + q, value] as const, [q * size + p, value] as const];
          });
          out.push(pair.sort(([x], [y]) => x - y));
        }
    }
  }
  return out;
}
