/**
 * Initial condensation: the number of directions on which neurons gather is at most twice the multiplicity of σ at 0.
 *
 * Oracle: `oracles/orientations.ts`, exact for the leading order; with `small-weights` dropped at the size that θ has, by
 * enclosures.
 */
import { drawFunction } from '../../generation/functions.ts';
import { generateInstance } from '../../generation/instance.ts';
import type { FunctionSpec } from '../../instances/instance.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { unitAxes } from '../../models/units.ts';
import type { Rng } from '../../numerics/random.ts';
import { absolute, add, isZero, type Rational, ZERO } from '../../numerics/rational.ts';
import type { CheckOptions, Claim, GenerateOptions, Hypothesis } from '../claim.ts';
import type { CountedDecision } from '../decision.ts';
import { defineClaim } from '../define-claim.ts';
import type { Domain } from '../domain.ts';
import { drawUntil } from '../draw-until.ts';
import { conclude } from '../oracles/conclude.ts';
import { counted } from '../oracles/exact-finding.ts';
import {
  type EarlyField,
  earlyField,
  RATIONAL_SLOPES,
  restingAtSize,
  restingDirections,
} from '../oracles/orientations.ts';
import { inconclusive, type Verdict, vacuous } from '../verdict.ts';

/** Two-layer networks of one output with data, and a loss whose slope at F = 0 is rational. */
export const ORIENTATION_DOMAIN: Domain = {
  kinds: ['fully-connected'],
  depth: [2, 2],
  outputs: [1, 1],
  data: true,
  losses: RATIONAL_SLOPES,
};

/** Of multiplicity 1 to 4. */
const FUNCTIONS: readonly FunctionSpec[] = [
  'tanh',
  'sigmoid',
  'gelu',
  'cos',
  'square',
  'cube',
  { name: 'product', factors: ['identity', 'tanh'] },
  { name: 'product', factors: ['square', 'tanh'] },
  { name: 'product', factors: ['cube', 'tanh'] },
];

/** @param inputs of the network; with a bias a neuron takes in one number more. */
export function drawEarly(
  rng: Rng,
  { size, kinds }: GenerateOptions,
  inputs: 'plane' | 'any',
  points: readonly [number, number] = [1, 5],
) {
  const bias = rng.chance(0.6);
  const most = bias ? 1 : 2;
  const drawn = rng.chance(0.3)
    ? drawFunction(rng, 'polynomial', (f) => (f.taylor?.next(1) ?? 9) <= 6)
    : null;
  return generateInstance(rng, {
    only: kinds,
    depth: [2, 2],
    hidden: [1, 2],
    outputs: [1, 1],
    inputs: inputs === 'plane' ? [most, most] : [1, 4],
    bias,
    activations: drawn === null ? FUNCTIONS : [drawn],
    losses: RATIONAL_SLOPES,
    dataKinds: ['lattice', 'gaussian', 'duplicates', 'collinear', 'mirrored', 'zero-inputs'],
    numbers: 'rational',
    data: true,
    points,
    size: Math.min(1, size),
  });
}

/** The number of directions against a bound, or the reason why there is none. */
export function orientationVerdict(
  subject: Subject,
  { strictness }: CheckOptions,
  relation: CountedDecision['relation'],
  bound: (field: EarlyField) => number,
): Verdict {
  const field = earlyField(subject);
  if (field === null) return vacuous({ reason: 'shape', needs: 'a function that is not constant' });
  const found = restingDirections(field);
  const expected = bound(field);
  if (found === null)
    return inconclusive({
      reason: 'unsupported',
      what: `directions of ${field.weights} weights are not counted for multiplicity ${field.multiplicity}`,
    });
  const all = found === 'all';
  return conclude(
    [
      counted({
        clause: 'orientations',
        what: all
          ? 'directions that rest near 0, of which all do, at least'
          : 'directions that rest near 0',
        found: all ? expected + 1 : found,
        expected,
        relation,
      }),
    ],
    strictness,
  );
}

const fieldOf = (subject: Subject): EarlyField | null =>
  subject.instance.data === undefined || subject.facts.network === null
    ? null
    : earlyField(subject);

const PLANE: Hypothesis = {
  id: 'plane-or-slope',
  statement: 'σ′(0) ≠ 0, or a neuron takes in at most two numbers, the 1 of its bias among them.',
  holds(subject) {
    const field = fieldOf(subject);
    return field === null || field.multiplicity === 1 || field.weights <= 2;
  },
};

/** Where every direction rests the leading order tells nothing. */
export const TURNS: Hypothesis = {
  id: 'turns',
  statement: 'Some direction turns at the leading order: Σ s (w·x)ᵖ is not constant on the sphere.',
  holds(subject) {
    const field = fieldOf(subject);
    return field === null || restingDirections(field) !== 'all';
  },
};

export const condensedOrientations: Claim = defineClaim({
  id: 'condensed-orientations',
  statement:
    'Near 0 the neurons of a two-layer network gather on at most 2p directions, p the order of the first derivative of σ that does not vanish at 0.',
  latex:
    '\\#\\{u\\in S^{d}:\\nabla P(u)\\parallel u\\}\\le2p,\\quad P(u)=\\sum_is_i(u\\cdot x_i)^p',
  source:
    'Zhou, Zhou, Jin, Luo, Zhang, Xu, Towards Understanding the Condensation of Neural Networks at Initial Training, NeurIPS 2022',
  status: 'published',
  statusReason:
    'Proved in the source for p = 1 and for one input with a bias, where directions are roots of a form of degree p.',
  hypotheses: [
    PLANE,
    TURNS,
    {
      id: 'small-weights',
      statement:
        'What comes into a neuron is small; dropped: it is as large as the first neuron’s of θ.',
      inStatement: true,
      holds: () => true,
    },
  ],
  domain: () => ORIENTATION_DOMAIN,
  generate(rng, options) {
    const { dropped } = options;
    const inputs = dropped.has(PLANE.id) ? 'any' : 'plane';
    const points = dropped.has('small-weights') ? ([3, 6] as const) : ([1, 5] as const);
    const asked = [PLANE, TURNS].filter(({ id }) => !dropped.has(id));
    return drawUntil(
      () => drawEarly(rng, options, inputs, points),
      (instance) => {
        const subject = open(instance);
        return asked.every((hypothesis) => hypothesis.holds(subject));
      },
      30,
    );
  },
  check(subject, options) {
    if (options.dropped.has('small-weights')) return atSizeOf(subject, options);
    return orientationVerdict(subject, options, '≤', ({ multiplicity }) => 2 * multiplicity);
  },
});

/** At the size of what comes into the first neuron of θ. */
function atSizeOf(subject: Subject, { strictness }: CheckOptions): Verdict {
  const field = earlyField(subject);
  if (field === null || field.weights !== 2)
    return vacuous({ reason: 'shape', needs: 'neurons that take in two numbers' });
  const [units] = unitAxes(subject.model);
  const size = units.incoming[0].reduce<Rational>((sum, at) => {
    return add(sum, absolute(subject.exact[at]));
  }, ZERO);
  if (isZero(size))
    return vacuous({ reason: 'start', needs: 'a first neuron that takes in something' });
  const found = restingAtSize(subject, field, size);
  const expected = 2 * field.multiplicity;
  const what = 'directions that rest at the size of neuron 1, at least';
  if (found <= expected)
    return inconclusive({
      reason: 'unsupported',
      what: 'directions at a given size are counted from below',
    });
  return conclude(
    [counted({ clause: 'orientations', what, found, expected, relation: '≤' })],
    strictness,
  );
}
