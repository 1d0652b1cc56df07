/**
 * The distance of θ to the stratum of given clusters along one axis, from the units where they are stored:
 *
 *   d² = Σ over clusters  Σ_u ‖p u‖² + Σ_u ‖d_u‖² − ‖Σ_u d_u‖²/n,   d_u = s_u u − u₀ in what is not pinned
 *
 * Differences to the first unit are exact where units are near, so nothing is lost to cancellation.
 */
import type { AxisSource, BearingTensor } from './unit-blocks.ts';
import { BLOCK } from './unit-sketches.ts';

export interface WideCluster {
  /** Units, each with the tensors (as bits) whose sign brings it next to the first. */
  readonly members: readonly { readonly unit: number; readonly set: number }[];
  /** Tensors (as bits) that vanish on the stratum. */
  readonly pinned: number;
}

/** Time alone: entries that follow one another from which on the units of clusters are read one by one. */
const LONG = 512;

/**
 * @param squares Σ of squares of each tensor, unit by unit.
 * @param block entries that are read at once.
 */
export function clusteredDistance(
  { units, tensors }: AxisSource,
  squares: readonly Float64Array[],
  clusters: readonly WideCluster[],
  block = BLOCK,
): number {
  let total = 0;
  for (const { members, pinned } of clusters)
    for (const { unit } of members)
      squares.forEach((own, t) => {
        if ((pinned >> t) & 1) total += own[unit];
      });
  tensors.forEach((tensor, t) => {
    const own = clusters.filter(
      ({ members, pinned }) => members.length > 1 && !((pinned >> t) & 1),
    );
    if (own.length > 0) total += spreadIn(tensor, units, t, own, block);
  });
  return Math.sqrt(total);
}

function spreadIn(
  { outer, inner, read }: BearingTensor,
  units: number,
  t: number,
  clusters: readonly WideCluster[],
  most: number,
): number {
  const sum = new Float64Array(Math.min(inner, most));
  let total = 0;
  if (inner >= LONG) {
    for (let o = 0; o < outer; o++)
      for (let i = 0; i < inner; i += most) {
        const part = sum.subarray(0, Math.min(most, inner - i));
        const entries = (unit: number) => read((o * units + unit) * inner + i, part.length);
        for (const cluster of clusters) total += spread(cluster, t, part, entries, () => 0);
      }
    return total;
  }
  const row = units * inner;
  const rows = Math.max(1, Math.floor(most / row));
  let r = 0;
  let block: Float64Array = sum;
  const entries = () => block;
  const startOf = (unit: number) => (r * units + unit) * inner;
  for (let o = 0; o < outer; o += rows) {
    const here = Math.min(rows, outer - o);
    block = read(o * row, here * row);
    for (r = 0; r < here; r++)
      for (const cluster of clusters) total += spread(cluster, t, sum, entries, startOf);
  }
  return total;
}

/** Σ_u ‖d_u‖² − ‖Σ_u d_u‖²/n over the coordinates for which `sum` has room. */
function spread(
  { members }: WideCluster,
  t: number,
  sum: Float64Array,
  entries: (unit: number) => Float64Array,
  startOf: (unit: number) => number,
): number {
  const [{ unit: head, set: own }] = members;
  const first = entries(head);
  const from = startOf(head);
  sum.fill(0);
  let squares = 0;
  for (let m = 1; m < members.length; m++) {
    const { unit, set } = members[m];
    const values = entries(unit);
    const at = startOf(unit);
    const sign = ((set ^ own) >> t) & 1 ? -1 : 1;
    for (let i = 0; i < sum.length; i++) {
      const d = sign * values[at + i] - first[from + i];
      sum[i] += d;
      squares += d * d;
    }
  }
  let mean = 0;
  for (let i = 0; i < sum.length; i++) mean += sum[i] * sum[i];
  return Math.max(0, squares - mean / members.length);
}
