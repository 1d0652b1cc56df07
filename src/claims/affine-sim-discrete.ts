/**
 * Affine SIMs survive discrete steps; curved ones do not.
 *
 * With `affine` dropped the manifold is a level set of the balance p·a² − ‖w‖² of a homogeneous
 * two-layer network, and the steps are exact. With `through-origin` dropped the subspace may miss the
 * origin (a reflection centre c ≠ 0 of σ pins a bias at c): weight decay then pulls off it.
 */
import { generateInstance } from '../generation/instance.ts';
import type { Instance } from '../instances/instance.ts';
import { toFloat } from '../numerics/numeral.ts';
import { type Claim, unmetHypotheses } from './claim.ts';
import { balance, homogeneity } from './oracles/balance.ts';
import { walk } from './oracles/bitwise.ts';
import { decayStep } from './oracles/decay-step.ts';
import {
  conclude,
  type Finding,
  inconclusive,
  marginOf,
  vacuous,
  whyUntrainable,
} from './oracles/finding.ts';
import { largestEntry, relativeDistance, thetaOf } from './oracles/float-model.ts';
import { stratumOf } from './oracles/manifold.ts';
import type { Subspace } from './oracles/subspace.ts';
import { tangency } from './oracles/tangency.ts';

const METHODS = ['gradient-descent', 'sgd', 'momentum', 'adam', 'weight-decay'] as const;
/** Rounding of one step, relative to the size of θ: on subspaces that are not kept bit for bit. */
const ROUNDING_PER_STEP = 1e-13;

export const affineSimDiscrete: Claim = {
  id: 'affine-sim-discrete',
  statement:
    'Affine structural invariant manifolds stay exactly invariant under gradient descent, SGD, momentum and weight decay.',
  latex:
    '\\theta_0\\in\\mathcal M\\ \\text{affine}\\ \\Rightarrow\\ \\theta_k\\in\\mathcal M\\ \\forall k\\ \\text{(GD, SGD, momentum, weight decay)}',
  source: 'Zhao, Wang, Yang, Bai, Zhang, arXiv:2607.12332',
  planted: false,
  hypotheses: [
    {
      id: 'affine',
      statement:
        'The manifold is affine; dropped: it may be a level set of a conserved quantity of gradient flow.',
      holds: () => true,
    },
    {
      id: 'through-origin',
      statement:
        'Under weight decay the manifold contains the origin; dropped: reflections of σ may pin a bias elsewhere.',
      holds: (instance) =>
        instance.training?.method !== 'weight-decay' ||
        stratumOf(instance, 'by-parity').pinned === null,
    },
  ],
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
  check(instance, { dropped, strictness }) {
    const untrainable = whyUntrainable(instance);
    if (untrainable !== undefined) return untrainable;
    const unmet = unmetHypotheses(affineSimDiscrete, instance, dropped);
    if (unmet.length > 0) return vacuous('hypothesis', `not ${unmet[0]!.id}`);
    const { training } = instance;
    if (training === undefined || training.method === 'gradient-flow' || !instance.data) {
      return vacuous('no-steps', 'the instance has no discrete training');
    }
    if (dropped.has('affine')) {
      if (homogeneity(instance) === 0) return vacuous('no-law', 'no balance law for this model');
      const finding = balance(instance);
      if (finding.status === 'undecided') return vacuous('no-law', finding.reason);
      return conclude([finding], strictness);
    }
    const subspace = stratumOf(instance, 'by-parity');
    if (subspace.dimension === subspace.size) {
      return vacuous('no-symmetry', 'θ lies on no proper subspace: nothing is predicted');
    }
    const start = thetaOf(instance);
    const steps = training.steps ?? 10;
    const theta = walk(instance, training, steps);
    if (!theta.every(Number.isFinite)) return inconclusive('steps', 'the steps blew up');
    const moved = relativeDistance(theta, start);
    if (moved === 0) return vacuous('stationary', 'no step moved');
    const scale = Math.max(largestEntry(start), largestEntry(theta));
    const distance = subspace.distance(theta);
    const bound = ROUNDING_PER_STEP * steps * scale;
    const margin = marginOf(distance, bound);
    const evidence = {
      method: training.method,
      steps,
      rate: toFloat(training.rate ?? 1),
      distance,
      bound,
      moved,
    };
    if (distance <= bound) {
      const reason =
        distance === 0
          ? 'the steps stay on the subspace to the last bit'
          : `after ${steps} step(s) of ${training.method} the distance to the subspace is ${distance.toPrecision(3)}`;
      return conclude([{ clause: 'steps', status: 'holds', margin, reason, evidence }], strictness);
    }
    // A step leaves because its field does, or because rounding was amplified: enclosures decide.
    const proof = leaves(instance, subspace);
    if (proof.status !== 'fails') return inconclusive('steps', proof.reason, evidence);
    const finding: Finding = {
      clause: 'steps',
      status: 'fails',
      margin: proof.margin,
      reason: `${proof.reason}; after ${steps} step(s) of ${training.method} the distance to the subspace is ${distance.toPrecision(3)}`,
      evidence: { ...evidence, ...proof.evidence },
    };
    return conclude([finding], strictness);
  },
};

/** Whether the field that the method follows leaves the subspace at θ. */
function leaves(
  instance: Instance,
  subspace: Subspace,
): Pick<Finding, 'status' | 'margin' | 'reason' | 'evidence'> {
  const amplified = 'rounding was amplified';
  if (instance.training?.method !== 'weight-decay') {
    const { status, margin, reason, evidence } = tangency(instance, subspace);
    return { status, margin, reason: status === 'holds' ? amplified : reason, evidence };
  }
  const { decided, digits, distance, radius, margin, why } = decayStep(instance, subspace);
  const evidence = { enclosure: { digits, distance, radius } };
  switch (decided) {
    case 'differs': {
      const reason = `∇L + λθ has the normal component ${distance.toPrecision(3)}`;
      return { status: 'fails', margin, reason, evidence };
    }
    case 'agrees':
      return { status: 'holds', margin, reason: amplified, evidence };
    case 'undecided':
      return { status: 'undecided', margin, reason: why, evidence: {} };
  }
}
