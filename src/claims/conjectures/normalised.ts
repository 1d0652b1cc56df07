/**
 * How many laws normalisation leaves: found by sweeps over sizes (`falsim conserved --sizes`), nowhere in print.
 *
 * A·RMSNorm(Wx) is a function of the vectors (W[i,:], A[:,i]) ∈ ℝ^{d+c} of its n units that rotations of the units
 * leave unchanged, so that the fields move all of them by one matrix, whatever their number is: n vectors in D = d + c
 * dimensions obey (n − D)D relations that stay. A norm without ε does not see the scale of W. A mean that is taken
 * out is one unit less, whose weights do not move.
 */
import type { Subject } from '../../instances/subject.ts';
import type { Hypothesis } from '../claim.ts';
import { type CountDefinition, defineCount } from '../define-count.ts';
import { attentionOf, SEVERAL_TOKENS, valueLaws } from '../published/attention.ts';

const HERE = 'found here: docs/unpublished-counts.md';

export interface Norm {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly gain: boolean;
  readonly epsilon: { readonly numerator: bigint };
}

const normOf = ({ model }: Subject) => model.spec as Norm;
const isScaled = ({ epsilon }: { epsilon: { readonly numerator: bigint } }) =>
  epsilon.numerator === 0n;

/** (n − D)D where there are more vectors than dimensions. */
const relations = (n: number, dimensions: number) => Math.max(0, n - dimensions) * dimensions;

/** Laws of A·RMSNorm(Wx) with two units or more and more than one field. */
function plainLaws(n: number, { inputs: d, outputs: c, ...norm }: Norm): number {
  if (!isScaled(norm)) return relations(n, d + c);
  // With one input tr AAᵀ + ‖W‖² log det(AAᵀ − PPᵀ), P = AW/‖W‖, where that matrix has full rank.
  return 1 + relations(n, d + c) + (d === 1 && n > c ? 1 : 0);
}

const SEVERAL_FIELDS: Hypothesis = {
  id: 'several-fields',
  statement:
    'There are two inputs or two outputs, or an ε; dropped: F may be one field, with M − 1 laws.',
  holds(subject) {
    const norm = normOf(subject);
    return norm.inputs > 1 || norm.outputs > 1 || !isScaled(norm);
  },
};

/** Fewer units are normalised to signs; two of LayerNorm have opposite values, and with a gain a law more. */
const leastUnits = (least: number): Hypothesis => ({
  id: 'several-units',
  statement: `There are at least ${least === 2 ? 'two' : 'three'} units; dropped: what is normalised may be a sign.`,
  holds: (subject) => normOf(subject).hidden >= least,
});

function normClaim(
  kind: 'rms-norm' | 'layer-norm',
  least: number,
  definition: Pick<CountDefinition, 'id' | 'statement' | 'latex' | 'status' | 'statusReason'> & {
    readonly gain: boolean;
    readonly laws: (norm: Norm) => number;
    /** Whether all of these laws are proved to hold. */
    readonly isProved?: boolean;
  },
) {
  const { gain, laws, isProved, ...named } = definition;
  return defineCount({
    status: 'conjecture',
    ...named,
    source: HERE,
    kinds: [kind],
    at: 'generic',
    hypotheses: [leastUnits(least), ...(kind === 'rms-norm' ? [SEVERAL_FIELDS] : [])],
    needs: `a normalisation ${gain ? 'with' : 'without'} gain, and more than one field`,
    draw(rng, { upTo, dropped }) {
      const one = dropped.has('several-fields');
      const inputs = one ? 1 : upTo(1, 2);
      const outputs = one ? 1 : upTo(inputs === 1 ? 2 : 1, 2);
      const few = dropped.has('several-units');
      // One law of one input and more units than outputs has no form that is known: seldom.
      const most = kind === 'layer-norm' && inputs === 1 && rng.chance(0.9) ? outputs + 1 : 4;
      const hidden = few ? least - 1 : upTo(least, most);
      // Two units with gain and shift have opposite values with an ε too, and are decided sooner.
      const isSeen = few ? gain && least > 2 : !one && rng.chance(0.4);
      const epsilon = isSeen ? { epsilon: rng.pick([1, 4]) } : {};
      const sizes = { inputs, hidden, outputs };
      // More units than inputs and outputs, so that they depend on each other.
      if (kind === 'layer-norm' && !gain && !few && (isSeen || inputs > outputs)) {
        sizes.hidden += 2;
        if (isSeen && inputs === 1) sizes.outputs = 1;
      }
      return { kind, ...sizes, ...(gain && { gain }), ...epsilon };
    },
    expected(subject) {
      const norm = normOf(subject);
      const isAbout = norm.gain === gain && (kind === 'rms-norm' || SEVERAL_FIELDS.holds(subject));
      return isAbout ? laws(norm) : undefined;
    },
    ...(isProved && { byProof: (subject: Subject) => laws(normOf(subject)) }),
  });
}

export const rmsNormLaws = normClaim('rms-norm', 2, {
  id: 'rms-norm-laws',
  statement:
    'A·RMSNorm(Wx) with n units, d inputs and c outputs has (n − d − c)(d + c) conserved quantities where n > d + c, ‖W‖² where there is no ε, and then one more with one input and n > c.',
  latex: '[\\varepsilon=0](1+[d=1][n>c])+(n-d-c)_+(d+c)',
  status: 'theorem',
  statusReason: 'Proved in docs/theory.md: the units move as vectors under one matrix.',
  gain: false,
  isProved: true,
  laws: (norm) => plainLaws(norm.hidden, norm),
});

