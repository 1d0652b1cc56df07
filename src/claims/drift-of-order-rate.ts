/**
 * The drift of a law over a fixed time of training is of the order of the rate: half the rate, half the drift. Where a
 * step has a part that no gradient of a loss explains – a sign, decay – the drift does not vanish with the rate.
 *
 * Oracle: ⟨∇h, d⟩ of the first step, which does not depend on the rate; under gradient descent also the coefficients of η²
 * in the drifts at η and η/2 (`oracles/step-drift.ts`), exactly. Besides an order is fitted to drifts in float64
 * (`oracles/fitted-drift.ts`), which refutes nothing.
 */
import type { Subject } from '../instances/subject.ts';
import { type DiscreteMethod, methodsThat } from '../training/methods.ts';
import type { CheckOptions, Claim } from './claim.ts';
import type { Decision } from './decision.ts';
import { defineClaim } from './define-claim.ts';
import { drawWithLaws, lawInWords, ofEachLaw, WITH_LAWS } from './drift-of-squared-steps.ts';
import { fittedDrift } from './oracles/fitted-drift.ts';
import { firstSlope, halvedRate } from './oracles/step-drift.ts';
import { methodIsOneOf } from './oracles/steps-keep.ts';
import type { Shown } from './shown.ts';
import type { Verdict } from './verdict.ts';

/** Sums of gradients of losses on data. */
const SUMS: readonly DiscreteMethod[] = [
  'gradient-descent',
  'sgd',
  'momentum',
  'nesterov',
  'label-noise',
];
const OTHERS = methodsThat(({ draws }) => draws === 'nothing').filter(
  (method) => !SUMS.includes(method),
);

export function driftVanishesWithRate(subject: Subject, options: CheckOptions): Verdict {
  return ofEachLaw(subject, options, (law, name, training) => [
    firstSlope(subject, training, law, perTime(name)),
    ...(training.method === 'gradient-descent'
      ? [halvedRate(subject, law, halved(name, 2), 2), ...fittedDrift(subject, training, law, name)]
      : []),
  ]);
}

const perTime = (name: string) => `the drift of ${name} per unit of time as η → 0`;

export function orderShown(subject: Subject, by: Decision): Shown | undefined {
  const named = lawInWords(subject, by, perTime);
  return named === undefined ? halvedShown(2)(subject, by) : { kind: 'first-slope', ...named };
}

export const halvedShown =
  (ratio: number) =>
  (subject: Subject, by: Decision): Shown | undefined => {
    const named = lawInWords(subject, by, (name) => halved(name, ratio));
    return named && { kind: 'halved', ratio, ...named };
  };

/** How a difference of coefficients is called. */
export const halved = (name: string, ratio: number): string =>
  `${ratio} times the drift of ${name} at η/2 less that at η, coefficient of η²`;

export const driftOfOrderRate: Claim = defineClaim({
  id: 'drift-of-order-rate',
  statement:
    'Over a fixed time of training with gradient descent, SGD, momentum, Nesterov or noise of the labels a law of degree two drifts by no more than the order of the rate; halving the rate of gradient descent halves it.',
  latex: 'h(\\theta_{T/\\eta})-h(\\theta_0)=\\eta\\int_0^Th_2(\\nabla L)\\,dt+O(\\eta^2)',
  source: 'our own (docs/theory.md)',
  status: 'theorem',
  statusReason:
    'Over T/η steps the sum of η²h₂(g) is of order η; sums of earlier gradients differ from that at θ by terms of order η.',
  hypotheses: [
    {
      id: 'sums-of-gradients',
      statement:
        'A step is a sum of gradients; dropped: Adam, AdamW, RMSProp, sign descent, weight decay.',
      holds: methodIsOneOf(SUMS),
    },
  ],
  domain: { ...WITH_LAWS, methods: [...SUMS, ...OTHERS] },
  generate: (rng, { dropped, ...options }) =>
    drawWithLaws(rng, options, dropped.has('sums-of-gradients') ? OTHERS : SUMS),
  check: driftVanishesWithRate,
  shown: orderShown,
});
