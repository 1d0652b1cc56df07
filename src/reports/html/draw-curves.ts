/**
 * What draws the curves of a page in its browser, `uPlot` being there. Colours are those of the page: the variables
 * --mark, --bad, --quiet, --ink and --line of its root. Run again it draws again.
 */
export const DRAW_CURVES = `
const css = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
const colours = () => [css('--mark'), css('--bad'), css('--quiet'), css('--ink')];
for (const holder of document.querySelectorAll('[data-plots]')) {
  const plots = JSON.parse(holder.dataset.plots);
  for (const place of holder.querySelectorAll('[data-plot]')) {
    const { times, series, logarithmic, switchedAt } = plots[place.dataset.plot];
    place.textContent = '';
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
