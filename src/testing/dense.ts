/** The models that most tests are about. */
import type { ModelJson } from '../models/contract.ts';

/** @returns a fully connected network, as files have it. */
export const dense = (widths: readonly number[], activation: unknown, bias = false): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});
