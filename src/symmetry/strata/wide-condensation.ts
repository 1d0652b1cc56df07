/**
 * How near the units of a wide axis are to strata, in memory that does not grow with their length: pictures of the
 * units (`unit-sketches.ts`) say which are near one another, a minimal spanning tree which to join first, and the
 * distance of each clustering that is shown is then computed from the units themselves (`clustered-distance.ts`). So
 * distances are right, and upper bounds on that of the nearest stratum of their dimension.
 *
 * Sources: single linkage by Prim's tree, Gower & Ross, *Minimum spanning trees and single linkage cluster
 * analysis*, 1969.
 */

import { indicesTo } from '../../numerics/list-of.ts';
import { clusteredDistance, type WideCluster } from './clustered-distance.ts';
import { type Condensation, paretoOf } from './condensation.ts';
import type { NearStratum } from './near-stratum.ts';
import type { AxisSource } from './unit-blocks.ts';
import { sketchesOf, type UnitSketches } from './unit-sketches.ts';

/** Two units that are brought next to each other by the signs of `set`. */
interface Edge {
  readonly a: number;
  readonly b: number;
  readonly set: number;
  /** ½‖a − s·b‖², by pictures: what joining them costs. */
  readonly cost: number;
}

/** Time alone: exact distances that are computed on the way to the tolerance. */
const MOST_LOOKS = 24;

export function wideCondensation(source: AxisSource, near: number): Condensation {
  const { label, noun, units, tensors } = source;
  const sizes = tensors.map(({ outer, inner }) => outer * inner);
  const sketches = sketchesOf(source);
  const edges = source.permutable ? spanningTree(source, sketches) : [];
  const pinnings = pinnedSets(source);
  const squaresOf = (u: number, set: number) =>
    sketches.squares.reduce((sum, own, t) => ((set >> t) & 1 ? sum + own[u] : sum), 0);
  const dimensionOf = (set: number) =>
    sizes.reduce((sum, size, t) => ((set >> t) & 1 ? sum : sum + size), 0);
  const levels = [
    ...new Set([
      0,
      ...edges.map(({ cost }) => cost),
      ...pinnings.flatMap((set) => Array.from({ length: units }, (_, u) => squaresOf(u, set))),
    ]),
  ].sort((a, b) => a - b);

  /** What vanishes of a unit at a level: as much as may. */
  const pinnedAt = (u: number, level: number): number =>
    pinnings.reduce(
      (best, set) =>
        squaresOf(u, set) <= level && dimensionOf(set) < dimensionOf(best) ? set : best,
      0,
    );
  // What vanishes is near everything that is short: it is joined to its like only.
  const clustersAt = (level: number): WideCluster[] => {
    const pinned = Int32Array.from({ length: units }, (_, u) => pinnedAt(u, level));
    const own = edges.filter(({ a, b, cost }) => cost <= level && pinned[a] === pinned[b]);
    return joined(units, own).map((members) => ({ members, pinned: pinned[members[0].unit] }));
  };
  const found: NearStratum[] = [];
  const look = (level: number): number => {
    const clusters = clustersAt(level);
    const distance = clusteredDistance(source, sketches.squares, clusters);
    found.push({
      dimension: clusters.reduce((sum, { pinned }) => sum + dimensionOf(pinned), 0),
      distance,
      clusters: clusters.map(({ members, pinned }) => ({
        units: members.map(({ unit }) => unit).sort((a, b) => a - b),
        dimension: dimensionOf(pinned),
      })),
    });
    return distance;
  };
  // Nothing joined is at distance 0; what is equal to the last bit may be too.
  found.push({
    dimension: units * dimensionOf(0),
    distance: 0,
    clusters: Array.from({ length: units }, (_, u) => ({ units: [u], dimension: dimensionOf(0) })),
  });
  look(0);
  /** About the square of the distance at a level, by pictures. */
  const guess = (level: number): number =>
    edges.reduce((sum, { cost }) => (cost <= level ? sum + cost : sum), 0) +
    clustersAt(level).reduce(
      (sum, { members, pinned }) =>
        members.reduce((own, { unit }) => own + squaresOf(unit, pinned), sum),
      0,
    );
  let [low, high] = [0, lastWithin(levels, near * near)];
  let at = lastBelow(high, (index) => guess(levels[index]) <= near * near);
  for (let looks = 0, step = 1; looks < MOST_LOOKS && low < high; looks++) {
    if (look(levels[at]) <= near) {
      low = at;
      at = Math.min(high, at + step);
      step *= 2;
    } else {
      high = at - 1;
      at = Math.ceil((low + high) / 2);
      step = 1;
    }
  }
  return {
    label,
    noun,
    units,
    unitSize: dimensionOf(0),
    isSigned: source.signs.length > 0,
    exact: false,
    nearest: paretoOf(found),
  };
}

