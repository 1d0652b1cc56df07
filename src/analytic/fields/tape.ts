/** Reverse mode over a field: every partial derivative of an output for about three times its cost. */
import { type Node, tape } from '../../numerics/tape-ring.ts';
import type { Field } from '../field.ts';
import { fieldOf, reciprocalIn, smoothIn } from './field-from-ring.ts';

export type { Node };

export interface TapeField<T> extends Field<Node<T>> {
  variable(value: T): Node<T>;
  constant(value: T): Node<T>;
  /** [∂ output / ∂ v for v of `variables`]; zero where the output does not depend on v. */
  gradient(output: Node<T>, variables: readonly Node<T>[]): T[];
}

/** A fresh tape. It only grows: make one per evaluation. */
export function tapeField<T>(below: Field<T>): TapeField<T> {
  const record = tape(below);
  const reciprocal = record.lift(reciprocalIn(below));
  return {
    ...fieldOf(record.ring, {
      inverse: (a) => reciprocal(0, a),
      applyDerivative: (f, order, a) => record.lift(smoothIn(below, f))(order, a),
    }),
    variable: record.variable,
    constant: record.constant,
    gradient: record.gradient,
  };
}
