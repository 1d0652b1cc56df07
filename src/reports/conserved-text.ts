/** Numbers of conserved quantities over sizes, for people and programs: what `falsim conserved` prints. */

import { superscript } from '../models/scripts.ts';
import type { Fit } from '../numerics/polynomial-fit.ts';
import { equal, format, isZero, ONE, type Rational } from '../numerics/rational.ts';
import type { CountAtSizes, LawCounts } from '../orbits/dimension/law-counts.ts';
import { isDecided } from '../orbits/dimension/orbit-status.ts';
import { plural } from '../plural.ts';
import { type Column, TABLE_COLUMNS, table, wrapped } from './text.ts';

/** Laws that are listed. */
const MOST_LAWS = 30;

/** Lines that end with a line break. */
export function describeConserved(counts: LawCounts, columns = TABLE_COLUMNS): string {
  const parts = [wrapped(headline(counts), columns)];
  if (counts.varied.length > 0) {
    parts.push(tableOf(counts));
    parts.push(...notesOf(counts).map((note) => wrapped(note, columns)));
  }
  parts.push(lawsText(counts, columns));
  return parts.join('\n');
}

function headline({ model, own, varied }: LawCounts): string {
  const { parameters, lowerBound } = own.orbit;
  const laws = plural(parameters - lowerBound, 'independent conserved quantity').replace(
    'quantitys',
    'quantities',
  );
  const count = own.isDecided ? laws : `at most ${laws}`;
  const sizes = varied.length > 0 ? 'At the sizes of the file' : 'At a generic θ';
  return `${sizes} ${model.kind} has ${count}: ${plural(parameters, 'parameter')}, orbits of dimension ${lowerBound}.`;
}

function tableOf({ varied, counts }: LawCounts): string {
  const columns: Column[] = [
    ...varied.map(({ name }): Column => ({ title: name, align: 'right' })),
    { title: 'M', align: 'right' },
    { title: 'orbit', align: 'right' },
    { title: 'laws', align: 'right' },
  ];
  const isOpen = counts.some((count) => !count.isDecided);
  return table(
    isOpen ? [...columns, { title: 'undecided', align: 'left' }] : columns,
    counts.map((count) => [
      ...count.sizes.map(String),
      String(count.orbit.parameters),
      String(count.orbit.lowerBound),
      count.isDecided ? String(count.laws) : `≤ ${count.laws}`,
      count.isDecided ? '' : count.orbit.status,
    ]),
  );
}

function notesOf(counts: LawCounts): string[] {
  const { fit, refused, varied } = counts;
  const decided = counts.counts.filter((count) => count.isDecided).length;
  const open = counts.counts.length - decided;
  const notes = [
    fit === null
      ? `No polynomial of degree 4 or less in ${varied.map(({ name }) => name).join(', ')} goes through all ${decided} with a point to spare.`
      : `laws = ${formulaText(fit, varied)}: fits ${decided} of ${decided}, ${decided - fit.unknowns} of them not used for the fit.`,
  ];
  if (open > 0) notes.push(`${plural(open, 'count')} undecided and left out of the fit.`);
  if (refused > 0) notes.push(`${refused} combinations are none that the model has.`);
  return notes;
}

/** `1/2·keys² + 1/2·keys + heads`. */
export function formulaText(fit: Fit, varied: LawCounts['varied']): string {
  const pieces = fit.terms.map(({ coefficient, powers }, k) => {
    const isNegative = coefficient.numerator < 0n;
    const sign = isNegative ? (k === 0 ? '−' : ' − ') : k === 0 ? '' : ' + ';
    return `${sign}${termText(absolute(coefficient), powers, varied)}`;
  });
  return pieces.length === 0 ? '0' : pieces.join('');
}

const absolute = (q: Rational): Rational =>
  q.numerator < 0n ? { ...q, numerator: -q.numerator } : q;

function termText(size: Rational, powers: readonly number[], varied: LawCounts['varied']): string {
  const factors = powers.flatMap((e, j) => {
    const name = varied[j].name.split('=')[0];
    return e === 0 ? [] : [e === 1 ? name : `${name}${superscript(e)}`];
  });
  const isOne = equal(size, ONE);
  return [...(isOne && factors.length > 0 && !isZero(size) ? [] : [format(size)]), ...factors].join(
    '·',
  );
}

function lawsText({ own }: LawCounts, columns: number): string {
  const { invariants, stratum, parameters } = own.orbit;
  const lines = invariants
    .slice(0, MOST_LAWS)
    .map(({ expression }) => wrapped(expression, columns, '  '));
  if (invariants.length > MOST_LAWS) lines.push(`  and ${invariants.length - MOST_LAWS} more\n`);
  if (stratum.dimension < parameters)
    lines.push(
      wrapped(
        `${parameters - stratum.dimension} because symmetries fix every generic θ that far: ${stratum.description}`,
        columns,
        '  ',
      ),
    );
  return lines.length === 0
    ? 'Nothing is conserved.\n'
    : `Conserved at a generic θ:\n${lines.join('')}`;
}

/** What `falsim conserved --json` prints. */
export function plainConserved(counts: LawCounts) {
  const { model, varied, fit, refused, own } = counts;
  const decided = counts.counts.filter((count) => count.isDecided).length;
  return {
    model,
    laws: plainCount(own.orbit),
    conserved: own.orbit.invariants.map(({ expression }) => expression),
    sizes: varied.map(({ name }) => name),
    table: counts.counts.map((count) => ({
      sizes: Object.fromEntries(varied.map(({ name }, j) => [name, count.sizes[j]])),
      ...plainCount(count.orbit),
    })),
    refused,
    formula:
      fit === null
        ? null
        : {
            text: formulaText(fit, varied),
            terms: fit.terms.map(({ coefficient, powers }) => ({
              coefficient: format(coefficient),
              powers: Object.fromEntries(varied.map(({ name }, j) => [name, powers[j]])),
            })),
            points: decided,
            notUsedForTheFit: decided - fit.unknowns,
          },
  };
}

function plainCount({ parameters, lowerBound, upperBound, status }: CountAtSizes['orbit']) {
  return {
    parameters,
    orbit: { lowerBound, upperBound, status },
    most: parameters - lowerBound,
    least: parameters - upperBound,
    decided: isDecided(status) && status !== 'conditional',
  };
}
