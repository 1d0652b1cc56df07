/**
 * What the benches have to say, as data: a row is one thing that is measured, with a peer measured beside it in the
 * same run, and the goal it has. A bench prints its details as it goes, and its rows at the end; with `--json` the
 * rows are all that is on stdout, and `npm run bench` makes one table of those of all benches.
 */
import { table } from './peer.ts';

/** The same work done by something else. `measured` is null where it is not installed. */
export interface Peer {
  readonly name: string;
  readonly measured: number | null;
  /** Not of this run: as it was recorded elsewhere. */
  readonly recorded?: boolean;
}

export interface Row {
  readonly work: string;
  /** Seconds, things a second, memory, or a number without a unit. */
  readonly unit: 's' | '/s' | 'MiB' | '';
  readonly measured: number;
  readonly peer?: Peer;
  /**
   * Of what is measured, or of its ratio to the peer. Ratios `atMost` are ours to the peer's; ratios `atLeast` are how
   * many times better we are.
   */
  readonly goal?: { readonly of: 'measured' | 'ratio' } & (
    | { readonly atMost: number }
    | { readonly atLeast: number }
  );
}

/** Null without a peer. */
export function ratioOf({ unit, measured, peer, goal }: Row): number | null {
  if (peer === undefined || peer.measured === null) return null;
  const better = goal !== undefined && 'atLeast' in goal;
  return better && unit === 's' ? peer.measured / measured : measured / peer.measured;
}

/** Null where there is no goal, or no peer to tell by. */
export function isMet(row: Row): boolean | null {
  const { goal, measured } = row;
  if (goal === undefined) return null;
  const value = goal.of === 'ratio' ? ratioOf(row) : measured;
  if (value === null) return null;
  return 'atMost' in goal ? value <= goal.atMost : value >= goal.atLeast;
}

const digits = (x: number, unit: string) =>
  `${x >= 100 ? x.toFixed(0) : Number(x.toPrecision(x < 1 ? 2 : 3))} ${unit}`.trim();

function quantity(x: number, unit: Row['unit']): string {
  if (unit !== 's') return digits(x, unit);
  if (x >= 1) return digits(x, 's');
  return x >= 1e-3 ? digits(1e3 * x, 'ms') : digits(1e6 * x, 'µs');
}

function peerText({ peer, unit }: Row): string {
  if (peer === undefined) return '–';
  if (peer.measured === null) return `${peer.name} not here`;
  return `${peer.name} ${quantity(peer.measured, unit)}${peer.recorded ? ' (recorded)' : ''}`;
}

function goalText({ goal, unit }: Row): string {
  if (goal === undefined) return '–';
  const sign = 'atMost' in goal ? '≤' : '≥';
  const value = 'atMost' in goal ? goal.atMost : goal.atLeast;
  return `${sign} ${goal.of === 'ratio' ? `${value} ×` : quantity(value, unit)}`;
}

const HEAD = ['work', 'measured', 'peer', 'ratio', 'goal', 'met'];

function cells(row: Row): string[] {
  const ratio = ratioOf(row);
  const met = isMet(row);
  return [
    row.work,
    quantity(row.measured, row.unit),
    peerText(row),
    ratio === null ? '–' : digits(ratio, '×'),
    goalText(row),
    met === null ? '–' : met ? 'yes' : 'no',
  ];
}

export const rowsTable = (rows: readonly Row[]): string => table([HEAD, ...rows.map(cells)]);

export function rowsMarkdown(rows: readonly Row[]): string {
  const line = (of: readonly string[]) => `| ${of.join(' | ')} |`;
  return [HEAD, HEAD.map(() => '---'), ...rows.map(cells)].map(line).join('\n');
}

const asJson = process.argv.includes('--json');

/** Milliseconds of processor time, user's and system's: what else the machine does counts for no side. */
export function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** A line of details. */
export function say(text = ''): void {
  (asJson ? process.stderr : process.stdout).write(`${text}\n`);
}

/** The numbers that a bench is called with. */
export function numbersGiven(): number[] {
  return process.argv
    .slice(2)
    .filter((word) => !word.startsWith('-'))
    .map(Number);
}

/** The number that a bench is called with. */
export function argument(otherwise: number): number {
  return numbersGiven()[0] ?? otherwise;
}

/** The end of a bench. */
export function conclude(rows: readonly Row[]): void {
  process.stdout.write(asJson ? `${JSON.stringify(rows)}\n` : `\n${rowsTable(rows)}\n`);
}
