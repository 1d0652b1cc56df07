/**
 * How many parameters of a part of θ move independently along the orbit: the rank of Lie_θ(𝔉) projected onto some
 * coordinates. A law that is a function of these coordinates alone has a gradient there that is orthogonal to the
 * projection, so there are at most as many of them as coordinates less that rank.
 */
import { rankModulo } from '../../numerics/modular-elimination.ts';
import type { LieRankResult } from '../brackets/lie-rank-result.ts';
import { controlledTrajectory, pulledBackFields } from '../brackets/pulled-back-fields.ts';
import type { FieldFamily } from '../fields/family.ts';
import type { OrbitResult } from './orbit.ts';
import { orbitProblem } from './orbit-problem.ts';

/**
 * A lower bound, as the Lie rank is one.
 *
 * @param indices of parameters.
 */
export function projectedRank(result: OrbitResult, indices: readonly number[]): number {
  const { subject, theta, lieRank } = result.witness;
  const family = orbitProblem(subject).sequence.family(lieRank.prime, lieRank.truncation);
  const rows = lieRows(family, theta, lieRank);
  const { size, prime } = family;
  const projected = new Float64Array(lieRank.rank * indices.length);
  for (let r = 0; r < lieRank.rank; r++)
    indices.forEach((i, k) => {
      projected[r * indices.length + k] = rows[r * size + i];
    });
  return rankModulo(projected, lieRank.rank, indices.length, prime);
}

/** The independent rows that a search found, `rank` × M. */
function lieRows(family: FieldFamily, theta: Float64Array, result: LieRankResult): Float64Array {
  const { size } = family;
  const rows = new Float64Array(result.rank * size);
  const trajectories = result.controls.map(({ length, coefficients }) =>
    controlledTrajectory(family, coefficients, theta, length),
  );
  result.rows.forEach(({ order, control, member }, r) => {
    const row = rows.subarray(r * size, (r + 1) * size);
    if (order === 0) {
      family.gradient(member, theta, 1, row);
      return;
    }
    pulledBackFields(family, trajectories[control], member, order, (n, y, length) => {
      if (n !== order) return;
      for (let j = 0; j < size; j++) row[j] = y[j * length];
    });
  });
  return rows;
}
