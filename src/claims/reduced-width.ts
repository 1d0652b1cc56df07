/**
 * Training on a stratum is that of a smaller model, in another metric (`symmetry/reduction/`).
 *
 * Oracle: both are trained and compared after every step, over ℚ where F and the loss are polynomials and in balls
 * elsewhere; for gradient flow Taylor coefficients in t are compared. With `metric` dropped the smaller model is
 * trained plainly, as people do who call the two equivalent; with `linear-in-gradients` dropped by Adam.
 */
import { generateInstance } from '../generation/instance.ts';
import type { TrainingSpec } from '../instances/instance.ts';
import type { Subject } from '../instances/subject.ts';
import type { Rng } from '../numerics/random.ts';
import { ONE } from '../numerics/rational.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import { type Reduction, reductionOf } from '../symmetry/reduction/reduction.ts';
import type { CheckOptions, Claim, GenerateOptions } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import type { Domain } from './domain.ts';
import { conclude } from './oracles/conclude.ts';
import { type Comparison, reducedTraining } from './oracles/reduced-training.ts';
import { type Verdict, vacuous } from './verdict.ts';

const METHODS = [
  'gradient-flow',
  'gradient-descent',
  'sgd',
  'momentum',
  'weight-decay',
] as const satisfies readonly TrainingSpec['method'][];

export const REDUCED_DOMAIN: Domain = { trainable: true, data: true, methods: METHODS };

/** Points of strata with short numbers; polynomials in two draws of three, where steps are exact. */
export function drawOnStratum(rng: Rng, { size, kinds, dropped }: GenerateOptions) {
  const flow = rng.chance(0.25);
  const exact = rng.chance(0.6);
  return generateInstance(rng, {
    others: dropped.size === 0,
    only: kinds,
    hidden: [1, 4],
    points: [1, 3],
    point: 'stratum',
    numbers: 'rational',
    data: true,
    ...(exact && {
      activations: ['identity', 'square', 'cube', ...LISTS],
      losses: ['squared', 'linear', 'quartic'],
    }),
    ...(flow
      ? { training: 'gradient-flow' as const }
      : { training: 'discrete' as const, methods: METHODS.filter((m) => m !== 'gradient-flow') }),
    ...(dropped.has('through-origin') && {
      training: 'discrete' as const,
      methods: ['weight-decay' as const],
      bias: true,
      activations: [{ name: 'shifted' as const, base: 'tanh', shift: '1/2' }],
    }),
    size: size / 2,
  });
}

/** Polynomials without the symmetries of powers. */
const LISTS = [
  { name: 'polynomial', coefficients: [1, 1, 1] },
  { name: 'polynomial', coefficients: [0, 1, 0, 1] },
] as const;

/** What the smaller model of θ's stratum does against what is claimed. */
export function comparedOnStratum(
  subject: Subject,
  { strictness }: CheckOptions,
  claimed: (reduction: Reduction) => Pick<Comparison, 'rates'>,
): Verdict {
  const { data, loss, training } = subject.instance;
  if (data === undefined || loss === undefined) return vacuous({ reason: 'no-data' });
  if (training === undefined) return vacuous({ reason: 'no-steps' });
  const { subspace } = isotropyOf(subject);
  if (subspace.dimension === subspace.size) return vacuous({ reason: 'no-symmetry', of: 'point' });
  const reduction = reductionOf(subject.model, subspace);
  if (reduction === null) return vacuous({ reason: 'stationary', what: 'field' });
  const finding = reducedTraining({
    subject,
    reduction,
    ...claimed(reduction),
    data,
    loss,
    training,
  });
  return 'reason' in finding ? vacuous(finding) : conclude([finding], strictness);
}

export const reducedWidth: Claim = defineClaim({
  id: 'reduced-width',
  statement:
    'Training on a stratum is training of a smaller model, in the metric that the stratum induces: for n equal neurons incoming weights move at rate 1/n and outgoing ones at rate n, from a block of n to a block of m at n/m.',
  latex: '\\dot p_j=-\\tfrac{r_j^2}{n_j}\\,\\partial_{p_j}(L\\circ G),\\quad F\\circ E(u)=G(ru)',
  source: 'Zhao, Luo, Zhang, arXiv:2510.09564, on condensation; the metric is our own',
  status: 'theorem',
  statusReason:
    'Gradients on the stratum are parallel to it, and ∂(L∘E)/∂u_k sums n_k equal ones; what is linear in them goes on.',
  hypotheses: [
    {
      id: 'metric',
      statement:
        'The smaller model moves in the metric of the stratum; dropped: it is trained plainly.',
      inStatement: true,
      holds: () => true,
    },
    {
      id: 'through-origin',
      statement:
        'Under weight decay the stratum contains the origin; dropped: reflections of σ may pin a bias elsewhere.',
      holds: (subject) =>
        subject.instance.training?.method !== 'weight-decay' ||
        isotropyOf(subject).subspace.pinned === null,
    },
  ],
  domain: () => REDUCED_DOMAIN,
  generate: drawOnStratum,
  check: (subject, options) =>
    comparedOnStratum(subject, options, ({ rates }) => ({
      rates: options.dropped.has('metric') ? rates.map(() => ONE) : rates,
    })),
});
