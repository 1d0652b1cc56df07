/** Group elements in words; neurons and layers are counted from 1. */
import { type HiddenNeurons, layerOf, type NeuronAction } from './hidden-neurons.ts';

/** e.g. `swap neurons 1, 2 of layer 1`, `reflect neuron 3 of layer 1`, `1→2, 2→−1 in layer 1`. */
export function nameAction(neurons: HiddenNeurons, action: NeuronAction): string {
  const { moved, image, sign } = action;
  if (moved.length === 0) return 'identity';
  const h = layerOf(neurons, moved[0]!);
  const label = (neuron: number): number => neuron - neurons.offsets[h]! + 1;
  if (moved.length === 1) return `reflect neuron ${label(moved[0]!)} of layer ${h + 1}`;
  if (moved.length === 2 && moved[0] !== image[0] && sign[0] === sign[1]) {
    const how = sign[0]! < 0 ? 'swap and reflect' : 'swap';
    return `${how} neurons ${label(moved[0]!)}, ${label(moved[1]!)} of layer ${h + 1}`;
  }
  return arrows(neurons, action);
}

/** `1→2, 2→1 in layer 1 with 1→−2, 2→−1 in layer 2`. */
export function arrows(neurons: HiddenNeurons, action: NeuronAction): string {
  const parts: string[][] = [];
  for (let k = 0; k < action.moved.length; k++) {
    const h = layerOf(neurons, action.moved[k]!);
    const from = action.moved[k]! - neurons.offsets[h]! + 1;
    const to = action.image[k]! - neurons.offsets[h]! + 1;
    parts[h] ??= [];
    parts[h].push(`${from}→${action.sign[k]! < 0 ? '−' : ''}${to}`);
  }
  return parts
    .map((list, h) => `${list.join(', ')} in layer ${h + 1}`)
    .filter(Boolean)
    .join(' with ');
}
