/**
 * How many laws shared and tied weights leave: grouped queries, linear attention, linear convolutions, tied
 * linear maps, a gate of sigmoids. Found by sweeps over sizes, nowhere in print.
 *
 * Wherever two maps meet in a space of k dimensions that nothing else sees, GL(k) acts, and its symmetric matrices
 * give the laws: k(2r + 1 − …)/2 of them, as for a product U Vᵀ (`published/linear.ts`).
 */
import type { Subject } from '../../instances/subject.ts';
import { type Boundary, placesAfter } from '../../models/pieces/convolution.ts';
import type { Hypothesis } from '../claim.ts';
import { defineCount, type SizeWish } from '../define-count.ts';
import { attentionOf, keyLaws, SEVERAL_TOKENS, valueLaws } from '../published/attention.ts';
import { mixtureOf, swigluMixture } from '../published/gated.ts';
import { independentProducts } from '../published/linear.ts';

const HERE = 'found here: docs/unpublished-counts.md';
const COUNTED = 'Counted exactly at all sizes drawn.';

const heads = ({ upTo, dropped }: SizeWish, weights: 'softmax' | 'linear') => ({
  kind: 'attention',
  positions: dropped.has('two-tokens') ? 1 : 2,
  channels: upTo(1, 2),
  heads: upTo(1, 2),
  queries: upTo(1, 3),
  keys: upTo(1, 2),
  values: upTo(1, 2),
  outputs: upTo(1, 2),
  ...(weights === 'linear' && { weights }),
});

export const groupedQueryLaws = defineCount({
  id: 'grouped-query-laws',
  statement:
    'Softmax attention whose H sets of keys and values serve q queries each keeps Σ_g Q_gQ_gᵀ − KKᵀ and Σ_g O_gᵀO_g − VVᵀ of every set, and nothing else.',
  latex:
    'H\\bigl(\\phi(k,(q+1)d)+\\phi(v,d+qc)\\bigr),\\quad\\phi(k,r)=\\tfrac12r_k(2k+1-r_k),\\ r_k=\\min(k,r)',
  source: HERE,
  status: 'conjecture',
  statusReason: COUNTED,
  kinds: ['attention'],
  at: 'generic',
  hypotheses: [SEVERAL_TOKENS],
  needs: 'softmax attention, neither normalised nor rotary',
  draw: (_, wish) => heads(wish, 'softmax'),
  expected(subject) {
    const spec = attentionOf(subject);
    if (spec.weights !== 'softmax' || spec.normalised || spec.rotary !== undefined)
      return undefined;
    return spec.heads * (keyLaws(spec) + valueLaws(spec));
  },
});

const SEVERAL_FIELDS: Hypothesis = {
  id: 'several-fields',
  statement: 'There are two channels or two outputs; dropped: F may be one field, with M − 1 laws.',
  holds(subject) {
    const { channels, outputs } = attentionOf(subject);
    return channels > 1 || outputs > 1;
  },
};

export const linearAttentionLaws = defineCount({
  id: 'linear-attention-laws',
  statement:
    'Linear attention has the laws of softmax attention, and for every set of keys and values those of the q × q matrices that mix its queries: Q_gᵀQ_h − O_gO_hᵀ traced, one where q = 1.',
  latex:
    'H\\bigl(\\phi(k,(q+1)d)+\\phi(v,d+qc)+\\phi(q,kd+vc)\\bigr),\\quad\\phi(k,r)=\\tfrac12r_k(2k+1-r_k),\\ r_k=\\min(k,r)',
  source: HERE,
  status: 'conjecture',
  statusReason: COUNTED,
  kinds: ['attention'],
  at: 'generic',
  hypotheses: [SEVERAL_TOKENS, SEVERAL_FIELDS],
  needs: 'linear attention, neither normalised nor rotary',
  draw(_, wish) {
    const drawn = heads(wish, 'linear');
    if (wish.dropped.has(SEVERAL_FIELDS.id)) return { ...drawn, channels: 1, outputs: 1 };
    return drawn.channels > 1 ? drawn : { ...drawn, outputs: 2 };
  },
  expected(subject) {
    const spec = attentionOf(subject);
    if (spec.weights !== 'linear' || spec.normalised || spec.rotary !== undefined) return undefined;
    const { keys, values, channels, outputs, queries } = spec;
    const mixed = independentProducts(queries, keys * channels + values * outputs);
    return spec.heads * (keyLaws(spec) + valueLaws(spec) + mixed);
  },
});

interface Convolution {
  readonly places: number;
  readonly channels: number;
  readonly taps: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly boundary: Boundary;
  readonly pooled: boolean;
}

const convolutionOf = ({ model }: Subject) => model.spec as Convolution;
const readPlaces = ({ places, taps, boundary, pooled }: Convolution) =>
  pooled ? 1 : placesAfter(places, taps, boundary);

