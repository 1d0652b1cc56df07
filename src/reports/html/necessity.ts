/**
 * Which hypotheses are needed, as `falsim necessity` tells it: the tables that it has made, with their dates; of other
 * claims what the stored counterexamples say.
 */
import type { KeptTable } from '../../campaigns/necessity-table.ts';
import type { Claim } from '../../claims/claim.ts';
import type { Instance } from '../../instances/instance.ts';
import { canonicalJson } from '../../json/canonical-json.ts';
import { plural } from '../../plural.ts';
import { statementOf, type ToldRow, verdictOf } from '../necessity-text.ts';
import { witnessInWords } from '../witness-in-words.ts';
import { anchorOf, type Stored, sentence } from './card.ts';
import { html, type Markup, NOTHING } from './html.ts';
import { type Cell, rowsTable } from './rows-table.ts';

export interface NecessityContent {
  readonly claims: readonly Claim[];
  readonly stored: readonly Stored[];
  readonly tables: readonly KeptTable[];
}

interface Row {
  /** Null where nobody asked and nothing is stored. */
  readonly told: ToldRow | null;
  readonly dropped: readonly string[];
  /** Of the counterexample, where it is on the page. */
  readonly anchor: string | null;
}

export function necessitySection({ claims, stored, tables }: NecessityContent): Markup {
  // What was asked comes first and is open; of nothing that was asked the first table is.
  const hasTable = ({ id }: Claim) => tables.some((one) => one.claim === id);
  const asked = claims
    .filter(({ hypotheses }) => hypotheses.length > 0)
    .sort((a, b) => Number(hasTable(b)) - Number(hasTable(a)));
  const told = asked.map((claim, k) => {
    const table = tables.find((one) => one.claim === claim.id);
    const rows = table === undefined ? fromStored(claim, stored) : fromTable(claim, table, stored);
    const open = table !== undefined || (tables.length === 0 && k === 0);
    const isEmpty = !open && rows.every((row) => row.told === null);
    return { markup: claimTable(claim, table, rows, open), isEmpty };
  });
  const silent = told.filter(({ isEmpty }) => isEmpty);
  return html`<section aria-labelledby="needed"><h2 id="needed">Which hypotheses are needed</h2>
<p class="small">Each hypothesis is dropped, on instances on which it fails. A witness is certain; that there is none in so many tries is no proof, and that none is stored is nothing at all.</p>
${told.filter(({ isEmpty }) => !isEmpty).map(({ markup }) => markup)}
${silent.length === 0 ? NOTHING : html`<details><summary>${plural(silent.length, 'claim')} of which nobody asked and nothing is stored</summary>${silent.map(({ markup }) => markup)}</details>`}</section>`;
}

const COLUMNS = [
  { title: 'dropped' },
  { title: 'verdict' },
  { title: 'tries', numeric: true },
  { title: 'decided', numeric: true },
  { title: 'smallest witness' },
];

/** @param open whether it is shown before anybody asks for it. */
function claimTable(
  claim: Claim,
  table: KeptTable | undefined,
  rows: readonly Row[],
  open: boolean,
): Markup {
  const when =
    table === undefined
      ? html`What the stored counterexamples say; <code>falsim necessity ${claim.id}</code> asks.`
      : html`As of ${table.date}, seed ${table.seed}.`;
  const single = rows.filter(({ dropped, told }) => dropped.length === 1 && !told?.form);
  const shown = single.filter(({ told }) => told?.verdict === 'fails');
  return html`<details class="necessity"${open ? html` open` : NOTHING}><summary>${claim.id} <span class="small">(${shown.length} of ${single.length} with a witness)</span></summary>
${rowsTable(
  when,
  COLUMNS,
  rows.map((row) => cells(claim, row)),
)}</details>`;
}

function cells(claim: Claim, { told, dropped, anchor }: Row): Cell[] {
  const form = told?.form ?? null;
  const name = dropped.length === 0 ? '(nothing)' : dropped.join(' and ');
  const conditions = form === null ? dropped : [form];
  const statement = conditions.map((id) => statementOf(claim, id)).join(' ');
  const first = html`${form === null ? name : `· but ${form}`}${statement === '' ? null : html`<br><span class="small">${statement}</span>`}`;
  if (told === null) return [first, 'not asked', null, null, null];
  const { triesToFirst, tries, decided } = told;
  const known = tries > 0;
  return [
    first,
    verdictOf(told),
    known ? (triesToFirst ?? tries) : null,
    known && triesToFirst === null ? decided : null,
    witnessCell(told, anchor),
  ];
}

function witnessCell({ witness, verdict }: ToldRow, anchor: string | null): Cell {
  if (witness === null) return verdict === 'fails' ? 'could not be stored' : 'none was found';
  const { instance, reason } = witness.counterexample;
  const words = witnessInWords(instance);
  return html`${anchor === null ? words : html`<a href="#${anchor}">${words}</a>`}<br><span class="small">${sentence(reason)}</span>`;
}

function fromTable(claim: Claim, { rows }: KeptTable, stored: readonly Stored[]): Row[] {
  return rows.map(({ witness, ...row }) => {
    const on =
      witness === null
        ? undefined
        : stored.find((one) => isOf(one, claim.id, row.dropped, witness.instance));
    const told = { ...row, claim, witness: witness && { counterexample: witness } };
    return { told, dropped: row.dropped, anchor: on === undefined ? null : anchorOf(on) };
  });
}

/** The same instance, whichever search found it. */
function isOf(
  { counterexample: { claim, droppedHypotheses, instance } }: Stored,
  id: string,
  dropped: readonly string[],
  witness: Instance,
): boolean {
  return (
    claim.id === id &&
    droppedHypotheses.join() === dropped.join() &&
    canonicalJson(instance) === canonicalJson(witness)
  );
}

/** A counterexample with one hypothesis dropped is a witness that it is needed. */
function fromStored(claim: Claim, stored: readonly Stored[]): Row[] {
  return claim.hypotheses.map(({ id }) => {
    const witness = stored.find(
      ({ counterexample: { claim: of, droppedHypotheses } }) =>
        of.id === claim.id && droppedHypotheses.length === 1 && droppedHypotheses[0] === id,
    );
    if (witness === undefined) return { told: null, dropped: [id], anchor: null };
    const { counterexample } = witness;
    const counts = { tries: 0, decided: 0, triesToFirst: null };
    return {
      told: {
        claim,
        dropped: [id],
        form: null,
        verdict: 'fails',
        ...counts,
        witness: { counterexample },
      },
      dropped: [id],
      anchor: anchorOf(witness),
    };
  });
}
