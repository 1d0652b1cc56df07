/** Curves of a trajectory, drawn by uPlot in the browser, with the numbers in a table for whoever has none. */
import { html, type Markup, NOTHING } from './html.ts';
import type { Illustration, Series } from './illustration.ts';

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

/** The two coordinates that move most, against one another. */
function portrait({ parameters }: Illustration): Markup {
  const range = ({ values }: Series) => Math.max(...values) - Math.min(...values);
  const [first, second] = [...parameters].sort((a, b) => range(b) - range(a));
  if (first === undefined || second === undefined || range(first) === 0) return NOTHING;
  const [width, height, margin] = [300, 220, 34];
  const scale = ({ values }: Series, from: number, to: number) => {
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const middle = (low + high) / 2;
    const half = Math.max((high - low) / 2, 1e-9 * Math.max(1, Math.abs(middle))) * 1.1;
    return (v: number) => from + ((v - middle + half) / (2 * half)) * (to - from);
  };
  const x = scale(first, margin, width - 10);
  const y = scale(second, height - margin, 10);
  const points = first.values.map((v, k) => `${x(v).toFixed(1)},${y(second.values[k]).toFixed(1)}`);
  const [x0, y0] = points[0].split(',');
  return html`<figure><figcaption>phase portrait: ${second.label} against ${first.label}</figcaption><svg class="portrait" role="img" aria-label="path in the plane of ${first.label} and ${second.label}, from (${number(first.values[0])}, ${number(second.values[0])}) to (${number(first.values.at(-1)!)}, ${number(second.values.at(-1)!)})" viewBox="0 0 ${width} ${height}"><path class="axis" d="M${margin} 10V${height - margin}H${width - 10}"/><polyline points="${points.join(' ')}"/><circle cx="${x0}" cy="${y0}" r="4"/><text x="${width / 2}" y="${height - 8}">${first.label}</text><text x="6" y="20">${second.label}</text></svg></figure>`;
}

function number(x: number): string {
  if (!Number.isFinite(x)) return String(x);
  const digits = Math.abs(x) !== 0 && (Math.abs(x) < 1e-3 || Math.abs(x) >= 1e5);
  return digits ? x.toExponential(2) : String(Number(x.toPrecision(4)));
}
