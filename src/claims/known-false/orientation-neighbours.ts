/**
 * Known to be false: neighbours of `condensed-orientations`. At most 2p directions whatever a neuron takes in; as many as p;
 * exactly 2p.
 */
import type { Claim, Off } from '../claim.ts';
import type { CountedDecision } from '../decision.ts';
import { defineClaim } from '../define-claim.ts';
import type { EarlyField } from '../oracles/orientations.ts';
import {
  drawEarly,
  ORIENTATION_DOMAIN,
  orientationVerdict,
  TURNS,
} from '../published/condensed-orientations.ts';
import { vacuous } from '../verdict.ts';

function neighbour(
  id: string,
  statement: string,
  statusReason: string,
  off: Off,
  inputs: 'plane' | 'any',
  relation: CountedDecision['relation'],
  bound: (field: EarlyField) => number,
): Claim {
  return defineClaim({
    id,
    statement,
    source: 'a neighbour of condensed-orientations',
    status: 'known-false',
    neighbour: { of: ['condensed-orientations'], off },
    statusReason,
    domain: ORIENTATION_DOMAIN,
    generate: (rng, options) => drawEarly(rng, options, inputs),
    check(subject, options) {
      const { widths, hasBias } = subject.facts.network!;
      if (widths[0] + Number(hasBias) < 2)
        return vacuous({ reason: 'shape', needs: 'neurons that take in two numbers or more' });
      return TURNS.holds(subject)
        ? orientationVerdict(subject, options, relation, bound)
        : vacuous({ reason: 'start', needs: 'data for which some direction turns' });
    },
  });
}

export const orientationsInAnySpace = neighbour(
  'orientations-in-any-space',
  'Near 0 neurons gather on at most 2p directions, however many numbers they take in.',
  'For p = 2 they are the eigenvectors of a symmetric matrix: 2d directions of d weights.',
  'hypothesis',
  'any',
  '≤',
  ({ multiplicity }) => 2 * multiplicity,
);

export const orientationsAtMostOrder = neighbour(
  'orientations-at-most-order',
  'Near 0 neurons gather on at most p directions.',
  'With each direction its opposite rests: p lines are 2p directions.',
  'constant',
  'plane',
  '≤',
  ({ multiplicity }) => multiplicity,
);

export const orientationsAllReal = neighbour(
  'orientations-exactly-twice-order',
  'Near 0 neurons gather on exactly 2p directions.',
  'A form of degree p may have fewer real roots than p.',
  'conclusion',
  'plane',
  '=',
  ({ multiplicity }) => 2 * multiplicity,
);
