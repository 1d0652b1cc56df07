/** A report: what was found first, in sentences; then which hypotheses are needed; then everything else. */
import type { KeptTable } from '../../campaigns/necessity-table.ts';
import type { TargetReport } from '../../campaigns/target-report.ts';
import type { Claim } from '../../claims/claim.ts';
import { meaningWithout, wordsFor } from '../../claims/status.ts';
import { plural } from '../../plural.ts';
import { falsimVersion } from '../../version.ts';
import { instanceInWords } from '../instance-in-words.ts';
import { MARGIN_MEANING, marginText, withoutText } from '../text.ts';
import { witnessInWords } from '../witness-in-words.ts';
import { anchorOf, card, type IsOpen, type Stored, sentence, titleOf } from './card.ts';
import { html, type Markup, NOTHING } from './html.ts';
import { necessitySection } from './necessity.ts';
import { page } from './page.ts';
import { rowsTable } from './rows-table.ts';
import type { Layout } from './strata-diagram.ts';

export interface ReportContent {
  readonly claims: readonly Claim[];
  readonly stored: readonly Stored[];
  /** The last campaign, where its state is known. */
  readonly campaign: { readonly seed: number; readonly targets: readonly TargetReport[] } | null;
  /** What `falsim necessity` has made, where it is known. */
  readonly tables?: readonly KeptTable[];
  /** Draws lattices of strata; without it they are left out. */
  readonly layout?: Layout | undefined;
  /** `2026-11-29`. */
  readonly date: string;
}

export function report(content: ReportContent): string {
  const stored = [...content.stored].sort(byWeight(content.claims));
  const groups = GROUPS.map((group, k) => ({
    ...group,
    own: stored.filter((one) => weight(one) === k),
  })).filter(({ own }) => own.length > 0);
  const isOpen = openedFirst(stored.length);
  const body = html`<header><h1>What falsim found</h1>
<p class="small">falsim ${falsimVersion}, ${content.date}. ${plural(stored.length, 'counterexample')} of ${plural(new Set(stored.map((s) => s.counterexample.claim.id)).size, 'claim')}.</p>
${lead(stored)}</header>
<nav aria-label="parts of this page"><ul><li><a href="#needed">Which hypotheses are needed</a></li>${content.campaign === null ? NOTHING : html`<li><a href="#campaign">The last hunt</a></li>`}${groups.map(({ id, heading, own }) => html`<li><a href="#${id}">${heading}</a> <span class="small">(${plural(own.length, 'counterexample')})</span></li>`)}</ul></nav>
<main id="main">
${necessitySection({ tables: [], ...content, stored })}
${campaign(content.campaign)}
<p class="small" id="margins">${sentence(MARGIN_MEANING)}</p>
${groups.map((group) => groupSection(group, content.layout, isOpen))}
</main>`;
  return page('What falsim found', body);
}

/** Cards that are all open; of more, the first is and the first with curves. */
const MOST_OPEN = 6;

function openedFirst(cards: number): IsOpen {
  let [isFirst, noCurves] = [true, true];
  return (draws) => {
    const open = cards <= MOST_OPEN || isFirst || (draws && noCurves);
    isFirst = false;
    noCurves &&= !draws;
    return open;
  };
}

/** Alarms, findings, witnesses of hypotheses, known-false; the best known first among equals. */
function byWeight(claims: readonly Claim[]) {
  const place = ({ counterexample: { claim } }: Stored) =>
    claims.findIndex((c) => c.id === claim.id);
  return (a: Stored, b: Stored): number =>
    weight(a) - weight(b) ||
    Number(isHeadline(b)) - Number(isHeadline(a)) ||
    place(a) - place(b) ||
    (titleOf(a) + a.file < titleOf(b) + b.file ? -1 : 1);
}

/** In the order of their weights. */
const GROUPS = [
  { id: 'alarms', heading: 'Alarms: a theorem fails' },
  { id: 'findings', heading: 'Findings: a claim is false' },
  { id: 'needed-by', heading: 'Counterexamples: a hypothesis is needed' },
  { id: 'known', heading: 'Counterexamples: known to be false' },
  { id: 'strangers', heading: 'Counterexamples of claims that are not known here' },
] as const;

interface Group {
  readonly id: string;
  readonly heading: string;
  readonly own: readonly Stored[];
}

/** A list that leads to each card, and the cards. */
function groupSection(
  { id, heading, own }: Group,
  layout: Layout | undefined,
  isOpen: IsOpen,
): Markup {
  const list = html`<details><summary>all ${own.length}, in a list</summary><ul>${own.map((one) => html`<li><a href="#${anchorOf(one)}">${titleOf(one)}</a>: ${witnessInWords(one.counterexample.instance)}</li>`)}</ul></details>`;
  return html`<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2>
${own.length > 1 ? list : NOTHING}
${own.map((one) => card(one, layout, isOpen))}</section>`;
}

function weight({ claim, counterexample: { droppedHypotheses } }: Stored): number {
  if (claim === undefined) return 4;
  const meaning = meaningWithout(claim.status, droppedHypotheses);
  if (meaning === 'alarm') return 0;
  if (meaning === 'finding') return 1;
  return droppedHypotheses.length > 0 ? 2 : 3;
}

/** What the first counterexample says, and why it matters. */
function lead(stored: readonly Stored[]): Markup {
  const first = stored.find((s) => weight(s) < 2) ?? stored.find(isHeadline) ?? stored[0];
  if (first === undefined) return html`<p class="lead">Nothing was falsified.</p>`;
  const { claim, reason } = first.counterexample;
  const why =
    weight(first) === 0
      ? 'It has a proof, so either the proof or falsim is wrong.'
      : weight(first) === 1
        ? 'As it stands the claim is false.'
        : weight(first) === 2
          ? 'So the hypothesis is needed.'
          : 'It is known to be false, and the hunt noticed.';
  return html`<p class="lead">“${claim.statement}” fails for ${instanceInWords(first.counterexample.instance)} (<a href="#${anchorOf(first)}">${titleOf(first)}</a>): ${sentence(reason)} ${why}</p>`;
}

const isHeadline = ({ counterexample: { claim, droppedHypotheses } }: Stored) =>
  claim.id === 'two-layer-exhaustive' && droppedHypotheses.includes('value-at-zero');

function campaign(given: ReportContent['campaign']): Markup {
  if (given === null) return NOTHING;
  const heads = ['tries', 'survived', 'falsified', 'inconclusive', 'vacuous', 'margin'];
  const columns = [
    ...[{ title: 'claim' }, { title: 'status' }],
    ...heads.map((title) => ({ title, numeric: true })),
  ];
  const rows = given.targets.map(({ target, tries, counts, worstMargin }) => [
    `${target.claim.id}${withoutText(target.dropped)}`,
    wordsFor(target.claim.status),
    ...[tries, counts.survived, counts.falsified, counts.inconclusive, counts.vacuous],
    marginText(worstMargin),
  ]);
  return html`<section aria-labelledby="campaign"><h2 id="campaign">The last hunt</h2>
${rowsTable(`Seed ${given.seed}. Inconclusive and vacuous instances decided nothing and count for nothing; the margin is the smallest.`, columns, rows)}</section>`;
}
