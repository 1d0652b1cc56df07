/**
 * What is conserved on the stratum that a network is next to: the clusters of all hidden axes taken together, and
 * the orbit through a generic point of it. θ itself is next to that stratum and not on it.
 */
import type { Instance } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import { open } from '../instances/subject.ts';
import { undefinedAt } from '../models/undefined-at.ts';
import { format } from '../numerics/rational.ts';
import { type OrbitResult, orbit } from '../orbits/dimension/orbit.ts';
import { isDecided } from '../orbits/dimension/orbit-status.ts';
import { symmetryOf } from '../symmetry/isotropy/isotropy.ts';
import { clusteredSubspace } from '../symmetry/strata/clustered-subspace.ts';
import { genericPoint } from '../symmetry/strata/generic-point.ts';
import { type CondensedModel, nearOf } from './condensation-text.ts';
import { isComputed, type Network, type NotComputed, orReason } from './explanation.ts';
import { STATUS } from './orbit-text.ts';
import { shortNumber, wrapped } from './text.ts';

/** Of all hidden axes together. */
export interface NearLaws {
  readonly dimension: number;
  readonly distance: number;
  /** At a generic point. */
  readonly orbit: OrbitResult;
}

/** Largest model of which they are computed. */
export const MOST_PARAMETERS = 500;

const SEED = 1;
const MOST_LAWS = 30;

export function nearLaws(
  { model: json, parameters, instance }: Network,
  condensed: CondensedModel,
): NearLaws | NotComputed {
  if (instance === null || parameters > MOST_PARAMETERS)
    return { reason: `laws are looked for up to ${MOST_PARAMETERS} parameters` };
  return orReason(() => {
    const { model, float } = open(instance);
    const clusters = condensed.axes.map((axis) => nearOf(axis, condensed).clusters);
    const subspace = clusteredSubspace(symmetryOf(json), clusters, float);
    const theta = genericPoint(subspace, `${SEED}`);
    if (undefinedAt(model, theta) !== null) return { reason: 'F is undefined on that stratum' };
    const on: Instance = { model: json, parameters: unflatten(json, theta.map(format)) };
    return {
      dimension: subspace.dimension,
      distance: subspace.distance(float),
      orbit: orbit(on, { seed: SEED, floatRank: false }),
    };
  });
}

/** Lines that end with a line break. */
export function describeNearLaws(
  found: NearLaws | NotComputed,
  { parameters }: CondensedModel,
  columns: number,
): string {
  if (!isComputed(found))
    return wrapped(`What the nearest stratum conserves is not computed: ${found.reason}.`, columns);
  const { dimension, distance } = found;
  const { invariants, status, ...result } = found.orbit;
  const where =
    dimension === parameters
      ? `In the whole space, of dimension ${dimension},`
      : `On the stratum of these clusters, of dimension ${dimension} at distance ${shortNumber(distance)},`;
  if (!isDecided(status))
    return wrapped(`${where} what is conserved is not decided: ${STATUS[status]}.`, columns);
  const laws = dimension - result.dimension;
  const kept = laws === 1 ? 'one quantity is' : `${laws} quantities are`;
  const said =
    laws === 0
      ? 'nothing is conserved: the orbit of a generic point fills it.'
      : `${kept} conserved: the orbit of a generic point has dimension ${result.dimension}.`;
  const more = invariants.length - MOST_LAWS;
  return [
    wrapped(`${where} ${said}`, columns),
    ...invariants.slice(0, MOST_LAWS).map(({ expression }) => wrapped(expression, columns, '  ')),
    ...(more > 0 ? [wrapped(`and ${more} more (--json)`, columns, '  ')] : []),
  ].join('');
}

/** What `falsim condense --json` prints of them. */
export function plainNearLaws(found: NearLaws | NotComputed) {
  if (!isComputed(found)) return found;
  const { dimension, distance, orbit: result } = found;
  return {
    dimension,
    distance,
    orbit: { dimension: result.dimension, status: result.status },
    invariants: result.invariants.map(({ expression }) => expression),
  };
}
