/** A stored counterexample on a page of its own, at its permanent label. */
import { flatten } from '../../instances/layout.ts';
import { bind } from '../../models/bind.ts';
import { isRegistered } from '../../models/registry.ts';
import { toFloat } from '../../numerics/numeral.ts';
import { plural } from '../../plural.ts';
import {
  evidence,
  howDecided,
  meaning,
  onWhat,
  type Stored,
  sentence,
  whatFails,
} from '../html/card.ts';
import { html, type Markup, NOTHING } from '../html/html.ts';
import { instanceInWords } from '../instance-in-words.ts';
import { MARGIN_MEANING, withoutText } from '../text.ts';
import { witnessInWords } from '../witness-in-words.ts';
import { bibtexOf } from './bibtex.ts';
import { limitsOf } from './limits.ts';
import type { SitePage } from './page-source.ts';

export interface GalleryEntry {
  readonly label: string;
  readonly stored: Stored;
  /** Labels of the same claim with the same dropped. */
  readonly siblings: readonly string[];
  /** Forms in which it can be taken away, besides JSON. */
  readonly forms: readonly GalleryForm[];
  /** Whether there is a page to explore the instance. */
  readonly hasExplorer: boolean;
}

/** How the name of a file ends, and what is in it. */
export const GALLERY_FORMS = {
  python: { ending: '.py', holds: 'shows the failure in Python, without falsim' },
  numpy: { ending: '.numpy.py', holds: 'trains again in NumPy, for looking at' },
  pytorch: { ending: '.torch.py', holds: 'trains again in PyTorch, for looking at' },
  sage: { ending: '.sage.py', holds: 'ranks and laws over ℚ, in Sage' },
  lean: { ending: '.lean', holds: 'brackets, symmetries and laws for the kernel of Lean 4' },
  latex: { ending: '.tex', holds: 'statement, witness and proof as a document' },
} as const;

export type GalleryForm = keyof typeof GALLERY_FORMS;

export function galleryPage(entry: GalleryEntry): SitePage {
  const { label, stored, siblings } = entry;
  return {
    path: `gallery/${label}.md`,
    title: label,
    sections: [
      { heading: null, body: head(stored) },
      { heading: 'What it shows', body: html`${whatFails(stored)}<p>${consequence(stored)}</p>` },
      {
        heading: 'What it does not show',
        body: html`<ul>${limitsOf(stored).map((text) => html`<li>${text}</li>`)}</ul>`,
      },
      { heading: 'The instance', body: onWhat(stored, 'instance') },
      { heading: 'The smallest known', body: smallest(stored, siblings) },
      { heading: 'Check it', body: check(entry) },
      {
        heading: 'Cite it',
        body: html`<pre tabindex="0">${bibtexOf(label, stored.counterexample)}</pre><p><a href="${label}.bib" download>${label}.bib</a></p>`,
      },
    ],
  };
}

/** A label whose file is not there any more keeps its page. */
export function withdrawnPage(label: string, siblings: readonly string[]): SitePage {
  const others =
    siblings.length === 0
      ? NOTHING
      : html` Others of the same claim: ${joined(siblings.map((one) => html`<a href="${one}.html">${one}</a>`))}.`;
  return {
    path: `gallery/${label}.md`,
    title: label,
    sections: [
      { heading: null, body: html`<p>This counterexample is not stored any more.${others}</p>` },
    ],
  };
}

function head(stored: Stored): Markup {
  const { counterexample } = stored;
  const { claim, droppedHypotheses, digest } = counterexample;
  const name =
    stored.claim === undefined
      ? claim.id
      : html`<a href="../claims/${claim.id}.html">${claim.id}</a>`;
  return html`<p class="lead">${name}${withoutText(droppedHypotheses)} fails for ${instanceInWords(counterexample.instance)}.</p>
<p class="tag">${sentence(meaning(stored))} Content: <code class="digest">${digest}</code> (SHA-256)</p>`;
}

/** What follows from it. */
function consequence({ claim, counterexample: { droppedHypotheses } }: Stored): string {
  if (claim === undefined) return 'The claim is not known here.';
  if (droppedHypotheses.length === 1)
    return `So the claim cannot do without ${droppedHypotheses[0]}.`;
  if (droppedHypotheses.length > 1)
    return `So the claim cannot do without all of ${droppedHypotheses.join(', ')}.`;
  switch (claim.status) {
    case 'theorem':
      return 'It has a proof, so either the proof or falsim is wrong.';
    case 'published':
    case 'conjecture':
      return 'So the claim is false as it stands.';
    case 'refuted':
    case 'known-false':
      return `So the claim is false. ${sentence(claim.statusReason ?? '')}`.replace(/ \.$/, '');
  }
}

function smallest(stored: Stored, siblings: readonly string[]): Markup {
  const { counterexample } = stored;
  const { instance, original } = counterexample;
  const others =
    siblings.length === 0
      ? NOTHING
      : html`<p>Other failures of the same claim: ${joined(siblings.map((one) => html`<a href="${one}.html">${one}</a>`))}.</p>`;
  return html`<p>${sizeOf(instance)} It was found as ${witnessInWords(original.instance)} and made smaller until nothing simpler failed in the same way, in <a href="../docs/complexity.html">one order of all instances</a>.</p>
${howDecided(stored, html`<span class="small">(${MARGIN_MEANING})</span>`)}${others}`;
}

function sizeOf(instance: Stored['counterexample']['instance']): string {
  const theta = flatten(instance.parameters);
  const zeros = theta.filter((value) => toFloat(value) === 0).length;
  const data = [instance.data, instance.then?.data].flatMap((one) => one?.inputs ?? []).length;
  const units = isRegistered(instance.model.kind)
    ? bind(instance.model).axes.filter(({ role }) => role === 'hidden')
    : [];
  return [
    plural(theta.length, 'parameter'),
    zeros === 0 ? 'none of them 0' : zeros === theta.length ? 'all 0' : `${zeros} of them 0`,
    ...(units.length === 0
      ? []
      : [
          plural(
            units.reduce((sum, { size }) => sum + size, 0),
            'hidden unit',
          ),
        ]),
    data === 0 ? 'no data' : plural(data, 'data point'),
  ]
    .join(', ')
    .concat('.');
}

function check({ label, stored, forms, hasExplorer }: GalleryEntry): Markup {
  const files = forms.map((form) => ({
    ...GALLERY_FORMS[form],
    file: `${label}${GALLERY_FORMS[form].ending}`,
  }));
  return html`<ul class="downloads">
<li><a href="${label}.json" download>${label}.json</a>: the counterexample as it is stored</li>
${files.map(({ file, holds }) => html`<li><a href="${file}" download>${file}</a>: ${holds}</li>`)}
${hasExplorer ? html`<li><a href="../explore/${label}.html" target="_self">Explore it</a>: move its units, switch the data, watch the flow</li>` : NOTHING}
</ul>
<pre tabindex="0">falsim replay ${label}.json${forms.includes('python') ? `\npython3 ${label}.py` : ''}</pre>
${evidence(stored)}`;
}

function joined(parts: readonly Markup[]): Markup {
  return html`${parts.map((part, k) => (k === 0 ? part : html`, ${part}`))}`;
}
