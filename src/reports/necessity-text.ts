/** Which hypotheses of claims are needed: sentences first, then the table. */
import type { NecessityReport, NecessityRow } from '../campaigns/necessity.ts';
import type { Claim } from '../claims/claim.ts';
import { wordsFor } from '../claims/status.ts';
import type { Instance } from '../instances/instance.ts';
import { plural } from '../plural.ts';
import { type Column, shortNumber, table, wrapped } from './text.ts';
import { witnessInWords } from './witness-in-words.ts';

/** A row as it is told: of a witness no more than the instance and what it shows. */
export interface ToldRow extends Omit<NecessityRow, 'witness'> {
  readonly witness: {
    readonly counterexample: { readonly instance: Instance; readonly reason: string };
  } | null;
}

const COLUMNS: readonly Column[] = [
  { title: 'dropped', align: 'left' },
  { title: 'verdict', align: 'left' },
  { title: 'tries', align: 'right' },
  { title: 'decided', align: 'right' },
  { title: 'smallest witness', align: 'left' },
];

export function necessityText(report: NecessityReport, seed: number, columns: number): string {
  const { claims, rows, seconds, interrupted } = report;
  const parts = claims.map((claim) => {
    const own = rows.filter((row) => row.claim === claim);
    return [
      `${claim.id} (${wordsFor(claim.status)})\n`,
      wrapped(`“${claim.statement}”`, columns, '  '),
      ...paragraphs(claim, own, columns),
      '\n',
      table(COLUMNS, own.map(cells)),
    ].join('');
  });
  const tries = rows.reduce((sum, row) => sum + row.tries, 0);
  const end = interrupted ? 'interrupted after' : 'in';
  return [
    parts.join('\n'),
    '\n',
    wrapped(
      'Instances are such that what is dropped fails on them. A witness is certain; that there is none ' +
        'in so many tries is no proof. Tries of a row with a witness: up to the first that fails.',
      columns,
    ),
    `\nseed ${seed}, ${end} ${shortNumber(seconds)} s, ${plural(tries, 'instance')}\n`,
  ].join('');
}

function cells(row: NecessityRow): string[] {
  const { dropped, form, witness, decided, triesToFirst } = row;
  const names = dropped.length === 0 ? '(nothing)' : dropped.join(' and ');
  const where = witness === null ? '' : witnessInWords(witness.counterexample.instance);
  return [
    form === null ? names : `· but ${form}`,
    verdictOf(row),
    String(triesToFirst ?? row.tries),
    triesToFirst === null ? String(decided) : '',
    where,
  ];
}

/** As the table has it. */
export function verdictOf({ dropped, form, verdict }: ToldRow): string {
  if (verdict === 'undecided') return 'undecided';
  const fails = verdict === 'fails';
  if (dropped.length === 0) return fails ? 'FAILS' : 'holds';
  if (form !== null) return fails ? 'not enough' : 'enough';
  if (dropped.length > 1) return fails ? 'one of them' : 'neither';
  return fails ? 'necessary' : 'not needed';
}

/** What each row says: a line for what is dropped, and under it what came of it. */
function paragraphs(claim: Claim, rows: readonly NecessityRow[], columns: number): string[] {
  return rows.flatMap((row) => {
    const [first, second] = sentencesOf(claim, row);
    if (second === undefined) return [wrapped(first, columns, '    ')];
    return ['\n', wrapped(first, columns, '  '), wrapped(second, columns, '    ')];
  });
}

/** What is dropped, and what came of it; of a weaker form one sentence. */
function sentencesOf(claim: Claim, row: ToldRow): readonly [string, string?] {
  if (row.form !== null) return [formSentence(claim, row)];
  const head = row.dropped.map((id) => `${id}: ${statementOf(claim, id)}`).join(' ');
  return [head === '' ? 'With every hypothesis in force:' : head, sentenceOf(row)];
}

function sentenceOf(row: ToldRow): string {
  const { dropped, verdict, witness } = row;
  const effort = effortOf(row);
  if (verdict === 'undecided') return `Undecided ${effort}.`;
  if (dropped.length === 0)
    return verdict === 'fails'
      ? `THE CLAIM ITSELF FAILS: ${atWitness(witness)}. Then nothing below says that a hypothesis is needed.`
      : `No failure ${effort}.`;
  if (verdict === 'survives')
    return dropped.length > 1 ? `Neither is needed ${effort}.` : `Not needed ${effort}.`;
  return dropped.length > 1
    ? `One of them is necessary: ${atWitness(witness)}.`
    : `Necessary: ${atWitness(witness)}.`;
}

function formSentence(claim: Claim, row: ToldRow): string {
  const statement = statementOf(claim, row.form!).replace(/\.$/, '');
  const name = `${row.form}, “${statement}”,`;
  const place = row.dropped.length > 1 ? 'their place' : 'its place';
  switch (row.verdict) {
    case 'fails':
      return `In ${place} ${name} is not enough: ${atWitness(row.witness)}.`;
    case 'survives':
      return `In ${place} ${name} is enough ${effortOf(row)}.`;
    case 'undecided':
      return `Whether in ${place} ${name} is enough is undecided ${effortOf(row)}.`;
  }
}

function effortOf({ tries, decided }: ToldRow): string {
  return `in ${tries === 1 ? '1 try' : `${tries} tries`}, ${decided} decided`;
}

function atWitness(witness: ToldRow['witness']): string {
  if (witness === null) return 'the witness could not be stored';
  const { instance, reason } = witness.counterexample;
  return `${witnessInWords(instance)}: ${reason}`;
}

/** Of a hypothesis of the claim or a weaker form of one; the id where it is neither. */
export function statementOf({ hypotheses }: Claim, id: string): string {
  const all = hypotheses.flatMap((h) => [h, ...(h.weaker ?? [])]);
  return all.find((condition) => condition.id === id)?.statement ?? id;
}

/** What `falsim necessity --json` prints. */
export function plainNecessity(report: NecessityReport, seed: number) {
  const { claims, rows, seconds, interrupted } = report;
  return {
    seed,
    seconds,
    interrupted,
    claims: claims.map((claim) => ({
      claim: claim.id,
      status: claim.status,
      rows: rows
        .filter((row) => row.claim === claim)
        .map(({ dropped, form, verdict, tries, decided, triesToFirst, witness }) => ({
          dropped,
          instead: form,
          verdict,
          tries,
          decided,
          triesToFirst,
          witness: witness && {
            file: witness.saved.file,
            reason: witness.counterexample.reason,
            instance: witness.counterexample.instance,
          },
        })),
    })),
  };
}
