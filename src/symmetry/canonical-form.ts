/**
 * One point of each orbit of the model's finite symmetry group, so that two points that are the same up to
 * symmetry can be recognised.
 *
 * One hidden layer: each neuron is replaced by its reflection where that is lexicographically greater, then
 * neurons are sorted. Several hidden layers: all ways to number the vertices of the refined graph (see
 * `refinement.ts`) that the refinement cannot tell apart are compared and the smallest result is taken, as in
 * canonical labelling of graphs (McKay 1981); known symmetries of θ prune the tree.
 */
import type { ModelJson } from '../models/contract.ts';
import {
  asKnown,
  type DiagonalLinearSpec,
  type KnownSpec as ModelSpec,
} from '../models/kinds/specs.ts';
import { compare, format, isZero, negate, type Rational } from '../numerics/rational.ts';
import { automorphisms, firstShared, stabiliserOrbits, verticesOf } from './automorphisms.ts';
import {
  actionOf,
  type HiddenNeurons,
  hiddenNeurons,
  type NeuronAction,
} from './hidden-neurons.ts';
import { applyExact, isometryOf } from './isometry.ts';
import { polynomialSymmetries } from './polynomial-symmetry.ts';
import { refinement } from './refinement.ts';
import { reflectionOf, type SignRule } from './sign-rule.ts';
import { normalForm, twins } from './twins.ts';
import { neuronClasses } from './value-classes.ts';

export interface CanonicalForm {
  readonly theta: Rational[];
  /**
   * False where the comparison was cut short: points with equal forms are then still the same up to
   * symmetry, but points that are the same may have different forms.
   */
  readonly complete: boolean;
}

/** Numberings compared at most, for several hidden layers. */
const MAXIMAL_NUMBERINGS = 2000;

/**
 * The canonical point of the orbit of θ. For linear models under signed permutations only; for polynomial
 * models under the symmetries that were found.
 */
export function canonicalForm(
  model: ModelSpec,
  theta: readonly Rational[],
  options: { signs?: SignRule } = {},
): CanonicalForm {
  const signs = options.signs ?? 'by-parity';
  switch (model.kind) {
    case 'fully-connected':
    case 'linear':
    case 'relu-paths':
      return canonicalNeurons(hiddenNeurons(model, reflectionOf(model, signs)), theta);
    case 'diagonal-linear':
      return { theta: canonicalFactors(model, theta, signs), complete: true };
    case 'polynomial': {
      const { isometries, complete } = polynomialSymmetries(model, signs);
      const orbit = [[...theta], ...isometries.map((q) => applyExact(q, theta))];
      return { theta: orbit.reduce((a, b) => (isSmaller(b, a) ? b : a)), complete };
    }
  }
}

/** The form as text: equal texts mean equal up to symmetry. */
export function canonicalKey(
  model: ModelJson,
  theta: readonly Rational[],
  options: { signs?: SignRule } = {},
): string {
  return canonicalForm(asKnown(model), theta, options).theta.map(format).join(' ');
}

export function canonicalNeurons(
  neurons: HiddenNeurons,
  theta: readonly Rational[],
): CanonicalForm {
  const classes = neuronClasses(neurons, theta);
  const hidden = neurons.offsets.length - 1;
  if (hidden === 0) return { theta: [...theta], complete: true };
  if (hidden === 1) {
    return { theta: move(neurons, theta, sortedNeurons(neurons, classes)), complete: true };
  }
  return smallestNumbering(neurons, theta, classes);
}

/** For each input its factors by decreasing size, at most the last of them negative. */
function canonicalFactors(
  { depth, inputs }: DiagonalLinearSpec,
  theta: readonly Rational[],
  signs: SignRule,
): Rational[] {
  const form = [...theta];
  for (let i = 0; i < inputs; i++) {
    const factors = Array.from({ length: depth }, (_, l) => theta[l * inputs + i]!);
    const magnitudes = factors.map((q) => (signs !== 'none' && q.numerator < 0n ? negate(q) : q));
    magnitudes.sort((a, b) => compare(b, a));
    const negatives = factors.filter((q) => q.numerator < 0n).length;
    const last = magnitudes[depth - 1]!;
    if (signs !== 'none' && negatives % 2 === 1 && !isZero(last)) {
      magnitudes[depth - 1] = negate(last);
    }
    magnitudes.forEach((q, l) => {
      form[l * inputs + i] = q;
    });
  }
  return form;
}

