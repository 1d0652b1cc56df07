/**
 * Generators of the group of symmetries of F that fix θ, among the signed permutations of its coordinates.
 *
 * A base x₁, x₂, … of signed parameters is chosen such that singling them out leaves all colours different.
 * For each k from the last to the first and each y that is not yet known to lie in the orbit of x_k under
 * the stabiliser of x₁ … x_{k−1}, a backtracking search decides whether some symmetry fixes x₁ … x_{k−1} and
 * takes x_k to y. What is found generates the whole group and its order is the product of the orbits' sizes
 * (Sims 1970; McKay 1981). Every element is proved and checked on θ before it counts.
 */
import { indicesTo } from '../../numerics/list-of.ts';
import type { Prover } from '../group/proof.ts';
import { fixesClasses, moveOf, type SignedMove } from '../group/signed-move.ts';
import type { SymmetryGraph } from '../group/symmetry-graph.ts';

export interface Stabiliser {
  readonly moves: readonly SignedMove[];
  /** False where the search was cut short: `moves` then generate a subgroup. */
  readonly complete: boolean;
  /** Order of the group that the moves generate; of what is known of it where not complete. */
  readonly order: bigint;
}

/** Time alone: edge visits after which the search gives up, about a second. */
export const DEFAULT_WORK = 5e7;

interface Search {
  readonly graph: SymmetryGraph;
  readonly prove: Prover;
  /** Null: all symmetries of F, whatever the point. */
  readonly classes: Int32Array | null;
  readonly limit: number;
}

/** @param known symmetries of θ found otherwise; they prune the search and are returned first. */
export function stabiliser(
  graph: SymmetryGraph,
  prove: Prover,
  classes: Int32Array | null,
  known: readonly SignedMove[],
  maximalWork = DEFAULT_WORK,
): Stabiliser {
  const moves = [...known];
  const search: Search = { graph, prove, classes, limit: graph.work() + maximalWork };
  const base: number[] = [];
  const colours = [graph.initial(classes)];
  let complete = true;
  for (;;) {
    const current = colours.at(-1)!;
    const vertex = firstShared(graph, current);
    if (vertex === -1) break;
    if (graph.work() > search.limit) {
      complete = false;
      break;
    }
    colours.push(graph.individualise(current, vertex, base.length));
    base.push(vertex);
  }
  const digests = colours.map((c) => graph.digest(c));
  let order = 1n;
  for (let k = base.length - 1; k >= 0; k--) {
    const own = base[k];
    const cell = verticesOf(graph, colours[k], colours[k][own]);
    let orbits = stabiliserOrbits(graph, moves, base.slice(0, k));
    for (const y of cell) {
      if (orbits[y] === orbits[own]) continue;
      const found = findMove(search, { base, colours, digests, from: k, y });
      if (found === 'gave-up') complete = false;
      else if (found !== null) {
        moves.push(found);
        orbits = stabiliserOrbits(graph, moves, base.slice(0, k));
      }
    }
    order *= BigInt(cell.filter((y) => orbits[y] === orbits[own]).length);
  }
  return { moves, complete, order };
}

/** The first signed parameter whose colour another one has too, or −1. */
export function firstShared(graph: SymmetryGraph, colours: Int32Array): number {
  const count = new Map<number, number>();
  for (let v = 0; v < graph.vertices; v++) count.set(colours[v], (count.get(colours[v]) ?? 0) + 1);
  for (let v = 0; v < graph.vertices; v++) if (count.get(colours[v])! > 1) return v;
  return -1;
}

export function verticesOf(graph: SymmetryGraph, colours: Int32Array, colour: number): number[] {
  const cell: number[] = [];
  for (let v = 0; v < graph.vertices; v++) if (colours[v] === colour) cell.push(v);
  return cell;
}

/** Smallest vertex of the orbit of each vertex under the moves that fix all of `points`. */
export function stabiliserOrbits(
  graph: SymmetryGraph,
  moves: readonly SignedMove[],
  points: readonly number[],
): Int32Array {
  const parent = indicesTo(graph.vertices);
  /** Every second vertex on the way up is hung one place higher. */
  const find = (v: number): number => {
    let at = v;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  };
  const fixed = new Set(points.map((v) => v >> 1));
  for (const { moved, image, sign } of moves) {
    if (moved.some((i) => fixed.has(i))) continue;
    for (let k = 0; k < moved.length; k++) {
      for (let a = 0; a < 2; a++) {
        const from = find(2 * moved[k] + a);
        const to = find(2 * image[k] + (sign[k] === -1 ? 1 - a : a));
        parent[Math.max(from, to)] = Math.min(from, to);
      }
    }
  }
  return parent.map((_, v) => find(v));
}

interface Target {
  readonly base: readonly number[];
  readonly colours: readonly Int32Array[];
  readonly digests: readonly number[];
  /** Index of the base point to be moved; the ones before it stay. */
  readonly from: number;
  /** Where it goes. */
  readonly y: number;
}

function findMove(
  search: Search,
  { base, colours, digests, from, y }: Target,
): SignedMove | null | 'gave-up' {
  const { graph } = search;
  const visit = (k: number, current: Int32Array, vertex: number): SignedMove | null | 'gave-up' => {
    if (graph.work() > search.limit) return 'gave-up';
    const next = graph.individualise(current, vertex, k);
    // Time alone: nothing below it is proved either.
    if (graph.digest(next) !== digests[k + 1]) return null;
    const wanted = colours[k + 1];
    if (k + 1 === base.length) return moveBetween(search, wanted, next);
    for (const candidate of verticesOf(graph, next, wanted[base[k + 1]])) {
      const found = visit(k + 1, next, candidate);
      if (found !== null) return found;
    }
    return null;
  };
  return visit(from, colours[from], y);
}

/** The map that takes colours to equal colours, if it is a symmetry of F and θ. */
function moveBetween(
  { graph, prove, classes }: Search,
  from: Int32Array,
  to: Int32Array,
): SignedMove | null {
  const vertexOf = new Map<number, number>();
  for (let v = 0; v < graph.vertices; v++) vertexOf.set(to[v], v);
  const triples: [number, number, number][] = [];
  const met = new Set<number>();
  for (let i = 0; 2 * i < graph.vertices; i++) {
    const image = vertexOf.get(from[2 * i]);
    if (image === undefined) return null;
    met.add(image >> 1);
    triples.push([i, image >> 1, (image & 1) === 1 ? -1 : 1]);
  }
  if (met.size * 2 !== graph.vertices) return null;
  const move = moveOf(triples);
  if (classes !== null && !fixesClasses(move, classes)) return null;
  return prove(move) ? move : null;
}
