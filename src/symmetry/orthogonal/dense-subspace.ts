/** A linear subspace given by an orthogonal basis over the integers; projections are rounded, a few ulps of ‖θ‖. */
import type { InvariantSubspace } from '../subspaces/invariant-subspace.ts';
import { type IntegerVector, unitVector } from '../subspaces/orthogonal-span.ts';

export function denseSubspace(
  basis: readonly IntegerVector[],
  size: number,
  describe: () => string,
): InvariantSubspace {
  const dimension = basis.length;
  const full = dimension === size;
  const frame = full ? null : basis.map(unitVector);

  function coordinates(theta: Float64Array, u: Float64Array): Float64Array {
    if (frame === null) u.set(theta);
    else
      frame.forEach((e, k) => {
        let sum = 0;
        for (let i = 0; i < size; i++) sum += e[i] * theta[i];
        u[k] = sum;
      });
    return u;
  }

  function embed(u: Float64Array, out: Float64Array): Float64Array {
    if (frame === null) {
      out.set(u);
      return out;
    }
    out.fill(0);
    frame.forEach((e, k) => {
      for (let i = 0; i < size; i++) out[i] += u[k] * e[i];
    });
    return out;
  }

  function normalComponent(vector: Float64Array, out: Float64Array): Float64Array {
    if (full) return out.fill(0);
    const tangent = embed(coordinates(vector, new Float64Array(dimension)), new Float64Array(size));
    for (let i = 0; i < size; i++) out[i] = vector[i] - tangent[i];
    return out;
  }

  return {
    size,
    dimension,
    project(theta, out) {
      if (full) {
        out.set(theta);
        return out;
      }
      return embed(coordinates(theta, new Float64Array(dimension)), out);
    },
    distance(theta) {
      return Math.hypot(...normalComponent(theta, new Float64Array(size)));
    },
    normalComponent,
    embed,
    coordinates,
    describe,
  };
}
