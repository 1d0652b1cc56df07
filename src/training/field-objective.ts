/** ∇L of any model over any field: exact over ℚ, to any precision in decimals. */
import type { Field } from '../analytic/field.ts';
import { tapeField } from '../analytic/fields/tape.ts';
import type { Data } from '../instances/instance.ts';
import type { BoundModel } from '../models/bind.ts';
import { toRational } from '../numerics/numeral.ts';
import { rational } from '../numerics/rational.ts';
import { lossSlope } from './field-loss.ts';

/**
 * ∇L(θ), L(θ) = (1/n) Σᵢ ℓ(F(θ)(xᵢ), yᵢ): one sweep back through the model for each datum.
 *
 * @param share in the place of 1/n.
 * @throws what the field throws for values it does not have.
 */
export function lossGradient<T>(
  bound: BoundModel,
  field: Field<T>,
  theta: readonly T[],
  data: Data,
  loss: string,
  share = rational(1, data.inputs.length),
): readonly T[] {
  let total: readonly T[] = theta.map(() => field.zero);
  const weight = field.rational(share);
  for (const [i, row] of data.inputs.entries()) {
    const target = data.targets[i].map((numeral) => field.rational(toRational(numeral)));
    const record = tapeField(field);
    const variables = theta.map(record.variable);
    const inputs = row.map((numeral) => record.rational(toRational(numeral)));
    const outputs = bound.evaluate(record, variables, inputs);
    const slope = lossSlope(
      field,
      loss,
      outputs.map((node) => node.value),
      target,
    );
    const weights = slope.map((s) => record.constant(field.mul(weight, s)));
    const part = record.gradient(record.dot(weights, outputs), variables);
    total = total.map((sum, k) => field.add(sum, part[k]));
  }
  return total;
}
