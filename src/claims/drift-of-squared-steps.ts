/**
 * What gradient flow conserves and steps do not: the drift of a law of degree two is Σ τᵢ² h₂(gᵢ), exactly, whatever the
 * batches, the labels' noise and the lengths of the steps. So it is at most Σ τᵢ² times the largest |h₂(gᵢ)|, the bound in
 * print.
 *
 * Oracle: `oracles/step-drift.ts`, with τᵢ = η/i.
 */
import { generateInstance } from '../generation/instance.ts';
import type { TrainingSpec } from '../instances/instance.ts';
import type { Subject } from '../instances/subject.ts';
import { parameterNames } from '../models/names.ts';
import type { Polynomial } from '../numerics/polynomial.ts';
import type { Rng } from '../numerics/random.ts';
import { expressionOf } from '../orbits/conserved/invariants-expression.ts';
import { type DiscreteMethod, methodsThat } from '../training/methods.ts';
import { dataKinds } from '../training/synthetic-data.ts';
import type { CheckOptions, Claim, GenerateOptions } from './claim.ts';
import type { Decision } from './decision.ts';
import { defineClaim } from './define-claim.ts';
import type { Domain } from './domain.ts';
import { walk } from './oracles/bitwise.ts';
import { conclude, type Finding } from './oracles/conclude.ts';
import { relativeDistance } from './oracles/float-model.ts';
import { polynomialLaws } from './oracles/polynomial-laws.ts';
import { driftLessSquares } from './oracles/step-drift.ts';
import { methodIsOneOf } from './oracles/steps-keep.ts';
import type { NamedLaw } from './shown.ts';
import { inconclusive, type Verdict, vacuous } from './verdict.ts';

/** θᵢ₊₁ = θᵢ − τᵢgᵢ with gᵢ the gradient of a loss on data. */
const STEPS: readonly DiscreteMethod[] = ['gradient-descent', 'sgd', 'label-noise'];
const ANY = methodsThat(() => true);
const OTHERS = methodsThat(({ draws }) => draws !== 'targets').filter(
  (method) => !STEPS.includes(method),
);
/** Laws that are looked at. */
const MOST_LAWS = 4;

export const WITH_LAWS: Domain = { trainable: true, data: true, methods: ANY };

/** All but those that let nothing move. */
const MOVING_DATA = dataKinds.filter((kind) => kind !== 'zero-inputs' && kind !== 'extreme-scales');

/** Models of few numbers that have laws, polynomials for the most part. */
export function drawWithLaws(
  rng: Rng,
  { size, kinds }: Pick<GenerateOptions, 'size' | 'kinds'>,
  methods: readonly DiscreteMethod[],
) {
  return generateInstance(rng, {
    others: true,
    only: kinds,
    depth: [2, 2],
    hidden: [1, 3],
    inputs: [1, 2],
    activations: ['identity', 'square', 'cube'],
    bias: false,
    points: [1, 3],
    dataKinds: MOVING_DATA,
    point: rng.pick(['any', 'generic', 'generic'] as const),
    numbers: 'rational',
    losses: ['squared', 'linear', 'quartic', 'logistic', 'cross-entropy'],
    training: 'discrete',
    methods,
    size: Math.min(1, size) / 2,
  });
}

/** What is found for each of the first laws of the model; vacuous where it has none or nothing moves. */
export function ofEachLaw(
  subject: Subject,
  { strictness }: CheckOptions,
  find: (law: Polynomial, name: string, training: TrainingSpec) => readonly Finding[],
): Verdict {
  const { training } = subject.instance;
  if (training === undefined || training.method === 'gradient-flow')
    return vacuous({ reason: 'no-steps' });
  const laws = polynomialLaws(subject).slice(0, MOST_LAWS);
  if (laws.length === 0) return vacuous({ reason: 'nothing-conserved' });
  const theta = walk(subject, training, 1);
  if (!theta.every(Number.isFinite)) return inconclusive({ reason: 'blow-up', of: 'steps' });
  if (relativeDistance(theta, subject.float) === 0)
    return vacuous({ reason: 'stationary', what: 'steps' });
  const names = parameterNames(subject.model);
  return conclude(
    laws.flatMap((law) => find(law, expressionOf(law, names), training)),
    strictness,
  );
}

/** The law of which a decision speaks in these words. */
export function lawInWords(
  subject: Subject,
  by: Decision,
  words: (name: string) => string,
): NamedLaw | undefined {
  if (by.clause !== 'step-drift') return undefined;
  const names = parameterNames(subject.model);
  return polynomialLaws(subject)
    .map((law) => ({ law, name: expressionOf(law, names) }))
    .find(({ name }) => words(name) === by.what);
}

const wordsFor = (factor: number) => (name: string) =>
  `the drift of ${name}${factor === 0 ? '' : ` less ${factor === 1 ? '' : factor}Σ τ²h₂(g)`}`;

export const squaresShown =
  (factor = 1): NonNullable<Claim['shown']> =>
  (subject, by) => {
    const named = lawInWords(subject, by, wordsFor(factor));
    return named && { kind: 'squares', factor, ...named };
  };

/** @param factor what is said to stand before the sum. */
export function squaresSumUp(subject: Subject, options: CheckOptions, factor = 1): Verdict {
  const words = wordsFor(factor);
  return ofEachLaw(subject, options, (law, name, training) => [
    driftLessSquares(subject, training, law, words(name), factor),
  ]);
}

export const driftOfSquaredSteps: Claim = defineClaim({
  id: 'drift-of-squared-steps',
  statement:
    'Under gradient descent and SGD with steps τᵢ a law h of degree two, h₂ its quadratic part, drifts by exactly Σ τᵢ² h₂(gᵢ), gᵢ the gradient of step i, whatever the batches; so by at most Σ τᵢ² max |h₂(gᵢ)|.',
  latex: 'h(\\theta_k)-h(\\theta_0)=\\sum_{i<k}\\tau_i^2\\,h_2(g_i)',
  source:
    'our own (docs/theory.md); the bound C Σ τᵢ²: Marcotte, Gribonval, Peyré, ICML 2025 (arXiv:2506.06194), Prop. 5.1',
  status: 'theorem',
  statusReason:
    'A step of length τ along −g adds −τ⟨∇h, g⟩ + τ²h₂(g) to h, and ⟨∇h, g⟩ = 0 for the gradient of every loss on every batch.',
  hypotheses: [
    {
      id: 'gradient-steps',
      statement:
        'A step is −τ times one gradient; dropped: momentum, Nesterov, Adam, AdamW, RMSProp, sign descent, weight decay, noise of gradients, dropout.',
      holds: methodIsOneOf(STEPS),
    },
  ],
  domain: WITH_LAWS,
  generate: (rng, { dropped, ...options }) =>
    drawWithLaws(rng, options, dropped.has('gradient-steps') ? OTHERS : STEPS),
  check: (subject, options) => squaresSumUp(subject, options),
  shown: squaresShown(),
});
