/** ∇F of any model over any field, by reverse mode on the model's own page. */
import type { Field } from '../analytic/field.ts';
import { tapeField } from '../analytic/fields/tape.ts';
import type { BoundModel } from './bind.ts';

/**
 * ∇_θ F_output(θ)(inputs).
 *
 * @param inputs flat: the datum x, then the free inputs.
 * @throws ShapeError on wrong lengths; what the field throws.
 */
export function gradientOf<T>(
  bound: BoundModel,
  field: Field<T>,
  theta: readonly T[],
  inputs: readonly T[],
  output: number,
): T[] {
  const record = tapeField(field);
  const variables = theta.map(record.variable);
  const outputs = bound.evaluate(record, variables, inputs.map(record.constant));
  return record.gradient(outputs[output], variables);
}
