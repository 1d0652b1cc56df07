/**
 * Order conditions in exact arithmetic. A Runge–Kutta method whose nodes are its row sums has order p
 * iff for every rooted tree τ with at most p nodes
 *
 *   Σ bᵢ φᵢ(τ) = 1/γ(τ),   φᵢ([τ₁ … τₖ]) = Π Σⱼ aᵢⱼ φⱼ(τₖ),   γ([τ₁ … τₖ]) = |τ| Π γ(τₖ);
 *
 * weights bᵢ(s) reach order p at the time s of the step iff the sums are s^{|τ|}/γ(τ).
 *
 * Source: E. Hairer, S. P. Nørsett, G. Wanner, Solving Ordinary Differential Equations I, 2nd ed., II.2
 * and II.6.
 */
import type { Rational } from '../../numerics/rational.ts';
import * as Q from '../../numerics/rational.ts';

export interface Tree {
  readonly nodes: number;
  readonly branches: readonly Tree[];
}

/** Multisets of trees with `nodes` nodes altogether, none before `from` in `pool`. */
function forests(nodes: number, pool: readonly Tree[], from = 0): Tree[][] {
  if (nodes === 0) return [[]];
  return pool
    .slice(from)
    .flatMap((tree, k) =>
      tree.nodes <= nodes
        ? forests(nodes - tree.nodes, pool, from + k).map((rest) => [tree, ...rest])
        : [],
    );
}

/** The rooted trees with at most `order` nodes, by the number of nodes: 1, 1, 2, 4, 9, 20, … */
export function treesUpTo(order: number): readonly Tree[] {
  const all: Tree[] = [];
  for (let nodes = 1; nodes <= order; nodes++)
    all.push(...forests(nodes - 1, all).map((branches) => ({ nodes, branches })));
  return all;
}

/** [ ] around the branches: •, [•], [[•]], [••] as "[]", "[[]]", "[[[]]]", "[[][]]". */
export function formatTree({ branches }: Tree): string {
  return `[${branches.map(formatTree).join('')}]`;
}

export const sum = (terms: readonly Rational[]): Rational => terms.reduce(Q.add, Q.ZERO);
const product = (terms: readonly Rational[]) => terms.reduce(Q.multiply, Q.ONE);
const dot = (weights: readonly Rational[], values: readonly Rational[]) =>
  sum(weights.map((w, i) => Q.multiply(w, values[i])));

/** φᵢ(τ) for every stage. */
function elementaryWeights(tree: Tree, stages: readonly (readonly Rational[])[]): Rational[] {
  const inner = tree.branches.map((branch) => elementaryWeights(branch, stages));
  return stages.map((row) => product(inner.map((values) => dot(row, values))));
}

/** γ(τ). */
function density(tree: Tree): Rational {
  return Q.multiply(Q.rational(tree.nodes), product(tree.branches.map(density)));
}

/** The trees whose condition fails. */
export function violatedTrees(
  trees: readonly Tree[],
  stages: readonly (readonly Rational[])[],
  weights: readonly Rational[],
  s: Rational = Q.ONE,
): readonly Tree[] {
  return trees.filter((tree) => {
    const power = product(Array<Rational>(tree.nodes).fill(s));
    return !Q.equal(dot(weights, elementaryWeights(tree, stages)), Q.divide(power, density(tree)));
  });
}
