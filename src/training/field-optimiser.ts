/**
 * The updates of `optimiser.ts` over any field: a step over ℚ is exact. Over float64 they are those of
 * the optimisers, to the last bit where no roots are taken, else to rounding, which a test holds them to.
 */
import type { Field } from '../analytic/field.ts';
import type { DiscreteMethod } from './methods.ts';
import type { SignsAndRoots } from './signs-and-roots.ts';

/** A method with its numbers; those that it does not have are absent. */
export interface FieldMethod<T> {
  readonly method: DiscreteMethod;
  readonly rate: T;
  /** μ of momentum and Nesterov, λ of decay. */
  readonly momentum?: T;
  readonly decay?: T;
  /** Adam: β₁, β₂; RMSProp: ρ in the place of β₂. */
  readonly beta1?: T;
  readonly beta2?: T;
  readonly epsilon?: T;
}

/** Where training stands. */
export interface TrainingState<T> {
  readonly theta: readonly T[];
  /** What the next step remembers: velocity or mean of the gradients, the last direction of the others. */
  readonly velocity: readonly T[];
  /** Mean of their squares. */
  readonly square: readonly T[];
  /** β₁ᵏ and β₂ᵏ after k steps. */
  readonly powers: readonly [T, T];
}

export function startTraining<T>(field: Field<T>, theta: readonly T[]): TrainingState<T> {
  const zeros = theta.map(() => field.zero);
  return { theta, velocity: zeros, square: zeros, powers: [field.one, field.one] };
}

/**
 * One step, given ∇L at `state.theta`.
 *
 * @param take for the methods that take signs or roots.
 * @throws TypeError where `take` or a number of the method is missing; what `take` throws.
 */
export function trainingStep<T>(
  field: Field<T>,
  spec: FieldMethod<T>,
  state: TrainingState<T>,
  gradient: readonly T[],
  take?: SignsAndRoots<T>,
): TrainingState<T> {
  const { direction, ...remembered } = directionOf(field, spec, state, gradient, take);
  const theta = state.theta.map((v, i) => field.sub(v, field.mul(spec.rate, direction[i])));
  return { velocity: direction, square: state.square, powers: state.powers, ...remembered, theta };
}

type Direction<T> = Partial<TrainingState<T>> & { readonly direction: readonly T[] };

function directionOf<T>(
  field: Field<T>,
  spec: FieldMethod<T>,
  state: TrainingState<T>,
  gradient: readonly T[],
  take?: SignsAndRoots<T>,
): Direction<T> {
  const { theta, velocity } = state;
  switch (spec.method) {
    case 'momentum':
    case 'nesterov': {
      const mu = given(spec.momentum);
      const moving = gradient.map((g, i) => field.add(field.mul(mu, velocity[i]), g));
      if (spec.method === 'momentum') return { direction: moving };
      const ahead = gradient.map((g, i) => field.add(g, field.mul(mu, moving[i])));
      return { direction: ahead, velocity: moving };
    }
    case 'weight-decay':
      return { direction: decayed(field, spec, theta, gradient) };
    case 'sign-descent': {
      const { sign } = given(take);
      return { direction: gradient.map((g) => field.rational(sign(g))) };
    }
    case 'rmsprop': {
      const square = squares(field, given(spec.beta2), state, gradient);
      return { direction: scaledByRoots(field, spec, gradient, square, given(take)), square };
    }
    case 'adam':
    case 'adamw': {
      const [beta1, beta2] = [given(spec.beta1), given(spec.beta2)];
      const rest = field.sub(field.one, beta1);
      const mean = gradient.map((g, i) =>
        field.add(field.mul(beta1, velocity[i]), field.mul(rest, g)),
      );
      const square = squares(field, beta2, state, gradient);
      const powers = [
        field.mul(state.powers[0], beta1),
        field.mul(state.powers[1], beta2),
      ] as const;
      const [c1, c2] = powers.map((power) => field.inverse(field.sub(field.one, power)));
      const steered = scaledByRoots(
        field,
        spec,
        mean.map((m) => field.mul(m, c1)),
        square.map((s) => field.mul(s, c2)),
        given(take),
      );
      const direction = spec.method === 'adamw' ? decayed(field, spec, theta, steered) : steered;
      return { direction, velocity: mean, square, powers };
    }
    default:
      return { direction: gradient };
  }
}

function given<T>(value: T | undefined): T {
  if (value === undefined)
    throw new TypeError('trainingStep: a number or sign of the method is missing');
  return value;
}

function decayed<T>(
  field: Field<T>,
  { decay }: FieldMethod<T>,
  theta: readonly T[],
  direction: readonly T[],
): readonly T[] {
  return direction.map((d, i) => field.add(d, field.mul(given(decay), theta[i])));
}

function squares<T>(
  field: Field<T>,
  kept: T,
  { square }: TrainingState<T>,
  gradient: readonly T[],
): readonly T[] {
  const rest = field.sub(field.one, kept);
  return gradient.map((g, i) =>
    field.add(field.mul(kept, square[i]), field.mul(rest, field.mul(g, g))),
  );
}

/** dᵢ/(√sᵢ + ε). */
function scaledByRoots<T>(
  field: Field<T>,
  { epsilon }: FieldMethod<T>,
  direction: readonly T[],
  square: readonly T[],
  { root }: SignsAndRoots<T>,
): readonly T[] {
  return direction.map((d, i) =>
    field.mul(d, field.inverse(field.add(root(square[i]), given(epsilon)))),
  );
}
