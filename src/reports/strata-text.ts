/** The lattice of strata for people, for programs and for Graphviz: what `falsim strata` prints. */
import type { OrbitResult } from '../orbits/dimension/orbit.ts';
import { isDecided } from '../orbits/dimension/orbit-status.ts';
import type { FilledStratum, Strata } from '../orbits/dimension/strata-orbits.ts';
import { plural } from '../plural.ts';
import { type Column, TABLE_COLUMNS, table, wrapped } from './text.ts';

const COLUMNS: readonly Column[] = [
  { title: '#', align: 'right' },
  { title: 'dim', align: 'right' },
  { title: 'copies', align: 'right' },
  { title: 'orbit', align: 'right' },
  { title: 'stratum', align: 'left' },
  { title: 'filled', align: 'left' },
  { title: 'contains', align: 'left' },
];

/** Lines that end with a line break. */
export function describeStrata(strata: Strata, columns = TABLE_COLUMNS): string {
  const rows = strata.strata.map((stratum, i) => [
    String(i + 1),
    String(stratum.dimension),
    String(stratum.copies),
    stratum.orbit === null ? '–' : String(stratum.orbit.dimension),
    stratum.description,
    filledWords(stratum),
    stratum.below.map((number) => number + 1).join(', '),
  ]);
  const notes = notesOf(strata).map((note) => wrapped(note, columns));
  return `${wrapped(headline(strata), columns)}\n${table(COLUMNS, rows)}\n${notes.join('')}`;
}

function filledWords({ orbit, dimension, isDefined }: FilledStratum): string {
  if (!isDefined) return 'F is undefined there';
  return orbit === null ? '–' : filledText(orbit, dimension);
}

function totalOf({ strata }: Strata): number {
  return strata.reduce((sum, { copies }) => sum + copies, 0);
}

function headline(strata: Strata): string {
  const of = `of ${plural(strata.parameters, 'parameter')}`;
  const group = `${strata.sampled ? 'a group' : 'the group'} of order ${orderText(strata.order)}`;
  if (strata.sampled)
    return `A sample of ${plural(strata.strata.length, 'type')} of strata, fixed-point subspaces ${of} under ${group}.`;
  const count = strata.strata.length === 1 ? '1 stratum' : `${strata.strata.length} strata`;
  return `${count} up to symmetry, ${plural(totalOf(strata), 'subspace')} in all: fixed-point subspaces ${of} under ${group}.`;
}

/** Digits of a group's order that are shown in full. */
const MOST_DIGITS = 12;

function orderText(order: bigint): string {
  const digits = String(order);
  if (digits.length <= MOST_DIGITS) return digits;
  return `${digits[0]}.${digits.slice(1, 3)}·10^${digits.length - 1}`;
}

function notesOf({ sampled, complete, hasRotations }: Strata): string[] {
  const notes = [
    'copies: subspaces that symmetries take to each other. orbit: its dimension at a generic point of the stratum. contains: the largest strata inside, up to symmetry.',
  ];
  if (sampled)
    notes.push(
      'The group is too large to be listed: these strata were drawn at random, one of each type, and there may be others; copies are not counted, and what one contains need not lie inside others of its type.',
    );
  else if (!complete)
    notes.push('The search for symmetries was cut short: there may be more strata.');
  if (hasRotations)
    notes.push(
      'Whole orthogonal groups act on this model. Only its signed permutations are listed; strata that rotations fix are not (falsim orbit knows them at a point).',
    );
  return notes;
}

/** `yes`, `no: 3 conserved`, or why it is not known. */
export function filledText(result: OrbitResult, dimension: number): string {
  const { status, invariants } = result;
  if (result.dimension === dimension && isDecided(status))
    return status === 'conditional' ? 'yes, on a condition' : 'yes';
  if (!isDecided(status)) return `undecided: ${status}`;
  const gap = dimension - result.dimension;
  if (result.stratum.dimension < dimension && invariants.length === 0)
    return `no: rotations leave ${result.stratum.dimension}`;
  return `no: ${gap} conserved${invariants.length > 0 ? `, e.g. ${invariants[0].expression}` : ''}`;
}

/** What `falsim strata --json` prints; strata are numbered from 1. */
export function plainStrata(strata: Strata) {
  return {
    parameters: strata.parameters,
    order: String(strata.order),
    complete: strata.complete,
    sampled: strata.sampled,
    hasRotations: strata.hasRotations,
    subspaces: strata.sampled ? null : totalOf(strata),
    strata: strata.strata.map((stratum, i) => ({
      number: i + 1,
      dimension: stratum.dimension,
      copies: strata.sampled ? null : stratum.copies,
      description: stratum.description,
      contains: stratum.below.map((number) => number + 1),
      orbit: stratum.orbit === null ? null : plainOrbitOf(stratum, stratum.orbit),
    })),
  };
}

function plainOrbitOf({ dimension }: FilledStratum, result: OrbitResult) {
  return {
    dimension: result.dimension,
    status: result.status,
    filled: isDecided(result.status) ? result.dimension === dimension : null,
    invariants: result.invariants.map(({ expression }) => expression),
  };
}

/** The Hasse diagram for Graphviz: larger strata above, a dashed frame around those that are not filled. */
export function dotOfStrata(strata: Strata): string {
  const nodes = strata.strata.map(({ dimension, description, orbit }, i) => {
    const label = `${dimension}: ${description}`.replaceAll('"', '\\"');
    const style = orbit !== null && orbit.dimension < dimension ? ', style=dashed' : '';
    return `  s${i + 1} [label="${label}"${style}];`;
  });
  const edges = strata.strata.flatMap(({ below }, i) =>
    below.map((number) => `  s${i + 1} -> s${number + 1};`),
  );
  return `${['digraph strata {', '  node [shape=box];', ...nodes, ...edges, '}'].join('\n')}\n`;
}
