/**
 * Forward and reverse mode as fields over a field. A tape over dual numbers gives Hessian–vector
 * products; over dual numbers over dual numbers, third derivatives; and so on.
 * Source: Griewank & Walther, *Evaluating Derivatives*, ch. 3.
 */
import type { Field } from '../analytic/field.ts';

/** value + tangent·ε, ε² = 0. */
export interface Dual<T> {
  readonly value: T;
  readonly tangent: T;
}

export function dualField<T>(base: Field<T>): Field<Dual<T>> {
  const { zero } = base;
  const still = (value: T): Dual<T> => ({ value, tangent: zero });
  const field: Field<Dual<T>> = {
    name: `dual numbers over ${base.name}`,
    zero: still(zero),
    one: still(base.one),
    rational: (q) => still(base.rational(q)),
    add: (a, b) => ({
      value: base.add(a.value, b.value),
      tangent: base.add(a.tangent, b.tangent),
    }),
    sub: (a, b) => ({
      value: base.sub(a.value, b.value),
      tangent: base.sub(a.tangent, b.tangent),
    }),
    neg: (a) => ({ value: base.neg(a.value), tangent: base.neg(a.tangent) }),
    mul: (a, b) => field.dot([a], [b]),
    dot(a, b) {
      const left: T[] = [];
      const right: T[] = [];
      a.forEach((x, i) => {
        const y = b[i];
        if (x.tangent !== zero) {
          left.push(x.tangent);
          right.push(y.value);
        }
        if (y.tangent !== zero) {
          left.push(x.value);
          right.push(y.tangent);
        }
      });
      return {
        value: base.dot(
          a.map((x) => x.value),
          b.map((y) => y.value),
        ),
        tangent: left.length === 0 ? zero : base.dot(left, right),
      };
    },
    inverse(a) {
      const value = base.inverse(a.value);
      const slope = base.neg(base.mul(value, value));
      return { value, tangent: base.mul(slope, a.tangent) };
    },
    apply: (f, a) => field.applyDerivative(f, 0, a),
    applyDerivative: (f, order, a) => ({
      value: base.applyDerivative(f, order, a.value),
      tangent:
        a.tangent === zero
          ? zero
          : base.mul(base.applyDerivative(f, order + 1, a.value), a.tangent),
    }),
  };
  return field;
}

interface Node<T> {
  readonly value: T;
  /** Place on the tape, −1 for what does not depend on the variables. */
  readonly index: number;
  readonly operands: readonly Node<T>[];
  /** ∂ value / ∂ operand. */
  readonly partials: readonly T[];
}

/**
 * ∇ of a scalar function at a point: every operation remembers its operands and the partial derivatives
 * at them, and one sweep backwards multiplies them up.
 */
export function gradientOf<T>(
  base: Field<T>,
  point: readonly T[],
  scalar: <N>(field: Field<N>, point: readonly N[], constant: (value: T) => N) => N,
): T[] {
  const nodes: Node<T>[] = [];
  const minusOne = base.neg(base.one);
  const constant = (value: T): Node<T> => ({ value, index: -1, operands: [], partials: [] });
  function record(value: T, operands: readonly Node<T>[], partials: readonly T[]): Node<T> {
    if (operands.every(({ index }) => index < 0)) return constant(value);
    const node = { value, index: nodes.length, operands, partials };
    nodes.push(node);
    return node;
  }
  const field: Field<Node<T>> = {
    name: `tape over ${base.name}`,
    zero: constant(base.zero),
    one: constant(base.one),
    rational: (q) => constant(base.rational(q)),
    add: (a, b) => record(base.add(a.value, b.value), [a, b], [base.one, base.one]),
    sub: (a, b) => record(base.sub(a.value, b.value), [a, b], [base.one, minusOne]),
    neg: (a) => record(base.neg(a.value), [a], [minusOne]),
    mul: (a, b) => record(base.mul(a.value, b.value), [a, b], [b.value, a.value]),
    dot(a, b) {
      const left = a.map(({ value }) => value);
      const right = b.map(({ value }) => value);
      return record(base.dot(left, right), [...a, ...b], [...right, ...left]);
    },
    inverse(a) {
      const value = base.inverse(a.value);
      return record(value, [a], [base.neg(base.mul(value, value))]);
    },
    apply: (f, a) => field.applyDerivative(f, 0, a),
    applyDerivative: (f, order, a) =>
      record(
        base.applyDerivative(f, order, a.value),
        [a],
        [a.index < 0 ? base.zero : base.applyDerivative(f, order + 1, a.value)],
      ),
  };
  const variables = point.map((value, index): Node<T> => {
    const node = { value, index, operands: [], partials: [] };
    nodes.push(node);
    return node;
  });
  const output = scalar(field, variables, constant);
  const adjoint = new Array<T>(nodes.length).fill(base.zero);
  if (output.index >= 0) adjoint[output.index] = base.one;
  for (let i = output.index; i >= point.length; i--) {
    const seed = adjoint[i];
    if (seed === base.zero) continue;
    const { operands, partials } = nodes[i];
    operands.forEach(({ index }, k) => {
      if (index >= 0) adjoint[index] = base.add(adjoint[index], base.mul(seed, partials[k]));
    });
  }
  return adjoint.slice(0, point.length);
}
