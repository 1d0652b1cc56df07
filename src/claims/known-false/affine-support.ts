/**
 * Known to be false for one Taylor support: σ(0) ≠ 0 and σ′(0) ≠ 0 make orbits fill their strata for every
 * support that was tried but {0, 1}, where (aᵢ − aⱼ)² − ‖wᵢ − wⱼ‖² is conserved. What is measured are dimensions:
 * the margin is flat.
 */
import { generateInstance } from '../../generation/instance.ts';
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { orbitFillsStratum } from '../oracles/orbit-fills-stratum.ts';

/** Orders beyond 1, each in the support or not. */
const ORDERS = [2, 3, 4, 5, 6, 7, 8, 9];

export const affineSupport: Claim = defineClaim({
  id: 'affine-support',
  statement:
    'In a two-layer network without biases σ(0) ≠ 0 and σ′(0) ≠ 0 are enough for the orbit to fill its stratum.',
  latex: '\\{0,1\\}\\subseteq S\\ \\Rightarrow\\ \\dim O(\\theta)=\\dim\\mathrm{Fix}(G_\\theta)',
  source: 'a neighbour of two-layer-exhaustive without "not affine"',
  status: 'known-false',
  neighbour: { of: ['two-layer-exhaustive', 'two-layer-not-affine'], off: 'hypothesis' },
  statusReason: 'For S = {0, 1} the square (aᵢ − aⱼ)² − ‖wᵢ − wⱼ‖² is conserved.',
  hypotheses: [
    {
      id: 'both-orders',
      statement: 'σ(0) ≠ 0 and σ′(0) ≠ 0.',
      holds: ({ facts: { functions } }) =>
        functions.every((sigma) => !sigma.zeroAtZero && !sigma.derivativeVanishesAtZero),
    },
  ],
  domain: { kinds: ['fully-connected'], depth: [2, 2], outputs: [1, 1], bias: false },
  generate(rng, { size, kinds, dropped }) {
    const low = dropped.has('both-orders') ? [0, 1].filter(() => rng.chance(0.5)) : [0, 1];
    const support = [...low, ...ORDERS.filter(() => rng.chance(0.5))];
    return generateInstance(rng, {
      kinds: ['fully-connected'],
      depth: [2, 2],
      hidden: [1, 3],
      inputs: [1, 2],
      outputs: [1, 1],
      bias: false,
      activations: [{ name: 'taylor', support }],
      numbers: 'rational',
      point: 'generic',
      only: kinds,
      size,
    });
  },
  check: (subject) => orbitFillsStratum(subject),
});
