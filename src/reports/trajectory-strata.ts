/** The nearest strata along a trajectory: what `falsim flow --strata` adds. */
import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import { modelSymmetry } from '../symmetry/group/model-symmetry.ts';
import { centred } from '../symmetry/strata/centred.ts';
import { condensation } from '../symmetry/strata/condensation.ts';
import { clustersOf, NO_UNITS, nearOf, wholeDimension } from './condensation-text.ts';
import { type Column, shortNumber, table, wrapped } from './text.ts';

/** Times that are looked at besides the start. */
const LOOKS = 10;
/** Share of ‖θ‖ that counts as near. */
export const NEAR = 0.01;

export interface NearAt {
  readonly t: number;
  /** One for each hidden axis. */
  readonly axes: readonly {
    readonly label: string;
    readonly units: number;
    readonly clusters: number;
    /** Of the whole stratum. */
    readonly dimension: number;
    readonly distance: number;
    /** distance/‖θ‖. */
    readonly share: number;
    /** Whether the distance is the least there is, or an upper bound. */
    readonly exact: boolean;
  }[];
}

export interface StrataWatch {
  /** Keeps θ where t has passed the next of the times. */
  look(t: number, theta: Float64Array): void;
  /** The nearest strata at the times that were kept. */
  report(): readonly NearAt[];
}

/** @param until end of the trajectory. */
export function watchStrata(model: ModelJson, until: number): StrataWatch {
  const kept: { t: number; theta: Float64Array }[] = [];
  return {
    look(t, theta) {
      if (t < (kept.length * until) / LOOKS) return;
      kept.push({ t, theta: theta.slice() });
    },
    report: () => kept.map(({ t, theta }) => nearAt(model, t, theta)),
  };
}

function nearAt(model: ModelJson, t: number, theta: Float64Array): NearAt {
  const bound = bind(model);
  const norm = Math.hypot(...theta);
  const { axes: own, form } = modelSymmetry(bound, 'by-parity');
  const counted = centred(form, theta);
  const axes = own.map((axis) => {
    const found = condensation(axis, counted);
    const within = nearOf(found, { parameters: bound.size, norm, tolerance: NEAR, axes: [] });
    // θ itself is near nothing: the nearest stratum that is not everything.
    const isWhole = within.dimension === found.units * found.unitSize;
    const near = isWhole ? (found.nearest.at(-2) ?? within) : within;
    return {
      label: found.label,
      units: found.units,
      clusters: clustersOf(near),
      dimension: wholeDimension(found, near, bound.size),
      distance: near.distance,
      share: norm === 0 ? 0 : near.distance / norm,
      exact: found.exact,
    };
  });
  return { t, axes };
}

const COLUMNS: readonly Column[] = [
  { title: 't', align: 'right' },
  { title: 'of', align: 'left' },
  { title: 'units', align: 'right' },
  { title: 'clusters', align: 'right' },
  { title: 'dimension', align: 'right' },
  { title: 'distance', align: 'right' },
  { title: 'of ‖θ‖', align: 'right' },
];

export function describeNear(near: readonly NearAt[], columns: number): string {
  const rows = near.flatMap(({ t, axes }) =>
    axes.map((axis, i) => [
      i === 0 ? shortNumber(t) : '',
      axis.label,
      String(axis.units),
      String(axis.clusters),
      String(axis.dimension),
      `${axis.exact ? '' : '≤ '}${shortNumber(axis.distance)}`,
      shortNumber(axis.share),
    ]),
  );
  if (rows.length === 0) return `${NO_UNITS}\n`;
  const note = `The smallest stratum within ${NEAR} of ‖θ‖, or else the nearest one; each hidden axis by itself.`;
  return `${table(COLUMNS, rows)}${wrapped(note, columns)}`;
}
