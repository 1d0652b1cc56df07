/**
 * Known to be false: neighbours of `sign-descent-laws`, `weight-decay-laws` and `symmetric-data-laws`. A law for each factor; laws
 * themselves under weight decay, or off by e^{∫λ} whatever their degree; laws that symmetric data always add.
 */
import { rationals } from '../../analytic/fields/rationals.ts';
import { parameterNames } from '../../models/names.ts';
import { isZero, ZERO } from '../../numerics/rational.ts';
import { lawTerms } from '../../orbits/conserved/evaluate-law.ts';
import { expressionOf } from '../../orbits/conserved/invariants-expression.ts';
import { polynomialLaw } from '../../orbits/conserved/law.ts';
import type { Claim, Off } from '../claim.ts';
import { finiteDouble } from '../oracles/exact-finding.ts';
import { degreeOf, homogeneousParts, polynomialLaws } from '../oracles/polynomial-laws.ts';
import {
  signDescentConserves,
  signDescentLaws,
  weightDecayLaws,
} from '../published/other-flows.ts';
import { compared, symmetricDataLaws } from '../published/symmetric-data.ts';
import { decided, vacuous } from '../verdict.ts';
import { beside } from './beside.ts';

export const signDescentByFactor = beside(signDescentLaws, 'constant', {
  id: 'sign-descent-law-of-each-factor',
  statement:
    'Sign-gradient descent in continuous time on a product U Vᵀ of r factors conserves r quantities, |U[:,i]| − |V[:,i]| summed.',
  statusReason: 'Entries of U and V change their signs apart; true of n = m = r = 1.',
  check: (subject) => signDescentConserves(subject, ({ rank }) => rank),
});

const rateOf = (factor: number) => (factor < 0 ? `−${-factor}` : `${factor}`);

/** @param factor of λh(θ) in the rate of what is said to stay, from the degree of h. */
function underDecay(
  id: string,
  off: Off,
  statement: string,
  statusReason: string,
  factor: (degree: number) => number,
): Claim {
  return beside(weightDecayLaws, off, {
    id,
    statement,
    statusReason,
    check(subject) {
      const laws = polynomialLaws(subject).flatMap(homogeneousParts);
      if (laws.length === 0) return vacuous({ reason: 'nothing-conserved' });
      const names = parameterNames(subject.model);
      const rates = laws.map((law) => {
        const value = lawTerms(rationals, polynomialLaw(law), subject.exact).reduce(rationals.add);
        const rate = factor(degreeOf(law.terms[0]));
        return { law, rate, value, moves: rate !== 0 && !isZero(value) };
      });
      const worst = rates.find(({ moves }) => moves) ?? rates[0];
      const h = expressionOf(worst.law, names);
      const evidence = { law: h, value: finiteDouble(worst.value), factor: worst.rate };
      return decided(
        {
          clause: 'x-decay',
          margin: worst.moves ? -1 : 1,
          says: worst.moves
            ? `what is said to stay moves at rate ${rateOf(worst.rate)}λh at the start, h = ${h} = ${evidence.value}`
            : `all laws stay at θ, ${h} among them`,
          evidence,
        },
        { rationals: [worst.value, ZERO] },
      );
    },
  });
}

export const decayKeepsLaws = underDecay(
  'decay-keeps-laws',
  'conclusion',
  'Where gradient flow conserves h(θ), gradient flow with weight decay conserves h(θ).',
  'Decay scales θ, and h with it; true on the level set 0.',
  (degree) => -degree,
);

export const decayScalesLaws = underDecay(
  'decay-scales-laws-once',
  'constant',
  'Where gradient flow conserves h(θ), gradient flow with weight decay λ conserves h(θ) e^{∫λ}.',
  'A law of degree D scales D times as fast; true of sums, D = 1.',
  (degree) => 1 - degree,
);

export const symmetricDataAlwaysAdd = beside(symmetricDataLaws, 'hypothesis', {
  id: 'symmetric-data-always-add-a-law',
  statement:
    'Data that all permutations and changes of sign of the inputs leave alone add a conserved quantity, whatever the loss.',
  statusReason: 'Squared loss sees Σ pⱼ² alone; others see all power sums.',
  check: (subject) => compared(subject, true, (added) => added > 0),
});
