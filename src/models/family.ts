/**
 * Families of vector fields that are no gradients: gradient flow with momentum in phase space, flows
 * under a preconditioner, a drift, games. Nothing about orbits needs gradients:
 *
 *   𝔉 = { X_x : x },   X_x a vector field on ℝᴹ;   law: ⟨∇h, X⟩ = 0;   symmetry: Q X = X∘Q
 *
 * and without gradients neither of the last two gives the other. A drift that is always on is one more
 * member of 𝔉: what is computed is the orbit of the family spanned by the drift and the fields, which
 * contains what can be reached but may be larger, since an orbit also runs the drift backwards.
 */
import type { Field } from '../analytic/field.ts';
import { InputError, UnsupportedError } from '../errors.ts';
import type { BoundModel } from './bind.ts';
import {
  axis,
  defineModel,
  type Inputs,
  type Model,
  type Structure,
  type Tensor,
  type Values,
} from './contract.ts';
import { leavesAs, placedTensors } from './structure.ts';

/** A family of vector fields in the place of gradients: X_λ(θ), one component a parameter. */
export interface VectorFields<
  Spec = unknown,
  P extends Structure = Structure,
  X extends Inputs = Inputs,
> extends Pick<
    Model<Spec, P, X>,
    'kind' | 'formula' | 'source' | 'spec' | 'proposals' | 'generate'
  > {
  architecture(spec: Spec): {
    /** The coordinates of the space that the fields live on. */
    readonly parameters: P;
    /** What a member of the family is indexed by. */
    readonly inputs: X & { readonly x: Tensor };
  };
  /** X_inputs(θ), in the shape of θ. Pure; the same operations whatever the numbers are. */
  field<T>(f: Field<T>, theta: Values<P, T>, inputs: Values<X, T>, spec: Spec): Values<P, T>;
}

/**
 * A model whose M outputs are the components of X, in the order of θ.
 *
 * @throws InputError where the definition cannot be one.
 */
export function defineFamily<Spec, const P extends Structure, const X extends Inputs>(
  family: VectorFields<Spec, P, X>,
): Model<Spec, P, X> {
  if (typeof family !== 'object' || family === null)
    throw new InputError('family definition', 'an object', String(family));
  for (const key of ['architecture', 'field'] as const)
    if (typeof family[key] !== 'function')
      throw new InputError(`family definition: ${key}`, 'a function', typeof family[key]);
  const { field, architecture, ...rest } = family;
  return defineModel<Spec, P, X>({
    ...rest,
    fields: 'given',
    architecture(spec) {
      const { parameters, inputs } = architecture(spec);
      const size = placedTensors(parameters).reduce((sum, placed) => sum + placed.size, 0);
      return { parameters, inputs, output: axis('components of the field', size, 'output', null) };
    },
    evaluate: (f, theta, inputs, spec) =>
      leavesAs(architecture(spec).parameters, field(f, theta, inputs, spec), 'field'),
  });
}

/** @throws UnsupportedError for a family whose fields are no gradients: it has no outputs to fit. */
export function requireGradients({ fields, model }: BoundModel, operation: string): void {
  if (fields === 'given')
    throw new UnsupportedError(
      `${operation}: "${model.kind}" is a family of vector fields, which has no loss to descend; its orbits and its laws can be asked for`,
    );
}
