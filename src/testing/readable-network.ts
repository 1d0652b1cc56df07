/**
 * F(θ)(x) of any model over a ring with one function σ, and ∇F from running the same page on a tape.
 * What the page is, the model says (`models/kinds/`); the ring stands in for the field it is written over.
 */
import type { Field } from '../analytic/field.ts';
import { fieldOf } from '../analytic/fields/field-from-ring.ts';
import { ShapeError, UnsupportedError } from '../errors.ts';
import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import type { Ring, Smooth } from '../numerics/ring.ts';
import { tape } from '../numerics/tape-ring.ts';

/** Number of free inputs of F beside x, e.g. the gates of a ReLU network. */
export function gateCount(model: ModelJson): number {
  const { inputs } = bind(model);
  return inputs.size - inputs.datum;
}

/**
 * F(θ)(x), all outputs.
 *
 * @param theta flat, in the order of `layoutOf(model)`.
 * @param sigma σ and its derivatives over the ring: every function that the model applies.
 * @param gates the free inputs, in their order.
 * @throws ShapeError when theta, x or gates have the wrong length.
 */
export function evaluate<T>(
  ring: Ring<T>,
  model: ModelJson,
  theta: readonly T[],
  x: readonly T[],
  sigma: Smooth<T>,
  gates: readonly T[] = [],
): T[] {
  const bound = bind(model);
  checkLength('theta', bound.size, theta.length);
  checkLength('x', bound.inputs.datum, x.length);
  checkLength('gates', gateCount(model), gates.length);
  return [...bound.evaluate(withOneFunction(ring, sigma), theta, [...x, ...gates])];
}

/**
 * ∇_θ F_output(θ)(x) by reverse mode over the ring; `sigma` is asked for σ and σ′.
 *
 * @throws ShapeError as `evaluate`.
 */
export function gradient<T>(
  ring: Ring<T>,
  model: ModelJson,
  theta: readonly T[],
  x: readonly T[],
  sigma: Smooth<T>,
  output: number,
  gates?: readonly T[],
): T[] {
  const record = tape(ring);
  const variables = theta.map(record.variable);
  const outputs = evaluate(
    record.ring,
    model,
    variables,
    x.map(record.constant),
    record.lift(sigma),
    gates?.map(record.constant),
  );
  return record.gradient(outputs[output], variables);
}

function withOneFunction<T>(ring: Ring<T>, sigma: Smooth<T>): Field<T> {
  return fieldOf(ring, {
    inverse: () => {
      throw new UnsupportedError(`1/a over ${ring.name}`);
    },
    applyDerivative: (_, order, a) => sigma(order, a),
  });
}

function checkLength(name: string, expected: number, received: number): void {
  if (expected !== received)
    throw new ShapeError(`readable network: length of ${name}`, String(expected), String(received));
}
