/**
 * Does a plane rotation of two units of an axis leave F unchanged? Its generator is the derivation
 *
 *   D θ_i = θ_j,   D θ_j = −θ_i   in every tensor that bears the axis,
 *
 * and D F = 0 is checked on the normal form: D of a sum that was not multiplied out is looked up among the
 * sums, functions and reciprocals must have D of their argument 0. A proof where the answer is yes.
 */
import { multiply, rational } from '../../numerics/rational.ts';
import {
  type AtomPolynomial,
  atomPolynomial,
  NOTHING,
  negated,
  productOf,
  scaled,
  signedText,
  sumOf,
  type Term,
} from '../group/atom-polynomial.ts';
import { isSum, type NormalForm } from '../group/normal-form.ts';
import type { Reachable } from '../group/proof.ts';

/** @param first θ-indices of one unit. @param second of the other, in the same order. */
export function isRotationInvariant(
  form: NormalForm,
  used: Reachable,
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): boolean {
  const { atoms, nodes, nodeOf, outputs } = form;
  const atomOf = new Map<number, AtomPolynomial>();
  for (let k = 0; k < first.length; k++) {
    atomOf.set(first[k], atomPolynomial(second[k]));
    atomOf.set(second[k], negated(atomPolynomial(first[k])));
  }
  const above: number[][] = nodes.map(() => []);
  atoms.forEach((atom, a) => {
    if (atom.node === -1 || used.atoms[a] === 0) return;
    above[atom.node].push(a);
  });

  function derivative(node: AtomPolynomial): AtomPolynomial {
    const parts: AtomPolynomial[] = [];
    for (const { coefficient, factors } of node.values()) {
      for (let k = 0; k < factors.length; k += 2) {
        const inner = atomOf.get(factors[k]);
        if (inner === undefined) continue;
        const exponent = factors[k + 1];
        const rest =
          exponent === 1
            ? [...factors.slice(0, k), ...factors.slice(k + 2)]
            : [...factors.slice(0, k), factors[k], exponent - 1, ...factors.slice(k + 2)];
        const term: Term = {
          coefficient: multiply(coefficient, rational(exponent)),
          factors: rest,
        };
        parts.push(productOf(new Map([[rest.join(), term]]), inner));
      }
    }
    return parts.length === 0 ? NOTHING : sumOf(parts);
  }

  const moving = new Set<number>();
  for (let n = 0; n < nodes.length; n++) {
    if (used.nodes[n] === 0) continue;
    const change = derivative(nodes[n]);
    if (change.size === 0) continue;
    moving.add(n);
    const { text, sign } = signedText(change);
    const sum = above[nodeOf.get(text) ?? -1]?.find((a) => isSum(atoms[a]));
    for (const a of above[n]) {
      if (!isSum(atoms[a])) return false;
      atomOf.set(a, sum === undefined ? change : scaled(atomPolynomial(sum), rational(sign)));
    }
  }
  return outputs.every(({ node }) => !moving.has(node));
}
