/** A counterexample on a card: what fails, on what, why it matters, and how to check it without believing it. */
import temml from 'temml';
import type { Claim } from '../../claims/claim.ts';
import { meaningWithout, wordsFor } from '../../claims/status.ts';
import type { StoredCounterexample } from '../../counterexamples/counterexample.ts';
import { TRIED_VALUES } from '../../counterexamples/irrelevance.ts';
import type { Instance } from '../../instances/instance.ts';
import { writeJson } from '../../json/write-json.ts';
import { bind } from '../../models/bind.ts';
import { isRegistered } from '../../models/registry.ts';
import { plural } from '../../plural.ts';
import { capital, marginText, nothingSimpler, withoutText } from '../text.ts';
import { witnessInWords } from '../witness-in-words.ts';
import { curvesOf } from './curves.ts';
import { html, type Markup, NOTHING, trusted } from './html.ts';
import { illustrationOf } from './illustration.ts';
import { networkDrawing } from './network-drawing.ts';
import { type Layout, strataDiagram } from './strata-diagram.ts';

export interface Stored {
  /** As it is named on the page. */
  readonly file: string;
  readonly counterexample: StoredCounterexample;
  /** Undefined where the claim is not there. */
  readonly claim: Claim | undefined;
}

/** Anchor on the page. */
export function anchorOf({ counterexample }: Stored): string {
  return `c-${counterexample.digest.slice(0, 12)}`;
}

/** `two-layer-exhaustive without value-at-zero`. */
export function titleOf({ counterexample: { claim, droppedHypotheses } }: Stored): string {
  return `${claim.id}${withoutText(droppedHypotheses)}`;
}

/** With a capital, unless it begins with a formula, and a full stop. */
export function sentence(text: string): string {
  const begun = /^[a-z]{2,}\b/.test(text) ? capital(text) : text;
  return `${begun}${/[.!?]$/.test(text) ? '' : '.'}`;
}

/** MathML of a formula; the formula itself where it is none. */
export function formula(latex: string): Markup {
  if (latex.trim() === '') return NOTHING;
  const markup = temml.renderToString(latex, {
    displayMode: true,
    throwOnError: false,
    trust: false,
  });
  return html`<div class="formula wide" tabindex="0">${trusted(markup)}</div>`;
}

/** Whether a card is shown before anybody asks for it. @param draws whether there are curves on it. */
export type IsOpen = (draws: boolean) => boolean;

/** @param layout of the lattice of strata, which is left out where there is none. */
export function card(stored: Stored, layout?: Layout, isOpen: IsOpen = () => true): Markup {
  const id = anchorOf(stored);
  const { instance, reason } = stored.counterexample;
  const seen = onWhat(stored, id);
  const open = isOpen(seen.markup.includes('data-plots'));
  return html`<article id="${id}" aria-labelledby="${id}-title">
<h3 id="${id}-title">${titleOf(stored)}</h3>
<p class="tag">${meaning(stored)}</p>
<details class="rest"${open ? html` open` : NOTHING}><summary>${witnessInWords(instance)}<span class="why">: ${sentence(reason)}</span></summary>
${whatFails(stored)}
${seen}
${howDecided(stored, html`<a class="small" href="#margins">what is that?</a>`)}
${layout !== undefined && isGap(stored) ? strataDiagram(stored.counterexample.instance.model, layout) : null}
${check(stored, stored.file)}
${evidence(stored)}
</details></article>`;
}

/** The claim, its formula, what was dropped, and why it fails. */
export function whatFails(stored: Stored): Markup {
  const { counterexample, claim } = stored;
  return html`<p><strong>Claim.</strong> ${counterexample.claim.statement}</p>
${claim === undefined ? NOTHING : formula(claim.latex)}
${hypotheses(stored)}
<p><strong>Here.</strong> ${sentence(counterexample.reason)}</p>`;
}

/**
 * The network, what does not matter about it, and a trajectory where there is one to see.
 *
 * @param id of an element, which those of the curves begin with.
 */
