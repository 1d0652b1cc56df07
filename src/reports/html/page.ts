/** The page itself: one file, nothing is loaded from anywhere. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { html, type Markup, trusted } from './html.ts';

const require = createRequire(import.meta.url);
const asset = (name: string) => trusted(readFileSync(require.resolve(name), 'utf8'));

const STYLE = `
:root { color-scheme: light dark; --ink: #1c1e21; --paper: #fff; --soft: #f3f4f6; --line: #c9ced6; --mark: #0b5394; --bad: #a61b1b; --quiet: #555c66 }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e9eb; --paper: #17191c; --soft: #22262b; --line: #474e57; --mark: #8ec5ff; --bad: #ff9d94; --quiet: #a9b1bb } }
* { box-sizing: border-box }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.2rem 4rem; font: 1rem/1.55 system-ui, sans-serif; color: var(--ink); background: var(--paper) }
h1 { font-size: 1.6rem; margin-bottom: .2rem } h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--line) } h3 { font-size: 1.15rem; margin: 0; overflow-wrap: anywhere }
a { color: var(--mark) } :focus-visible { outline: 3px solid var(--mark); outline-offset: 2px }
.lead { font-size: 1.12rem } .small, .tag, figcaption { color: var(--quiet); font-size: .9rem } .tag { margin-top: .1rem }
article { border: 1px solid var(--line); border-radius: .5rem; padding: 1rem 1.2rem; margin: 1.2rem 0 }
pre { background: var(--soft); padding: .6rem .8rem; overflow-x: auto; border-radius: .3rem; font-size: .85rem }
table { border-collapse: collapse; font-size: .92rem } th, td { border: 1px solid var(--line); padding: .25rem .6rem; text-align: left; vertical-align: top } td.n, th.n { text-align: right }
caption { text-align: left; color: var(--quiet); padding-bottom: .3rem } .wide { overflow-x: auto }
dl { display: grid; grid-template-columns: 6rem 1fr; gap: .15rem .8rem; font-size: .92rem } dt { color: var(--quiet) } dd { margin: 0 }
figure { margin: .3rem 0 } .instance { display: flex; flex-wrap: wrap; gap: 1.2rem; align-items: center } .instance > div { flex: 1 1 16rem; min-width: 0 } .instance > figure { max-width: 100% }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(18rem, 100%), 1fr)); gap: 1rem } .plot { min-height: 200px; min-width: 0 } .plots > figure { min-width: 0 }
svg.network { max-width: 100%; height: auto } svg text { fill: var(--ink); font: 13px system-ui, sans-serif; text-anchor: middle } svg.network text { paint-order: stroke; stroke: var(--paper); stroke-width: 3px } svg.network .node { stroke: none } svg .bias, svg .note { fill: var(--quiet); font-size: 12px }
svg circle { fill: var(--soft); stroke: var(--ink) } svg line.weight { stroke: var(--mark) } svg line.zero { stroke: var(--quiet); stroke-dasharray: 4 4 }
svg.portrait { width: 100%; height: auto; max-height: 240px } svg.portrait text { text-anchor: start } svg .axis { fill: none; stroke: var(--line) } svg polyline { fill: none; stroke: var(--mark); stroke-width: 2 } svg.portrait circle { fill: var(--mark); stroke: none }
svg.hasse { max-width: 100%; height: auto } svg.hasse text { font-size: 11px } svg.hasse .node polygon { fill: var(--soft); stroke: var(--ink) } svg.hasse .gap polygon { stroke: var(--bad); stroke-width: 1.6 } svg.hasse .edge path { stroke: var(--quiet) }
.u-legend { font-size: .8rem; text-align: left } .bad { color: var(--bad); font-weight: 600 } summary { cursor: pointer }
nav ul { padding-left: 1.1rem } .skip { position: absolute; left: -99rem } .skip:focus { left: 1rem }
@media print { body { max-width: none } article { break-inside: avoid } details > summary { display: none } }
`;

/** Draws what lies in the data-plots of the page. Colours are those of the page. */
const DRAW = `
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const colours = () => [css('--mark'), css('--bad'), css('--quiet'), css('--ink')];
for (const holder of document.querySelectorAll('[data-plots]')) {
  const plots = JSON.parse(document.getElementById(holder.dataset.plots + '-plots').textContent);
  for (const place of holder.querySelectorAll('[data-plot]')) {
    const { times, series, logarithmic, switchedAt } = plots[place.dataset.plot];
    const axis = { stroke: css('--ink'), grid: { stroke: css('--line') }, ticks: { stroke: css('--line') } };
    const empty = series.every(({ values }) => values.every((v) => v === null));
    if (empty) { place.textContent = 'exactly 0 throughout'; place.style.minHeight = 'auto'; continue; }
    const flat = series.every(({ values }) => values.every((v) => v === series[0].values[0]));
    const options = {
      width: place.clientWidth, height: 200, legend: { live: false, show: series.length > 1 }, cursor: { show: false },
      scales: { x: { time: false }, y: { distr: logarithmic ? 3 : 1, ...(flat && !logarithmic ? { range: [series[0].values[0] - 1, series[0].values[0] + 1] } : {}) } },
      axes: [axis, { ...axis, size: 62, values: (_, ticks) => ticks.map((v) => v === null ? '' : Math.abs(v) >= 1e4 || (v !== 0 && Math.abs(v) < 1e-3) ? v.toExponential(0) : String(+v.toPrecision(4))) }],
      series: [{ label: 't' }, ...series.map(({ label }, k) => ({ label, stroke: colours()[k % 4], width: 2, points: { show: false }, dash: k > 3 ? [6, 3] : [] }))],
      hooks: { draw: [(u) => {
        if (switchedAt === null) return;
        const x = u.valToPos(switchedAt, 'x', true);
        u.ctx.save(); u.ctx.strokeStyle = css('--quiet'); u.ctx.setLineDash([4, 4]); u.ctx.beginPath();
        u.ctx.moveTo(x, u.bbox.top); u.ctx.lineTo(x, u.bbox.top + u.bbox.height); u.ctx.stroke(); u.ctx.restore();
      }] },
    };
    const plot = new uPlot(options, [times, ...series.map(({ values }) => values)], place);
    new ResizeObserver(() => plot.setSize({ width: place.clientWidth, height: 200 })).observe(place);
  }
}
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

/** A report: its curves are drawn when it is opened. */
export function page(title: string, body: Markup): string {
  const scripts = [asset('uplot/dist/uPlot.iife.min.js').markup, DRAW];
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
<style>${asset('uplot/dist/uPlot.min.css')}${trusted(STYLE)}${trusted(style)}</style>
</head>
<body class="${bodyClass}">
<a class="skip" href="#main">${skip}</a>
${body}
${scripts.map((text, k) => html`<script${k === scripts.length - 1 ? trusted(' id="code"') : null}>${trusted(text)}</script>\n`)}
</body>
</html>
`.markup;
}
