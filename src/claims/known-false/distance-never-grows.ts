/**
 * Planted: distances to a stratum obey d/dt ½‖δ‖² = −⟨δ, ∇L(θ) − ∇L(Pθ)⟩, which may have either sign:
 * a stratum may repel (escape from a saddle) as well as attract.
 */

import { ballsField } from '../../analytic/fields/balls.ts';
import { generateInstance } from '../../generation/instance.ts';
import type { Instance } from '../../instances/instance.ts';
import { largerOf } from '../../numerics/balls/ball.ts';
import { type Claim, factsOfModel } from '../claim.ts';
import { type EnclosedDifference, settle } from '../oracles/enclosed-difference.ts';
import { conclude, marginOf, vacuous } from '../oracles/finding.ts';
import { objectiveOf, thetaOf } from '../oracles/float-model.ts';
import { modelOver, normalComponent } from '../oracles/model-over-field.ts';
import { equalNeurons, hasTwoNeurons, type Subspace } from '../oracles/subspace.ts';

export const distanceNeverGrows: Claim = {
  id: 'distance-never-grows',
  statement: 'Under gradient flow the distance to the stratum of two equal neurons never grows.',
  latex: '\\tfrac{d}{dt}\\,\\|\\theta-P\\theta\\|\\le 0',
  source: 'planted: a stratum may repel its neighbours',
  planted: true,
  hypotheses: [],
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
  check(instance, { strictness }) {
    const { data, loss } = instance;
    if (!hasTwoNeurons(factsOfModel(instance))) {
      return vacuous('shape', 'needs two neurons in one hidden layer');
    }
    if (data === undefined || loss === undefined)
      return vacuous('no-data', 'needs data and a loss');
    const subspace = equalNeurons(instance);
    const theta = thetaOf(instance);
    const size = theta.length;
    const delta = new Float64Array(size);
    const projected = subspace.project(theta, new Float64Array(size));
    for (let i = 0; i < size; i++) delta[i] = theta[i] - projected[i];
    if (subspace.distance(theta) === 0) return vacuous('start', 'θ lies on the stratum');
    const objective = objectiveOf(instance);
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
    if (terms === 0) return vacuous('stationary', 'neither point moves');
    const bound = 64 * size * 2 ** -53 * terms;
    const float64 = { rate, bound };
    if (!(rate > bound)) {
      return conclude(
        [
          {
            clause: 'growth',
            status: Number.isFinite(rate) ? 'holds' : 'undecided',
            margin: rate <= 0 ? 16 : marginOf(rate, bound),
            reason: 'the distance to the stratum does not grow at θ',
            evidence: float64,
          },
        ],
        strictness,
      );
    }
    const settled = settle((bits) => enclosedRate(instance, subspace, bits));
    const { decided, digits, distance, radius } = settled;
    const grows = decided === 'differs' && distance > 0;
    return conclude(
      [
        {
          clause: 'growth',
          status: grows ? 'fails' : 'undecided',
          margin: grows ? settled.margin : 0,
          reason: grows
            ? `½‖θ − Pθ‖² grows at rate ${distance.toPrecision(4)}`
            : settled.why || 'the rate is rounding',
          evidence: {
            float64,
            ...(decided !== 'undecided' && { enclosure: { digits, rate: distance, radius } }),
          },
        },
      ],
      strictness,
    );
  },
};

/** −⟨δ, ∇L(θ) − ∇L(Pθ)⟩ with δ = θ − Pθ. */
function enclosedRate(
  instance: Instance,
  subspace: Pick<Subspace, 'orbit' | 'sign'>,
  bits: number,
): EnclosedDifference {
  const field = ballsField(bits);
  const model = modelOver(instance, field);
  const { theta } = model;
  const delta = normalComponent(field, subspace, theta);
  const projected = theta.map((v, i) => field.sub(v, delta[i]!));
  const here = model.lossGradient(theta, instance.data!, instance.loss!);
  const there = model.lossGradient(projected, instance.data!, instance.loss!);
  const rate = field.dot(
    delta,
    here.map((g, i) => field.sub(there[i]!, g)),
  );
  return {
    difference: rate,
    scale: largerOf(field.dot(delta, here), field.dot(delta, there), bits),
  };
}
