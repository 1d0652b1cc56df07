/**
 * How near θ is to strata of one hidden axis: units are put into clusters, and in each cluster some of
 * the sign changes that are symmetries fix every unit.
 *
 *   d² = Σ over clusters C, pinned by the signs of H:  Σ_{u ∈ C} ‖p_H u‖² + Σ_{u ∈ C} ‖s_u(1 − p_H)u − mean‖²
 *
 * u are the parameters that a unit bears, s_u the sign change that brings it next to the others, p_H the
 * projection on the coordinates that H changes (0 on the stratum). The dimension counts what H leaves, once for
 * each cluster. For every dimension the least d is exact up to `EXACT_UNITS` units, by dynamic programming
 * over all subsets; beyond, it is an upper bound by agglomeration: the two clusters whose union costs least
 * are joined, one after the other (Ward, JASA 1963).
 */
import type { UnitAxis } from '../group/units.ts';
import { byAgglomeration } from './joined-clusters.ts';
import type { Cluster, NearStratum, Pinning } from './near-stratum.ts';

export type { Cluster, NearStratum } from './near-stratum.ts';

/** Most units of an axis for which all clusterings are compared. */
export const EXACT_UNITS = 8;

export interface Condensation {
  readonly label: string;
  readonly noun: string;
  readonly units: number;
  /** Coordinates of one unit. */
  readonly unitSize: number;
  /** Whether sign changes of a unit are symmetries, so that units of a cluster may be opposite. */
  readonly isSigned: boolean;
  /** Whether distances are the least there are, or upper bounds. */
  readonly exact: boolean;
  /** The nearest for each number of dimensions, ascending; larger and farther ones are left out. */
  readonly nearest: readonly NearStratum[];
  /** What biases count from, so that 0 means this; absent: 0. */
  readonly center?: number;
}

export function condensation(axis: UnitAxis, theta: ArrayLike<number>): Condensation {
  const { label, noun, slices, permutable } = axis;
  const units = slices.map((slice) => Float64Array.from(slice, (p) => theta[p]));
  const pinnings = pinningsOf(axis);
  const exact = units.length <= EXACT_UNITS;
  const found = !permutable
    ? separately(units, pinnings)
    : exact
      ? byAllSubsets(units, pinnings)
      : byAgglomeration(units, pinnings);
  return {
    label,
    noun,
    units: units.length,
    unitSize: slices[0].length,
    isSigned: axis.signs.length > 0,
    exact: exact || !permutable,
    nearest: paretoOf(found),
  };
}

/** Subgroups of the group of sign changes of a unit: what they pin, and what is left of the group. */
export function pinningsOf({ slices, tensorOf, signs }: UnitAxis): Pinning[] {
  const size = slices[0].length;
  const pinned = new Set<number>([0]);
  for (const set of signs) for (const before of [...pinned]) pinned.add(before | set);
  return [...pinned].map((tensors) => {
    const kept = Uint8Array.from(tensorOf, (t) => ((tensors >> t) & 1 ? 0 : 1));
    const distinct = new Map<number, Int8Array>();
    for (const set of [0, ...signs]) {
      const rest = set & ~tensors;
      if (!distinct.has(rest))
        distinct.set(
          rest,
          Int8Array.from({ length: size }, (_, k) => ((rest >> tensorOf[k]) & 1 ? -1 : 1)),
        );
    }
    return {
      kept,
      dimension: kept.reduce((sum, one) => sum + one, 0),
      signs: [...distinct.values()],
    };
  });
}

/** What the coordinates cost that the pinning takes away. */
export function lost(unit: Float64Array, { kept }: Pinning): number {
  let sum = 0;
  for (let k = 0; k < unit.length; k++) if (kept[k] === 0) sum += unit[k] * unit[k];
  return sum;
}

/**
 * Least Σ‖s_u u − mean‖² over signs, the first unit's sign fixed: where ‖Σ s_u u‖² is largest. The sum itself is taken
 * of differences, since it may be far smaller than Σ‖u‖².
 */
