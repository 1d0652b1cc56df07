/**
 * Networks with one input, one output and one hidden layer that is linear: F(x) = (a·w)x, or
 * F = Σₖ aₖ gₖ wₖ x with free gates gₖ. With p = w + a and m = w − a
 *
 *     a·w = (‖p‖² − ‖m‖²)/4,
 *
 * so the isometries of parameter space that leave F alone are O(n) × O(n), acting on p and on m; the
 * exchange (w, a) ↦ (a, w), which is m ↦ −m, is one of them. What fixes θ fixes the span of (p, p) and
 * (m, −m), whichever of them are not 0, and nothing else. With free gates that holds neuron by neuron,
 * n = 1 each, since the gates are told apart.
 */

import { resolveFunction } from '../analytic/registry.ts';
import { layoutOf } from '../instances/layout.ts';
import type { ModelJson } from '../models/contract.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import type { Rational } from '../numerics/rational.ts';
import { type IntegerVector, integerVector, isZeroVector } from './orthogonal-span.ts';

/** Mutually orthogonal directions that span the stratum of θ; null for other models. */
export function scalarProductStratum(
  model: ModelJson,
  theta: readonly Rational[],
): readonly IntegerVector[] | null {
  const gates = isOfKind(model, 'relu-paths');
  if (!gates && !isLinear(model)) return null;
  const { layers, size } = layoutOf(model);
  const [inner, outer] = [layers[0]!, layers[1]!];
  const single = inner.columns === 1 && outer.rows === 1;
  if (layers.length !== 2 || !single || inner.bias >= 0 || outer.bias >= 0) return null;
  const n = inner.rows;
  const exact = integerVector(theta);
  const groups = gates
    ? Array.from({ length: n }, (_, k) => [k])
    : [Array.from({ length: n }, (_, k) => k)];
  return groups.flatMap((neurons) =>
    ([1n, -1n] as const)
      .map((s): IntegerVector => {
        const direction = new Array<bigint>(size).fill(0n);
        for (const k of neurons) {
          const [w, a] = [inner.weights + k, outer.weights + k];
          direction[w] = exact[w]! + s * exact[a]!;
          direction[a] = s * direction[w];
        }
        return direction;
      })
      .filter((direction) => !isZeroVector(direction)),
  );
}

/** Whether every layer is linear, σ(z) = cz included. */
function isLinear(model: ModelJson): boolean {
  if (isOfKind(model, 'linear')) return true;
  if (!isOfKind(model, 'fully-connected')) return false;
  const { polynomialDegree, zeroAtZero } = resolveFunction(model.activation);
  return polynomialDegree === 1 && zeroAtZero;
}
