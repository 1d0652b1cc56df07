/**
 * Known to be false: neighbours of `data-independence` and `flow-equivariance`. Two datasets may be learnt in either order;
 * the second one never costs the first; parameters that a symmetry exchanges have one gradient.
 */
import type { Field } from '../../analytic/field.ts';
import { ballsField } from '../../analytic/fields/balls.ts';
import { seriesField } from '../../analytic/fields/series.ts';
import { generateInstance } from '../../generation/instance.ts';
import type { Data } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import type { Ball } from '../../numerics/balls/ball.ts';
import { indicesTo } from '../../numerics/list-of.ts';
import type { Claim, Off } from '../claim.ts';
import { dataIndependence } from '../data-independence.ts';
import type { FieldDecision, OwnDecision } from '../decision.ts';
import { defineClaim } from '../define-claim.ts';
import { flowEquivarianceClaim, isometriesOf } from '../flow-equivariance.ts';
import { marginOfDecision } from '../margin.ts';
import { conclude, type Finding, fails, holds, whyUntrainable } from '../oracles/conclude.ts';
import {
  type EnclosedDifference,
  largestOf,
  normOf,
  type Settled,
  settle,
} from '../oracles/enclosed-difference.ts';
import { fieldEquivariance } from '../oracles/equivariance.ts';
import { modelOver } from '../oracles/model-over-field.ts';
import { concludeSettled, enclosureOf } from '../oracles/settled-finding.ts';
import { vacuous } from '../verdict.ts';

interface Legs {
  readonly data: Data;
  readonly loss: string;
}

/** Of two legs of training, by what is enclosed of them. */
function ofTwoLegs(
  id: string,
  off: Off,
  statement: string,
  statusReason: string,
  what: string,
  otherwise: string,
  enclose: (subject: Subject, legs: readonly [Legs, Legs], bits: number) => EnclosedDifference,
  isAsClaimed: (settled: Settled) => boolean,
): Claim {
  return defineClaim({
    id,
    statement,
    source: `a neighbour of ${dataIndependence.id}`,
    status: 'known-false',
    statusReason,
    neighbour: { of: [dataIndependence.id], off },
    domain: { trainable: true, switched: true, data: true },
    generate: (rng, { size, kinds }) =>
      generateInstance(rng, {
        only: kinds,
        depth: [2, 2],
        hidden: [1, 3],
        point: 'generic',
        data: true,
        points: [1, 2],
        then: true,
        training: 'gradient-flow',
        size: Math.min(1, size),
      }),
    check(subject, { strictness }) {
      const { data, loss, then } = subject.instance;
      const untrainable = whyUntrainable(subject);
      if (untrainable !== undefined) return untrainable;
      if (data === undefined || loss === undefined || then === undefined)
        return vacuous({ reason: 'no-switch', second: 'none' });
      const legs = [{ data, loss }, then] as const;
      const settled = settle((bits) => enclose(subject, legs, bits));
      const enclosure = enclosureOf(settled);
      const held = isAsClaimed(settled);
      const size = Math.abs(enclosure?.margin ?? 1);
      const decision = {
        clause: 'x-legs',
        margin: held ? size : -size,
        says: `${what} ${held ? 'is as claimed' : otherwise}: ${(enclosure?.distance ?? 0).toPrecision(3)}`,
        evidence: { digits: enclosure?.digits ?? null, distance: enclosure?.distance ?? null },
      } as const;
      if (held) return conclude([{ status: 'holds', decision }], strictness);
      return conclude([concludeSettled(decision, settled)], strictness);
    },
  });
}

const over = (subject: Subject, bits: number) => {
  const field = ballsField(bits, 'refused');
  return { field, model: modelOver(subject, field) };
};

/** The directional derivative of ∇L along v, at θ. */
function hessianVector(
  subject: Subject,
  field: Field<Ball>,
  { data, loss }: Legs,
  theta: readonly Ball[],
  v: readonly Ball[],
): Ball[] {
  const line = theta.map((x, i): Ball[] => [x, v[i]]);
  const slopes = modelOver(subject, seriesField(field, 2)).lossGradient(line, data, loss);
  return slopes.map((g) => g[1] ?? field.zero);
}

export const legsCommute = ofTwoLegs(
  'two-legs-commute',
  'conclusion',
  'Training on one dataset and then on another ends where training in the other order ends.',
  'The flows of two losses have a bracket, ∇²L₁∇L₂ − ∇²L₂∇L₁.',
  'the length of the bracket of both fields',
  'is not 0',
  (subject, [first, second], bits) => {
    const { field, model } = over(subject, bits);
    const { theta } = model;
    const [one, two] = [first, second].map(({ data, loss }) =>
      model.lossGradient(theta, data, loss),
    );
    const there = hessianVector(subject, field, first, theta, two);
    const back = hessianVector(subject, field, second, theta, one);
    const bracket = there.map((v, i) => field.sub(v, back[i]));
    return { difference: normOf(bracket, bits), scale: largestOf([...there, ...back], bits) };
  },
  ({ decided }) => decided === 'agrees',
);

export const secondLegIsFree = ofTwoLegs(
  'second-leg-costs-nothing',
  'conclusion',
  'Training on a second dataset does not raise the loss of the first.',
  'Only the manifold outlives the data: ⟨∇L₁, ∇L₂⟩ may have either sign.',
  '⟨∇L₁, ∇L₂⟩',
  'is negative',
  (subject, legs, bits) => {
    const { field, model } = over(subject, bits);
    const [one, two] = legs.map(({ data, loss }) => model.lossGradient(model.theta, data, loss));
    const size = field.mul(largestOf(one, bits), largestOf(two, bits));
    return { difference: field.dot(one, two), scale: size };
  },
  (settled) =>
    settled.decided === 'agrees' ||
    (settled.decided === 'differs' && settled.enclosure.distance > 0),
);

export const symmetryKeepsGradients: Claim = defineClaim({
  id: 'symmetry-keeps-gradients',
  statement:
    'An isometry of parameter space that leaves the model unchanged leaves gradients unchanged: ∇F(Qθ) = ∇F(θ).',
  source: `a neighbour of ${flowEquivarianceClaim.id}`,
  status: 'known-false',
  statusReason: 'It carries them along: ∇F(Qθ) = Q∇F(θ).',
  neighbour: { of: [flowEquivarianceClaim.id], off: 'conclusion' },
  domain: { trainable: true },
  generate: flowEquivarianceClaim.generate,
  check(subject, { dropped, strictness }) {
    const untrainable = whyUntrainable(subject);
    if (untrainable !== undefined) return untrainable;
    const maps = isometriesOf(subject, dropped);
    if (maps.length === 0) return vacuous({ reason: 'no-symmetry', of: 'model' });
    const { size } = subject.model;
    const still = {
      name: 'nothing',
      target: indicesTo(size),
      factor: new Float64Array(size).fill(1),
    };
    return conclude(
      maps.map((q) => ofGradients(fieldEquivariance(subject, q, still))),
      strictness,
    );
  },
});

/** The finding in the words of this claim. */
function ofGradients(finding: Finding<FieldDecision>): Finding {
  if (finding.status === 'open') return finding;
  const { map, distance } = finding.decision;
  const decision: OwnDecision = {
    clause: 'x-gradients',
    margin: marginOfDecision(finding.decision),
    says: `${map}: ∇F(Qθ) and ∇F(θ) differ by ${distance.toPrecision(3)}`,
    evidence: { map, distance },
  };
  return finding.status === 'fails' ? fails(decision, finding.proof) : holds(decision);
}
