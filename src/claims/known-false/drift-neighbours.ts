/**
 * Known to be false: neighbours of `drift-of-squared-steps` and `drift-of-order-rate`. A constant is off, an order is, or
 * the method is one whose steps are no gradients.
 */
import type { DiscreteMethod } from '../../training/methods.ts';
import type { Claim } from '../claim.ts';
import { type ClaimDefinition, defineClaim } from '../define-claim.ts';
import { driftVanishesWithRate, halved, halvedShown, orderShown } from '../drift-of-order-rate.ts';
import {
  drawWithLaws,
  ofEachLaw,
  squaresShown,
  squaresSumUp,
  WITH_LAWS,
} from '../drift-of-squared-steps.ts';
import { halvedRate } from '../oracles/step-drift.ts';

interface Neighbour
  extends Pick<
    ClaimDefinition,
    'id' | 'statement' | 'source' | 'statusReason' | 'neighbour' | 'check' | 'shown'
  > {
  readonly methods: readonly DiscreteMethod[];
}

function neighbour({ methods, ...said }: Neighbour): Claim {
  return defineClaim({
    ...said,
    status: 'known-false',
    domain: { ...WITH_LAWS, methods },
    generate: (rng, options) => drawWithLaws(rng, options, methods),
  });
}

const SUM = 'a neighbour of drift-of-squared-steps';
const ORDER = 'a neighbour of drift-of-order-rate';

export const driftOfSquaredStepsTwice = neighbour({
  id: 'drift-of-squared-steps-twice',
  neighbour: { of: ['drift-of-squared-steps'], off: 'constant' },
  statement: 'Under gradient descent a law h of degree two drifts by 2Σ τᵢ² h₂(gᵢ).',
  source: `${SUM} with its constant off`,
  statusReason: 'The factor is 1: h₂ is the quadratic part itself, not its second derivative.',
  methods: ['gradient-descent'],
  check: (subject, options) => squaresSumUp(subject, options, 2),
  shown: squaresShown(2),
});

export const momentumDriftOfSquaredSteps = neighbour({
  id: 'momentum-drift-of-squared-steps',
  neighbour: { of: ['drift-of-squared-steps'], off: 'hypothesis' },
  statement: 'With momentum a law h of degree two drifts by Σ h₂(θᵢ₊₁ − θᵢ), as it does without.',
  source: `${SUM} with a method that it leaves out`,
  statusReason: 'A step goes along gradients of earlier points too, and ⟨∇h, ·⟩ of these is not 0.',
  methods: ['momentum'],
  check: (subject, options) => squaresSumUp(subject, options),
  shown: squaresShown(),
});

export const wholeBatchesConserve = neighbour({
  id: 'whole-batches-conserve',
  neighbour: { of: ['drift-of-squared-steps'], off: 'constant' },
  statement: 'Laws drift because of the noise of batches: gradient descent on all data keeps them.',
  source: `${SUM} that forgets that its sum is not empty`,
  statusReason: 'Each step adds τ²h₂(g), whether its batch is all data or some.',
  methods: ['gradient-descent'],
  check: (subject, options) => squaresSumUp(subject, options, 0),
  shown: squaresShown(0),
});

export const driftQuarters = neighbour({
  id: 'drift-quarters-with-half-the-rate',
  neighbour: { of: ['drift-of-order-rate'], off: 'constant' },
  statement: 'Over a fixed time half the rate of gradient descent is a quarter of the drift.',
  source: `${ORDER} with its order off`,
  statusReason: 'A step drifts by the square of its length, and there are twice as many.',
  methods: ['gradient-descent'],
  check: (subject, options) =>
    ofEachLaw(subject, options, (law, name) => [halvedRate(subject, law, halved(name, 4), 4)]),
  shown: halvedShown(4),
});

export const adamDriftOfOrderRate = neighbour({
  id: 'adam-drift-of-order-rate',
  neighbour: { of: ['drift-of-order-rate', 'orbit-is-sim'], off: 'hypothesis' },
  statement: 'Over a fixed time of Adam laws drift by the order of its rate.',
  source: `${ORDER} with a method that it leaves out`,
  statusReason:
    'Its first step is the sign of the gradient, along which no law of gradients stands still.',
  methods: ['adam'],
  check: driftVanishesWithRate,
  shown: orderShown,
});

export const decayDriftOfOrderRate = neighbour({
  id: 'decay-drift-of-order-rate',
  neighbour: { of: ['drift-of-order-rate', 'orbit-is-sim'], off: 'hypothesis' },
  statement: 'Over a fixed time of training with weight decay laws drift by the order of the rate.',
  source: `${ORDER} with a method that it leaves out`,
  statusReason: 'Decay shrinks h₂ at rate 2λ, however short the steps.',
  methods: ['weight-decay'],
  check: driftVanishesWithRate,
  shown: orderShown,
});
