/**
 * The theorem of two layers with less: σ may be a polynomial, as long as it is not affine. Open; for S = {0, 1} it is
 * false, since (aᵢ − aⱼ)² − ‖wᵢ − wⱼ‖² is conserved.
 */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { INFINITE_CLASSES } from '../generation/functions.ts';
import { DEGENERATE, generateInstance } from '../generation/instance.ts';
import type { Claim, Hypothesis } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { drawDegeneratePoint, drawFunctions } from './drawn-functions.ts';
import { orbitFillsStratum } from './oracles/orbit-fills-stratum.ts';

const parts: readonly {
  readonly id: string;
  readonly statement: string;
  readonly holds: (sigma: AnalyticFunction) => boolean;
}[] = [
  {
    id: 'not-affine',
    statement: 'σ is not affine.',
    holds: ({ polynomialDegree }) => polynomialDegree === null || polynomialDegree > 1,
  },
  {
    id: 'value-at-zero',
    statement: 'σ(0) ≠ 0, unless σ is odd.',
    holds: ({ parity, zeroAtZero }) => parity === 'odd' || !zeroAtZero,
  },
  {
    id: 'slope-at-zero',
    statement: 'σ′(0) ≠ 0.',
    holds: ({ derivativeVanishesAtZero }) => !derivativeVanishesAtZero,
  },
];

const hypotheses: readonly Hypothesis[] = parts.map(({ id, statement, holds }) => ({
  id,
  statement,
  holds: ({ facts: { functions } }) => functions.length > 0 && functions.every(holds),
}));

export const twoLayerNotAffine: Claim = defineClaim({
  id: 'two-layer-not-affine',
  statement:
    'In a two-layer network without biases orbits fill their strata as soon as σ is not affine, polynomials included.',
  latex: '\\dim O(\\theta)=\\dim\\mathrm{Fix}(G_\\theta),\\ \\sigma\\ \\text{not affine}',
  source: 'our own: two-layer-exhaustive with finite Taylor supports',
  status: 'conjecture',
  statusReason:
    'Rotations and translations are there as in the theorem; that finitely many powers separate neurons is not proved.',
  hypotheses,
  domain: () => ({ kinds: ['fully-connected'], depth: [2, 2], bias: false }),
  generate(rng, { dropped, size, kinds }) {
    const accepts = (sigma: AnalyticFunction) =>
      sigma.analytic &&
      sigma.polynomialDegree !== null &&
      parts.every(({ id, holds }) => dropped.has(id) || holds(sigma));
    return generateInstance(rng, {
      depth: [2, 2],
      bias: false,
      hidden: [1, 4],
      activations: drawFunctions(
        rng,
        ['identity', 'square', 'cube'],
        accepts,
        INFINITE_CLASSES,
        0.8,
      ),
      ...DEGENERATE,
      point: drawDegeneratePoint(rng),
      only: kinds,
      size,
    });
  },
  check: (subject) => orbitFillsStratum(subject),
});
