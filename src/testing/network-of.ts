/** A network without biases, at weights that are written row by row. */
import type { Instance } from '../instances/instance.ts';
import { open, type Subject } from '../instances/subject.ts';

/** @param more what else the instance has: data, loss, training. */
export const networkOf = (
  widths: readonly number[],
  activation: string,
  layers: readonly (readonly (readonly number[])[])[],
  more = {},
): Subject =>
  open({
    model: { kind: 'fully-connected', widths, bias: false, activation },
    parameters: { layers: layers.map((weights) => ({ weights, bias: null })) },
    ...more,
  } as Instance);