export function onWhat({ counterexample, claim }: Stored, id: string): Markup {
  const { instance, irrelevant } = counterexample;
  const drawing = networkDrawing(instance);
  const illustration = illustrationOf(counterexample, claim);
  const any = irrelevant.some((text) => text.includes('any number'));
  return html`<div class="instance">
${drawing === null ? NOTHING : html`<figure class="wide" tabindex="0">${drawing}</figure>`}
<div>
${modelLine(instance)}
${irrelevant.length === 0 ? NOTHING : html`<p>What does not matter:</p><ul>${irrelevant.map((text) => html`<li>${text}</li>`)}</ul>`}
${any ? html`<p class="small">Numbers tried in their place: ${TRIED_VALUES.join(', ')}.</p>` : NOTHING}
</div></div>
${illustration === null ? NOTHING : curvesOf(illustration, id)}`;
}

/** @param aboutMargins where it is told what a margin is. */
export function howDecided({ counterexample }: Stored, aboutMargins: Markup): Markup {
  const { minimality, search, margin } = counterexample;
  return html`<dl>
<dt>margin</dt><dd>${marginText(margin)} ${aboutMargins}</dd>
<dt>decided</dt><dd>${decidedBy(counterexample)}</dd>
<dt>minimal</dt><dd>${minimality.proven ? nothingSimpler(minimality.stepsTried) : 'shrinking ended early'}</dd>
<dt>found</dt><dd>at try ${search.tries} from seed ${search.seed}; ${plural(search.shrinks, 'candidate')} checked while shrinking</dd>
</dl>`;
}

function decidedBy(counterexample: StoredCounterexample): string {
  if (!('proof' in counterexample)) return 'as schema 1 has it';
  const { by, digits = 60 } = counterexample.proof;
  return by === 'exact' ? 'in exact arithmetic' : `by enclosures of ${digits} digits`;
}

export function evidence({ counterexample }: Stored): Markup {
  const by = 'by' in counterexample ? counterexample.by : counterexample.evidence;
  const text = writeJson({ instance: counterexample.instance, by });
  return html`<details><summary>instance and evidence</summary><pre tabindex="0">${text}</pre></details>`;
}

/** Whether it is about an orbit that does not fill its stratum. */
function isGap({ counterexample }: Stored): boolean {
  return 'by' in counterexample && counterexample.by.clause === 'orbit-gap';
}

/** What it means that this fails. */
export function meaning({ counterexample, claim }: Stored): string {
  if (claim === undefined) return 'a claim that is not known here';
  const { droppedHypotheses } = counterexample;
  switch (meaningWithout(claim.status, droppedHypotheses)) {
    case 'alarm':
      return `ALARM: it is ${wordsFor(claim.status)}, and every hypothesis was in force`;
    case 'finding':
      return `a finding: it is ${wordsFor(claim.status)}`;
    case 'expected':
      return droppedHypotheses.length > 0
        ? `the claim is ${wordsFor(claim.status)}; this shows that the hypothesis is needed`
        : `the claim is ${wordsFor(claim.status)}, and is there to measure the hunt`;
  }
}

function hypotheses({ counterexample: { droppedHypotheses }, claim }: Stored): Markup {
  const dropped = droppedHypotheses.map(
    (id) => claim?.hypotheses.find((h) => h.id === id)?.statement ?? id,
  );
  if (dropped.length === 0) return NOTHING;
  return html`<p><strong>Dropped.</strong> ${dropped.join(' ')}</p>`;
}

function modelLine(instance: Instance): Markup {
  const { kind } = instance.model;
  if (!isRegistered(kind)) return html`<p>model ${kind}</p>`;
  const { model, size } = bind(instance.model);
  return html`<p>${kind}, ${plural(size, 'parameter')}: <span class="model">${model.formula}</span></p>`;
}

function check({ counterexample }: Stored, file: string): Markup {
  const data = Buffer.from(writeJson(counterexample)).toString('base64');
  const name = file.split('/').at(-1)!;
  return html`<details open><summary>check it</summary>
<p><a download="${name}" href="data:application/json;base64,${data}">${name}</a></p>
<pre tabindex="0">falsim replay ${file}
falsim export ${file} -o check.py &amp;&amp; python3 check.py</pre></details>`;
}
