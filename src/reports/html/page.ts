/** The page itself: one file, nothing is loaded from anywhere. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { CARD_STYLE } from './card-style.ts';
import { DRAW_CURVES } from './draw-curves.ts';
import { html, type Markup, trusted } from './html.ts';
import { ROWS_STYLE } from './rows-table.ts';

const require = createRequire(import.meta.url);
const asset = (name: string) => trusted(readFileSync(require.resolve(name), 'utf8'));

const STYLE = `
:root { color-scheme: light dark; --ink: #1c1e21; --paper: #fff; --soft: #f3f4f6; --line: #c9ced6; --mark: #0b5394; --bad: #a61b1b; --quiet: #555c66 }
@media screen and (prefers-color-scheme: dark) { :root { --ink: #e8e9eb; --paper: #17191c; --soft: #22262b; --line: #474e57; --mark: #8ec5ff; --bad: #ff9d94; --quiet: #a9b1bb } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.2rem 4rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
h1 { font-size: 1.6rem; margin-bottom: .2rem } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line) } h3 { font-size: 1.15rem; margin: 0; overflow-wrap: anywhere }
a { color: var(--mark) } :focus-visible { outline: 3px solid var(--mark); outline-offset: 2px }
nav ul { padding-left: 1.1rem } .skip { position: absolute; left: -99rem } .skip:focus { left: 1rem }
@media print { body { max-width: none } figure, tr, pre { break-inside: avoid } details > summary { display: none } }
`;

/** What of a page is its own. */
export interface PageParts {
  readonly title: string;
  readonly body: Markup;
  /** Rules after those of all pages. */
  readonly style?: string;
  /** Where the link for keyboards leads, `#main`. */
  readonly skip: string;
  readonly bodyClass?: string;
  /** The last one is the element `code`. */
  readonly scripts: readonly string[];
}

/** Folds are open on paper, and where a link leads to what they are a part of. */
const UNFOLD = `
const folded = '.rest:not([open])';
addEventListener('beforeprint', () => {
  for (const fold of document.querySelectorAll(folded)) { fold.open = true; fold.dataset.folded = ''; }
});
addEventListener('afterprint', () => {
  for (const fold of document.querySelectorAll('[data-folded]')) { fold.open = false; delete fold.dataset.folded; }
});
const led = () => document.getElementById(location.hash.slice(1))?.querySelector(folded)?.setAttribute('open', '');
addEventListener('hashchange', led);
led();
`;

/** A report: its curves are drawn when it is opened. */
export function page(title: string, body: Markup): string {
  const scripts = [asset('uplot/dist/uPlot.iife.min.js').markup, UNFOLD, DRAW_CURVES];
  return documentOf({ title, body, skip: 'to the findings', scripts });
}

/**
 * A whole document. It may run its own scripts and no others, workers are made of them, and it may ask nobody for
 * anything.
 */
export function documentOf({
  title,
  body,
  style = '',
  skip,
  bodyClass = 'report',
  scripts,
}: PageParts): string {
  const hashes = scripts.map(
    (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  );
  const policy = [
    "default-src 'none'",
    "style-src 'unsafe-inline'",
    'img-src data:',
    `script-src ${hashes.join(' ')} 'wasm-unsafe-eval'`,
    'worker-src blob:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${title}</title>
<style>${asset('uplot/dist/uPlot.min.css')}${trusted(STYLE)}${trusted(CARD_STYLE)}${trusted(ROWS_STYLE)}${trusted(style)}</style>
</head>
<body class="${bodyClass}">
<a class="skip" href="#main">${skip}</a>
${body}
${scripts.map((text, k) => html`<script${k === scripts.length - 1 ? trusted(' id="code"') : null}>${trusted(text)}</script>\n`)}
</body>
</html>
`.markup;
}
