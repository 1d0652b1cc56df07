/** A claim on a page, made from the claim itself. */
import { resolveFunction } from '../../analytic/registry.ts';
import type { Claim, Hypothesis } from '../../claims/claim.ts';
import type { Domain } from '../../claims/domain.ts';
import { wordsFor } from '../../claims/status.ts';
import type { Range } from '../../models/contract.ts';
import { formula, sentence } from '../html/card.ts';
import { html, type Markup, NOTHING } from '../html/html.ts';
import { witnessInWords } from '../witness-in-words.ts';
import type { GalleryEntry } from './gallery-page.ts';
import type { SitePage } from './page-source.ts';

/** @param found its counterexamples. */
export function claimPage(claim: Claim, found: readonly GalleryEntry[]): SitePage {
  const { id, statement, latex, source, hypotheses } = claim;
  return {
    path: `claims/${id}.md`,
    title: id,
    sections: [
      {
        heading: null,
        body: html`<p class="lead">${statement}</p>${formula(latex)}<p>${statusOf(claim)}</p>${source === '' ? NOTHING : html`<p class="small">Source: ${source}</p>`}`,
      },
      ...(hypotheses.length === 0
        ? []
        : [{ heading: 'Hypotheses', body: hypothesisTable(hypotheses, found) }]),
      { heading: 'What it is about', body: domainList(claim.domain(new Set())) },
      { heading: 'Counterexamples', body: foundList(found) },
      { heading: 'Try it', body: html`<pre tabindex="0">${commandsFor(claim)}</pre>` },
    ],
  };
}

export function statusOf({ status, statusReason }: Claim): string {
  const reason = statusReason === undefined ? '' : ` ${sentence(statusReason)}`;
  return `It is ${wordsFor(status)}.${reason}`;
}

function commandsFor({ id, hypotheses }: Claim): string {
  const [first] = hypotheses;
  return [
    `falsim claims ${id}`,
    `falsim hunt ${id}`,
    ...(first === undefined
      ? []
      : [`falsim hunt ${id} --drop ${first.id}`, `falsim necessity ${id}`]),
  ].join('\n');
}

function hypothesisTable(
  hypotheses: readonly Hypothesis[],
  found: readonly GalleryEntry[],
): Markup {
  return html`<p>Each can be dropped. A counterexample without it is certain, and shows that it is needed.</p>
<div class="wide" tabindex="0"><table><thead><tr><th scope="col">hypothesis</th><th scope="col">what it says</th><th scope="col">fails without it</th></tr></thead><tbody>${hypotheses.map(
    ({ id, statement, weaker = [] }) => {
      const witnesses = found.filter(({ stored: { counterexample } }) => {
        const { droppedHypotheses } = counterexample;
        return droppedHypotheses.length === 1 && droppedHypotheses[0] === id;
      });
      return html`<tr><td>${id}</td><td>${statement}${weaker.map((form) => html`<br><span class="small">weaker, ${form.id}: ${form.statement}</span>`)}</td><td>${witnesses.length === 0 ? 'none is stored' : witnesses.map(witnessLink)}</td></tr>`;
    },
  )}</tbody></table></div>`;
}

function witnessLink({ label, stored }: GalleryEntry, k: number): Markup {
  const words = witnessInWords(stored.counterexample.instance);
  return html`${k === 0 ? NOTHING : html`<br>`}<a href="../gallery/${label}.html">${words}</a>`;
}

function foundList(found: readonly GalleryEntry[]): Markup {
  if (found.length === 0) return html`<p>None is stored.</p>`;
  return html`<ul>${found.map(({ label, stored }) => html`<li><a href="../gallery/${label}.html">${label}</a>: ${sentence(stored.counterexample.reason)}</li>`)}</ul>`;
}

/** The fields of a domain as a list of terms; what is absent asks for nothing. */
function domainList(domain: Domain): Markup {
  const { kinds, functions, losses, methods } = domain;
  const rows: (readonly [string, Markup | string])[] = [
    [
      'models',
      kinds === undefined
        ? html`any, <a href="../models/index.html">one’s own</a> included`
        : html`${kinds.map((kind, k) => html`${k === 0 ? NOTHING : ', '}<a href="../models/${kind}.html">${kind}</a>`)}`,
    ],
    ...sizeRows(domain),
    ...(functions === undefined
      ? []
      : [['functions', functions.map((one) => resolveFunction(one).name).join(', ')] as const]),
    ...(domain.point === undefined ? [] : [['points', domain.point] as const]),
    ...(losses === undefined ? [] : [['losses', losses.join(', ')] as const]),
    ...(methods === undefined ? [] : [['methods', methods.join(', ')] as const]),
    ...(domain.switched ? [['data', 'switched in mid-flight'] as const] : []),
  ];
  return html`<p>Beside the hypotheses it asks for:</p><dl>${rows.map(([term, what]) => html`<dt>${term}</dt><dd>${what}</dd>`)}</dl>`;
}

function sizeRows({ depth, hidden, bias, inputs, outputs }: Domain): [string, string][] {
  const sizes: readonly (readonly [string, Range | undefined])[] = [
    ['layers', depth],
    ['hidden units', hidden],
    ['inputs', inputs],
    ['outputs', outputs],
  ];
  return [
    ...sizes.flatMap(([term, range]): [string, string][] =>
      range === undefined ? [] : [[term, rangeText(range)]],
    ),
    ...(bias === undefined ? [] : [['biases', bias ? 'with' : 'without'] as [string, string]]),
  ];
}

function rangeText([least, most]: Range): string {
  if (least === most) return String(least);
  return most === Number.POSITIVE_INFINITY ? `${least} or more` : `${least} to ${most}`;
}
