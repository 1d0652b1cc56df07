/**
 * The subspace on which the units of clusters are equal up to sign, and what is pinned in them vanishes: the
 * stratum that `condensation.ts` has measured, over all hidden axes at once.
 *
 * Fix(H₁) ∩ Fix(H₂) is what the group of both fixes, so that the clusters of all axes together are a stratum too.
 */
import type { ModelSymmetry } from '../group/model-symmetry.ts';
import type { UnitAxis } from '../group/units.ts';
import { type FixedPointSubspace, fixedPointSubspace } from '../subspaces/fixed-point-subspace.ts';
import { type SignedPartition, signedPartition } from '../subspaces/signed-partition.ts';
import { centred } from './centred.ts';
import { lost, pinningsOf } from './condensation.ts';
import type { Cluster } from './near-stratum.ts';

/**
 * @param clusters of each axis of the model.
 * @param theta says which signs bring the units of a cluster next to its largest one.
 */
export function clusteredSubspace(
  { form, size, axes }: Pick<ModelSymmetry, 'form' | 'size' | 'axes'>,
  clusters: readonly (readonly Cluster[])[],
  theta: Float64Array,
): FixedPointSubspace {
  const partition = signedPartition(size);
  const counted = centred(form, theta);
  axes.forEach((axis, k) => {
    for (const cluster of clusters[k]) relate(partition, axis, cluster, counted);
  });
  return fixedPointSubspace({
    partition,
    center: form.center,
    centered: (p) => form.centered[p] === 1,
    describe: () => '',
  });
}

function relate(
  partition: SignedPartition,
  axis: UnitAxis,
  { units, dimension }: Cluster,
  theta: Float64Array,
): void {
  const values = units.map((u) => Float64Array.from(axis.slices[u], (p) => theta[p]));
  const along = (u: number, v: number, sign: (k: number) => number) =>
    values[u].reduce((sum, x, k) => sum + sign(k) * x * values[v][k], 0);
  const largest = values.reduce(
    (best, _, u) => (along(u, u, () => 1) > along(best, best, () => 1) ? u : best),
    0,
  );
  const [pinning] = pinningsOf(axis)
    .filter((one) => one.dimension === dimension)
    .map((one) => ({ ...one, cost: values.reduce((sum, unit) => sum + lost(unit, one), 0) }))
    .sort((a, b) => a.cost - b.cost);
  const { kept, signs } = pinning;
  units.forEach((unit, u) => {
    const nearness = signs.map((sign) => along(u, largest, (k) => kept[k] * sign[k]));
    const sign = signs[nearness.indexOf(Math.max(...nearness))];
    axis.slices[unit].forEach((p, k) => {
      if (kept[k] === 0) partition.relate(p, p, -1);
      else partition.relate(axis.slices[units[largest]][k], p, sign[k] === -1 ? -1 : 1);
    });
  });
}
