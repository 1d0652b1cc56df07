/**
 * Affine SIMs survive discrete steps; curved ones do not.
 *
 * With `affine` dropped the manifold is a level set of the balance p·a² − ‖w‖² of a homogeneous
 * two-layer network, and the steps are exact. With `through-origin` dropped the subspace may miss the
 * origin (a reflection centre c ≠ 0 of σ pins a bias at c): weight decay then pulls off it.
 */
import { generateInstance } from '../generation/instance.ts';
import { toFloat } from '../numerics/numeral.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import type { Claim } from './claim.ts';
import type { StepsDecision, TangencyDecision } from './decision.ts';
import { defineClaim } from './define-claim.ts';
import { balance } from './oracles/balance.ts';
import { walk } from './oracles/bitwise.ts';
import { conclude, fails, holds, whyUntrainable } from './oracles/conclude.ts';
import { decayStep } from './oracles/decay-step.ts';
import { largestEntry, relativeDistance } from './oracles/float-model.ts';
import { concludeSettled, enclosureOf } from './oracles/settled-finding.ts';
import { tangency } from './oracles/tangency.ts';
import { sentenceOfVacuity } from './sentence.ts';
import { inconclusive, vacuous } from './verdict.ts';

const METHODS = ['gradient-descent', 'sgd', 'momentum', 'adam', 'weight-decay'] as const;
/** Rounding of one step, relative to the size of θ: on subspaces that are not kept bit for bit. */
const ROUNDING_PER_STEP = 1e-13;

export const affineSimDiscrete: Claim = defineClaim({
  id: 'affine-sim-discrete',
  statement:
    'Affine structural invariant manifolds stay exactly invariant under gradient descent, SGD, momentum and weight decay.',
  latex:
    '\\theta_0\\in\\mathcal M\\ \\text{affine}\\ \\Rightarrow\\ \\theta_k\\in\\mathcal M\\ \\forall k\\ \\text{(GD, SGD, momentum, weight decay)}',
  source: 'Zhao, Wang, Yang, Bai, Zhang, arXiv:2607.12332',
  status: 'theorem',
  statusReason:
    'Gradients on an affine manifold are parallel to it, and so is every step made of them; weight decay scales, so it asks for the origin.',
  hypotheses: [
    {
      id: 'affine',
      statement:
        'The manifold is affine; dropped: it may be a level set of a conserved quantity of gradient flow.',
      inStatement: true,
      holds: () => true,
    },
    {
      id: 'through-origin',
      statement:
        'Under weight decay the manifold contains the origin; dropped: reflections of σ may pin a bias elsewhere.',
      holds: (subject) =>
        subject.instance.training?.method !== 'weight-decay' ||
        isotropyOf(subject).subspace.pinned === null,
    },
  ],
  domain: () => ({ trainable: true, data: true, methods: METHODS }),
  shown(subject, by) {
    if (by.clause !== 'steps') return undefined;
    return { kind: 'stray', taken: by.steps, subspace: isotropyOf(subject).subspace };
  },
  generate: (rng, { dropped, size, kinds }) =>
    generateInstance(rng, {
      others: dropped.size === 0,
      only: kinds,
      data: true,
      training: 'discrete',
      ...(dropped.has('affine')
        ? {
            point: 'generic',
            methods: ['gradient-descent', 'momentum'],
            activations: ['identity', 'square', 'cube'],
            losses: ['squared', 'linear', 'quartic'],
            depth: [2, 2] as const,
            bias: false,
            numbers: 'rational',
          }
        : { point: 'stratum', methods: METHODS, iris: 0.1 }),
      ...(dropped.has('through-origin')
        ? {
            methods: ['weight-decay'],
            bias: true,
            activations: [{ name: 'shifted', base: 'tanh', shift: '1/2' }],
          }
        : {}),
      size,
    }),
  check(subject, { dropped, strictness }) {
    const untrainable = whyUntrainable(subject);
    if (untrainable !== undefined) return untrainable;
    const { training, data } = subject.instance;
    if (training === undefined || training.method === 'gradient-flow' || data === undefined) {
      return vacuous({ reason: 'no-steps' });
    }
    if (dropped.has('affine')) {
      const finding = balance(subject);
      if (!('reason' in finding)) return conclude([finding], strictness);
      return vacuous({ reason: 'no-law', why: sentenceOfVacuity(finding) });
    }
    const subspace = isotropyOf(subject).subspace;
    if (subspace.dimension === subspace.size) {
      return vacuous({ reason: 'no-symmetry', of: 'point' });
    }
    const start = subject.float;
    const steps = training.steps ?? 10;
    const theta = walk(subject, training, steps);
    if (!theta.every(Number.isFinite)) return inconclusive({ reason: 'blow-up', of: 'steps' });
    const moved = relativeDistance(theta, start);
    if (moved === 0) return vacuous({ reason: 'stationary', what: 'steps' });
    const scale = Math.max(largestEntry(start), largestEntry(theta));
    const distance = subspace.distance(theta);
    const bound = ROUNDING_PER_STEP * steps * scale;
    const decision: StepsDecision = {
      clause: 'steps',
      method: training.method,
      steps,
      rate: toFloat(training.rate ?? 1),
      distance,
      bound,
      moved,
      enclosure: null,
    };
    if (distance <= bound) return conclude([holds(decision)], strictness);
    // A step leaves because its field does, or because rounding was amplified: enclosures decide.
    if (training.method === 'weight-decay') {
      const settled = decayStep(subject, subspace);
      if (settled.decided === 'agrees') return inconclusive({ reason: 'float-only', decision });
      const finding = concludeSettled({ ...decision, enclosure: enclosureOf(settled) }, settled);
      return conclude([finding], strictness);
    }
    const tangent = tangency(subject, subspace);
    switch (tangent.status) {
      case 'fails':
        return conclude([fails(enclosed(decision, tangent.decision), tangent.proof)], strictness);
      case 'open':
        return inconclusive(tangent.doubt);
      case 'holds':
        return inconclusive({ reason: 'float-only', decision });
    }
  },
});

function enclosed(decision: StepsDecision, { worst }: TangencyDecision): StepsDecision {
  return { ...decision, enclosure: worst?.enclosure ?? null };
}
