/**
 * The updates of `optimiser.ts` over any field: a step over ℚ is exact. Over float64 they are those of
 * the optimisers to the last bit, which a test holds them to.
 */
import type { Field } from '../analytic/field.ts';

/** A method that needs no roots, with its numbers; descent on a batch or on everything. */
export type FieldMethod<T> =
  | { readonly method: 'gradient-descent' | 'sgd'; readonly rate: T }
  | { readonly method: 'momentum'; readonly rate: T; readonly momentum: T }
  | { readonly method: 'weight-decay'; readonly rate: T; readonly decay: T };

/** Where training stands. */
export interface TrainingState<T> {
  readonly theta: readonly T[];
  /** What the next step remembers: the velocity of momentum, the last gradient of the others. */
  readonly velocity: readonly T[];
}

export function startTraining<T>(field: Field<T>, theta: readonly T[]): TrainingState<T> {
  return { theta, velocity: theta.map(() => field.zero) };
}

/** One step, given ∇L at `state.theta`. */
export function trainingStep<T>(
  field: Field<T>,
  spec: FieldMethod<T>,
  { theta, velocity }: TrainingState<T>,
  gradient: readonly T[],
): TrainingState<T> {
  const direction = gradient.map((g, i) => {
    switch (spec.method) {
      case 'momentum':
        return field.add(field.mul(spec.momentum, velocity[i]), g);
      case 'weight-decay':
        return field.add(g, field.mul(spec.decay, theta[i]));
      default:
        return g;
    }
  });
  return {
    theta: theta.map((v, i) => field.sub(v, field.mul(spec.rate, direction[i]))),
    velocity: direction,
  };
}
