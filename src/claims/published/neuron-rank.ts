/**
 * The rank of a function of k neurons in two-layer networks of any width.
 *
 * The rank of f is the least dimension of span{ ∂F/∂θᵢ(θ)(·) } over all θ with F(θ) = f. Asked at the given θ, where it is at
 * least the number, and at the θ where f is written with k neurons and zeros, where it is the number. Oracle:
 * `oracles/neuron-span.ts`.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { generateInstance } from '../../generation/instance.ts';
import type { FunctionSpec } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import type { Rng } from '../../numerics/random.ts';
import type { Claim, GenerateOptions, Hypothesis } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import type { Domain } from '../domain.ts';
import { conclude, type Finding } from '../oracles/conclude.ts';
import { spanBounds } from '../oracles/neuron-span.ts';
import { effective, freePartials, type Neuron, neuronsOf } from '../oracles/neurons.ts';
import { rankFinding } from '../oracles/rank-finding.ts';

export const NEURONS: Domain = { kinds: ['fully-connected'], depth: [2, 2], bias: false };

export const sigmaOf = ({ facts }: Subject): AnalyticFunction => facts.functions[0];

export const ODD: Hypothesis = {
  id: 'odd',
  statement: 'σ is odd.',
  holds: (subject) => sigmaOf(subject).parity === 'odd',
};

export const NO_POLYNOMIAL: Hypothesis = {
  id: 'no-polynomial',
  statement: 'σ is no polynomial.',
  holds: (subject) => sigmaOf(subject).polynomialDegree === null,
};

const ODD_FUNCTIONS = ['tanh', 'tanh', 'sin', 'erf', 'arctan'] as const;
const OTHERS = ['gelu', 'softplus', 'sigmoid', 'exp', 'cos', 'gaussian', 'silu'] as const;

/** Functions within the hypotheses in force, for the most part outside the others. */
export function functionsFor(dropped: ReadonlySet<string>): readonly FunctionSpec[] {
  if (dropped.has(ODD.id)) return OTHERS;
  if (dropped.has(NO_POLYNOMIAL.id)) return ['identity', 'cube'] as const;
  return ODD_FUNCTIONS;
}

export function drawNeurons(
  rng: Rng,
  { size, kinds }: GenerateOptions,
  activations: readonly FunctionSpec[],
) {
  return generateInstance(rng, {
    only: kinds,
    depth: [2, 2],
    hidden: [1, 5],
    inputs: [1, 3],
    outputs: [1, 2],
    bias: false,
    activations,
    point: rng.pick(['exact-mixture', 'stratum', 'equal-inputs'] as const),
    numbers: 'rational',
    size: Math.min(1, size),
  });
}

/** k(c + d). */
export const neuronRankOf = (neurons: readonly Neuron[], { model }: Subject): number =>
  neurons.length * (model.output.size + model.inputs.datum);

/** @param kept the k neurons of which the function consists. */
export const rankAtNeurons = (kept: readonly Neuron[], subject: Subject): Finding =>
  rankFinding(
    'rank at k neurons',
    spanBounds(freePartials(kept), sigmaOf(subject)),
    '=',
    neuronRankOf(kept, subject),
  );

export const neuronRank: Claim = defineClaim({
  id: 'neuron-rank',
  statement:
    'A function of k neurons has rank k(d + c) in two-layer networks of any width: the fields span no fewer dimensions at any θ that gives it, and as many at one.',
  latex: '\\min_{F(\\theta)=f}\\dim\\mathrm{span}\\{\\partial_{\\theta_i}F(\\theta)\\}=k(d+c)',
  source:
    'Zhang, Zhang, Zhang, Bai, Luo, Xu, Linear Stability Hypothesis and Rank Stratification, arXiv:2211.11623',
  status: 'published',
  statusReason:
    'In print for tanh and one output; σ(v·x) and xᵢσ′(v·x) are independent for different ±v where infinitely many Taylor coefficients are not 0.',
  hypotheses: [ODD, NO_POLYNOMIAL],
  domain: () => NEURONS,
  generate: (rng, options) => drawNeurons(rng, options, functionsFor(options.dropped)),
  check(subject, { strictness }) {
    const sigma = sigmaOf(subject);
    const neurons = neuronsOf(subject);
    const kept = effective(neurons, sigma);
    const expected = neuronRankOf(kept, subject);
    return conclude(
      [
        rankFinding('rank at θ', spanBounds(freePartials(neurons), sigma), '≥', expected),
        rankAtNeurons(kept, subject),
      ],
      strictness,
    );
  },
});
