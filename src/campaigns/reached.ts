/**
 * What instances were met: how many of each kind of model × type of point × class of function, of each
 * function, of each size. Counts are added up over chunks; what a campaign says of how much is left
 * (`coverage.ts`) is read off them.
 *
 * The type of a point is what a symmetry or a coincidence makes of its units, read off the doubles of θ:
 *
 *   dead            a unit with neither incoming nor outgoing weights
 *   equal, opposite two units of an axis that agree in all their weights, or up to the sign of all
 *   the three of these together, where a point is on several strata: `dead, equal`
 *
 * and where none of these is met, the first of: `equal inputs`, `opposite inputs` (weights that come into two
 * units), `no input`, `no output` (of one unit), `zeros`, `generic`. θ = 0 is `origin`.
 */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { Subject } from '../instances/subject.ts';
import { type UnitAxis, unitAxes } from '../models/units.ts';

export interface Counts {
  readonly [name: string]: number;
}

export interface Reached {
  /** Instances drawn, by cell: `kind · type of point · class of functions`. */
  readonly drawn: Counts;
  /** Those on which the claim survived or fell. */
  readonly decided: Counts;
  /** Decided ones, by the functions in their models. */
  readonly functions: Counts;
  /** Decided ones, by `depth 2` of a network of layers and `width 5` of the widest hidden axis. */
  readonly sizes: Counts;
}

export const NOTHING_REACHED: Reached = { drawn: {}, decided: {}, functions: {}, sizes: {} };

const PARTS = ['drawn', 'decided', 'functions', 'sizes'] as const;

/** Of several chunks together. */
export function addReached(all: readonly Reached[]): Reached {
  const { drawn, decided, functions, sizes } = Object.fromEntries(
    PARTS.map((part) => [part, addCounts(all.map((reached) => reached[part]))]),
  ) as unknown as Reached;
  return { drawn, decided, functions, sizes };
}

function addCounts(all: readonly Counts[]): Counts {
  const sums = new Map<string, number>();
  for (const counts of all)
    for (const [name, n] of Object.entries(counts)) sums.set(name, (sums.get(name) ?? 0) + n);
  return sorted(sums);
}

/** Names in the order of their letters, so that equal counts are written alike. */
function sorted(counts: ReadonlyMap<string, number>): Counts {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** What is reached, counted one by one. */
export class ReachedTally {
  readonly #counts = PARTS.map(() => new Map<string, number>());

  /** @param isDecided whether the claim survived or fell on it. */
  add(subject: Subject, isDecided: boolean): void {
    const [drawn, decided, functions, sizes] = this.#counts;
    const cell = cellOf(subject);
    countOne(drawn, cell);
    if (!isDecided) return;
    const { facts } = subject;
    countOne(decided, cell);
    for (const name of new Set(facts.functions.map((f) => f.name))) countOne(functions, name);
    if (facts.network !== null) countOne(sizes, `depth ${facts.network.depth}`);
    const widths = facts.hiddenAxes.map(({ size }) => size);
    if (widths.length > 0) countOne(sizes, `width ${Math.max(...widths)}`);
  }

  total(): Reached {
    const [drawn, decided, functions, sizes] = this.#counts.map(sorted);
    return { drawn, decided, functions, sizes };
  }
}

function countOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

/** `fully-connected · dead · odd`. */
export function cellOf(subject: Subject): string {
  const { model, facts, float } = subject;
  return [model.json.kind, pointType(unitAxes(model), float), functionClass(facts.functions)].join(
    ' · ',
  );
}

function pointType(axes: readonly UnitAxis[], theta: Float64Array): string {
  if (theta.every((x) => x === 0)) return 'origin';
  const met = new Set<string>();
  for (const axis of axes) meetUnits(axis, theta, met);
  const strata = ['dead', 'equal', 'opposite'].filter((type) => met.has(type));
  if (strata.length > 0) return strata.join(', ');
  const others = ['equal inputs', 'opposite inputs', 'no input', 'no output'];
  return others.find((type) => met.has(type)) ?? (theta.includes(0) ? 'zeros' : 'generic');
}

function meetUnits({ incoming, outgoing }: UnitAxis, theta: Float64Array, met: Set<string>): void {
  const vanishes = (at: readonly number[]) => at.every((i) => theta[i] === 0);
  const agrees = (a: readonly number[], b: readonly number[], sign: 1 | -1) =>
    a.length > 0 && a.every((i, n) => theta[i] === sign * theta[b[n]]);
  for (let k = 0; k < incoming.length; k++) {
    const [isUnfed, isUnheard] = [vanishes(incoming[k]), vanishes(outgoing[k])];
    if (isUnfed && isUnheard) met.add('dead');
    else if (isUnfed) met.add('no input');
    else if (isUnheard) met.add('no output');
    for (let l = 0; l < k; l++) {
      for (const sign of [1, -1] as const) {
        if (!agrees(incoming[k], incoming[l], sign) || (isUnfed && sign < 0)) continue;
        const isSame = agrees(outgoing[k], outgoing[l], sign);
        const name = sign > 0 ? 'equal' : 'opposite';
        // Two dead units are equal; that they are dead says it.
        if (!isSame) met.add(`${name} inputs`);
        else if (!(isUnfed && isUnheard)) met.add(name);
      }
    }
  }
}

/** Of all functions of a model together. */
function functionClass(functions: readonly AnalyticFunction[]): string {
  const classes = new Set(functions.map(classOf));
  const [first = 'no function', ...others] = classes;
  return others.length === 0 ? first : 'several';
}

function classOf(f: AnalyticFunction): string {
  if (!f.analytic) return 'not analytic';
  if (f.polynomialDegree !== null) return 'polynomial';
  if (f.parity !== 'none') return f.parity;
  return f.zeroAtZero ? 'σ(0) = 0' : 'σ(0) ≠ 0';
}
