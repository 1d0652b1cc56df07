/**
 * Generators of the isotropy group of θ in networks with several hidden layers, where symmetries may
 * move neurons of several layers at once: W₁ with equal rows, W₂ = [[p, q], [q, p]], W₃ = [r, r] is
 * fixed by exchanging both layers together, though no exchange within one layer fixes it.
 *
 * A base x₁, x₂, … is chosen such that singling its vertices out leaves all colours different. For each
 * k from the last to the first and each y that is not yet known to lie in the orbit of x_k under the
 * stabiliser of x₁ … x_{k−1}, a backtracking search decides whether some symmetry fixes x₁ … x_{k−1} and
 * takes x_k to y. What is found generates the whole group and its order is the product of the orbits'
 * sizes (Sims 1970; McKay 1981). Every element is checked on all of θ before it counts.
 */
import { actionOf, type HiddenNeurons, type NeuronAction, visitMoved } from './hidden-neurons.ts';
import { type Refinement, refinement } from './refinement.ts';

export interface Automorphisms {
  readonly actions: readonly NeuronAction[];
  /**
   * False where the search was cut short: `actions` then generate a subgroup H′ of the isotropy group
   * H, and Fix(H′) ⊇ Fix(H) still contains the orbit of θ, so its dimension is still an upper bound.
   */
  readonly complete: boolean;
  /** Order of the group that the actions generate; of what is known of it where not complete. */
  readonly order: bigint;
}

/** Edge visits after which the search gives up: a few seconds. */
export const DEFAULT_WORK = 3e8;

/**
 * @param known symmetries of θ found otherwise; they prune the search and are returned first.
 */
export function automorphisms(
  neurons: HiddenNeurons,
  classes: Int32Array,
  known: readonly NeuronAction[],
  maximalWork = DEFAULT_WORK,
): Automorphisms {
  const graph = refinement(neurons, classes);
  const actions = [...known];
  const { base, colours } = chooseBase(graph);
  let complete = true;
  let order = 1n;
  for (let k = base.length - 1; k >= 0; k--) {
    const cell = verticesOf(colours[k]!, colours[k]![base[k]!]!);
    let orbits = stabiliserOrbits(graph, actions, base.slice(0, k));
    for (const y of cell) {
      if (orbits[y] === orbits[base[k]!]) continue;
      if (graph.work() > maximalWork) {
        complete = false;
        break;
      }
      const found = search(neurons, classes, graph, { base, colours, from: k, y, maximalWork });
      if (found === 'gave-up') complete = false;
      else if (found !== null) {
        actions.push(found);
        orbits = stabiliserOrbits(graph, actions, base.slice(0, k));
      }
    }
    order *= BigInt(cell.filter((y) => orbits[y] === orbits[base[k]!]).length);
  }
  return { actions, complete, order };
}

function chooseBase(graph: Refinement): { base: number[]; colours: Int32Array[] } {
  const base: number[] = [];
  const colours = [graph.initial()];
  for (;;) {
    const current = colours.at(-1)!;
    const vertex = firstShared(current);
    if (vertex < 0) return { base, colours };
    colours.push(graph.individualise(current, vertex, base.length));
    base.push(vertex);
  }
}

/** The first vertex whose colour another vertex has too, or −1. */
export function firstShared(colours: Int32Array): number {
  const count = new Map<number, number>();
  for (const colour of colours) count.set(colour, (count.get(colour) ?? 0) + 1);
  return colours.findIndex((colour) => count.get(colour)! > 1);
}

export function verticesOf(colours: Int32Array, colour: number): number[] {
  const cell: number[] = [];
  for (let v = 0; v < colours.length; v++) if (colours[v] === colour) cell.push(v);
  return cell;
}

/** Smallest vertex of the orbit of each vertex under the actions that fix all of `points`. */
export function stabiliserOrbits(
  graph: Refinement,
  actions: readonly NeuronAction[],
  points: readonly number[],
): Int32Array {
  const parent = new Int32Array(graph.vertices).map((_, v) => v);
  const find = (v: number): number => {
    let root = v;
    while (parent[root] !== root) root = parent[root]!;
    while (parent[v] !== root) [v, parent[v]] = [parent[v]!, root];
    return root;
  };
  const fixed = new Set(points.map((v) => Math.floor(v / graph.spread)));
  for (const { moved, image, sign } of actions) {
    if (moved.some((neuron) => fixed.has(neuron))) continue;
    for (let k = 0; k < moved.length; k++) {
      for (let a = 0; a < graph.spread; a++) {
        const from = find(moved[k]! * graph.spread + a);
        const to = find(image[k]! * graph.spread + (sign[k]! < 0 ? 1 - a : a));
        if (from < to) parent[to] = from;
        else parent[from] = to;
      }
    }
  }
  return parent.map((_, v) => find(v));
}

interface Target {
  readonly base: readonly number[];
  readonly colours: readonly Int32Array[];
  /** Index of the base point to be moved; the ones before it stay. */
  readonly from: number;
  /** Where it goes. */
  readonly y: number;
  readonly maximalWork: number;
}

function search(
  neurons: HiddenNeurons,
  classes: Int32Array,
  graph: Refinement,
  { base, colours, from, y, maximalWork }: Target,
): NeuronAction | null | 'gave-up' {
  const visit = (
    k: number,
    current: Int32Array,
    vertex: number,
  ): NeuronAction | null | 'gave-up' => {
    if (graph.work() > maximalWork) return 'gave-up';
    const next = graph.individualise(current, vertex, k);
    const wanted = colours[k + 1]!;
    if (!sameColours(wanted, next)) return null;
    if (k + 1 === base.length) return symmetryBetween(neurons, classes, graph, wanted, next);
    for (const candidate of verticesOf(next, wanted[base[k + 1]!]!)) {
      const found = visit(k + 1, next, candidate);
      if (found !== null) return found;
    }
    return null;
  };
  return visit(from, colours[from]!, y);
}

function sameColours(a: Int32Array, b: Int32Array): boolean {
  const left = a.slice().sort();
  const right = b.slice().sort();
  return left.every((colour, v) => colour === right[v]);
}

/** The map that takes colours to equal colours, if it is a symmetry of θ. */
function symmetryBetween(
  neurons: HiddenNeurons,
  classes: Int32Array,
  graph: Refinement,
  from: Int32Array,
  to: Int32Array,
): NeuronAction | null {
  const vertexOf = new Map<number, number>();
  for (let v = 0; v < to.length; v++) vertexOf.set(to[v]!, v);
  const pairs: [number, number, number][] = [];
  for (let neuron = 0; neuron < neurons.total; neuron++) {
    const image = vertexOf.get(from[neuron * graph.spread]!)!;
    const sign = graph.spread === 2 && (image & 1) === 1 ? -1 : 1;
    const target = Math.floor(image / graph.spread);
    if (graph.spread === 2 && vertexOf.get(from[2 * neuron + 1]!) !== (image ^ 1)) return null;
    pairs.push([neuron, target, sign]);
  }
  if (new Set(pairs.map(([, target]) => target)).size !== neurons.total) return null;
  const action = actionOf(pairs);
  return fixes(neurons, classes, action) ? action : null;
}

/** Whether the action leaves θ, given by its signed classes, where it is. */
export function fixes(
  neurons: HiddenNeurons,
  classes: ArrayLike<number>,
  action: NeuronAction,
): boolean {
  let fixed = true;
  visitMoved(neurons, action, (p, q, sign) => {
    if (classes[q] !== sign * classes[p]! && (classes[q] !== 0 || classes[p] !== 0)) fixed = false;
  });
  return fixed;
}
