/**
 * Known to be false: neighbours of `reduced-width`. The smaller model is trained plainly; the rates are taken the wrong
 * way round; or θ lies next to the stratum, and what is said of its shadow is true to first order only.
 */

import { rationals } from '../../analytic/fields/rationals.ts';
import { generateInstance } from '../../generation/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { ONE, type Rational, rational } from '../../numerics/rational.ts';
import { reduced, reductionOf } from '../../symmetry/reduction/reduction.ts';
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { conclude } from '../oracles/conclude.ts';
import { normalComponent } from '../oracles/model-over-field.ts';
import { reducedTraining } from '../oracles/reduced-training.ts';
import { equalNeurons, hasTwoNeurons } from '../oracles/subspace.ts';
import { comparedOnStratum, drawOnStratum, REDUCED_DOMAIN } from '../reduced-width.ts';
import { vacuous } from '../verdict.ts';

function withRates(
  id: string,
  statement: string,
  statusReason: string,
  wrong: (rate: Rational) => Rational,
): Claim {
  return defineClaim({
    id,
    statement,
    source: 'a neighbour of reduced-width',
    status: 'known-false',
    neighbour: { of: ['reduced-width'], off: 'constant' },
    statusReason,
    domain: REDUCED_DOMAIN,
    generate: drawOnStratum,
    check: (subject, options) =>
      comparedOnStratum(subject, options, ({ rates }) => ({ rates: rates.map(wrong) })),
  });
}

export const plainNarrowerTraining = withRates(
  'plain-narrower-training',
  'Training on a stratum is plain training of the narrower network.',
  'Two equal neurons take in at half the rate and put out at twice the rate of one.',
  () => ONE,
);

export const ratesTheOtherWay = withRates(
  'reduced-rates-other-way',
  'On a stratum of n equal neurons incoming weights move at rate n and outgoing ones at rate 1/n.',
  'They move at rate 1/n and n: n equal gradients make one sum.',
  ({ numerator, denominator }) => rational(denominator, numerator),
);

export const nearStratumReduces = defineClaim({
  id: 'near-stratum-reduces',
  statement:
    'The projection on the stratum of two equal neurons trains as the narrower network does, wherever θ is.',
  source: 'a neighbour of reduced-width that forgets the stratum',
  status: 'known-false',
  neighbour: { of: ['reduced-width'], off: 'hypothesis' },
  statusReason: 'True on the stratum; off it the gradient is not that of the projection.',
  domain: {
    trainable: true,
    depth: [2, 2],
    hidden: [2, Number.POSITIVE_INFINITY],
    data: true,
    methods: ['gradient-descent'],
  },
  generate: (rng, { size, kinds }) =>
    generateInstance(rng, {
      only: kinds,
      depth: [2, 2],
      hidden: [2, 4],
      points: [1, 3],
      point: 'generic',
      numbers: 'rational',
      training: 'discrete',
      methods: ['gradient-descent'],
      size: size / 2,
    }),
  check(subject: Subject, { strictness }) {
    if (!hasTwoNeurons(subject.facts))
      return vacuous({ reason: 'shape', needs: 'two neurons in one hidden layer' });
    const { data, loss, training } = subject.instance;
    if (data === undefined || loss === undefined || training === undefined)
      return vacuous({ reason: 'no-data' });
    const subspace = equalNeurons(subject);
    const reduction = reductionOf(subject.model, subspace);
    if (reduction === null) return vacuous({ reason: 'stationary', what: 'field' });
    const normal = normalComponent(rationals, subspace, subject.exact);
    if (normal.every(({ numerator }) => numerator === 0n))
      return vacuous({ reason: 'start', needs: 'a θ off the stratum' });
    const projected = subject.exact.map((v, i) => rationals.sub(v, normal[i]));
    const finding = reducedTraining({
      subject,
      reduction,
      rates: reduction.rates,
      from: reduced(reduction, projected),
      shadow: subspace,
      data,
      loss,
      training,
    });
    return 'reason' in finding ? vacuous(finding) : conclude([finding], strictness);
  },
});
