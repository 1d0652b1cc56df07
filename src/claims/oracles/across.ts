/**
 * What happens across the stratum of two equal neurons of a two-layer network.
 *
 * Distance: with P the projector and δ = θ − Pθ,  d/dt ½‖δ‖² = −⟨δ, ∇L(θ)⟩ = −⟨δ, ∇L(θ) − ∇L(Pθ)⟩,  since ∇L(Pθ) is
 * tangent. Curvature: on the stratum move both neurons apart, (a, w) ± (α, β). Their sum does not change to first
 * order, so that only the second derivative of σ is left of ∇²L,
 *
 *     vᵀ∇²L v = 2 (2α q·β + a βᵀSβ),     q = (1/n) Σᵢ rᵢ σ′(w·xᵢ) xᵢ,   S = (1/n) Σᵢ rᵢ σ″(w·xᵢ) xᵢxᵢᵀ,
 *
 * r the slopes of the loss. Where q ≠ 0 it has both signs: β = q, and α of either sign and large.
 */
import type { Field } from '../../analytic/field.ts';
import { ballsField } from '../../analytic/fields/balls.ts';
import { seriesField } from '../../analytic/fields/series.ts';
import type { Subject } from '../../instances/subject.ts';
import { unitAxes } from '../../models/units.ts';
import type { Ball } from '../../numerics/balls/ball.ts';
import { fromDouble } from '../../numerics/rational.ts';
import type { MeasuredDecision } from '../decision.ts';
import type { Vacuity } from '../doubt.ts';
import { doubtful, type Finding, holds } from './conclude.ts';
import { largestOf, type Settled, settle } from './enclosed-difference.ts';
import { largestEntry, objectiveOf } from './float-model.ts';
import { modelOver, normalComponent } from './model-over-field.ts';
import { concludeSettled, enclosureOf } from './settled-finding.ts';
import type { Subspace } from './subspace.ts';

/** What stands in the place of ⟨δ, ∇L(Pθ)⟩ = 0, from δ, ∇L(θ) and ∇L(Pθ). */
export type DistanceTerm = <T>(
  field: Field<T>,
  delta: readonly T[],
  here: readonly T[],
  there: readonly T[],
) => T;

/** ⟨δ, ∇L(Pθ)⟩: what the law says drops out. */
export const tangentTerm: DistanceTerm = (field, delta, _here, there) => field.dot(delta, there);

/** A term of the rate of ½‖δ‖² that is said to be 0. */
export function distanceTerm(
  subject: Subject,
  subspace: Pick<Subspace, 'orbit' | 'sign'>,
  what: string,
  term: DistanceTerm,
): Finding<MeasuredDecision> {
  const { data, loss } = subject.instance;
  const settled = settle((bits) => {
    const field = ballsField(bits);
    const model = modelOver(subject, field);
    const delta = normalComponent(field, subspace, model.theta);
    const projected = model.theta.map((v, i) => field.sub(v, delta[i]));
    const here = model.lossGradient(model.theta, data!, loss!);
    const there = model.lossGradient(projected, data!, loss!);
    return {
      difference: term(field, delta, here, there),
      scale: field.mul(largestOf(delta, bits), largestOf([...here, ...there], bits)),
    };
  });
  return concludeSettled(measured('distance-law', what, settled), settled);
}

function measured(
  clause: MeasuredDecision['clause'],
  what: string,
  settled: Settled,
): MeasuredDecision {
  const enclosure = enclosureOf(settled);
  return { clause, what, value: enclosure?.distance ?? 0, exact: null, enclosure };
}

/** Neurons 1 and 2 of the first hidden layer: their weights in, and their first weight out. */
function pairOf({ model }: Subject) {
  const [units] = unitAxes(model);
  return { incoming: units.incoming.slice(0, 2), outgoing: units.outgoing.slice(0, 2) };
}

/**
 * A direction across the stratum along which L curves down (sign −1) or up (sign 1), in doubles; a vacuity where q = 0:
 * incoming weights stand still, and then a and S decide.
 */
