/**
 * An instance over any field: the model's own page, run over balls or decimals, so that it shares no
 * kernel with the float64 code that raised a suspicion.
 */
import type { Field } from '../../analytic/field.ts';
import type { Data } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { requireGradients } from '../../models/family.ts';
import { gradientOf } from '../../models/gradient.ts';
import { rational } from '../../numerics/rational.ts';
import { lossGradient } from '../../training/field-objective.ts';
import type { Subspace } from './subspace.ts';

/** A model at the θ of an instance over any field: exact, or in balls. */
export interface ModelOver<T> {
  readonly theta: readonly T[];
  /** ∇_θ F_output(θ)(x). */
  outputGradient(theta: readonly T[], x: readonly T[], output: number): T[];
  /** ∇L(θ) for the given data and loss. */
  lossGradient(theta: readonly T[], data: Data, loss: string): readonly T[];
}

/**
 * A model and the θ of an instance over a field.
 *
 * @throws what the field throws, now and from the methods.
 */
export function modelOver<T>(subject: Subject, field: Field<T>): ModelOver<T> {
  const bound = subject.model;
  requireGradients(bound, 'a loss');
  return {
    theta: subject.exact.map(field.rational),
    outputGradient: (theta, x, output) => gradientOf(bound, field, theta, x, output),
    lossGradient: (theta, data, loss) => lossGradient(bound, field, theta, data, loss),
  };
}

/** (I − P)v for a vector v (direction, not point). */
export function normalComponent<T>(
  field: Field<T>,
  { orbit, sign }: Pick<Subspace, 'orbit' | 'sign'>,
  vector: readonly T[],
): T[] {
  const turned = (i: number, v: T) => (sign[i] === -1 ? field.neg(v) : v);
  const signed = (i: number) => turned(i, vector[i]);
  const members = new Map<number, number[]>();
  vector.forEach((_, i) => {
    const group = members.get(orbit[i]);
    if (group === undefined) members.set(orbit[i], [i]);
    else group.push(i);
  });
  const out = [...vector];
  for (const [group, indices] of members) {
    if (group === -1) continue;
    const share = field.rational(rational(1, indices.length));
    const mean = field.mul(share, indices.map(signed).reduce(field.add));
    for (const i of indices)
      out[i] = indices.length === 1 ? field.zero : turned(i, field.sub(signed(i), mean));
  }
  return out;
}
