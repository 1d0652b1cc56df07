/**
 * One-dimensional convolutions over places × channels (correlations, as everywhere in the field).
 * Source: LeCun et al., *Backpropagation applied to handwritten zip code recognition*, 1989.
 */
import type { Field } from '../../analytic/field.ts';

/** What a filter meets past the ends: nothing is read there, zeros, or the other end. */
export type Boundary = 'valid' | 'zero' | 'circular';

/** Number of places that come out. */
export function placesAfter(places: number, taps: number, boundary: Boundary): number {
  return boundary === 'valid' ? places - taps + 1 : places;
}

/**
 * zₚ_c = Σₜ Σᵢ w_{c t i} x_{p + t − o, i}; with zeros the filter is centred, o = ⌊(taps − 1)/2⌋, else
 * o = 0.
 *
 * @param filters channels out × taps × channels in.
 * @param x places × channels in.
 * @returns places out × channels out.
 */
export function convolved<T>(
  f: Field<T>,
  filters: readonly (readonly (readonly T[])[])[],
  x: readonly (readonly T[])[],
  boundary: Boundary,
): T[][] {
  const taps = filters[0].length;
  const origin = boundary === 'zero' ? Math.floor((taps - 1) / 2) : 0;
  const count = placesAfter(x.length, taps, boundary);
  return Array.from({ length: count }, (_, p) => {
    const read: number[] = [];
    for (let t = 0; t < taps; t++) {
      const at = boundary === 'circular' ? (p + t) % x.length : p + t - origin;
      if (at >= 0 && at < x.length) read.push(t);
    }
    const window = read.flatMap((t) => x[(p + t - origin) % x.length]);
    return filters.map((filter) =>
      f.dot(
        read.flatMap((t) => filter[t]),
        window,
      ),
    );
  });
}
