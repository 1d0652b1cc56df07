/** θ ∈ ℝᴹ of an instance as a flat vector, in the order of the model's tensors. */
import { UnsupportedError } from '../errors.ts';
import { bind } from '../models/bind.ts';
import { type LayerLayout, layersOf } from '../models/layered-layout.ts';
import { filled, leavesOf } from '../models/structure.ts';
import type { Instance, ModelSpec, Numeral, Parameters } from './instance.ts';

export type { LayerLayout };

export interface Layout {
  /** @throws UnsupportedError where the model's tensors are no layers. */
  readonly layers: readonly LayerLayout[];
  /** M, the number of parameters. */
  readonly size: number;
}

/** How θ is laid out flat: the tensors of a model, their shapes and offsets. */
export function layoutOf(model: ModelSpec): Layout {
  const { size, tensors } = bind(model);
  let layers: readonly LayerLayout[] | null = null;
  return {
    size,
    get layers() {
      layers ??= layersOf(tensors);
      if (layers === null)
        throw new UnsupportedError(`the parameters of a model "${model.kind}" are no layers`);
      return layers;
    },
  };
}

/** θ as numerals, in the order of the layout. */
export function flatten(parameters: Parameters): Numeral[] {
  return leavesOf<Numeral>(parameters);
}

/** Inverse of `flatten`. */
export function unflatten<P extends Parameters = Parameters>(
  model: ModelSpec,
  theta: ArrayLike<Numeral>,
): P {
  return filled(bind(model).parameters, theta) as P;
}

/** Number of entries of a datum x. */
export function inputDimension(model: ModelSpec): number {
  return bind(model).inputs.datum;
}

/** Number of outputs c of the model. */
export function outputDimension(model: ModelSpec): number {
  return bind(model).output.size;
}

/** The same instance at another point. */
export function withParameters<I extends Instance>(instance: I, theta: ArrayLike<Numeral>): I {
  return { ...instance, parameters: unflatten(instance.model, theta) };
}
