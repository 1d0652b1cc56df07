/**
 * Known to be false: distances to a stratum obey d/dt ½‖δ‖² = −⟨δ, ∇L(θ) − ∇L(Pθ)⟩, which may have either sign:
 * a stratum may repel (escape from a saddle) as well as attract.
 */

import { Decimal } from 'decimal.js';
import { generateInstance } from '../../generation/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { decimalRing } from '../../numerics/decimal-ring.ts';
import { rational } from '../../numerics/rational.ts';
import type { Claim } from '../claim.ts';
import type { GrowthDecision } from '../decision.ts';
import { defineClaim } from '../define-claim.ts';
import type { Domain } from '../domain.ts';
import { conclude, fails, holds } from '../oracles/conclude.ts';
import { decimalModel, withinReach } from '../oracles/decimal-model.ts';
import { objectiveOf } from '../oracles/float-model.ts';
import { equalNeurons, hasTwoNeurons } from '../oracles/subspace.ts';
import { decimalProof } from '../proof.ts';
import { inconclusive, vacuous } from '../verdict.ts';

const DIGITS = 40;
const DECIMAL_BOUND = 1e-25;

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
    const float64: GrowthDecision = { clause: 'growth', float64: { rate, bound }, decimal: null };
    if (!Number.isFinite(rate)) return inconclusive({ reason: 'not-finite', clause: 'growth' });
    if (!(rate > bound)) return conclude([holds(float64)], strictness);
    const exact = withinReach(() => exactRate(subject, subspace));
    if (exact === undefined || !exact.isFinite())
      return inconclusive({ reason: 'out-of-reach', clause: 'growth' });
    const decimal = { digits: DIGITS, rate: exact.toNumber(), bound: DECIMAL_BOUND };
    const decision: GrowthDecision = { ...float64, decimal };
    const error = new Decimal(DECIMAL_BOUND);
    if (!exact.gt(error)) return inconclusive({ reason: 'unsettled', decision });
    const proof = decimalProof({ digits: DIGITS, distance: exact, error });
    return conclude([fails(decision, proof)], strictness);
  },
});

/** −⟨δ, ∇L(θ) − ∇L(Pθ)⟩ in decimals. */
function exactRate(
  subject: Subject,
  { orbit, sign, multiplicity }: ReturnType<typeof equalNeurons>,
): Decimal {
  const ring = decimalRing(DIGITS);
  const model = decimalModel(subject, DIGITS);
  const { theta } = model;
  const { data, loss } = subject.instance;
  const sums = Array.from(multiplicity, () => ring.zero);
  theta.forEach((v, i) => {
    sums[orbit[i]!] = ring.add(sums[orbit[i]!]!, sign[i]! < 0 ? v.neg() : v);
  });
  const projected = theta.map((_, i) => {
    const share = ring.fromRational(rational(1, multiplicity[orbit[i]!]!));
    const mean = ring.mul(sums[orbit[i]!]!, share);
    return sign[i]! < 0 ? mean.neg() : mean;
  });
  const here = model.lossGradient(theta, data!, loss!);
  const there = model.lossGradient(projected, data!, loss!);
  let rate = ring.zero;
  theta.forEach((v, i) => {
    const delta = ring.sub(v, projected[i]!);
    rate = ring.sub(rate, ring.mul(delta, ring.sub(here[i]!, there[i]!)));
  });
  return rate;
}
