/** Where one begins: what falsim is, one thing that it found, and where to go. */

import { failureInWords } from '../failure-in-words.ts';
import { sentence } from '../html/card.ts';
import { html } from '../html/html.ts';
import type { GalleryEntry } from './gallery-page.ts';
import type { SitePage } from './page-source.ts';

export interface HomeContent {
  /** What it is, in a sentence. */
  readonly description: string;
  /** What is shown first. */
  readonly shown: GalleryEntry | undefined;
  readonly tutorials: readonly { readonly title: string; readonly href: string }[];
  readonly counts: {
    readonly claims: number;
    readonly counterexamples: number;
    readonly models: number;
  };
}

export function homePage({ description, shown, tutorials, counts }: HomeContent): SitePage {
  return {
    path: 'index.md',
    title: 'falsim',
    sections: [
      {
        heading: null,
        body: html`<p class="lead">${sentence(description)}</p>
<p>A claim says what training of a network cannot do. falsim draws networks, decides each exactly, and looks for one on which the claim fails. What it finds is made as small as it gets and stored, and can be checked without falsim. ${
          shown === undefined
            ? null
            : html`For instance: ${sentence(failureInWords(shown.stored.counterexample))} (<a href="gallery/${shown.label}.html">${shown.label}</a>)`
        }</p>`,
      },
      {
        heading: 'Begin',
        body: html`<ol>${tutorials.map(({ title, href }) => html`<li><a href="${href}">${title}</a></li>`)}</ol><p>Or <a href="readme.html">install it</a> and read on.</p>`,
      },
      {
        heading: 'Look',
        body: html`<ul><li><a href="gallery/index.html">${counts.counterexamples} counterexamples</a>, each on a page of its own</li><li><a href="claims/index.html">${counts.claims} claims</a> with their hypotheses</li><li><a href="models/index.html">${counts.models} models</a> with their symmetries and laws</li></ul>`,
      },
    ],
  };
}
