/**
 * Known to be false: neighbours of `distance-law` and `strata-repel-somewhere`. The rate is taken twice; output weights are
 * forgotten; the stratum attracts in every direction, or repels in every one.
 */
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { withEqualNeurons } from '../equal-neurons.ts';
import {
  besideEqualNeurons,
  curves,
  drawNear,
  TWO_NEURONS,
  termVanishes,
  whyUnequal,
} from '../near-manifold.ts';
import { curvatureWithout, incomingApart, tangentTerm } from '../oracles/across.ts';
import { conclude } from '../oracles/conclude.ts';
import { equalIncoming } from '../oracles/subspace.ts';

export const distanceRateTwice: Claim = defineClaim({
  id: 'distance-rate-twice',
  statement:
    'Along gradient flow the distance to the stratum of two equal neurons obeys d/dt ½‖δ‖² = −2⟨δ, ∇L(θ) − ∇L(Pθ)⟩.',
  source: 'a neighbour of distance-law with its constant off',
  status: 'known-false',
  neighbour: { of: ['distance-law'], off: 'constant' },
  statusReason: 'The factor is 1: the derivative of ½‖δ‖² has no 2 in it.',
  domain: TWO_NEURONS,
  ...besideEqualNeurons('what the rate of the distance is off by', (field, delta, here, there) =>
    field.dot(
      delta,
      here.map((g, i) => field.sub(g, there[i])),
    ),
  ),
});

export const distanceToEqualInputs: Claim = defineClaim({
  id: 'distance-to-equal-inputs',
  statement: 'The distance law holds for the set where two neurons have equal input weights.',
  source: 'a neighbour of distance-law that forgets the output weights',
  status: 'known-false',
  neighbour: { of: ['distance-law'], off: 'hypothesis' },
  statusReason: 'Unequal output weights make the gradient leave that set: it is not invariant.',
  domain: TWO_NEURONS,
  generate: (rng, options) => drawNear(rng, options),
  check(subject, options) {
    const what = 'what ∇L(Pθ) adds to the rate of the distance';
    return termVanishes(subject, options, equalIncoming(subject), what, tangentTerm);
  },
});

function inEveryDirection(
  id: string,
  verb: string,
  statusReason: string,
  forbidden: 1 | -1,
): Claim {
  return defineClaim({
    id,
    statement: `The stratum of two equal neurons ${verb} in every direction across it.`,
    source: 'the opposite of strata-repel-somewhere',
    status: 'known-false',
    neighbour: { of: ['strata-repel-somewhere'], off: 'conclusion' },
    statusReason,
    domain: TWO_NEURONS,
    generate: (rng, options) => withEqualNeurons(drawNear(rng, options, 'any')),
    check: (subject, options) => curves(subject, options, forbidden, true),
  });
}

export const condensationAttracts = inEveryDirection(
  'condensation-attracts',
  'attracts',
  'L curves down across it as long as incoming weights move; where they stand still, a·S decides.',
  -1,
);

export const condensationRepels = inEveryDirection(
  'condensation-repels',
  'repels',
  'L curves up across it, too, as long as incoming weights move.',
  1,
);

export const incomingWeightsRepel: Claim = defineClaim({
  id: 'incoming-weights-repel',
  statement:
    'Where two neurons with one input are equal, L curves down where their incoming weights move apart.',
  source: 'a neighbour of strata-repel-somewhere',
  status: 'known-false',
  statusReason: 'By themselves they see a·S, which has either sign; it takes outgoing weights too.',
  neighbour: { of: ['strata-repel-somewhere'], off: 'conclusion' },
  domain: { ...TWO_NEURONS, inputs: [1, 1], bias: false },
  generate: (rng, options) =>
    withEqualNeurons(drawNear(rng, options, 'any', { inputs: [1, 1], bias: false })),
  check(subject, { strictness }) {
    const unequal = whyUnequal(subject);
    if (unequal !== undefined) return unequal;
    return conclude([curvatureWithout(subject, incomingApart(subject), 1)], strictness);
  },
});
