/** Feed-forward blocks with smooth and gated units, and mixtures of them. */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import type { Subject } from '../../instances/subject.ts';
import type { Hypothesis } from '../claim.ts';
import { defineCount } from '../define-count.ts';

const tran = (number: string) =>
  `Tran et al., ICML 2026 (arXiv:2606.17816), ${number}, by a summary`;
const statusReason = 'Stated in the source, which is known here by a summary.';

const SMOOTH = ['gelu', 'silu'];

const GELU_OR_SILU: Hypothesis = {
  id: 'gelu-or-silu',
  statement: 'σ is GELU or SiLU; dropped: any function.',
  holds: ({ facts }) => facts.functions.every(({ name }) => SMOOTH.includes(name)),
};

/** What else σ may be. */
const OTHERS = ['tanh', 'sigmoid', 'exp', 'identity', 'square', 'cube'];

export const smoothFeedForwardLaws = defineCount({
  id: 'smooth-feed-forward-laws',
  statement: 'A feed-forward block of one hidden layer with GELU or SiLU conserves nothing.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=0',
  source: tran('4.1'),
  status: 'published',
  statusReason,
  kinds: ['fully-connected'],
  at: 'generic',
  hypotheses: [GELU_OR_SILU],
  needs: 'one hidden layer',
  draw(rng, { upTo, dropped }) {
    const activation = rng.pick(dropped.has(GELU_OR_SILU.id) ? OTHERS : SMOOTH);
    // GELU at a bias is a constant of which too little is known to decide.
    const bias = activation !== 'gelu' && rng.chance(0.5);
    const widths = [upTo(1, 3), upTo(1, 3), upTo(1, 2)];
    return { kind: 'fully-connected', widths, bias, activation };
  },
  expected: ({ facts }) => (facts.network?.depth === 2 ? 0 : undefined),
});

interface GatedUnits {
  readonly hidden: number;
  readonly activation: AnalyticFunction;
}

const SILU: Hypothesis = {
  id: 'silu',
  statement: 'The gate is SiLU; dropped: any function.',
  holds: ({ facts }) => facts.functions.every(({ name }) => name === 'silu'),
};

export const swigluLaws = defineCount({
  id: 'swiglu-laws',
  statement:
    'SwiGLU, A(silu(Bx) ⊙ Cx) with h units, has h independent conserved quantities, ‖A[:,i]‖² − ‖C[i,:]‖².',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=h',
  source: tran('4.2'),
  status: 'published',
  statusReason,
  kinds: ['gated'],
  at: 'generic',
  hypotheses: [SILU],
  needs: 'gated units',
  draw: (rng, { upTo, dropped }) => ({
    kind: 'gated',
    inputs: upTo(1, 3),
    hidden: upTo(1, 4),
    outputs: upTo(1, 2),
    activation: dropped.has(SILU.id) ? rng.pick(OTHERS) : 'silu',
  }),
  expected: ({ model }) => (model.spec as GatedUnits).hidden,
});

/** What the schema of a mixture makes of a spec. */
export interface Mixture {
  readonly inputs: number;
  readonly experts: number;
  readonly hidden: number;
  readonly gate: 'softmax' | 'sigmoid';
  readonly activation: AnalyticFunction;
  readonly top?: number;
}

export const mixtureOf = ({ model }: Subject) => model.spec as Mixture;

/** The sizes of a mixture of SwiGLU experts under that gate; undefined for others. */
export function swigluMixture(subject: Subject, gate: Mixture['gate']): Mixture | undefined {
  const mixture = mixtureOf(subject);
  return mixture.gate === gate && mixture.activation.name === 'silu' ? mixture : undefined;
}

const SEVERAL_OPEN: Hypothesis = {
  id: 'top-above-one',
  statement: 'All experts are open, or the top k > 1 of them; dropped: also k = 1.',
  holds: (subject) => (mixtureOf(subject).top ?? 2) > 1,
};

export const softmaxExpertsLaws = defineCount({
  id: 'softmax-experts-laws',
  statement:
    'A mixture of n SwiGLU experts of h units in d dimensions under a softmax gate, dense or with the top k open, has n·h + d independent conserved quantities: those of the experts, and Σᵢ wᵢ of the gate.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=nh+d',
  source: tran('4.5, 4.6'),
  status: 'published',
  statusReason,
  kinds: ['mixture-of-experts'],
  at: 'generic',
  hypotheses: [SEVERAL_OPEN],
  needs: 'SwiGLU experts under a softmax gate',
  draw(rng, { upTo, dropped }) {
    const one = dropped.has(SEVERAL_OPEN.id);
    const experts = one ? upTo(2, 3) : upTo(1, 3);
    const top = one ? 1 : experts > 1 && rng.chance(0.4) ? rng.integer(2, experts) : undefined;
    const sizes = { inputs: upTo(1, 2), experts, hidden: upTo(1, 2), outputs: upTo(1, 2) };
    const open = top === undefined ? {} : { top };
    return { kind: 'mixture-of-experts', ...sizes, activation: 'silu', ...open };
  },
  expected(subject) {
    const mixture = swigluMixture(subject, 'softmax');
    return mixture && mixture.experts * mixture.hidden + mixture.inputs;
  },
});

export const sigmoidExpertsLaws = defineCount({
  id: 'sigmoid-experts-laws',
  statement:
    'A mixture of n SwiGLU experts of h units in d dimensions under a normalised sigmoid gate has n·h + d independent conserved quantities.',
  latex: 'M-\\dim\\mathrm{Lie}_\\theta=nh+d',
  source: tran('4.7'),
  status: 'refuted',
  statusReason:
    'Refuted here: Σₖ ∂log pᵢ/∂sₖ = Σₖ pₖσ(sₖ) − σ(sᵢ) is not 0, so Σᵢ wᵢ moves: n·h laws are left. The statement is known here by a summary, which may be at fault.',
  neighbour: { of: ['softmax-experts-laws', 'sigmoid-gate-laws'], off: 'constant' },
  kinds: ['mixture-of-experts'],
  at: 'generic',
  needs: 'SwiGLU experts under a normalised sigmoid gate',
  draw: (_, { upTo }) => ({
    kind: 'mixture-of-experts',
    inputs: upTo(1, 2),
    experts: upTo(1, 3),
    hidden: upTo(1, 2),
    outputs: 1,
    activation: 'silu',
    gate: 'sigmoid',
  }),
  expected(subject) {
    const mixture = swigluMixture(subject, 'sigmoid');
    return mixture && mixture.experts * mixture.hidden + mixture.inputs;
  },
});
