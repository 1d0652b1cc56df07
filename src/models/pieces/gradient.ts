/** ∇ of a scalar inside a model's page: what families of vector fields are often made of. */
import type { Field } from '../../analytic/field.ts';
import { type Node, type TapeField, tapeField } from '../../analytic/fields/tape.ts';

/**
 * [∂/∂θᵢ scalar(θ)]; numbers that do not depend on θ go in by `record.constant`.
 *
 * @param theta flat.
 */
export function gradientAlong<T>(
  field: Field<T>,
  theta: readonly T[],
  scalar: (record: TapeField<T>, theta: readonly Node<T>[]) => Node<T>,
): T[] {
  const record = tapeField(field);
  const variables = theta.map(record.variable);
  return record.gradient(scalar(record, variables), variables);
}