function direction(subject: Subject, sign: 1 | -1): Float64Array | Vacuity {
  const objective = objectiveOf(subject);
  const theta = subject.float;
  const { incoming, outgoing } = pairOf(subject);
  const apart = new Float64Array(theta.length);
  apart[outgoing[0][0]] = 1;
  apart[outgoing[1][0]] = -1;
  const image = new Float64Array(theta.length);
  objective.hessianVector(theta, apart, image);
  const beta = new Float64Array(theta.length);
  incoming[0].forEach((at, n) => {
    beta[at] = image[at];
    beta[incoming[1][n]] = -image[at];
  });
  const size = largestEntry(beta);
  if (!(size > 1e-9 * largestEntry(image)) || !Number.isFinite(size))
    return { reason: 'stationary', what: 'field' };
  for (let i = 0; i < beta.length; i++) beta[i] /= size;
  // βᵀ∇²Lβ against 2α·(β·image): α is chosen to outweigh it twice.
  objective.hessianVector(theta, beta, image);
  let curvature = 0;
  let slope = 0;
  for (let i = 0; i < beta.length; i++) curvature += beta[i] * image[i];
  objective.hessianVector(theta, apart, image);
  for (let i = 0; i < beta.length; i++) slope += beta[i] * image[i];
  const alpha = (sign * (1 + Math.abs(curvature))) / slope;
  return beta.map((b, i) => b + alpha * apart[i]);
}

/**
 * vᵀ∇²L v for a v across the stratum that is expected to have the sign; fails where a claim forbids that sign and the
 * ball has it, holds where a claim asks for it.
 */
export function curvatureAcross(
  subject: Subject,
  sign: 1 | -1,
  isForbidden: boolean,
): Finding<MeasuredDecision> | Vacuity {
  const v = direction(subject, sign);
  if ('reason' in v) return v;
  // Where functions are saturated nothing in float64 says which way to go.
  if (!v.every(Number.isFinite))
    return signUnknown({ clause: 'across', what: ACROSS, value: 0, exact: null, enclosure: null });
  const [decision, settled] = curvatureAlong(subject, v);
  const isSeen = settled.decided === 'differs' && Math.sign(settled.enclosure.distance) === sign;
  return isSeen ? signed(decision, settled, isForbidden) : signUnknown(decision);
}

/** vᵀ∇²L v is said not to have the sign. */
export function curvatureWithout(
  subject: Subject,
  v: Float64Array,
  forbidden: 1 | -1,
): Finding<MeasuredDecision> {
  const [decision, settled] = curvatureAlong(subject, v);
  if (settled.decided !== 'differs') return signUnknown(decision);
  return signed(decision, settled, Math.sign(settled.enclosure.distance) === forbidden);
}

/** What a ball without 0 says: it fails where its sign is forbidden, and is as clear where it holds. */
function signed(
  decision: MeasuredDecision,
  settled: Extract<Settled, { decided: 'differs' }>,
  isForbidden: boolean,
): Finding<MeasuredDecision> {
  if (isForbidden) return concludeSettled(decision, settled);
  const { enclosure } = settled;
  return holds({ ...decision, enclosure: { ...enclosure, margin: -enclosure.margin } });
}

const signUnknown = (decision: MeasuredDecision): Finding<never> =>
  doubtful({ reason: 'unsettled', decision, digits: 60, why: 'its sign is not known' });

/** Moves neurons 1 and 2 apart in the only number that they take in, and in nothing else. */
export function incomingApart(subject: Subject): Float64Array {
  const { incoming } = pairOf(subject);
  const v = new Float64Array(subject.float.length);
  v[incoming[0][0]] = 1;
  v[incoming[1][0]] = -1;
  return v;
}

const ACROSS = 'second derivative of L across the stratum of two equal neurons';

/** vᵀ∇²L v at θ. */
export function curvatureAlong(
  subject: Subject,
  v: Float64Array,
): readonly [MeasuredDecision, Settled] {
  const { data, loss } = subject.instance;
  const settled = settle((bits) => {
    const field = ballsField(bits, 'refused');
    const along = Array.from(v, (x) => field.rational(fromDouble(x)));
    const { theta } = modelOver(subject, field);
    const line = theta.map((x, i): Ball[] => [x, along[i]]);
    const slopes = modelOver(subject, seriesField(field, 2)).lossGradient(line, data!, loss!);
    const image = slopes.map((g) => g[1] ?? field.zero);
    return { difference: field.dot(along, image), scale: largestOf(image, bits) };
  });
  return [measured('across', ACROSS, settled), settled];
}
