/**
 * Known to be false: distances to a stratum obey d/dt ½‖δ‖² = −⟨δ, ∇L(θ) − ∇L(Pθ)⟩, which may have either sign:
 * a stratum may repel (escape from a saddle) as well as attract.
 */

import { ballsField } from '../../analytic/fields/balls.ts';
import { generateInstance } from '../../generation/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { largerOf } from '../../numerics/balls/ball.ts';
import type { Claim } from '../claim.ts';
import type { GrowthDecision } from '../decision.ts';
import { defineClaim } from '../define-claim.ts';
import type { Domain } from '../domain.ts';
import { conclude, holds } from '../oracles/conclude.ts';
import { type EnclosedDifference, settle } from '../oracles/enclosed-difference.ts';
import { objectiveOf } from '../oracles/float-model.ts';
import { modelOver, normalComponent } from '../oracles/model-over-field.ts';
import { concludeSettled, enclosureOf } from '../oracles/settled-finding.ts';
import { equalNeurons, hasTwoNeurons, type Subspace } from '../oracles/subspace.ts';
import { inconclusive, vacuous } from '../verdict.ts';

/** Two-layer networks of two neurons or more that can be trained. */
const TWO_NEURONS: Domain = {
  trainable: true,
  depth: [2, 2],
  hidden: [2, Number.POSITIVE_INFINITY],
};

export const distanceNeverGrows: Claim = defineClaim({
  id: 'distance-never-grows',
  statement: 'Under gradient flow the distance to the stratum of two equal neurons never grows.',
  latex: '\\tfrac{d}{dt}\\,\\|\\theta-P\\theta\\|\\le 0',
  source: '',
  status: 'known-false',
  neighbour: { of: ['symmetry-induces-sim', 'distance-law'], off: 'conclusion' },
  statusReason: 'A stratum may repel its neighbours.',
  hypotheses: [],
  domain: () => ({ ...TWO_NEURONS, data: true }),
  generate: (rng, { size, kinds }) =>
    generateInstance(rng, {
      depth: [2, 2],
      hidden: [2, 6],
      point: 'any',
      data: true,
      training: 'gradient-flow',
      only: kinds,
      size,
    }),
  shown: (subject) => ({ kind: 'growth', subspace: equalNeurons(subject) }),
  check(subject, { strictness }) {
    const { data, loss } = subject.instance;
    if (!hasTwoNeurons(subject.facts)) {
      return vacuous({ reason: 'shape', needs: 'two neurons in one hidden layer' });
    }
    if (data === undefined || loss === undefined) return vacuous({ reason: 'no-data' });
    const subspace = equalNeurons(subject);
    const theta = subject.float;
    const size = theta.length;
    const delta = new Float64Array(size);
    const projected = subspace.project(theta, new Float64Array(size));
    for (let i = 0; i < size; i++) delta[i] = theta[i] - projected[i];
    if (subspace.distance(theta) === 0)
      return vacuous({ reason: 'start', needs: 'a θ off the stratum' });
    const objective = objectiveOf(subject);
    const here = new Float64Array(size);
    const there = new Float64Array(size);
    objective.gradient(theta, here);
    objective.gradient(projected, there);
    let rate = 0;
    let terms = 0;
    for (let i = 0; i < size; i++) {
      rate -= delta[i] * (here[i] - there[i]);
      terms += Math.abs(delta[i]) * (Math.abs(here[i]) + Math.abs(there[i]));
    }
    if (terms === 0) return vacuous({ reason: 'stationary', what: 'points' });
    const bound = 64 * size * 2 ** -53 * terms;
    const float64: GrowthDecision = { clause: 'growth', float64: { rate, bound }, enclosure: null };
    if (!Number.isFinite(rate)) return inconclusive({ reason: 'not-finite', clause: 'growth' });
    if (!(rate > bound)) return conclude([holds(float64)], strictness);
    const settled = settle((bits) => enclosedRate(subject, subspace, bits));
    const decision: GrowthDecision = { ...float64, enclosure: enclosureOf(settled) };
    // A rate that is proved to be negative, or that is rounding, is no growth, and no proof that there is none.
    if (
      settled.decided !== 'undecided' &&
      !(settled.decided === 'differs' && settled.enclosure.distance > 0)
    )
      return inconclusive({ reason: 'float-only', decision: float64 });
    return conclude([concludeSettled(decision, settled)], strictness);
  },
});

/** −⟨δ, ∇L(θ) − ∇L(Pθ)⟩ with δ = θ − Pθ. */
function enclosedRate(
  subject: Subject,
  subspace: Pick<Subspace, 'orbit' | 'sign'>,
  bits: number,
): EnclosedDifference {
  const field = ballsField(bits);
  const model = modelOver(subject, field);
  const { theta } = model;
  const delta = normalComponent(field, subspace, theta);
  const projected = theta.map((v, i) => field.sub(v, delta[i]));
  const { data, loss } = subject.instance;
  const here = model.lossGradient(theta, data!, loss!);
  const there = model.lossGradient(projected, data!, loss!);
  const rate = field.dot(
    delta,
    here.map((g, i) => field.sub(there[i], g)),
  );
  return {
    difference: rate,
    scale: largerOf(field.dot(delta, here), field.dot(delta, there), bits),
  };
}
