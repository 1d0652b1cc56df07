/** The pages that lead to all others. */
import type { Claim } from '../../claims/claim.ts';
import { claimStatuses, wordsFor } from '../../claims/status.ts';
import type { AnyModel } from '../../models/contract.ts';
import { plural } from '../../plural.ts';
import { sentence } from '../html/card.ts';
import { html, type Markup, NOTHING } from '../html/html.ts';
import { witnessInWords } from '../witness-in-words.ts';
import type { GalleryEntry } from './gallery-page.ts';
import type { SitePage } from './page-source.ts';

/** @param withdrawn labels whose files are gone. */
export function galleryIndex(
  entries: readonly GalleryEntry[],
  withdrawn: readonly string[],
): SitePage {
  const without = entries.filter(({ stored }) => dropsSomething(stored.counterexample));
  const inForce = entries.filter(({ stored }) => !dropsSomething(stored.counterexample));
  return {
    path: 'gallery/index.md',
    title: 'Counterexamples',
    sections: [
      {
        heading: null,
        body: html`<p>${plural(entries.length, 'counterexample')}, each the smallest that is known. Each page says what it shows and what it does not, and what can be taken away. Labels are permanent. They are in order of their claims: open one to see its own.</p>`,
      },
      { heading: 'A hypothesis is needed', body: entryTable(without) },
      { heading: 'A claim is false', body: entryTable(inForce) },
      ...(withdrawn.length === 0
        ? []
        : [
            {
              heading: 'Not stored any more',
              body: html`<ul>${withdrawn.map((label) => html`<li><a href="${label}.html">${label}</a></li>`)}</ul>`,
            },
          ]),
    ],
  };
}

const dropsSomething = ({ droppedHypotheses }: { readonly droppedHypotheses: readonly string[] }) =>
  droppedHypotheses.length > 0;

/** One part for each claim, closed until it is asked for. */
function entryTable(entries: readonly GalleryEntry[]): Markup {
  const claims = [...new Set(entries.map(claimOf))];
  return html`<div class="by-claim">${claims.map((id) => {
    const own = entries.filter((entry) => claimOf(entry) === id);
    return html`<details><summary><strong>${breakable(id)}</strong> <span class="small">${plural(own.length, 'counterexample')}</span></summary><ul>${own.map(
      ({ label, stored: { counterexample } }) =>
        html`<li><a href="${label}.html">${breakable(label)}</a>: ${witnessInWords(counterexample.instance)}. ${sentence(counterexample.reason)}</li>`,
    )}</ul></details>`;
  })}</div>`;
}

const claimOf = ({ stored }: GalleryEntry): string => stored.counterexample.claim.id;

/** A label may be broken where it has dots and hyphens. */
function breakable(label: string): Markup {
  return html`${label.split(/(?<=[.-])/).map((part) => html`${part}<wbr>`)}`;
}

export function claimsIndex(claims: readonly Claim[], countOf: (claim: Claim) => number): SitePage {
  return {
    path: 'claims/index.md',
    title: 'Claims',
    sections: [
      {
        heading: null,
        body: html`<p>${plural(claims.length, 'claim')}: what falsim tries to falsify, and what it must.</p>`,
      },
      ...claimStatuses.flatMap((status) => {
        const own = claims.filter((claim) => claim.status === status);
        if (own.length === 0) return [];
        return [
          {
            heading: headings[status],
            body: html`<p>${plural(own.length, 'claim')}, each ${wordsFor(status)}.</p><ul>${own.map((claim) => html`<li><a href="${claim.id}.html">${claim.id}</a>: ${claim.statement}${countOf(claim) === 0 ? NOTHING : html` <span class="small">(${plural(countOf(claim), 'counterexample')})</span>`}</li>`)}</ul>`,
          },
        ];
      }),
    ],
  };
}

const headings = {
  theorem: 'Theorems',
  published: 'Claimed in print',
  conjecture: 'Conjectures',
  refuted: 'Refuted',
  'known-false': 'Known to be false',
} as const;

export function modelsIndex(models: readonly AnyModel[]): SitePage {
  return {
    path: 'models/index.md',
    title: 'Models',
    sections: [
      {
        heading: null,
        body: html`<p>What an instance may be an instance of. A model of one’s own is <a href="../docs/adding-a-model.html">one file</a>.</p><dl class="long">${models.map(({ kind, formula }) => html`<dt><a href="${kind}.html">${kind}</a></dt><dd class="model">${formula}</dd>`)}</dl>`,
      },
    ],
  };
}
