/** How near a network is to its strata: what `falsim condense` prints. */

import { plural } from '../plural.ts';
import type { Condensation, NearStratum } from '../symmetry/strata/condensation.ts';
import { type Column, shortNumber, TABLE_COLUMNS, table, wrapped } from './text.ts';

export interface CondensedModel {
  /** M. */
  readonly parameters: number;
  /** ‖θ‖. */
  readonly norm: number;
  /** Share of ‖θ‖ that counts as near. */
  readonly tolerance: number;
  readonly axes: readonly Condensation[];
}

const COLUMNS: readonly Column[] = [
  { title: 'clusters', align: 'right' },
  { title: 'dimension', align: 'right' },
  { title: 'distance', align: 'right' },
  { title: 'of ‖θ‖', align: 'right' },
];
/** Rows around the stratum that counts as near. */
const MOST_ROWS = 9;
/** Units of a cluster that are named. */
const MOST_NAMED = 12;

/** Dimension of the whole stratum: what does not bear the axis is free. */
export function wholeDimension(axis: Condensation, near: NearStratum, parameters: number): number {
  return parameters - axis.units * axis.unitSize + near.dimension;
}

/** Clusters of units that are not zero. */
export const clustersOf = ({ clusters }: NearStratum) =>
  clusters.filter((c) => c.dimension > 0).length;

/** The smallest stratum within the tolerance. */
export function nearOf(axis: Condensation, { norm, tolerance }: CondensedModel): NearStratum {
  return axis.nearest.find(({ distance }) => distance <= tolerance * norm) ?? axis.nearest.at(-1)!;
}

/** What has no hidden axis. */
export const NO_UNITS = 'The model has no hidden units that could be put into clusters.';

/** Clusters of several units, or of what is zero, with what they are. */
export function tiedClusters(
  { unitSize, isSigned }: Condensation,
  { clusters }: NearStratum,
): readonly { readonly units: readonly number[]; readonly state: string }[] {
  const equal = isSigned ? 'equal or opposite' : 'equal';
  return clusters
    .filter(({ units, dimension }) => units.length > 1 || dimension < unitSize)
    .map(({ units, dimension }) => ({
      units,
      state: dimension === 0 ? 'zero' : dimension < unitSize ? 'zero in part' : equal,
    }));
}

export function describeCondensation(model: CondensedModel, columns = TABLE_COLUMNS): string {
  if (model.axes.length === 0) return wrapped(NO_UNITS, columns);
  return model.axes.map((axis) => axisText(axis, model, columns)).join('\n');
}

/** Of ‖θ‖; nothing at the origin. */
function shareOf(distance: number, norm: number): string {
  return norm === 0 ? '' : shortNumber(distance / norm);
}

function axisText(axis: Condensation, model: CondensedModel, columns: number): string {
  const { parameters, norm } = model;
  const near = nearOf(axis, model);
  const named = axis.units === 1 ? axis.noun : `${axis.noun}s`;
  const clusters = clustersOf(near);
  const found = axis.exact ? 'at distance' : 'at distance at most';
  const share = shareOf(near.distance, norm);
  const headline =
    clusters === axis.units
      ? `${axis.label}: ${axis.units} ${named}, no stratum of equal or zero ones within ${shortNumber(model.tolerance)} of ‖θ‖.`
      : `${axis.label}: ${axis.units} ${named} in ${plural(clusters, 'cluster')}; nearest stratum of dimension ${wholeDimension(axis, near, parameters)} ${found} ${shortNumber(near.distance)}${share === '' ? '' : ` (${share} of ‖θ‖)`}.`;
  const at = axis.nearest.indexOf(near);
  const from = Math.max(
    0,
    Math.min(at - Math.floor(MOST_ROWS / 2), axis.nearest.length - MOST_ROWS),
  );
  const rows = axis.nearest
    .slice(from, from + MOST_ROWS)
    .map((one) => [
      `${one === near ? '→ ' : ''}${clustersOf(one)}`,
      String(wholeDimension(axis, one, parameters)),
      shortNumber(one.distance),
      shareOf(one.distance, norm),
    ]);
  const members = tiedClusters(axis, near).map(({ units, state }) => {
    const names = units.slice(0, MOST_NAMED).map((i) => i + 1);
    const more = units.length > MOST_NAMED ? ` and ${units.length - MOST_NAMED} more` : '';
    return wrapped(
      `${axis.noun}${units.length === 1 ? '' : 's'} ${names.join(', ')}${more}: ${state}`,
      columns,
      '  ',
    );
  });
  const notes = [
    ...(axis.exact
      ? []
      : [`More than 8 ${axis.noun}s: the distances are upper bounds, by joining clusters.`]),
    ...(axis.center === undefined ? [] : [`Biases count from ${shortNumber(axis.center)}.`]),
  ].map((note) => wrapped(note, columns));
  return [wrapped(headline, columns), ...members, table(COLUMNS, rows), ...notes].join('');
}

/** What `falsim condense --json` prints. */
export function plainCondensation(model: CondensedModel) {
  return {
    parameters: model.parameters,
    norm: model.norm,
    tolerance: model.tolerance,
    axes: model.axes.map((axis) => {
      const near = nearOf(axis, model);
      return {
        axis: axis.label,
        units: axis.units,
        exact: axis.exact,
        effectiveWidth: clustersOf(near),
        near: plainNear(axis, near, model.parameters),
        nearest: axis.nearest.map((one) => plainNear(axis, one, model.parameters)),
      };
    }),
  };
}

function plainNear(axis: Condensation, near: NearStratum, parameters: number) {
  return {
    dimension: wholeDimension(axis, near, parameters),
    distance: near.distance,
    clusters: near.clusters.map(({ units, dimension }) => ({
      units: units.map((i) => i + 1),
      dimension,
    })),
  };
}
