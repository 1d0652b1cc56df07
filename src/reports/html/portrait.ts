/** The path in the plane of two parameters, and what the subspace that it should stay on looks like there. */
import { html, type Markup, NOTHING } from './html.ts';
import type { Illustration, Series } from './illustration.ts';
import { number } from './short-decimal.ts';

/** The subspace in a plane (u, v): v = sign·u + through, u = at, v = at, or a point. */
type Trace =
  | { readonly is: 'diagonal'; readonly sign: number; readonly through: number }
  | { readonly is: 'upright' | 'level'; readonly at: number }
  | { readonly is: 'point'; readonly u: number; readonly v: number };

interface Plane {
  readonly u: Series;
  readonly v: Series;
  /** Null where the subspace fills the plane. */
  readonly trace: Trace | null;
}

const WIDTH = 300;
const HEIGHT = 220;
const MARGIN = 34;
/** Of the plane that is shown beside the path. */
const ROOM = 1.15;

const rangeOf = ({ values }: Series) => Math.max(...values) - Math.min(...values);

/**
 * The plane in which the path moves most among those in which the subspace is a line or a point; among all planes where
 * there is none.
 */
export function planeOf({ parameters, subspace: { orbit, sign } }: Illustration): Plane | null {
  let best: { readonly plane: Plane; readonly moves: number } | null = null;
  for (const [i, u] of parameters.entries())
    for (const [j, v] of parameters.slice(i + 1).entries()) {
      const trace = traceOf(i, i + 1 + j);
      const moves = (rangeOf(u) + rangeOf(v)) * (trace === null ? 1e-9 : 1);
      if (moves > (best?.moves ?? 0)) best = { plane: { u, v, trace }, moves };
    }
  return best?.plane ?? null;

  function traceOf(i: number, j: number): Trace | null {
    const [u, v] = [parameters[i].values[0], parameters[j].values[0]];
    if (orbit[i] < 0 && orbit[j] < 0) return { is: 'point', u, v };
    if (orbit[i] < 0) return { is: 'upright', at: u };
    if (orbit[j] < 0) return { is: 'level', at: v };
    if (orbit[i] !== orbit[j]) return null;
    const product = sign[i] * sign[j];
    return { is: 'diagonal', sign: product, through: v - product * u };
  }
}

export function portrait(illustration: Illustration): Markup {
  const plane = planeOf(illustration);
  if (plane === null) return NOTHING;
  const { u, v, trace } = plane;
  // One scale for both, so that a diagonal is one.
  const middle = ({ values }: Series) => (Math.max(...values) + Math.min(...values)) / 2;
  const [mu, mv] = [middle(u), middle(v)];
  const half = (ROOM * Math.max(rangeOf(u), rangeOf(v), 1e-9 * (Math.abs(mu) + Math.abs(mv)))) / 2;
  const [across, up] = [WIDTH - 10 - MARGIN, HEIGHT - 10 - MARGIN];
  const unit = Math.min(across, up) / (2 * half);
  const x = (value: number) => MARGIN + across / 2 + (value - mu) * unit;
  const y = (value: number) => 10 + up / 2 - (value - mv) * unit;
  const at = (a: number, b: number) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`;
  const points = u.values.map((value, k) => at(value, v.values[k]));
  const [x0, y0] = points[0].split(',');
  const ends = `from (${number(u.values[0])}, ${number(v.values[0])}) to (${number(u.values.at(-1)!)}, ${number(v.values.at(-1)!)})`;
  const where = trace === null ? 'the subspace fills the plane' : wordsOf(trace);
  return html`<figure><figcaption>phase portrait: ${v.label} against ${u.label}; ${where}</figcaption><svg class="portrait" role="img" aria-label="path in the plane of ${u.label} and ${v.label}, ${ends}; ${where}" viewBox="0 0 ${WIDTH} ${HEIGHT}"><path class="axis" d="M${MARGIN} 10V${HEIGHT - MARGIN}H${WIDTH - 10}"/>${stratum()}<polyline points="${points.join(' ')}"/><circle cx="${x0}" cy="${y0}" r="4"/><text x="${WIDTH / 2}" y="${HEIGHT - 8}">${u.label}</text><text x="6" y="20">${v.label}</text></svg></figure>`;

  function stratum(): Markup {
    if (trace === null) return NOTHING;
    const [left, right] = [mu - across / 2 / unit, mu + across / 2 / unit];
    const [low, high] = [mv - up / 2 / unit, mv + up / 2 / unit];
    const line = (from: string, to: string) =>
      html`<polyline class="stratum" points="${from} ${to}"/>`;
    switch (trace.is) {
      case 'upright':
        return line(at(trace.at, low), at(trace.at, high));
      case 'level':
        return line(at(left, trace.at), at(right, trace.at));
      case 'point':
        return html`<circle class="stratum" cx="${x(trace.u).toFixed(1)}" cy="${y(trace.v).toFixed(1)}" r="7"/>`;
      case 'diagonal': {
        // Where v is within the picture.
        const ends = [low, high].map((b) => (b - trace.through) / trace.sign);
        const [from, to] = [Math.max(left, Math.min(...ends)), Math.min(right, Math.max(...ends))];
        const on = (a: number) => at(a, trace.sign * a + trace.through);
        return line(on(from), on(to));
      }
    }
  }

  function wordsOf(one: Trace): string {
    switch (one.is) {
      case 'upright':
        return `dashed the subspace, ${u.label} = ${number(one.at)}`;
      case 'level':
        return `dashed the subspace, ${v.label} = ${number(one.at)}`;
      case 'point':
        return 'dashed the point of the subspace';
      case 'diagonal':
        return `dashed the subspace, ${v.label} = ${one.sign < 0 ? '−' : ''}${u.label}${one.through === 0 ? '' : ` + ${number(one.through)}`}`;
    }
  }
}
