/**
 * Order conditions in exact arithmetic: a Runge–Kutta method has order p iff for every rooted tree τ
 * with at most p nodes Σ bᵢ φᵢ(τ) = 1/γ(τ), where φᵢ([τ₁ … τₖ]) = Π Σⱼ aᵢⱼ φⱼ(τₖ) and
 * γ([τ₁ … τₖ]) = |τ| Π γ(τₖ). Source: Hairer, Nørsett, Wanner I, II.2.
 */
import { describe, expect, it } from 'vitest';
import {
  add,
  divide,
  equal,
  format,
  multiply,
  ONE,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../numerics/rational.ts';
import { DENSE, NODES, STAGES, WEIGHTS_4, WEIGHTS_5 } from './dormand-prince-tableau.ts';
import { RUNGE_KUTTA_4 } from './exact-flow.ts';

interface Tree {
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

function treesUpTo(order: number): Tree[] {
  const all: Tree[] = [];
  for (let nodes = 1; nodes <= order; nodes++)
    all.push(...forests(nodes - 1, all).map((branches) => ({ nodes, branches })));
  return all;
}

const sum = (terms: readonly Rational[]) => terms.reduce(add, ZERO);
const product = (terms: readonly Rational[]) => terms.reduce(multiply, ONE);
const dot = (weights: readonly Rational[], values: readonly Rational[]) =>
  sum(weights.map((w, i) => multiply(w, values[i])));

function weightsOf(tree: Tree, stages: readonly (readonly Rational[])[]): Rational[] {
  const inner = tree.branches.map((branch) => weightsOf(branch, stages));
  return stages.map((row) => product(inner.map((values) => dot(row, values))));
}

function density(tree: Tree): Rational {
  return multiply(rational(tree.nodes), product(tree.branches.map(density)));
}

/** Trees whose condition Σ bᵢ φᵢ = s^|τ|/γ fails. */
function violated(
  trees: readonly Tree[],
  stages: readonly (readonly Rational[])[],
  weights: readonly Rational[],
  s: Rational = ONE,
): Tree[] {
  return trees.filter((tree) => {
    const power = product(Array<Rational>(tree.nodes).fill(s));
    return !equal(dot(weights, weightsOf(tree, stages)), divide(power, density(tree)));
  });
}

/** bᵢ(s) of the continuous extension, read off the formula in `dormand-prince-stages.ts`. */
function denseWeights(s: Rational): Rational[] {
  const r = subtract(ONE, s);
  return WEIGHTS_5.map((b, i) => {
    const first = i === 0 ? ONE : ZERO;
    const last = i === 6 ? ONE : ZERO;
    const bend = subtract(first, b);
    const inner = add(subtract(subtract(b, last), bend), multiply(r, DENSE[i]));
    return multiply(s, add(b, multiply(r, add(bend, multiply(s, inner)))));
  });
}

describe('coefficients', () => {
  const trees = treesUpTo(5);

  it('has the known number of rooted trees to check against', () => {
    expect([1, 2, 3, 4, 5].map((n) => trees.filter((t) => t.nodes === n).length)).toEqual([
      1, 1, 2, 4, 9,
    ]);
  });

  it('stages lie at their nodes', () => {
    expect(STAGES.map((row) => format(sum(row)))).toEqual(NODES.map(format));
  });

  it('the result has order 5 and the embedded one order 4, not 5', () => {
    expect(violated(trees, STAGES, WEIGHTS_5)).toEqual([]);
    const embedded = violated(trees, STAGES, WEIGHTS_4);
    expect(new Set(embedded.map((t) => t.nodes))).toEqual(new Set([5]));
  });

  it('the continuous extension has order 4 at every s', () => {
    // bᵢ(s) has degree ≤ 4 in s and so has s^|τ|/γ: six values of s prove the identity for all s.
    const upTo4 = trees.filter((t) => t.nodes <= 4);
    for (let k = 0; k <= 5; k++) {
      const s = rational(k, 5);
      expect(violated(upTo4, STAGES, denseWeights(s), s)).toEqual([]);
    }
  });

  it('the classical method has order 4, not 5', () => {
    const failing = violated(trees, RUNGE_KUTTA_4.stages, RUNGE_KUTTA_4.weights);
    expect(new Set(failing.map((t) => t.nodes))).toEqual(new Set([5]));
  });
});
