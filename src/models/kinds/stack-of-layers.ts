/** The kind that a plain stack of linear layers is of. */
import type { ModelJson } from '../contract.ts';

/** @param activation between the layers; null: none, which needs layers without biases. */
export function stackOfLayers(
  widths: readonly number[],
  bias: boolean,
  activation: string | null,
): ModelJson {
  if (activation === null) return { kind: 'linear', widths };
  return { kind: 'fully-connected', widths, bias, activation };
}
