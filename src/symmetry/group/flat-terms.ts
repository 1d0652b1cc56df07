/** Terms of the polynomials of a normal form in flat arrays, node by node: what rounds of refinement go through. */
import { format, isNegative, negate } from '../../numerics/rational.ts';
import type { AtomPolynomial } from './atom-polynomial.ts';

export interface FlatTerms {
  readonly count: number;
  /** Vertex of the node that each term belongs to. */
  readonly node: Int32Array;
  /** Of the coefficient. */
  readonly sign: Int8Array;
  /** Equal for coefficients of equal size; from 1. */
  readonly weight: Int32Array;
  /** Factors of term t are start[t] … start[t + 1] − 1. */
  readonly start: Int32Array;
  /** Vertex of the atom of each factor. */
  readonly factor: Int32Array;
  /** Its exponent, not 0. */
  readonly power: Int32Array;
}

/** @param nodeVertex −1 for nodes that are left out. */
export function flatTerms(
  nodes: readonly AtomPolynomial[],
  nodeVertex: Int32Array,
  atomVertex: Int32Array,
): FlatTerms {
  const node: number[] = [];
  const sign: number[] = [];
  const weight: number[] = [];
  const start: number[] = [0];
  const factor: number[] = [];
  const power: number[] = [];
  const weights = new Map<string, number>();
  nodes.forEach((p, n) => {
    if (nodeVertex[n] === -1) return;
    for (const { coefficient, factors } of p.values()) {
      const negative = isNegative(coefficient);
      const text = format(negative ? negate(coefficient) : coefficient);
      if (!weights.has(text)) weights.set(text, weights.size + 1);
      node.push(nodeVertex[n]);
      sign.push(negative ? -1 : 1);
      weight.push(weights.get(text)!);
      for (let k = 0; k < factors.length; k += 2) {
        factor.push(atomVertex[factors[k]]);
        power.push(factors[k + 1]);
      }
      start.push(factor.length);
    }
  });
  return {
    count: node.length,
    node: Int32Array.from(node),
    sign: Int8Array.from(sign),
    weight: Int32Array.from(weight),
    start: Int32Array.from(start),
    factor: Int32Array.from(factor),
    power: Int32Array.from(power),
  };
}
