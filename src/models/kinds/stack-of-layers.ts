/** Linear layers of another framework, one after the other, as the tensors of a layered model. */
import { InputError } from '../../errors.ts';
import type { ModelJson } from '../contract.ts';
import { biasesOf, type ForeignModule, type Recognised, whole } from '../foreign-modules.ts';

/**
 * @param biased whether the model has biases where the layers have: either all of them or none.
 * @param modelOf the model of these widths.
 * @returns null where there is anything but linear layers.
 * @throws InputError where one does not fit the one before it.
 */
export function stackOfLayers(
  modules: readonly ForeignModule[],
  biased: boolean,
  modelOf: (widths: readonly number[], bias: boolean) => ModelJson,
): Recognised | null {
  const layers = modules.flatMap((module) => (module.type === 'dense' ? [module] : []));
  if (layers.length < modules.length || layers.length === 0) return null;
  layers.slice(1).forEach(({ weight }, i) => {
    const before = layers[i].weight;
    if (weight.shape[1] !== before.shape[0])
      throw new InputError(
        weight.name,
        `${before.shape[0]} columns, as many as ${before.name} before it has rows`,
        `${weight.shape[1]}`,
      );
  });
  const biases = biasesOf(...layers);
  const bias = biased && biases.length === layers.length;
  const widths = [layers[0].weight.shape[1], ...layers.map(({ weight }) => weight.shape[0])];
  return {
    model: modelOf(widths, bias),
    tensors: Object.fromEntries(
      layers.flatMap((layer, l) => [
        [`layers[${l}].weights`, whole(layer.weight)],
        ...(bias ? [[`layers[${l}].bias`, whole(layer.bias!)]] : []),
      ]),
    ),
    left: bias ? [] : biases,
    assumed: [],
  };
}
