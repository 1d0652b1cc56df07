/** Invariances of the last and of the normalised layer: a softmax does not see a shift, a norm no scale. */

import type { Hypothesis } from '../claim.ts';
import { defineCount } from '../define-count.ts';

interface Layers {
  readonly widths: readonly number[];
  readonly bias: boolean;
}

const NO_BIAS: Hypothesis = {
  id: 'no-bias',
  statement: 'The layer has no bias; dropped: its sum is one more.',
  holds: ({ model }) => !(model.spec as Layers).bias,
};

export const softmaxLayerLaws = defineCount({
  id: 'softmax-layer-laws',
  statement:
    'A last layer n × m under a softmax with cross-entropy keeps its m column sums, and nothing else.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=m',
  source: 'Marcotte, Gribonval, Peyré, ICML 2025 (arXiv:2506.06194), Prop. 3.11',
  status: 'published',
  statusReason: 'Proved in the source; counted here at every size drawn.',
  kinds: ['softmax-output'],
  at: 'given',
  hypotheses: [NO_BIAS],
  needs: 'one layer under a softmax',
  draw: (_, { upTo, dropped }) => ({
    kind: 'softmax-output',
    widths: [upTo(1, 4), upTo(1, 4)],
    ...(dropped.has(NO_BIAS.id) && { bias: true }),
  }),
  expected({ model }) {
    const { widths } = model.spec as Layers;
    return widths.length === 2 ? widths[0] : undefined;
  },
});

const NO_EPSILON: Hypothesis = {
  id: 'no-epsilon',
  statement: 'There is no ε in the root; dropped: scale is seen.',
  holds: ({ model }) => (model.spec as { epsilon: { numerator: bigint } }).epsilon.numerator === 0n,
};

export const scaleLaw = defineCount({
  id: 'scale-law',
  statement: 'A·RMSNorm(Wx), W ≠ 0, keeps ‖W‖²: it has at least one conserved quantity.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta\\ge1',
  source: 'Kunin et al., Neural mechanics, ICLR 2021 (scale symmetry)',
  status: 'published',
  statusReason: 'F does not change along W, so ∇F is orthogonal to W.',
  kinds: ['rms-norm'],
  at: 'given',
  atLeast: true,
  hypotheses: [NO_EPSILON],
  needs: 'a normalisation without gain',
  draw: (rng, { upTo, dropped }) => ({
    kind: 'rms-norm',
    inputs: upTo(1, 3),
    hidden: upTo(1, 3),
    outputs: upTo(1, 2),
    ...(dropped.has(NO_EPSILON.id) && { epsilon: rng.pick([1, 4]) }),
  }),
  expected: ({ model }) => ((model.spec as { gain: boolean }).gain ? undefined : 1),
});
