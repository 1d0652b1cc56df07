/**
 * An instance over any field: the model's own page, run over balls or decimals, so that it shares no
 * kernel with the float64 code that raised a suspicion.
 */
import type { Field } from '../../analytic/field.ts';
import { tapeField } from '../../analytic/fields/tape.ts';
import type { Data, Instance, Numeral } from '../../instances/instance.ts';
import { flatten } from '../../instances/layout.ts';
import { bind } from '../../models/bind.ts';
import { requireGradients } from '../../models/family.ts';
import { gradientOf } from '../../models/gradient.ts';
import { toRational } from '../../numerics/numeral.ts';
import { rational } from '../../numerics/rational.ts';
import { lossSlope } from './loss-over-field.ts';
import type { Subspace } from './subspace.ts';

export interface ModelOver<T> {
  readonly theta: readonly T[];
  /** ∇_θ F_output(θ)(x). */
  outputGradient(theta: readonly T[], x: readonly T[], output: number): T[];
  /** ∇L(θ) for the given data and loss. */
  lossGradient(theta: readonly T[], data: Data, loss: string): T[];
}

/** @throws what the field throws, now and from the methods. */
export function modelOver<T>(instance: Instance, field: Field<T>): ModelOver<T> {
  const bound = bind(instance.model);
  requireGradients(bound, 'a loss');
  const read = (numeral: Numeral): T => field.rational(toRational(numeral));
  return {
    theta: flatten(instance.parameters).map(read),
    outputGradient: (theta, x, output) => gradientOf(bound, field, theta, x, output),
    lossGradient(theta, data, loss) {
      const share = field.rational(rational(1, data.inputs.length));
      let total: T[] | null = null;
      data.inputs.forEach((row, i) => {
        const record = tapeField(field);
        const variables = theta.map(record.variable);
        const outputs = bound.evaluate(record, variables, row.map(read).map(record.constant));
        const values = outputs.map(({ value }) => value);
        const slope = lossSlope(field, loss, values, data.targets[i]!.map(read));
        const weights = slope.map((r) => record.constant(field.mul(share, r)));
        const gradient = record.gradient(record.dot(weights, outputs), variables);
        total = total === null ? gradient : gradient.map((g, k) => field.add(total![k]!, g));
      });
      return total ?? theta.map(() => field.zero);
    },
  };
}

/** (I − P)v for a vector v (direction, not point). */
export function normalComponent<T>(
  field: Field<T>,
  { orbit, sign }: Pick<Subspace, 'orbit' | 'sign'>,
  vector: readonly T[],
): T[] {
  const turned = (i: number, v: T) => (sign[i]! < 0 ? field.neg(v) : v);
  const signed = (i: number) => turned(i, vector[i]!);
  const members = new Map<number, number[]>();
  vector.forEach((_, i) => {
    const group = members.get(orbit[i]!);
    if (group === undefined) members.set(orbit[i]!, [i]);
    else group.push(i);
  });
  const out = [...vector];
  for (const [group, indices] of members) {
    if (group < 0) continue;
    const share = field.rational(rational(1, indices.length));
    const mean = field.mul(share, indices.map(signed).reduce(field.add));
    for (const i of indices)
      out[i] = indices.length === 1 ? field.zero : turned(i, field.sub(signed(i), mean));
  }
  return out;
}
