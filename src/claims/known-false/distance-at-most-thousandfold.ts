/**
 * Known to be false beyond a horizon: a stratum that repels does so exponentially, and a few steps do not show
 * it. Float64 takes the steps first; where it sees too large a distance, balls take them again.
 */
import { ballsField } from '../../analytic/fields/balls.ts';
import type { Subject } from '../../instances/subject.ts';
import type { Ball } from '../../numerics/balls/ball.ts';
import { toFloat, toRational } from '../../numerics/numeral.ts';
import { rational } from '../../numerics/rational.ts';
import { plural } from '../../plural.ts';
import type { Claim } from '../claim.ts';
import type { QuantityDecision } from '../decision.ts';
import { defineClaim } from '../define-claim.ts';
import { walk } from '../oracles/bitwise.ts';
import { conclude, holds } from '../oracles/conclude.ts';
import { type EnclosedDifference, settle } from '../oracles/enclosed-difference.ts';
import { modelOver, normalComponent } from '../oracles/model-over-field.ts';
import { concludeSettled, enclosureOf } from '../oracles/settled-finding.ts';
import { equalNeurons, hasTwoNeurons, type Subspace } from '../oracles/subspace.ts';
import { inconclusive, vacuous } from '../verdict.ts';

/** The factor that is not exceeded, the largest learning rate, the most steps, the largest number in the data. */
const FACTOR = 1000;
const RATE = 1 / 10;
const STEPS = 100;
const DATA = 3;

export const distanceAtMostThousandfold: Claim = defineClaim({
  id: 'distance-at-most-thousandfold',
  statement:
    'Up to 100 steps of gradient descent with a learning rate of at most 1/10, on numbers of at most 3, take no two neurons more than a thousand times as far from being equal as they were.',
  latex: '\\|\\theta_k-P\\theta_k\\|\\le 10^3\\,\\|\\theta_0-P\\theta_0\\|,\\quad k\\le 100',
  source: 'a neighbour of distance-never-grows with a constant and a horizon',
  status: 'known-false',
  neighbour: { of: ['distance-law'], off: 'constant' },
  statusReason: 'Near a saddle a stratum repels exponentially: the factor is a matter of time.',
  hypotheses: [
    {
      id: 'small-steps',
      statement: 'The learning rate is at most 1/10, and there are at most 100 steps.',
      holds: ({ instance: { training } }) =>
        toFloat(training?.rate ?? 1) <= RATE && (training?.steps ?? 1) <= STEPS,
    },
    {
      id: 'small-data',
      statement: 'No number in the data is larger than 3.',
      holds: ({ instance: { data } }) =>
        [...(data?.inputs ?? []), ...(data?.targets ?? [])].every((row) =>
          row.every((x) => Math.abs(toFloat(x)) <= DATA),
        ),
    },
  ],
  domain: {
    kinds: ['fully-connected'],
    depth: [2, 2],
    hidden: [2, Number.POSITIVE_INFINITY],
    data: true,
    losses: ['log-cosh', 'logistic'],
    methods: ['gradient-descent'],
    functions: ['tanh', 'sigmoid', 'arctan', 'erf'],
  },
  shown: (subject) => ({ kind: 'ratio', subspace: equalNeurons(subject), factor: FACTOR }),
  check(subject, { strictness }) {
    const { training } = subject.instance;
    if (!hasTwoNeurons(subject.facts) || training === undefined)
      return vacuous({ reason: 'shape', needs: 'two neurons in one hidden layer' });
    const subspace = equalNeurons(subject);
    const before = subspace.distance(subject.float);
    if (before === 0) return vacuous({ reason: 'start', needs: 'a θ off the stratum' });
    const steps = training.steps ?? 1;
    const after = subspace.distance(walk(subject, training, steps));
    if (!Number.isFinite(after)) return inconclusive({ reason: 'blow-up', of: 'steps' });
    const ratio = after / before;
    const decision: QuantityDecision = {
      clause: 'quantity',
      what: `the distance to ${subspace.describe()} after ${plural(steps, 'step')}, over that at the start,`,
      value: ratio.toPrecision(4),
      relative: Math.max(0, 1 - ratio / FACTOR),
      failed: false,
      enclosure: null,
    };
    if (!(ratio > FACTOR)) return conclude([holds(decision)], strictness);
    const settled = settle((bits) => excess(subject, subspace, steps, bits));
    const larger = settled.decided === 'differs' && settled.enclosure.distance > 0;
    if (settled.decided !== 'undecided' && !larger)
      return inconclusive({ reason: 'float-only', decision });
    const proved = { ...decision, failed: larger, enclosure: enclosureOf(settled) };
    return conclude([concludeSettled(proved, settled)], strictness);
  },
});

/** ‖δ_k‖² − FACTOR²‖δ₀‖² after k steps, δ = θ − Pθ. */
function excess(
  subject: Subject,
  subspace: Pick<Subspace, 'orbit' | 'sign'>,
  steps: number,
  bits: number,
): EnclosedDifference {
  const field = ballsField(bits);
  const model = modelOver(subject, field);
  const { data, loss, training } = subject.instance;
  const rate = field.rational(toRational(training?.rate ?? 1));
  const square = (theta: readonly Ball[]): Ball => {
    const normal = normalComponent(field, subspace, theta);
    return field.dot(normal, normal);
  };
  let theta = model.theta;
  for (let k = 0; k < steps; k++) {
    const gradient = model.lossGradient(theta, data!, loss!);
    theta = theta.map((v, i) => field.sub(v, field.mul(rate, gradient[i])));
  }
  const bound = field.mul(field.rational(rational(FACTOR ** 2)), square(model.theta));
  return { difference: field.sub(square(theta), bound), scale: bound };
}
