/**
 * Known to be false: a reflection of the hidden layer fixes units of a linear network that lie in a plane,
 * though none is zero and no two are equal or opposite: one relation between the weights. Exact by the isotropy of θ in the orthogonal group.
 */

import { open, type Subject } from '../../instances/subject.ts';
import { unitAxes } from '../../models/units.ts';
import {
  add,
  equal,
  isZero,
  multiply,
  type Rational,
  subtract,
  toDouble,
  ZERO,
} from '../../numerics/rational.ts';
import { stratumOf } from '../../symmetry/isotropy/stratum.ts';
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import type { Domain } from '../domain.ts';
import { drawWithin } from '../draw-within.ts';
import { conclude } from '../oracles/conclude.ts';
import { relationsOf } from '../oracles/linear-forms.ts';
import { keptAway, met } from '../oracles/quantity.ts';
import { vacuous } from '../verdict.ts';

const DOMAIN: Domain = {
  kinds: ['linear'],
  depth: [2, 2],
  hidden: [3, 3],
  inputs: [2, 2],
  outputs: [1, 1],
};

export const isotropyOfUnits: Claim = defineClaim({
  id: 'isotropy-of-units',
  statement:
    'No isometry fixes a linear network with two inputs, three units and one output whose units are neither zero nor equal nor opposite.',
  latex: 'G_\\theta=\\{1\\}\\ \\text{where}\\ \\theta_i\\neq\\pm\\theta_j\\neq 0',
  source: 'a neighbour of hierarchy that counts partitions of units only',
  status: 'known-false',
  neighbour: { of: ['hierarchy'], off: 'conclusion' },
  statusReason:
    'The whole orthogonal group acts, and three units in a plane are fixed by a reflection.',
  hypotheses: [
    {
      id: 'different-units',
      statement: 'No unit is zero, and no two are equal or opposite.',
      holds: (subject) => areDifferent(rowsOf(subject)),
    },
  ],
  domain: DOMAIN,
  generate: (rng, options) =>
    drawWithin(
      DOMAIN,
      rng,
      options,
      { numbers: rng.pick(['rational', 'mixed']), point: 'generic' },
      (instance) => options.dropped.size > 0 || areDifferent(rowsOf(open(instance))),
    ),
  shown(subject) {
    // The first relation between units, one form for each number of a unit.
    const forms = relationsOf(subject).slice(0, rowsOf(subject)[0].length);
    return { kind: 'reflection', forms };
  },
  check(subject, { strictness }) {
    const [units] = unitAxes(subject.model);
    if (units === undefined || units.axis.size !== 3)
      return vacuous({ reason: 'shape', needs: 'three units' });
    const rows = rowsOf(subject);
    const { dimension } = stratumOf(subject);
    const parameters = subject.exact.length;
    const what = 'the dimension of the stratum';
    const value = `${dimension} of ${parameters}`;
    const finding =
      dimension < parameters
        ? met({ what, value, relative: 0 }, { integers: [dimension, parameters] })
        : keptAway({ what, value, relative: volume(rows) });
    return conclude([finding], strictness);
  },
});

/** What comes into a unit and goes out of it. */
function rowsOf({ model, exact }: Subject): Rational[][] {
  const [units] = unitAxes(model);
  return (units?.incoming ?? []).map((incoming, k) =>
    [...incoming, ...units.outgoing[k]].map((i) => exact[i]),
  );
}

function areDifferent(rows: readonly (readonly Rational[])[]): boolean {
  return rows.every(
    (u, k) =>
      u.some((x) => !isZero(x)) &&
      rows
        .slice(0, k)
        .every((v) => u.some((x, i) => !equal(x, v[i])) && u.some((x, i) => !isZero(add(x, v[i])))),
  );
}

/** |det| of the unit vectors along the rows: 0 where the three units lie in a plane. */
function volume(rows: readonly (readonly Rational[])[]): number {
  const [u, v, w] = rows;
  const minor = (i: number, j: number): Rational =>
    subtract(multiply(v[i], w[j]), multiply(v[j], w[i]));
  const determinant = [minor(1, 2), minor(2, 0), minor(0, 1)].reduce(
    (sum, m, i) => add(sum, multiply(u[i], m)),
    ZERO,
  );
  const norms = rows.map((row) => Math.hypot(...row.map(toDouble)));
  return norms.reduce((left, norm) => left / norm, Math.abs(toDouble(determinant)));
}
