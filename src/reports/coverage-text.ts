/** How much is left: what was met, what another kind of instance may still be, what was never decided. */

import { resolveFunction } from '../analytic/registry.ts';
import { missingMass, upperLimit } from '../campaigns/coverage.ts';
import type { Strategy } from '../campaigns/guided/tries-to-failure.ts';
import type { TargetReport } from '../campaigns/target-report.ts';
import { GENERIC_POINT } from '../claims/define-count.ts';
import type { Range } from '../models/contract.ts';
import { plural } from '../plural.ts';
import { wrapped } from './text.ts';

/** Targets that are told one by one. */
const MOST_TOLD = 6;
/** Ends of ranges up to which sizes are named one by one. */
const MOST_SIZES = 8;

export interface Coverage {
  readonly kinds: number;
  readonly metOnce: number;
  /**
   * At 95 %: of a draw of a kind that was not met; of one that fails, null where some did. Both null in a guided
   * search, whose draws depend on each other.
   */
  readonly newKindBelow: number | null;
  readonly failureBelow: number | null;
  /** What the domain declares and no decided instance had, by name. */
  readonly neverDecided: readonly string[];
  /** Types of points (`reached.ts`) that none had. */
  readonly pointsNeverDecided: readonly string[];
}

export function coverageOf(report: TargetReport, strategy: Strategy): Coverage {
  const { reached, counts } = report;
  const { cells, once, bound } = missingMass(reached.drawn);
  const decided = counts.survived + counts.falsified;
  const areIndependent = strategy === 'random';
  const bounded = areIndependent && counts.falsified === 0;
  const failureBelow = bounded ? (decided === 0 ? 1 : upperLimit(0, decided)) : null;
  return {
    kinds: cells,
    metOnce: once,
    newKindBelow: areIndependent ? bound : null,
    failureBelow,
    neverDecided: neverDecided(report),
    pointsNeverDecided: pointsNeverDecided(report),
  };
}

const POINTS = [
  ...['origin', 'dead', 'equal', 'opposite', 'equal inputs', 'opposite inputs'],
  ...['no input', 'no output', 'generic'],
];

function neverDecided({ target, reached }: TargetReport): string[] {
  const { kinds, functions, depth, hidden } = target.claim.domain(new Set(target.dropped));
  const cells = Object.keys(reached.decided).map((cell) => cell.split(' · '));
  const drawn = Object.keys(reached.drawn).map((cell) => cell.split(' · ')[0]);
  const met = new Set(cells.map(([kind]) => kind));
  const names = (functions ?? []).map((spec) => resolveFunction(spec).name);
  const sizes = (word: string, range: Range | undefined) =>
    range === undefined || range[1] > MOST_SIZES
      ? []
      : Array.from({ length: range[1] - range[0] + 1 }, (_, n) => `${word} ${range[0] + n}`);
  return [
    ...new Set([...(target.kinds ?? kinds ?? []), ...drawn].filter((kind) => !met.has(kind))),
    ...names.filter((name) => reached.functions[name] === undefined),
    ...[...sizes('depth', depth), ...sizes('width', hidden)].filter(
      (size) => reached.sizes[size] === undefined,
    ),
  ];
}

/** None of a claim about generic points: it says nothing of the others. */
function pointsNeverDecided({ target, reached }: TargetReport): string[] {
  const inForce = target.claim.hypotheses.filter(({ id }) => !target.dropped.includes(id));
  if (inForce.some(({ id }) => id === GENERIC_POINT.id)) return [];
  const cells = Object.keys(reached.decided).map((cell) => cell.split(' · '));
  const points = new Set(cells.flatMap(([, types]) => types.split(', ')));
  return POINTS.filter((type) => !points.has(type));
}

const TITLES = { random: 'how much is left, at 95 %', guided: 'what was met' } as const;
const NO_BOUNDS =
  'Draws of a guided search depend on each other: they bound no probability of what was not met.';

/** A paragraph a target, those first that least is known of; nothing where nothing was drawn. */
export function coverageText(
  reports: readonly TargetReport[],
  strategy: Strategy,
  nameOf: (report: TargetReport) => string,
  columns: number,
): string[] {
  const all = reports
    .filter(({ tries }) => tries > 0)
    .map((report) => ({ name: nameOf(report), coverage: coverageOf(report, strategy) }))
    .sort((a, b) => (b.coverage.newKindBelow ?? 0) - (a.coverage.newKindBelow ?? 0));
  if (all.length === 0) return [];
  const more = all.length - MOST_TOLD;
  return [
    `\n${TITLES[strategy]} (kinds: of model, point and functions together)\n`,
    ...(strategy === 'guided' ? [wrapped(NO_BOUNDS, columns, '  ')] : []),
    ...all
      .slice(0, MOST_TOLD)
      .map(({ name, coverage }) => wrapped(`${name}: ${sentence(coverage)}`, columns, '  ')),
    ...(more > 0 ? [wrapped(`and ${plural(more, 'other')}; --json has all`, columns, '  ')] : []),
  ];
}

function sentence(coverage: Coverage): string {
  const { kinds, metOnce, newKindBelow, failureBelow } = coverage;
  const points = coverage.pointsNeverDecided.join(', ');
  const never = [
    ...coverage.neverDecided,
    ...(points === '' ? [] : [`points of the types ${points}`]),
  ];
  return [
    `${plural(kinds, 'kind')} met, ${metOnce} once`,
    ...(newKindBelow === null
      ? []
      : [`; another is drawn with probability ${below(newKindBelow)}`]),
    ...(failureBelow === null ? [] : [`; an instance that fails, ${below(failureBelow)}`]),
    ...(never.length === 0 ? [] : [`. Never decided: ${never.join(', ')}`]),
    '.',
  ].join('');
}

function below(probability: number): string {
  return probability > 0.1
    ? `below ${Math.min(100, Math.ceil(100 * probability))} %`
    : `below 1/${Math.floor(1 / probability)}`;
}