function spread(members: readonly Float64Array[], { kept, signs }: Pinning): number {
  const own = [...kept.keys()].filter((k) => kept[k] === 1);
  const sum = new Float64Array(kept.length);
  const [identity] = signs;
  const chosen = members.map(() => identity);
  let best = [...chosen];
  let largest = -1;
  const add = (unit: Float64Array, sign: Int8Array, factor: 1 | -1) => {
    for (const k of own) sum[k] += factor * sign[k] * unit[k];
  };
  const visit = (at: number): void => {
    if (at === members.length) {
      let square = 0;
      for (const x of sum) square += x * x;
      if (square > largest) [largest, best] = [square, [...chosen]];
      return;
    }
    for (const sign of at === 0 ? [identity] : signs) {
      chosen[at] = sign;
      add(members[at], sign, 1);
      visit(at + 1);
      add(members[at], sign, -1);
    }
  };
  visit(0);
  let total = 0;
  for (const k of own) {
    const first = members[0][k];
    let offset = 0;
    members.forEach((unit, u) => {
      offset += best[u][k] * unit[k] - first;
    });
    offset /= members.length;
    members.forEach((unit, u) => {
      total += (best[u][k] * unit[k] - first - offset) ** 2;
    });
  }
  return total;
}

/** Clusters of one unit each. */
function separately(units: readonly Float64Array[], pinnings: readonly Pinning[]): NearStratum[] {
  let states: { dimension: number; cost: number; clusters: Cluster[] }[] = [
    { dimension: 0, cost: 0, clusters: [] },
  ];
  units.forEach((unit, i) => {
    const best = new Map<number, (typeof states)[number]>();
    for (const state of states)
      for (const pinning of pinnings) {
        const dimension = state.dimension + pinning.dimension;
        const cost = state.cost + lost(unit, pinning);
        if (cost < (best.get(dimension)?.cost ?? Number.POSITIVE_INFINITY))
          best.set(dimension, {
            dimension,
            cost,
            clusters: [...state.clusters, { units: [i], dimension: pinning.dimension }],
          });
      }
    states = [...best.values()];
  });
  return states.map(({ dimension, cost, clusters }) => ({
    dimension,
    distance: Math.sqrt(cost),
    clusters,
  }));
}

interface Chosen {
  readonly cost: number;
  readonly subset: number;
  readonly dimension: number;
}

/** best[subset][dimension] over the cluster that holds the subset's first unit. */
function byAllSubsets(units: readonly Float64Array[], pinnings: readonly Pinning[]): NearStratum[] {
  const all = 2 ** units.length - 1;
  const members = (subset: number) => units.filter((_, i) => (subset >> i) & 1);
  const costs: number[][] = [[]];
  for (let subset = 1; subset <= all; subset++) {
    const own = members(subset);
    costs.push(
      pinnings.map((pinning) =>
        own.reduce((sum, unit) => sum + lost(unit, pinning), spread(own, pinning)),
      ),
    );
  }
  const best: Map<number, Chosen>[] = [new Map([[0, { cost: 0, subset: 0, dimension: 0 }]])];
  for (let subset = 1; subset <= all; subset++) {
    const first = subset & -subset;
    const rest = subset ^ first;
    const own = new Map<number, Chosen>();
    for (let others = rest; ; others = (others - 1) & rest) {
      const cluster = first | others;
      pinnings.forEach(({ dimension }, p) => {
        for (const [before, state] of best[subset ^ cluster]) {
          const total = state.cost + costs[cluster][p];
          if (total < (own.get(before + dimension)?.cost ?? Number.POSITIVE_INFINITY))
            own.set(before + dimension, { cost: total, subset: cluster, dimension });
        }
      });
      if (others === 0) break;
    }
    best.push(own);
  }
  return [...best[all]].map(([dimension, { cost }]) => {
    const clusters: Cluster[] = [];
    for (let subset = all, left = dimension; subset > 0; ) {
      const chosen = best[subset].get(left)!;
      const own = units.flatMap((_, i) => ((chosen.subset >> i) & 1 ? [i] : []));
      clusters.push({ units: own, dimension: chosen.dimension });
      left -= chosen.dimension;
      subset ^= chosen.subset;
    }
    return { dimension, distance: Math.sqrt(cost), clusters };
  });
}

/** Ascending dimensions, each nearer than all smaller ones. */
export function paretoOf(found: readonly NearStratum[]): NearStratum[] {
  const least = new Map<number, NearStratum>();
  for (const one of found)
    if (one.distance < (least.get(one.dimension)?.distance ?? Number.POSITIVE_INFINITY))
      least.set(one.dimension, one);
  const out: NearStratum[] = [];
  for (const one of [...least.values()].sort((a, b) => a.dimension - b.dimension))
    if (out.length === 0 || one.distance < out.at(-1)!.distance) out.push(one);
  return out;
}
