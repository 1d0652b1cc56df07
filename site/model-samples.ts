/** A small spec of each model, for its page: few strata, so that all of them can be listed. */
import type { ModelJson } from '../src/models/contract.ts';
import { modelSamples } from '../src/testing/model-samples.ts';

const sizes = { inputs: 2, hidden: 2, outputs: 1 };

/** In place of the samples of the tests, which have many strata. */
const SMALLER: readonly ModelJson[] = [
  { kind: 'fully-connected', widths: [2, 3, 1], bias: true, activation: 'tanh' },
  { ...sizes, kind: 'gated-paths' },
  { ...sizes, kind: 'mixture-of-experts', experts: 2, activation: 'silu' },
  { ...sizes, kind: 'weight-normalised', activation: 'sin' },
  { ...sizes, kind: 'residual-block', stream: 2, activation: 'gelu' },
];

/** @throws Error for a kind without a sample. */
export function sampleOf(kind: string): ModelJson {
  const sample = [...SMALLER, ...modelSamples].find((one) => one.kind === kind);
  if (sample === undefined) throw new Error(`${kind}: no sample of it in model-samples.ts`);
  return sample;
}
