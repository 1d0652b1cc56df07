/** The page of `falsim explore`: one file, which computes in the browser what falsim computes. */
import { open } from '../../instances/subject.ts';
import { inlineJson } from '../../json/write-json.ts';
import { isotropyOf } from '../../symmetry/isotropy/isotropy.ts';
import { falsimVersion } from '../../version.ts';
import { html, type Markup, scriptText } from '../html/html.ts';
import { networkDrawing } from '../html/network-drawing.ts';
import { documentOf } from '../html/page.ts';
import { modelInWords } from '../instance-in-words.ts';
import { capital } from '../text.ts';
import type { Explored } from './explored.ts';
import { boundUnit, type UnitGroup, unitGroups } from './unit-coordinates.ts';

const STYLE = `
body.explorer { max-width: 80rem } .explorer h2 { margin-top: 1.6rem; font-size: 1.15rem }
[hidden] { display: none !important }
.explorer .stage { display: grid; grid-template-columns: minmax(0, 34rem) minmax(0, 1fr); gap: 1.6rem; align-items: start }
@media (max-width: 52rem) { .explorer .stage { grid-template-columns: minmax(0, 1fr) } }
.explorer button, .explorer select, .explorer input, .explorer textarea { font: inherit; color: var(--ink); background: var(--soft); border: 1px solid var(--quiet); border-radius: .35rem; padding: .3rem .6rem; max-width: 100% }
.explorer button { cursor: pointer } .explorer button.main { background: var(--mark); color: var(--paper); border-color: var(--mark); font-weight: 600; min-width: 6rem }
.plane { position: relative; aspect-ratio: 1; border: 1px solid var(--line); border-radius: .5rem; overflow: hidden; touch-action: none }
.plane canvas { position: absolute; inset: 0; width: 100%; height: 100% }
.explorer .plane button { position: absolute; left: -15px; top: -15px; width: 30px; height: 30px; padding: 0; border-radius: 50%; border: 2px solid var(--mark); background: var(--paper); font-size: .8rem; line-height: 1; cursor: grab; touch-action: none; will-change: transform }
.explorer .plane.many button { left: -12px; top: -12px; width: 24px; height: 24px; font-size: .68rem }
.explorer .plane button[aria-pressed="true"] { background: var(--mark); color: var(--paper); z-index: 2 } .explorer .plane button:active { cursor: grabbing }
.row { display: flex; flex-wrap: wrap; gap: .5rem .7rem; align-items: end; margin: .7rem 0 } .row label, .fields label { display: grid; gap: .1rem; font-size: .85rem; color: var(--quiet) }
.explorer dl { grid-template-columns: minmax(8rem, max-content) minmax(0, 1fr) } .explorer dd { font-variant-numeric: tabular-nums; overflow-wrap: anywhere }
.exact { border-left: 4px solid var(--mark); padding: .1rem 0 .1rem .9rem; margin: 1rem 0 } .exact p { margin: .3rem 0 } .exact .headline { font-size: 1.1rem; font-weight: 600 } .exact ul { margin: .3rem 0; padding-left: 1.1rem; font-size: .92rem }
.stale { opacity: .55 }
.explorer textarea { width: 100%; min-height: 9rem; font: .85rem/1.5 ui-monospace, monospace }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(8.5rem, 1fr)); gap: .6rem } .fields input { width: 100% } .fields output { font-size: .8rem; color: var(--quiet); font-variant-numeric: tabular-nums }
#network svg { max-height: 30rem; width: auto }
#theta { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17rem), 1fr)); gap: 0 .8rem } .fields { grid-template-columns: repeat(auto-fill, minmax(6.2rem, 1fr)) !important }
fieldset { border: 1px solid var(--line); border-radius: .5rem; margin: 0 0 .8rem; padding: .4rem .8rem .8rem; min-width: 0 } legend { color: var(--quiet); font-size: .9rem; padding: 0 .3rem }
.explorer [aria-invalid="true"] { border-color: var(--bad); outline: 1px solid var(--bad) } .error { color: var(--bad); font-size: .9rem; min-height: 1.4em; margin: .2rem 0 }
.two { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 1.6rem }
.u-wrap .u-over { pointer-events: none } kbd { border: 1px solid var(--line); border-radius: .25rem; padding: 0 .3em; font-size: .85em }
@media print { .row, .plane button { display: none } }
`;

/**
 * @param given what `explored` made of the instance.
 * @param code the bundle of `browser/main.ts`.
 */
