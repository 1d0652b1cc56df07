/** Conditions on the hidden units of a model at θ, for hypotheses and their weaker forms. */
import type { Subject } from '../instances/subject.ts';
import { unitAxes } from '../models/units.ts';
import { isZero } from '../numerics/rational.ts';

/** Of a hidden unit: whether it has numbers other than 0. */
export interface Connection {
  /** Among what comes into it, its bias included. */
  readonly isFed: boolean;
  /** Among what comes into it from other units or inputs: in tensors of two axes or more. */
  readonly hasInput: boolean;
  /** Among what goes out of it. */
  readonly isHeard: boolean;
}

/** Whether all hidden units of all axes are such; θ is read exactly. */
export function everyUnit(
  { model, exact }: Subject,
  accepts: (connection: Connection) => boolean,
): boolean {
  const some = (at: readonly number[]) => at.some((i) => !isZero(exact[i]));
  const isWeight = (i: number) =>
    model.tensors.some(
      ({ offset, size, axes }) => i >= offset && i < offset + size && axes.length > 1,
    );
  return unitAxes(model).every(({ incoming, outgoing }) =>
    incoming.every((own, k) =>
      accepts({
        isFed: some(own),
        hasInput: some(own.filter(isWeight)),
        isHeard: some(outgoing[k]),
      }),
    ),
  );
}