/** Index of the last level that is no larger: beyond it a single join is too far. */
function lastWithin(levels: readonly number[], most: number): number {
  let at = levels.findIndex((level) => level > most);
  if (at === -1) at = levels.length;
  return Math.max(0, at - 1);
}

/** The last index up to `most` at which `holds`, which holds up to some index and not beyond; 1 at least, if there is one. */
function lastBelow(most: number, holds: (index: number) => boolean): number {
  let [low, high] = [Math.min(1, most), most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Sets of tensors that a group of sign changes pins at 0, without the empty one. */
function pinnedSets({ signs }: AxisSource): number[] {
  const sets = new Set<number>([0]);
  for (const set of signs) for (const before of [...sets]) sets.add(before | set);
  sets.delete(0);
  return [...sets];
}

/** Prim's algorithm: in each step the unit that is nearest to those that are joined already. */
function spanningTree({ units, tensors, signs }: AxisSource, sketches: UnitSketches): Edge[] {
  const { numbers, pictures } = sketches;
  const patterns = [0, ...signs];
  const nearest = new Int32Array(units);
  const pattern = new Int32Array(units);
  const cost = new Float64Array(units).fill(Number.POSITIVE_INFINITY);
  const isIn = new Uint8Array(units);
  const sums = new Float64Array(tensors.length);
  const differences = new Float64Array(tensors.length);
  const edges: Edge[] = [];
  let last = 0;
  for (let step = 1; step < units; step++) {
    isIn[last] = 1;
    let next = -1;
    for (let u = 0; u < units; u++) {
      if (isIn[u] === 1) continue;
      for (let t = 0; t < tensors.length; t++) {
        const own = pictures[t];
        let [plus, minus] = [0, 0];
        for (let k = 0, i = u * numbers, j = last * numbers; k < numbers; k++) {
          const [x, y] = [own[i + k], own[j + k]];
          minus += (x - y) * (x - y);
          plus += (x + y) * (x + y);
        }
        sums[t] = plus;
        differences[t] = minus;
      }
      for (let p = 0; p < patterns.length; p++) {
        let square = 0;
        for (let t = 0; t < tensors.length; t++)
          square += (patterns[p] >> t) & 1 ? sums[t] : differences[t];
        if (square / 2 < cost[u]) {
          cost[u] = square / 2;
          nearest[u] = last;
          pattern[u] = patterns[p];
        }
      }
      if (next === -1 || cost[u] < cost[next]) next = u;
    }
    edges.push({ a: nearest[next], b: next, set: pattern[next], cost: cost[next] });
    last = next;
  }
  return edges;
}

/** Clusters by edges, each member with the signs that bring it next to the others. */
function joined(units: number, edges: readonly Edge[]): WideCluster['members'][] {
  const home = indicesTo(units);
  const signs = new Int32Array(units);
  const members = Array.from({ length: units }, (_, u) => [u]);
  for (const { a, b, set } of edges) {
    const isLarger = members[home[a]].length >= members[home[b]].length;
    const [target, emptied] = isLarger ? [home[a], home[b]] : [home[b], home[a]];
    const change = signs[a] ^ signs[b] ^ set;
    for (const u of members[emptied]) {
      members[target].push(u);
      signs[u] ^= change;
      home[u] = target;
    }
    members[emptied] = [];
  }
  return members
    .filter((own) => own.length > 0)
    .map((own) => own.map((unit) => ({ unit, set: signs[unit] })));
}
