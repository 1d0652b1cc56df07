/**
 * Equal units stay equal under every method that treats them alike, whatever it makes of a gradient: momentum, Adam,
 * signs, decay, noise of the labels, one noise for all. What is drawn for each parameter or unit by itself parts them.
 *
 * Oracle: steps in float64, over ℚ or in balls (`oracles/steps-keep.ts`), against the subspace that the permutations
 * fix which θ has.
 */
import { generateInstance } from '../generation/instance.ts';
import type { Subject } from '../instances/subject.ts';
import type { Isometry } from '../symmetry/group/isometry.ts';
import type { SignRule } from '../symmetry/group/sign-rule.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import { masksOn } from '../training/disturbance.ts';
import { methodsThat } from '../training/methods.ts';
import { ANALYTIC, withoutAnalyticity } from './analytic.ts';
import type { CheckOptions, Claim, Hypothesis } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { conclude } from './oracles/conclude.ts';
import { formsOf } from './oracles/linear-forms.ts';
import { methodIs, stepsKeep } from './oracles/steps-keep.ts';
import { formsShown } from './shown.ts';
import { type Verdict, vacuous } from './verdict.ts';

/** Masks common to all units commute with a symmetry that takes what goes out of units to what goes out of units. */
function masksAgree(subject: Subject, signs: SignRule): boolean {
  if (subject.instance.training?.method !== 'shared-dropout') return true;
  const on = masksOn(subject.model);
  return isotropyOf(subject, signs).generators.every(({ target }) =>
    on.every((count, i) => on[target[i]] === count),
  );
}

/** @param signs which symmetries the claim is about. */
export function treatedAlike(signs: SignRule): Hypothesis {
  return {
    id: 'treated-alike',
    statement:
      'The method treats equal parameters alike; dropped: noise is drawn for every parameter, or a mask for every unit, by itself.',
    holds: (subject) => methodIs(subject, 'alike') && masksAgree(subject, signs),
  };
}

/** Do the steps stay on what these isometries fix? */
export function stayOnFixedPoints(
  subject: Subject,
  { strictness }: CheckOptions,
  isometries: readonly Isometry[],
): Verdict {
  const forms = formsOf(isometries);
  if (forms.length === 0) return vacuous({ reason: 'no-symmetry', of: 'point' });
  const finding = stepsKeep(subject, forms);
  return 'reason' in finding ? vacuous(finding) : conclude([finding], strictness);
}

/** The permutations that fix θ. */
export const permutationsOf = (subject: Subject): readonly Isometry[] =>
  isotropyOf(subject, 'none').generators;

const ANY = methodsThat(() => true);
const ALIKE = methodsThat(({ alike }) => alike);
const APART = methodsThat(({ alike }) => !alike);

export const equalUnitsStayEqual: Claim = defineClaim({
  id: 'equal-units-stay-equal',
  statement:
    'Equal units stay equal under gradient descent, SGD, momentum, Nesterov, Adam, AdamW, RMSProp, sign descent, weight decay, noise of the labels, one noise for all parameters and one mask for all units.',
  latex:
    '\\Psi\\circ Q=Q\\circ\\Psi,\\ Q\\theta_0=\\theta_0,\\ Q\\ \\text{a permutation}\\ \\Rightarrow\\ Q\\theta_k=\\theta_k\\ \\forall k',
  source: 'our own (docs/theory.md)',
  status: 'theorem',
  statusReason:
    'Gradients at a fixed point of a permutation are fixed by it, and a step that does the same to all parameters commutes with it.',
  hypotheses: [treatedAlike('none'), ANALYTIC],
  domain: () => ({ trainable: true, data: true, methods: ANY }),
  manifold: (subject) => isotropyOf(subject, 'none').subspace,
  shown: (subject, by) => formsShown(by, formsOf(permutationsOf(subject))),
  generate: (rng, { dropped, size, kinds }) =>
    generateInstance(rng, {
      others: dropped.size === 0,
      only: kinds,
      hidden: [2, 5],
      point: 'stratum',
      signs: 'none',
      data: true,
      iris: 0.05,
      training: 'discrete',
      methods: dropped.has('treated-alike') ? APART : ALIKE,
      ...withoutAnalyticity(dropped),
      size: Math.min(1, size),
    }),
  check: (subject, options) => stayOnFixedPoints(subject, options, permutationsOf(subject)),
});
