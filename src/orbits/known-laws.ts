/**
 * Conserved quantities that a model is known to have, as candidates: each is checked exactly before it
 * is used, so proposing one too many costs a moment and never a falsehood.
 *
 * They come from symmetries that are no isometries. If F is unchanged by e^{sA} and A = ∇h is a
 * gradient, then ⟨∇h, ∇F(x)⟩ = 0 for every x (Kunin et al., "Neural mechanics", ICLR 2021; Marcotte,
 * Gribonval, Peyré, "Abide by the law and follow the flow", NeurIPS 2023):
 *
 *   linear layers    W_{l+1} G⁻¹ · G (W_l, b_l)   the entries of W_{l+1}ᵀW_{l+1} − W_lW_lᵀ − b_lb_lᵀ
 *   σ(z) = z^p       incoming × s, outgoing × s⁻ᵖ    p‖out‖² − ‖in‖² for each hidden neuron
 *   ReLU, free gates                              the same with p = 1
 *   σ = exp          bias + s, outgoing × e⁻ˢ      ‖out‖² − 2b
 *   diagonal linear                               θ_{l+1,i}² − θ_{l,i}²
 */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { ModelSpec } from '../instances/instance.ts';
import { type LayerLayout, layoutOf } from '../instances/layout.ts';
import { asKnown } from '../models/kinds/specs.ts';
import { rational } from '../numerics/rational.ts';
import { type Polynomial, polynomial, type Term } from './invariants-polynomial.ts';

/** Above this many candidates (wide linear networks) only the diagonal ones are proposed. */
const MOST_PAIRS = 6000;

/** What `model` may conserve everywhere in parameter space, for its activation if it has one. */
export function knownLaws(given: ModelSpec, activation: AnalyticFunction | null): Polynomial[] {
  const model = asKnown(given);
  const { layers } = layoutOf(model);
  const joints = layers.slice(1).map((outer, l) => [layers[l]!, outer] as const);
  switch (model.kind) {
    case 'linear':
      return joints.flatMap(([inner, outer]) => matrixLaws(inner, outer));
    case 'relu-paths':
      return joints.flatMap(([inner, outer]) => neuronLaws(inner, outer, 1));
    case 'diagonal-linear':
      return joints.flatMap(([inner, outer]) =>
        indices(inner.columns).map((i) =>
          polynomial([square(outer.weights + i, 1), square(inner.weights + i, -1)]),
        ),
      );
    case 'polynomial':
      return [];
    case 'fully-connected': {
      const degree = activation?.polynomialDegree ?? null;
      if (degree === 1) return joints.flatMap(([inner, outer]) => matrixLaws(inner, outer));
      if (degree !== null && degree > 1)
        return joints.flatMap(([inner, outer]) => neuronLaws(inner, outer, degree));
      if (model.bias && activation?.analytic)
        return joints.flatMap(([inner, outer]) => exponentialLaws(inner, outer));
      return [];
    }
  }
}

/** Entries (i, j), i ≤ j, of W_{l+1}ᵀW_{l+1} − W_lW_lᵀ − b_lb_lᵀ. */
function matrixLaws(inner: LayerLayout, outer: LayerLayout): Polynomial[] {
  const width = inner.rows;
  const all = (width * (width + 1)) / 2 <= MOST_PAIRS;
  const pairs = indices(width).flatMap((i) =>
    indices(width)
      .filter((j) => j === i || (all && j > i))
      .map((j) => [i, j] as const),
  );
  // The diagonal first: norms are the most readable.
  pairs.sort(([i, j], [k, l]) => Number(i !== j) - Number(k !== l));
  return pairs.map(([i, j]) =>
    polynomial([
      ...outgoing(outer, i).map((at, o) => product(at, outgoing(outer, j)[o]!, 1)),
      ...incoming(inner, i).map((at, q) => product(at, incoming(inner, j)[q]!, -1)),
    ]),
  );
}

/** p‖out‖² − ‖in‖² for each neuron between the two layers; its bias is one more incoming weight. */
function neuronLaws(inner: LayerLayout, outer: LayerLayout, power: number): Polynomial[] {
  return indices(inner.rows).map((i) =>
    polynomial([
      ...outgoing(outer, i).map((at) => square(at, power)),
      ...incoming(inner, i).map((at) => square(at, -1)),
    ]),
  );
}

/** ‖out‖² − 2b for each neuron between the two layers. */
function exponentialLaws(inner: LayerLayout, outer: LayerLayout): Polynomial[] {
  return indices(inner.rows).map((i) =>
    polynomial([
      ...outgoing(outer, i).map((at) => square(at, 1)),
      { coefficient: rational(-2), powers: [[inner.bias + i, 1]] },
    ]),
  );
}

function incoming(layer: LayerLayout, neuron: number): number[] {
  const weights = indices(layer.columns).map((j) => layer.weights + neuron * layer.columns + j);
  return layer.bias < 0 ? weights : [...weights, layer.bias + neuron];
}

function outgoing(layer: LayerLayout, neuron: number): number[] {
  return indices(layer.rows).map((o) => layer.weights + o * layer.columns + neuron);
}

function square(index: number, coefficient: number): Term {
  return { coefficient: rational(coefficient), powers: [[index, 2]] };
}

function product(i: number, j: number, coefficient: number): Term {
  return {
    coefficient: rational(coefficient),
    powers: [
      [i, 1],
      [j, 1],
    ],
  };
}

function indices(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
