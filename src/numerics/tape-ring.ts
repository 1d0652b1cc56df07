/**
 * Reverse-mode differentiation over any ring.
 *
 * Every operation on nodes computes its value in the base ring and remembers its operands together
 * with the partial derivatives at them. Sweeping the recorded nodes backwards from an output gives
 * all its partial derivatives for about three times the cost of evaluating it, whatever the ring:
 * float64, ℚ, 𝔽_p, truncated series, dual numbers (then: Hessian–vector products).
 * Source: Griewank & Walther, *Evaluating Derivatives*, ch. 3.
 */
import type { Ring, Smooth } from './ring.ts';

export interface Node<T> {
  readonly value: T;
  /** Position on the tape; −1 for a constant, which has no derivative. */
  readonly index: number;
  readonly left: Node<T> | null;
  readonly right: Node<T> | null;
  /** ∂ value / ∂ left and ∂ value / ∂ right. */
  readonly leftPartial: T;
  readonly rightPartial: T;
}

export interface Tape<T> {
  /** Rationals, zero and one are constants. */
  readonly ring: Ring<Node<T>>;
  variable(value: T): Node<T>;
  constant(value: T): Node<T>;
  /** σ⁽ⁿ⁾ on nodes: asks `smooth` for one order more. */
  lift(smooth: Smooth<T>): Smooth<Node<T>>;
  /** [∂ output / ∂ v for v of `variables`]; zero where the output does not depend on v. */
  gradient(output: Node<T>, variables: readonly Node<T>[]): T[];
}

/** A fresh tape. It only grows: make one per evaluation. */
export function tape<T>(base: Ring<T>): Tape<T> {
  const nodes: Node<T>[] = [];
  const minusOne = base.neg(base.one);

  const constant = (value: T): Node<T> => ({
    value,
    index: -1,
    left: null,
    right: null,
    leftPartial: base.zero,
    rightPartial: base.zero,
  });

  const record = (
    value: T,
    left: Node<T> | null,
    leftPartial: T,
    right: Node<T> | null,
    rightPartial: T,
  ): Node<T> => {
    const node = { value, index: nodes.length, left, right, leftPartial, rightPartial };
    nodes.push(node);
    return node;
  };

  const isConstant = (a: Node<T>) => a.index < 0;

  const binary = (value: T, a: Node<T>, da: T, b: Node<T>, db: T): Node<T> =>
    isConstant(a) && isConstant(b) ? constant(value) : record(value, a, da, b, db);

  const unary = (value: T, a: Node<T>, da: T): Node<T> =>
    isConstant(a) ? constant(value) : record(value, a, da, null, base.zero);

  return {
    ring: {
      name: `tape over ${base.name}`,
      zero: constant(base.zero),
      one: constant(base.one),
      add: (a, b) => binary(base.add(a.value, b.value), a, base.one, b, base.one),
      sub: (a, b) => binary(base.sub(a.value, b.value), a, base.one, b, minusOne),
      mul: (a, b) => binary(base.mul(a.value, b.value), a, b.value, b, a.value),
      neg: (a) => unary(base.neg(a.value), a, minusOne),
      rational: (q) => constant(base.rational(q)),
    },
    variable: (value) => record(value, null, base.zero, null, base.zero),
    constant,
    lift: (smooth) => (order, z) =>
      unary(smooth(order, z.value), z, isConstant(z) ? base.zero : smooth(order + 1, z.value)),
    gradient(output, variables) {
      const adjoint: (T | undefined)[] = new Array(nodes.length);
      if (!isConstant(output)) adjoint[output.index] = base.one;
      const accumulate = (to: Node<T> | null, seed: T, partial: T) => {
        if (to === null || isConstant(to)) return;
        const term = base.mul(seed, partial);
        const old = adjoint[to.index];
        adjoint[to.index] = old === undefined ? term : base.add(old, term);
      };
      for (let i = output.index; i >= 0; i--) {
        const seed = adjoint[i];
        if (seed === undefined) continue;
        const node = nodes[i];
        accumulate(node.left, seed, node.leftPartial);
        accumulate(node.right, seed, node.rightPartial);
      }
      return variables.map((v) => adjoint[v.index] ?? base.zero);
    },
  };
}
