/**
 * Neurons of one layer that can be exchanged, or reflected, without touching any other layer: equal,
 * opposite and self-opposite ("zero") neurons. In a network with one hidden layer these generate the
 * whole isotropy group of θ. Found by sorting neurons into classes by their incoming and outgoing
 * numbers up to reflection; O(M) for M parameters.
 */
import { exchange, flip, type HiddenNeurons, type NeuronAction } from './hidden-neurons.ts';

/** Exchanges of neighbours in each class of twins, and reflections of self-opposite neurons. */
export function twins(neurons: HiddenNeurons, classes: Int32Array): NeuronAction[] {
  const actions: NeuronAction[] = [];
  for (let h = 0; h + 1 < neurons.offsets.length; h++) {
    const groups = new Map<string, { last: number; sign: number }>();
    for (let k = neurons.offsets[h]!; k < neurons.offsets[h + 1]!; k++) {
      const form = normalForm(neurons, classes, h, k);
      const key = form.numbers.join();
      const group = groups.get(key);
      if (group !== undefined && neurons.permutable) {
        actions.push(exchange(group.last, k, form.sign === group.sign ? 1 : -1));
      }
      if (form.selfOpposite) actions.push(flip(k));
      groups.set(key, { last: k, sign: form.sign });
    }
  }
  return actions;
}

interface NormalForm {
  /** Incoming weights, bias and outgoing weights of the neuron or of its reflection. */
  readonly numbers: Int32Array;
  /** −1 where it is the reflection's. */
  readonly sign: 1 | -1;
  readonly selfOpposite: boolean;
}

/** Of a neuron and its reflection the one that is lexicographically greater. */
export function normalForm(
  neurons: HiddenNeurons,
  classes: ArrayLike<number>,
  h: number,
  neuron: number,
): NormalForm {
  const { layout, offsets, reflection } = neurons;
  const into = layout.layers[h]!;
  const out = layout.layers[h + 1]!;
  const i = neuron - offsets[h]!;
  const incoming = into.columns + (into.bias < 0 ? 0 : 1);
  const numbers = new Int32Array(incoming + out.rows);
  for (let j = 0; j < into.columns; j++) numbers[j] = classes[into.weights + i * into.columns + j]!;
  if (into.bias >= 0) numbers[into.columns] = classes[into.bias + i]!;
  for (let o = 0; o < out.rows; o++) {
    numbers[incoming + o] = classes[out.weights + o * out.columns + i]!;
  }
  if (reflection === null) return { numbers, sign: 1, selfOpposite: false };
  const reflected = reflection.parity === 'odd' ? numbers.length : incoming;
  let first = 0;
  while (first < reflected && numbers[first] === 0) first++;
  if (first === reflected) return { numbers, sign: 1, selfOpposite: true };
  if (numbers[first]! > 0) return { numbers, sign: 1, selfOpposite: false };
  for (let j = first; j < reflected; j++) numbers[j] = 0 - numbers[j]!;
  return { numbers, sign: -1, selfOpposite: false };
}