const LINEAR: Hypothesis = {
  id: 'linear',
  statement: 'The units are linear; dropped: any function.',
  holds: ({ facts }) => facts.functions.every(({ name }) => name === 'identity'),
};

const UNEQUAL: Hypothesis = {
  id: 'unequal-sizes',
  statement:
    'Filters and read-outs have different lengths, or there is more than one channel or output; dropped: a convolution of two factors of one length does not tell which is which.',
  holds(subject) {
    const spec = convolutionOf(subject);
    return (
      spec.channels > 1 || spec.outputs > 1 || spec.taps !== readPlaces(spec) || spec.taps === 1
    );
  },
};

export const linearConvolutionLaws = defineCount({
  id: 'linear-convolution-laws',
  statement:
    'A linear convolution of h filters with t taps on d channels, read from P places (1 where they are pooled) into c outputs, has the laws of a product U Vᵀ of h factors with td + cP rows.',
  latex: '\\tfrac12k(2h+1-k),\\quad k=\\min(h,td+cP)',
  source: HERE,
  status: 'conjecture',
  statusReason: COUNTED,
  kinds: ['convolution'],
  at: 'generic',
  hypotheses: [LINEAR, UNEQUAL],
  needs: 'one convolution without padding',
  draw(rng, { upTo, dropped }) {
    const same = dropped.has(UNEQUAL.id);
    const taps = same ? 2 : upTo(1, 2);
    return {
      kind: 'convolution',
      places: same ? 3 : upTo(taps, 4),
      channels: same ? 1 : upTo(1, 2),
      taps,
      hidden: upTo(same ? 2 : 1, 3),
      outputs: same ? 1 : upTo(1, 2),
      pooled: same ? false : rng.chance(0.5),
      activation: dropped.has(LINEAR.id) ? rng.pick(['tanh', 'silu', 'square']) : 'identity',
    };
  },
  expected(subject) {
    const spec = convolutionOf(subject);
    if (spec.boundary !== 'valid') return undefined;
    const { taps, channels, hidden, outputs } = spec;
    return independentProducts(hidden, taps * channels + outputs * readPlaces(spec));
  },
});

export const tiedLinearLaws = defineCount({
  id: 'tied-linear-laws',
  statement:
    'A linear autoencoder Wᵀ W x with n codes of d inputs has (n − d)d conserved quantities where n > d, and none elsewhere.',
  latex: '(n-d)_+d',
  source: HERE,
  status: 'conjecture',
  statusReason:
    'The fields move W by symmetric matrices from the right, which generate GL(d): what stays is how rows depend on each other.',
  kinds: ['tied-autoencoder'],
  at: 'generic',
  hypotheses: [LINEAR],
  needs: 'a tied autoencoder',
  draw: (rng, { upTo, dropped }) => ({
    kind: 'tied-autoencoder',
    inputs: upTo(1, 2),
    hidden: upTo(1, 4),
    activation: dropped.has(LINEAR.id) ? rng.pick(['tanh', 'silu', 'square']) : 'identity',
  }),
  expected({ model }) {
    const { inputs, hidden } = model.spec as { inputs: number; hidden: number };
    return Math.max(0, hidden - inputs) * inputs;
  },
});

export const sigmoidGateLaws = defineCount({
  id: 'sigmoid-gate-laws',
  statement:
    'A mixture of n ≥ 2 SwiGLU experts of h units under a normalised sigmoid gate has n·h independent conserved quantities, those of the experts.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=nh',
  source: HERE,
  status: 'conjecture',
  statusReason: `${COUNTED} What a summary of Tran et al., 4.7 says, n·h + d, is refuted (sigmoid-experts-laws).`,
  kinds: ['mixture-of-experts'],
  at: 'generic',
  hypotheses: [
    {
      id: 'two-experts',
      statement: 'There are at least two experts, and two are open.',
      holds(subject) {
        const { experts, top = experts } = mixtureOf(subject);
        return experts >= 2 && top >= 2;
      },
    },
  ],
  needs: 'SwiGLU experts under a normalised sigmoid gate',
  draw(rng, { upTo, dropped }) {
    const one = dropped.has('two-experts');
    const experts = one ? 1 : upTo(2, 3);
    const top = !one && experts > 2 && rng.chance(0.3) ? { top: 2 } : {};
    const sizes = { inputs: upTo(1, 2), experts, hidden: upTo(1, 2), outputs: 1 };
    return { kind: 'mixture-of-experts', ...sizes, activation: 'silu', gate: 'sigmoid', ...top };
  },
  expected(subject) {
    const mixture = swigluMixture(subject, 'sigmoid');
    return mixture && mixture.experts * mixture.hidden;
  },
});
