/** A linear subspace given by an orthogonal basis, as an invariant subspace of parameter space. */
import type { InvariantSubspace } from './invariant-subspace.ts';
import { type IntegerVector, unitVector } from './orthogonal-span.ts';

/** @param basis mutually orthogonal, `size` entries each. Projections are rounded, a few ulps of ‖θ‖. */
export function spanSubspace(
  basis: readonly IntegerVector[],
  size: number,
  describe: () => string,
): InvariantSubspace {
  const frame = basis.map(unitVector);

  function coordinates(theta: Float64Array, out: Float64Array): Float64Array {
    frame.forEach((unit, k) => {
      let sum = 0;
      for (let i = 0; i < size; i++) sum += unit[i] * theta[i];
      out[k] = sum;
    });
    return out;
  }

  function embed(u: Float64Array, out: Float64Array): Float64Array {
    out.fill(0);
    frame.forEach((unit, k) => {
      for (let i = 0; i < size; i++) out[i] += u[k] * unit[i];
    });
    return out;
  }

  const project = (theta: Float64Array, out: Float64Array) =>
    embed(coordinates(theta, new Float64Array(frame.length)), out);
  const normalComponent = (vector: Float64Array, out: Float64Array) => {
    const tangent = project(vector, new Float64Array(size));
    for (let i = 0; i < size; i++) out[i] = vector[i] - tangent[i];
    return out;
  };
  return {
    size,
    dimension: frame.length,
    project,
    distance: (theta) => Math.hypot(...normalComponent(theta, new Float64Array(size))),
    normalComponent,
    embed,
    coordinates,
    describe,
  };
}