function move(
  neurons: HiddenNeurons,
  theta: readonly Rational[],
  action: NeuronAction,
): Rational[] {
  return applyExact(isometryOf(neurons, action), theta);
}

/** The action that normalises the signs of all neurons and sorts them. */
function sortedNeurons(neurons: HiddenNeurons, classes: Int32Array): NeuronAction {
  const forms = Array.from({ length: neurons.total }, (_, neuron) => ({
    neuron,
    ...normalForm(neurons, classes, 0, neuron),
  }));
  if (neurons.permutable) {
    forms.sort((a, b) => {
      const j = a.numbers.findIndex((x, at) => x !== b.numbers[at]);
      return j < 0 ? 0 : a.numbers[j]! - b.numbers[j]!;
    });
  }
  return actionOf(forms.map(({ neuron, sign }, place) => [neuron, place, sign]));
}

function smallestNumbering(
  neurons: HiddenNeurons,
  theta: readonly Rational[],
  classes: Int32Array,
): CanonicalForm {
  const graph = refinement(neurons, classes);
  const group = automorphisms(neurons, classes, twins(neurons, classes));
  let best: Rational[] | null = null;
  let numberings = 0;
  const visit = (colours: Int32Array, chosen: readonly number[]): void => {
    if (numberings >= MAXIMAL_NUMBERINGS) return;
    if (firstShared(colours) < 0) {
      numberings++;
      const candidate = move(neurons, theta, numbering(neurons, colours, graph.spread));
      if (best === null || isSmaller(candidate, best)) best = candidate;
      return;
    }
    const orbits = stabiliserOrbits(graph, group.actions, chosen);
    const seen = new Set<number>();
    for (const vertex of verticesOf(colours, smallestShared(colours))) {
      if (seen.has(orbits[vertex]!)) continue;
      seen.add(orbits[vertex]!);
      visit(graph.individualise(colours, vertex, chosen.length), [...chosen, vertex]);
    }
  };
  visit(graph.initial(), []);
  return { theta: best ?? [...theta], complete: numberings < MAXIMAL_NUMBERINGS };
}

/** A choice of cell that depends on the colours only. */
function smallestShared(colours: Int32Array): number {
  const sorted = colours.slice().sort();
  return sorted.find((colour, v) => colour === sorted[v + 1])!;
}

/** Neurons of each layer by the greater colour of their two vertices, which becomes the positive one. */
function numbering(neurons: HiddenNeurons, colours: Int32Array, spread: 1 | 2): NeuronAction {
  const signOf = (n: number): number =>
    spread === 2 && colours[2 * n + 1]! > colours[2 * n]! ? -1 : 1;
  const colourOf = (n: number): number =>
    spread === 1 ? colours[n]! : Math.max(colours[2 * n]!, colours[2 * n + 1]!);
  const pairs: [number, number, number][] = [];
  for (let h = 0; h + 1 < neurons.offsets.length; h++) {
    const start = neurons.offsets[h]!;
    const layer = Array.from({ length: neurons.offsets[h + 1]! - start }, (_, k) => start + k);
    if (neurons.permutable) layer.sort((a, b) => colourOf(b) - colourOf(a));
    layer.forEach((n, place) => {
      pairs.push([n, start + place, signOf(n)]);
    });
  }
  return actionOf(pairs);
}

function isSmaller(a: readonly Rational[], b: readonly Rational[]): boolean {
  for (let i = 0; i < a.length; i++) {
    const order = compare(a[i]!, b[i]!);
    if (order !== 0) return order < 0;
  }
  return false;
}
