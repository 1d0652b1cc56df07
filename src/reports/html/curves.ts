/** Curves of a trajectory, drawn by uPlot in the browser, with the numbers in a table for whoever has none. */
import { html, type Markup } from './html.ts';
import type { Illustration, Series } from './illustration.ts';
import { portrait } from './portrait.ts';
import { number } from './short-decimal.ts';

interface Plot {
  readonly title: string;
  readonly logarithmic: boolean;
  readonly times: readonly number[];
  readonly switchedAt: number | null;
  readonly series: readonly {
    readonly label: string;
    readonly values: readonly (number | null)[];
  }[];
}

/** Rows of the table: the curves have more. */
const ROWS = 9;

export function curvesOf(illustration: Illustration, id: string): Markup {
  const { times, switchedAt, distance, loss, laws, parameters, caption } = illustration;
  const plot = (title: string, series: readonly Series[], logarithmic = false): Plot => ({
    title,
    logarithmic,
    times,
    switchedAt,
    series: series.map(({ label, values }) => ({
      label,
      // A logarithm has no 0.
      values: values.map((v) => (!Number.isFinite(v) || (logarithmic && v <= 0) ? null : v)),
    })),
  });
  const plots = [
    plot('distance to the subspace', [distance], true),
    plot('loss', [loss]),
    ...(laws.length > 0 ? [plot('change of conserved quantities', laws)] : []),
    plot('parameters', parameters),
  ];
  return html`<div class="trajectory">
<p>${caption} It is ${number(distance.values.at(-1)!)} away from the subspace at t = ${number(times.at(-1)!)} (${distance.label}).</p>
<div class="plots" id="${id}-plots" data-plots="${JSON.stringify(plots)}">${plots.map(
    ({ title }, k) =>
      html`<figure><figcaption>${title}</figcaption><div class="plot" role="img" aria-label="${title} against time; the numbers are in the table below" data-plot="${k}"></div></figure>`,
  )}${portrait(illustration)}</div>
${table(illustration)}</div>`;
}

function table({ times, distance, loss, parameters }: Illustration): Markup {
  const shown = Array.from({ length: ROWS }, (_, k) =>
    Math.round((k * (times.length - 1)) / (ROWS - 1)),
  );
  const columns = [distance, loss, ...parameters.slice(0, 8)];
  return html`<details><summary>numbers</summary><div class="wide" tabindex="0"><table><thead><tr><th scope="col">t</th>${[
    'distance',
    'loss',
    ...parameters.slice(0, 8).map(({ label }) => label),
  ].map((title) => html`<th scope="col">${title}</th>`)}</tr></thead><tbody>${shown.map(
    (at) =>
      html`<tr><th scope="row">${number(times[at])}</th>${columns.map(({ values }) => html`<td>${number(values[at])}</td>`)}</tr>`,
  )}</tbody></table></div></details>`;
}
