/**
 * Known to be false: orbits lose a neuron at a time, but where strata intersect they lose several at once.
 * Exact by the isotropy of θ, whose fixed-point subspace contains the orbit.
 */
import { modelSymmetry } from '../../symmetry/group/model-symmetry.ts';
import { stratumOf } from '../../symmetry/isotropy/stratum.ts';
import { centred } from '../../symmetry/strata/centred.ts';
import { condensation } from '../../symmetry/strata/condensation.ts';
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import type { Domain } from '../domain.ts';
import { drawWithin } from '../draw-within.ts';
import { conclude } from '../oracles/conclude.ts';
import { keptAway, met } from '../oracles/quantity.ts';
import { vacuous } from '../verdict.ts';

const DOMAIN: Domain = {
  kinds: ['fully-connected'],
  depth: [2, 2],
  bias: false,
  inputs: [1, 1],
  outputs: [1, 1],
  functions: ['tanh', 'sin', 'arctan', 'erf'],
};

export const oneCoincidence: Claim = defineClaim({
  id: 'one-coincidence',
  statement:
    'An orbit of a two-layer network with odd σ has codimension 0 or d + c: one neuron is zero, or two are equal up to sign, and no more.',
  latex: '\\operatorname{codim} O(\\theta)\\in\\{0,\\,d+c\\}',
  source: 'a neighbour of two-layer-exhaustive that forgets intersections of strata',
  status: 'known-false',
  neighbour: { of: ['two-layer-exhaustive'], off: 'conclusion' },
  statusReason: 'Where two strata meet the orbit lies in both, and loses 2(d + c) dimensions.',
  domain: DOMAIN,
  // Equal inputs are where coincidences begin.
  generate: (rng, options) => drawWithin(DOMAIN, rng, options, { point: 'equal-inputs' }),
  shown: () => ({ kind: 'orbit' }),
  check(subject, { strictness }) {
    const { facts, float, model } = subject;
    if (facts.network === null) return vacuous({ reason: 'shape', needs: 'layers' });
    const [d, , c] = facts.network.widths;
    const { axes, form } = modelSymmetry(model, 'by-parity');
    const [axis] = axes;
    const allowed = float.length - (d + c);
    const { dimension } = stratumOf(subject);
    const what = 'the codimension of the stratum';
    const value = String(float.length - dimension);
    if (dimension < allowed)
      return conclude(
        [met({ what, value, relative: 0 }, { integers: [dimension, allowed] })],
        strictness,
      );
    // How far θ is from a stratum that is smaller still, in units of its own size.
    const near =
      axis &&
      condensation(axis, centred(form, float)).nearest.findLast((s) => s.dimension < allowed);
    const relative = near === undefined ? 1 : near.distance / Math.hypot(...float);
    return conclude([keptAway({ what, value, relative })], strictness);
  },
});
