/** Laws of the coefficients, in exact arithmetic. */
import type { Tableau } from '../../dynamics/tableau.ts';
import { add, equal, format, multiply, type Rational, rational } from '../../numerics/rational.ts';
import { formatTree, sum, treesUpTo, violatedTrees } from './order-conditions.ts';
import { always, hasDense, hasEmbedded, type SolverLaw } from './solver-law.ts';

export const nodesLaw: SolverLaw = {
  name: 'consistency',
  statement: 'every stage lies at its node: cᵢ = Σⱼ aᵢⱼ',
  applies: always,
  *check({ method: { nodes, stages } }) {
    for (const [i, row] of stages.entries())
      if (!equal(sum(row), nodes[i]))
        yield `stage ${i + 1}: node ${format(nodes[i])}, row sum ${format(sum(row))}`;
  },
};

export const orderLaw: SolverLaw = {
  name: 'order-conditions',
  statement: 'the result has exactly the order that is stated, over ℚ',
  applies: always,
  check: ({ method }) => exactOrder(method, method.weights, method.order),
};

export const embeddedLaw: SolverLaw = {
  name: 'embedded-order',
  statement: 'the embedded result has exactly the order that is stated, over ℚ',
  applies: hasEmbedded,
  check: ({ method }) =>
    method.embedded === null
      ? []
      : exactOrder(method, method.embedded.weights, method.embedded.order),
};

function* exactOrder(
  { stages }: Tableau,
  weights: readonly Rational[],
  order: number,
): Iterable<string> {
  const violated = violatedTrees(treesUpTo(order + 1), stages, weights);
  for (const tree of violated)
    if (tree.nodes <= order)
      yield `the condition of the tree ${formatTree(tree)} with ${tree.nodes} nodes fails`;
  if (violated.length === 0) yield `order ${order} is stated, order ${order + 1} holds too`;
}

/** bᵢ(s) of the continuous extension. */
function denseWeights(rows: readonly (readonly Rational[])[], s: Rational): Rational[] {
  return rows.map((row) => row.reduceRight((value, c) => multiply(s, add(value, c)), rational(0)));
}

export const denseLaw: SolverLaw = {
  name: 'dense-order',
  statement:
    'the continuous extension has the order that is stated at every s and meets the result at s = 1',
  applies: hasDense,
  *check({ method: { stages, weights, dense } }) {
    if (dense === null) return;
    const end = denseWeights(dense.weights, rational(1));
    if (!weights.every((b, i) => equal(b, end[i]))) yield 'the weights at s = 1 are not the result';
    // bᵢ(s) has degree d in s and s^|τ|/γ at most the order: that many values of s and one more prove
    // the identity for all s.
    const degree = Math.max(dense.weights[0].length, dense.order);
    const trees = treesUpTo(dense.order);
    for (let k = 0; k <= degree; k++) {
      const s = rational(k, degree);
      for (const tree of violatedTrees(trees, stages, denseWeights(dense.weights, s), s))
        yield `the condition of the tree ${formatTree(tree)} fails at s = ${format(s)}`;
    }
  },
};
