/** Curves that grow while the flow runs. */
import uPlot from 'uplot';
import { colour, element, onColours, shown, write } from './elements.ts';

export interface Past {
  readonly times: readonly number[];
  readonly distance: readonly number[];
  readonly loss: readonly number[];
  /** Changes of conserved quantities. */
  readonly laws: readonly (readonly number[])[];
  /** Where data or loss were switched. */
  readonly switches: readonly number[];
}

const HEIGHT = 180;
/** Colours of the curves, in turn. */
export const LINES = ['--mark', '--bad', '--quiet', '--ink'];

export interface Curves {
  draw(past: Past): void;
}

export function curves(laws: number): Curves {
  let switches: readonly number[] = [];
  let given: Past | null = null;

  function plot(id: string, count: number, logarithmic: boolean): uPlot {
    const place = element(`plot-${id}`);
    place.replaceChildren();
    const line = () => colour('--line');
    const axis: uPlot.Axis = {
      stroke: () => colour('--ink'),
      grid: { stroke: line, width: 1 },
      ticks: { stroke: line, width: 1 },
    };
    const made = new uPlot(
      {
        width: Math.max(1, place.clientWidth),
        height: HEIGHT,
        legend: { show: false },
        cursor: { show: false },
        scales: {
          x: { time: false },
          y: logarithmic ? { distr: 3 } : { range: (_, low, high) => padded(low, high) },
        },
        axes: [
          axis,
          {
            ...axis,
            size: 74,
            values: (_, ticks) => ticks.map((v) => (v === null ? '' : tick(v))),
          },
        ],
        series: [
          {},
          ...Array.from({ length: count }, (_, k) => ({
            stroke: () => colour(LINES[k % LINES.length]),
            width: 2,
            points: { show: false },
            dash: k >= LINES.length ? [6, 3] : [],
          })),
        ],
        hooks: { draw: [(u) => marks(u, switches)] },
      },
      [[], ...Array.from({ length: count }, () => [])],
      place,
    );
    new ResizeObserver(() =>
      made.setSize({ width: Math.max(1, place.clientWidth), height: HEIGHT }),
    ).observe(place);
    return made;
  }

  const distance = plot('distance', 1, true);
  const loss = plot('loss', 1, false);
  const drift = laws > 0 ? plot('laws', laws, false) : null;
  if (drift === null) element('figure-laws').hidden = true;
  const draw = (past: Past) => {
    given = past;
    switches = past.switches;
    const times = [...past.times];
    const isZero = past.distance.every((d) => d === 0);
    write('zero', isZero ? ' – 0 so far, to the last bit' : '');
    element('plot-distance').style.visibility = isZero ? 'hidden' : 'visible';
    distance.setData([times, past.distance.map((d) => (d > 0 && Number.isFinite(d) ? d : null))]);
    loss.setData([times, past.loss.map(finite)]);
    drift?.setData([times, ...past.laws.map((values) => values.map(finite))]);
  };
  onColours(() => {
    if (given !== null) draw(given);
  });
  return { draw };
}

const finite = (x: number) => (Number.isFinite(x) ? x : null);

/** A flat curve lies in the middle. */
function padded(low: number, high: number): uPlot.Range.MinMax {
  if (low === null || high === null) return [0, 1];
  const pad = high > low ? 0.06 * (high - low) : Math.max(1e-12, 0.5 * Math.abs(high));
  return [low - pad, high + pad];
}

function tick(v: number): string {
  return v !== 0 && (Math.abs(v) < 1e-3 || Math.abs(v) >= 1e4)
    ? v.toExponential(Math.abs(Math.log10(Math.abs(v)) % 1) < 1e-9 ? 0 : 1).replace('-', '−')
    : shown(v);
}

function marks(u: uPlot, switches: readonly number[]): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.strokeStyle = colour('--quiet');
  ctx.setLineDash([4, 4]);
  for (const t of switches) {
    const x = u.valToPos(t, 'x', true);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
