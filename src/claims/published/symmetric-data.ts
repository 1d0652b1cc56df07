/** What symmetric data add to the laws of an architecture: nothing, unless the loss is a polynomial. */
import { generateInstance } from '../../generation/instance.ts';
import type { Instance } from '../../instances/instance.ts';
import { open, type Subject } from '../../instances/subject.ts';
import type { Rng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { isProved } from '../../orbits/dimension/orbit-status.ts';
import { type Claim, type GenerateOptions, type Hypothesis, unmetHypotheses } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { drawUntil } from '../draw-until.ts';
import { exactOrbit, isVerdict } from '../oracles/orbit-fills-stratum.ts';
import { areSlopesDistinct, augmented, lossDegree } from '../oracles/symmetric-data.ts';
import { decided, undecided, type Verdict, vacuous } from '../verdict.ts';

const SOURCE = 'Galley, Shahverdi, Flinth, arXiv:2606.10913, by a summary';
const KINDS = ['linear', 'diagonal-linear'];
const POLYNOMIAL = ['squared', 'quartic'];
const OTHER = ['logistic', 'exponential', 'log-cosh'];

const DISTINCT: Hypothesis = {
  id: 'distinct-slopes',
  statement: '∂F/∂xⱼ differ in size and are not 0, as at generic θ.',
  holds: areSlopesDistinct,
};

/** Laws at θ of the architecture, and of training on symmetric data. */
function lawsOf(
  subject: Subject,
  signs: boolean,
): { readonly own: number; readonly all: number } | Verdict {
  const symmetric = augmented(subject, signs);
  if (symmetric === null) return vacuous({ reason: 'stationary', what: 'field' });
  const [own, all] = [subject, symmetric].map((of) => exactOrbit(of));
  if (isVerdict(own)) return own;
  if (isVerdict(all)) return all;
  const open = [own, all].find(({ status }) => !isProved(status));
  if (open !== undefined) return undecided('x-augmented', `an orbit is ${open.status}`);
  return { own: own.parameters - own.dimension, all: all.parameters - all.dimension };
}

export function compared(
  subject: Subject,
  signs: boolean,
  isAsClaimed: (added: number) => boolean,
): Verdict {
  const laws = lawsOf(subject, signs);
  if ('kind' in laws) return laws;
  const added = laws.all - laws.own;
  const decision = {
    clause: 'x-augmented',
    margin: isAsClaimed(added) ? 16 : -Math.max(1, Math.abs(added)),
    says: `the architecture conserves ${laws.own} at θ, training on symmetric data ${laws.all}`,
    evidence: { architecture: laws.own, symmetricData: laws.all },
  } as const;
  // A claim that something is added fails by what is 0, the others by what is not.
  return decided(
    decision,
    added === 0 ? { zero: rational(added) } : { integers: [laws.own, laws.all] },
  );
}

const REDRAWS = 40;

function draw(
  claim: Claim,
  rng: Rng,
  { dropped, size, kinds }: GenerateOptions,
  { losses, least, most }: { losses: readonly string[]; least: number; most: number },
): Instance {
  const drawn = () =>
    generateInstance(rng, {
      kinds: KINDS,
      only: kinds,
      depth: [2, 2],
      hidden: [1, 2],
      inputs: [least, most],
      outputs: [1, 1],
      losses,
      points: [1, 2],
      data: true,
      numbers: 'rational',
      point: dropped.has(DISTINCT.id) ? 'exact-mixture' : 'distinct',
      size,
    });
  return drawUntil(drawn, (instance) => suits(claim, open(instance), dropped), REDRAWS);
}

const suits = (claim: Claim, subject: Subject, dropped: ReadonlySet<string>) =>
  subject.model.output.size === 1 && unmetHypotheses(claim, subject, dropped).length === 0;

const domain = {
  kinds: KINDS,
  outputs: [1, 1],
  losses: [...POLYNOMIAL, ...OTHER],
  data: true,
} as const;

export const symmetricDataLaws: Claim = defineClaim({
  id: 'symmetric-data-laws',
  statement:
    'Data that all permutations and changes of sign of the inputs leave alone add no conserved quantity where the loss is analytic and no polynomial.',
  latex:
    '\\dim\\mathrm{Lie}_\\theta\\{\\nabla\\textstyle\\sum_g\\ell(F(gx),y)\\}=\\dim\\mathrm{Lie}_\\theta(\\mathfrak F)',
  source: SOURCE,
  status: 'published',
  statusReason:
    'Proved here for one output that is linear in x: power sums of growing order tell all ∂F/∂xⱼ apart.',
  hypotheses: [
    {
      id: 'no-polynomial-loss',
      statement: 'The loss is no polynomial; dropped: squared and quartic losses.',
      holds: ({ instance: { loss } }) => !Number.isFinite(lossDegree(loss)),
    },
    DISTINCT,
  ],
  domain,
  generate: (rng, options) =>
    draw(symmetricDataLaws, rng, options, {
      losses: options.dropped.has('no-polynomial-loss') ? POLYNOMIAL : OTHER,
      least: options.dropped.has('no-polynomial-loss') ? 2 : 1,
      most: 3,
    }),
  check: (subject) => compared(subject, true, (added) => added === 0),
});

const SIGNS: Hypothesis = {
  id: 'sign-changes',
  statement:
    'Signs of inputs are changed as well as inputs permuted; dropped: permutations only, whose two fields may generate all others.',
  inStatement: true,
  holds: () => true,
};

export const augmentedSquaredLaws: Claim = defineClaim({
  id: 'augmented-squared-laws',
  statement:
    'Squared loss on data with all permutations and changes of sign of two or more inputs conserves more than the architecture does.',
  latex: '\\dim\\mathrm{Lie}_\\theta\\{\\nabla P_2\\}<\\dim\\mathrm{Lie}_\\theta(\\mathfrak F)',
  source: SOURCE,
  status: 'published',
  statusReason:
    'Proved here for one output that is linear in x: all that is left of the fields is that of Σⱼ(∂F/∂xⱼ)².',
  hypotheses: [
    {
      id: 'squared-loss',
      statement: 'The loss is squared; dropped: losses that are no polynomials.',
      holds: ({ instance: { loss } }) => loss === 'squared',
    },
    {
      id: 'two-inputs',
      statement: 'There are at least two inputs.',
      holds: ({ model }) => model.inputs.datum >= 2,
    },
    SIGNS,
    DISTINCT,
  ],
  domain,
  generate: (rng, options) =>
    draw(augmentedSquaredLaws, rng, options, {
      losses: options.dropped.has('squared-loss') ? OTHER : ['squared'],
      least: options.dropped.has('two-inputs') ? 1 : options.dropped.has(SIGNS.id) ? 3 : 2,
      most: options.dropped.has('two-inputs') ? 1 : 3,
    }),
  check: (subject, { dropped }) => compared(subject, !dropped.has(SIGNS.id), (added) => added > 0),
});
