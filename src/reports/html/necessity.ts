/**
 * Which hypotheses are needed, as `falsim necessity` tells it: the tables that it has made, with their dates; of other
 * claims what the stored counterexamples say.
 */
import type { KeptTable } from '../../campaigns/necessity-table.ts';
import type { Claim } from '../../claims/claim.ts';
import { sentencesOf, type ToldRow, verdictOf } from '../necessity-text.ts';
import { witnessInWords } from '../witness-in-words.ts';
import { anchorOf, type Stored } from './card.ts';
import { html, type Markup, NOTHING } from './html.ts';

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
  // What was asked comes first: those below are closed, or say less.
  const hasTable = ({ id }: Claim) => tables.some((one) => one.claim === id);
  const asked = claims
    .filter(({ hypotheses }) => hypotheses.length > 0)
    .sort((a, b) => Number(hasTable(b)) - Number(hasTable(a)));
  return html`<section aria-labelledby="needed"><h2 id="needed">Which hypotheses are needed</h2>
<p class="small">Each hypothesis is dropped, on instances on which it fails. A witness is certain; that there is none in so many tries is no proof, and that none is stored is nothing at all.</p>
${asked.map((claim) => {
  const table = tables.find((one) => one.claim === claim.id);
  return claimTable(
    claim,
    table,
    table === undefined ? fromStored(claim, stored) : fromTable(claim, table, stored),
  );
})}</section>`;
}

function claimTable(claim: Claim, table: KeptTable | undefined, rows: readonly Row[]): Markup {
  const when =
    table === undefined
      ? html`What the stored counterexamples say; <code>falsim necessity ${claim.id}</code> asks.`
      : html`As of ${table.date}, seed ${table.seed}.`;
  return html`<details class="necessity"${rows.some(({ told }) => told !== null) ? html` open` : NOTHING}><summary>${claim.id}</summary>
<div class="wide" tabindex="0"><table><caption>${when}</caption>
<thead><tr><th scope="col">dropped</th><th scope="col">verdict</th><th class="n" scope="col">tries</th><th class="n" scope="col">decided</th><th scope="col">smallest witness</th></tr></thead><tbody>
${rows.map((row) => rowMarkup(claim, row))}</tbody></table></div></details>`;
}

function rowMarkup(claim: Claim, { told, dropped, anchor }: Row): Markup {
  const name = dropped.length === 0 ? '(nothing)' : dropped.join(' and ');
  if (told === null)
    return html`<tr><td>${name}<br><span class="small">${statementOf(claim, dropped)}</span></td><td>not asked</td><td class="n"></td><td class="n"></td><td></td></tr>`;
  const [head, sentence = head] = sentencesOf(claim, told);
  const { witness, triesToFirst, tries, decided, form } = told;
  const words = witness === null ? '' : witnessInWords(witness.counterexample.instance);
  const known = tries > 0;
  return html`<tr><td>${form === null ? name : `· but ${form}`}<br><span class="small">${form === null ? statementOf(claim, dropped) : null}</span></td><td>${verdictOf(told)}</td><td class="n">${known ? (triesToFirst ?? tries) : null}</td><td class="n">${known && triesToFirst === null ? decided : null}</td><td>${anchor === null ? words : html`<a href="#${anchor}">${words}</a>`}<br><span class="small">${sentence}</span></td></tr>`;
}

const statementOf = ({ hypotheses }: Claim, dropped: readonly string[]): string =>
  dropped.map((id) => hypotheses.find((one) => one.id === id)?.statement ?? id).join(' ');

function fromTable(claim: Claim, { rows }: KeptTable, stored: readonly Stored[]): Row[] {
  return rows.map(({ witness, ...row }) => {
    const on = stored.find(({ counterexample }) => counterexample.digest === witness?.digest);
    const told = { ...row, claim, witness: witness && { counterexample: witness } };
    return { told, dropped: row.dropped, anchor: on === undefined ? null : anchorOf(on) };
  });
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