export const rmsNormGainLaws = normClaim('rms-norm', 2, {
  id: 'rms-norm-gain-laws',
  statement:
    'A(γ ⊙ RMSNorm(Wx)) with n units keeps γᵢ² − ‖A[:,i]‖² of every unit, ‖W‖² where there is no ε, and nothing else.',
  latex: 'n+[\\varepsilon=0]',
  statusReason: 'Counted exactly at all sizes drawn; the gain tells the units apart.',
  gain: true,
  laws: (norm) => norm.hidden + (isScaled(norm) ? 1 : 0),
});

export const layerNormLaws = normClaim('layer-norm', 3, {
  id: 'layer-norm-laws',
  statement:
    'A·LayerNorm(Wx) with n units, d inputs and c outputs has d + c conserved quantities more than A·RMSNorm(Wx) with n − 1 units: the column sums of W and the row sums of A.',
  latex: 'd+c+[\\varepsilon=0](1+[d=1][n-1>c])+(n-1-d-c)_+(d+c)',
  status: 'theorem',
  statusReason:
    'Proved in docs/theory.md: the mean that is taken out is one unit that does not move.',
  gain: false,
  isProved: true,
  laws: (norm) => norm.inputs + norm.outputs + plainLaws(norm.hidden - 1, norm),
});

export const layerNormGainLaws = normClaim('layer-norm', 3, {
  id: 'layer-norm-gain-laws',
  statement:
    'A(γ ⊙ LayerNorm(Wx) + β) with n units and d inputs keeps γᵢ² + βᵢ² − ‖A[:,i]‖² of every unit, the column sums of W, ‖W‖² where there is no ε, and nothing else.',
  latex: 'n+d+[\\varepsilon=0]',
  statusReason: 'Counted exactly at all sizes drawn.',
  gain: true,
  laws: (norm) => norm.hidden + norm.inputs + (isScaled(norm) ? 1 : 0),
});

interface Weights {
  readonly hidden: number;
}

const NOT_LINEAR: Hypothesis = {
  id: 'not-a-power',
  statement: 'σ is no power; dropped: a power is homogeneous, and adds a law a unit.',
  holds: ({ facts }) => facts.functions.every(({ polynomialDegree }) => polynomialDegree === null),
};

export const weightNormLaws = defineCount({
  id: 'weight-norm-laws',
  statement: 'Σₖ aₖσ(gₖ vₖ·x/‖vₖ‖) keeps ‖vₖ‖² of every unit, and nothing else.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=n',
  source: HERE,
  status: 'conjecture',
  statusReason: 'F does not see ‖vₖ‖; that there is nothing else was counted at all sizes drawn.',
  kinds: ['weight-normalised'],
  at: 'generic',
  hypotheses: [NOT_LINEAR],
  needs: 'weight normalisation',
  draw: (rng, { upTo, dropped }) => ({
    kind: 'weight-normalised',
    inputs: upTo(1, 2),
    hidden: upTo(1, 3),
    outputs: upTo(1, 2),
    activation: rng.pick(
      dropped.has(NOT_LINEAR.id) ? ['identity', 'cube'] : ['tanh', 'silu', 'sin'],
    ),
  }),
  expected: ({ model }) => (model.spec as Weights).hidden,
});

const WIDE: Hypothesis = {
  id: 'wide',
  statement:
    'There are two channels and two keys at least, or an ε; dropped: what is normalised may be a sign.',
  holds(subject) {
    const spec = attentionOf(subject);
    return (spec.channels > 1 && spec.keys > 1) || !isScaled(spec);
  },
};

export const queryNormLaws = defineCount({
  id: 'query-norm-laws',
  statement:
    'A softmax head of k keys whose queries and keys are RMS-normalised keeps of them ‖Q‖² and ‖K‖², which an ε takes away, and (k − 2d)2d relations where k > 2d; its values keep what they have.',
  latex: 'H\\bigl(2[\\varepsilon=0]+(k-2d)_+2d+\\tfrac12r(2v+1-r)\\bigr),\\quad r=\\min(v,d+c)',
  source: HERE,
  status: 'conjecture',
  statusReason:
    'Counted exactly at all sizes drawn; of GL(k) only rotations are left, which give no law.',
  kinds: ['attention'],
  at: 'generic',
  hypotheses: [SEVERAL_TOKENS, WIDE],
  needs: 'normalised queries and keys, none shared, without rotary positions',
  draw(rng, { upTo, dropped }) {
    const narrow = dropped.has(WIDE.id);
    const epsilon = !narrow && rng.chance(0.5);
    const least = epsilon || narrow ? 1 : 2;
    const channels = narrow ? 2 : upTo(least, 2);
    const values = upTo(1, 2);
    return {
      kind: 'attention',
      positions: dropped.has('two-tokens') ? 1 : 2,
      channels,
      keys: narrow ? 1 : upTo(least, channels === 1 && values === 1 ? 3 : 2),
      values,
      outputs: 1,
      normalised: true,
      ...(epsilon && { epsilon: 1 }),
    };
  },
  expected(subject) {
    const spec = attentionOf(subject);
    const { heads, queries, keys, channels, weights, normalised, rotary } = spec;
    if (!normalised || queries > 1 || weights !== 'softmax' || rotary !== undefined)
      return undefined;
    const scales = isScaled(spec) ? 2 : 0;
    return heads * (scales + relations(keys, 2 * channels) + valueLaws(spec));
  },
});