export function explorerPage(given: Explored, code: string): string {
  const { instance } = given;
  const { model } = open(instance);
  const groups = unitGroups(model);
  const body = html`<div class="explorer-page">
<header><h1>${capital(modelInWords(instance.model))}</h1>
<p class="lead">${lead(given, groups[0])}</p>
<p class="small">falsim ${falsimVersion}. <span class="model">${model.model.formula}</span>. Everything is computed in this page; it asks nobody for anything. <noscript><strong>It needs scripts, which are switched off.</strong></noscript></p></header>
<main id="main">
<div class="stage">
<section aria-label="the plane of units">
<div class="plane" id="plane"></div>
<div class="row"><button class="main" id="play">Flow</button><button id="restart">To the start</button><button id="load">As in the file</button>${choice('speed', 'time a second', ['0.1', '0.3', '1', '3', '10', '100'])}</div>
<div class="row">${choice(
    'group',
    'points are',
    groups.map(({ label }) => label),
  )}${choice('unit', 'chosen', [])}${choice('across', 'across', [])}${choice('up', 'up', [])}</div>
<p class="small" id="hint">Drag a point, or give it the focus and press <kbd>←</kbd> <kbd>→</kbd> <kbd>↑</kbd> <kbd>↓</kbd> (with <kbd>Shift</kbd> finer); <kbd>Space</kbd> starts and stops the flow. Rings: the nearest point of the watched stratum.</p>
<h2>Now</h2>
<dl><dt>t</dt><dd id="now-t"></dd><dt>distance to the watched stratum</dt><dd id="now-distance"></dd><dt>loss</dt><dd id="now-loss"></dd><dt>‖∇L‖</dt><dd id="now-speed"></dd></dl>
<p id="watched"></p>
<div class="row"><button id="project">Put θ on the stratum</button><button id="watch">Watch the stratum of θ</button></div>
</section>
<section aria-labelledby="exact-title"><h2 id="exact-title">Exactly, at the start</h2>
<div class="exact" id="exact" role="status"><p class="headline" id="headline">…</p><p id="exact-distance"></p><ul id="details"></ul></div>
<p class="small">The orbit of θ holds every point that gradient flow can reach from θ, whatever the data and the loss: its dimension is the same all along the way.</p>
<h2>θ at the start</h2>
<p class="small">Fractions such as 1/2, decimals such as 0.25: both exact. The orbit is computed again as you type.</p>
<div id="theta"></div><p class="error" id="theta-error" role="alert"></p>
<div id="laws-part"><h2>Conserved quantities</h2>
<div class="wide" tabindex="0"><table><caption>At the start exactly; the change since is that of the float64 flow, its rounding and its steps.</caption><thead><tr><th scope="col">quantity</th><th scope="col">at the start</th><th scope="col">change</th></tr></thead><tbody id="laws"></tbody></table></div></div>
</section></div>
<section aria-label="curves"><div class="plots">
${['distance', 'loss', 'laws'].map((id, k) => html`<figure id="figure-${id}"><figcaption>${CAPTIONS[k]}${k === 0 ? html`<span id="zero"></span>` : null}</figcaption><div class="plot" id="plot-${id}" role="img" aria-label="${CAPTIONS[k]} against time; the numbers of now are listed above"></div></figure>`)}
</div></section>
<div class="two">
<section aria-labelledby="data-title"><h2 id="data-title">Data and loss</h2>
<div class="row">${choice(
    'data',
    'data',
    given.data.map(({ name }) => name),
  )}${choice('loss', 'loss', given.losses)}</div>
<label class="small" for="data-text">a datum a line, inputs → targets</label>
<textarea id="data-text" spellcheck="false"></textarea><p class="error" id="data-error" role="alert"></p></section>
<section aria-labelledby="network-title" id="network-part"><h2 id="network-title">The network</h2><figure class="wide" tabindex="0" id="network">${networkDrawing(instance)}</figure></section>
</div>
</main></div>
<script type="application/json" id="given">${scriptText(inlineJson(given))}</script>`;
  const title = `Explore ${modelInWords(instance.model)}`;
  return documentOf({
    ...{ title, body, style: STYLE, skip: 'to the plane', bodyClass: 'explorer' },
    scripts: [code],
  });
}

const CAPTIONS = ['distance to the watched stratum', 'loss', 'change of conserved quantities'];

function choice(id: string, label: string, options: readonly string[]): Markup {
  return html`<label id="label-${id}">${label}<select id="${id}">${options.map((name, k) => html`<option value="${k}">${name}</option>`)}</select></label>`;
}

/** What one sees, and what to try. */
function lead(given: Explored, group: UnitGroup): Markup {
  const { label, noun, coordinates, drawn, units } = group;
  const { subspace } = isotropyOf(open(given.instance));
  const [x, y] = drawn.map((c) => coordinates[c]);
  const isWhole = noun === 'θ';
  const one = isWhole ? 'θ' : units.length === 1 ? 'its hidden unit' : undefined;
  const seen = html`You see ${one ?? `its ${units.length} ${label}`}${one === undefined ? ', each' : null} at (${x}, ${y})`;
  const flow = html`Press <em>Flow</em>`;
  if (subspace.dimension < subspace.size) {
    const k = boundUnit(group, subspace);
    const what = isWhole || k < 0 ? 'it' : `${noun} ${k + 1}`;
    return html`${seen}, on the stratum “${subspace.describe()}” of dimension ${subspace.dimension} of ${subspace.size}, which gradient flow never leaves. Drag ${what} off it and press <em>Flow</em>: the distance may grow or shrink, but never becomes 0. Put it back, and no data and no loss will move it away. Then type other fractions, and see how large the orbit is.`;
  }
  if (!given.moves)
    return html`${seen}; no symmetry fixes this point, and yet nothing moves: try other data and another loss, read what the orbit is, then drag the point away.`;
  if (one !== undefined)
    return html`${seen}; no symmetry fixes this point. ${flow}, drag it, type other fractions: the orbit is computed again, exactly.`;
  return html`${seen}; no symmetry fixes this point. ${flow} and watch them move; then make two of them equal – type the same fractions for both – and see the orbit shrink.`;
}
