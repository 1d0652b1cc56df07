/** What a change of design does, for people and programs: what `falsim compare` prints. */
import type { Changes, Comparison, Design } from '../orbits/dimension/compare-designs.ts';
import { type Column, conjoined, TABLE_COLUMNS, table, wrapped } from './text.ts';

/** Entries of a list that are shown. */
const MOST_LISTED = 12;

/** @param files as the user named them. */
export function describeComparison(
  comparison: Comparison,
  files: readonly [string, string],
  columns = TABLE_COLUMNS,
): string {
  const { symmetries, strata, laws } = comparison;
  const lists = [
    listed('Symmetries', symmetries, columns),
    listed('Strata', strata, columns),
    listed('Conserved quantities', laws, columns),
  ].filter((text) => text !== '');
  const notes = notesOf(comparison).map((note) => wrapped(note, columns));
  const parts = [wrapped(sentence(comparison, files), columns), tableOf(comparison), ...lists];
  return `${parts.join('\n')}${notes.length === 0 ? '' : `\n${notes.join('')}`}`;
}

function sentence({ symmetries, strata, laws }: Comparison, [a, b]: readonly [string, string]) {
  const clauses = [
    clause('generating symmetries', symmetries),
    clause('types of strata', strata),
    clause('conserved quantities', laws),
  ];
  return `Compared with ${a}, ${b} has ${conjoined(clauses)}.`;
}

function clause(what: string, { shared, lost, gained }: Changes): string {
  const all = shared.length + lost.length;
  if (all === 0) return gained.length === 0 ? `no ${what} either` : `${gained.length} new ${what}`;
  const kept = lost.length === 0 ? `all ${all}` : `${shared.length || 'none'} of ${all}`;
  return `${kept} ${what}${gained.length === 0 ? '' : ` (and ${gained.length} new ${gained.length === 1 ? 'one' : 'ones'})`}`;
}

const COLUMNS: readonly Column[] = [
  { title: '', align: 'left' },
  { title: 'first', align: 'right' },
  { title: 'second', align: 'right' },
  { title: 'shared', align: 'right' },
  { title: 'lost', align: 'right' },
  { title: 'gained', align: 'right' },
];

function tableOf({ before, after, symmetries, strata, laws }: Comparison): string {
  const changed = ({ shared, lost, gained }: Changes) =>
    [shared, lost, gained].map(({ length }) => String(length));
  const both = (of: (design: Design) => string | number) =>
    [before, after].map((d) => String(of(d)));
  return table(COLUMNS, [
    ['parameters', ...both(({ parameters }) => parameters)],
    ['symmetry group', ...both(({ strata: { order } }) => orderText(order))],
    ['generators', ...both((design) => design.symmetries.length), ...changed(symmetries)],
    ['proper strata, types', ...both(({ strata: s }) => s.strata.length - 1), ...changed(strata)],
    ['conserved, generic θ', ...both(lawsText), ...changed(laws)],
  ]);
}

const orderText = (order: bigint) =>
  order < 10n ** 12n ? String(order) : `about 10^${String(order).length - 1}`;

const lawsText = ({ count }: Design) => (count.isDecided ? String(count.laws) : `≤ ${count.laws}`);

function listed(title: string, { shared, lost, gained }: Changes, columns: number): string {
  const part = (word: string, entries: readonly string[]) => {
    if (entries.length === 0) return '';
    const rest = entries.length - MOST_LISTED;
    const lines = entries.slice(0, MOST_LISTED).map((text) => wrapped(text, columns, '    '));
    return `  ${word}:\n${lines.join('')}${rest > 0 ? `    and ${rest} more\n` : ''}`;
  };
  const text = part('lost', lost) + part('gained', gained) + part('shared', shared);
  return text === '' ? '' : `${title}\n${text}`;
}

function notesOf({ before, after, renamed }: Comparison): string[] {
  const designs = [before, after];
  const notes: string[] = [];
  if (renamed.length > 0)
    notes.push(
      `Taken to be the same by place and shape: ${conjoined(renamed.map(([a, b]) => `${a} of the first and ${b} of the second`))}.`,
    );
  if (designs.some(({ strata }) => strata.sampled))
    notes.push(
      'A group is too large to be listed: its strata are a sample, and may be missing here.',
    );
  if (designs.some(({ strata }) => strata.hasRotations))
    notes.push('Whole orthogonal groups act: strata that only rotations fix are not compared.');
  if (designs.some(({ count }) => !count.isDecided))
    notes.push('A number of conserved quantities is not decided.');
  const forms = ({ count }: Design) => count.orbit.invariants.length;
  if (designs.some((design) => design.count.laws > forms(design)))
    notes.push(
      'Not all that is conserved is listed: symmetries that fix every θ, or laws without a form that is known.',
    );
  return notes;
}

/** What `falsim compare --json` prints. */
export function plainComparison(comparison: Comparison) {
  const { before, after, symmetries, strata, laws, renamed } = comparison;
  const design = ({ model, parameters, strata: lattice, count }: Design) => ({
    model,
    parameters,
    groupOrder: String(lattice.order),
    strataComplete: lattice.complete,
    hasRotations: lattice.hasRotations,
    conserved: { most: count.laws, decided: count.isDecided },
  });
  return { first: design(before), second: design(after), renamed, symmetries, strata, laws };
}
