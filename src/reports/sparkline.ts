/** Numbers as bars of one line of text, for terminals. */

const BARS = '▁▂▃▄▅▆▇█';

/**
 * One character a number, the smallest ▁ and the largest █; equal numbers are all ▁. A space stands where a
 * number is not finite.
 */
export function sparkline(values: readonly number[]): string {
  const finite = values.filter(Number.isFinite);
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const range = high - low;
  return values
    .map((value) => {
      if (!Number.isFinite(value)) return ' ';
      const level = range > 0 ? Math.round(((value - low) / range) * (BARS.length - 1)) : 0;
      return BARS[level];
    })
    .join('');
}

/** The same of logarithms: 0 is a space. */
export function logarithmicSparkline(values: readonly number[]): string {
  return sparkline(values.map((value) => (value > 0 ? Math.log(value) : Number.NaN)));
}

export interface Share {
  readonly character: string;
  readonly count: number;
}

/**
 * A bar of so many cells, divided like `total`; what no share takes is `·`. Whole cells by largest remainders, but
 * a share that is not 0 has a cell as long as there are enough.
 */
export function stackedBar(shares: readonly Share[], total: number, cells: number): string {
  if (total <= 0) return '·'.repeat(cells);
  const taken = shares.filter(({ count }) => count > 0);
  const rest = total - taken.reduce((sum, { count }) => sum + count, 0);
  const parts = rest > 0 ? [...taken, { character: '·', count: rest }] : taken;
  const exact = parts.map(({ count }) => (count / total) * cells);
  const widths = exact.map((x) => Math.max(1, Math.floor(x)));
  const sum = () => widths.reduce((a, b) => a + b, 0);
  /** Where a cell more, or less, brings the bar nearest to the truth. */
  const worst = (sign: 1 | -1) =>
    exact.reduce(
      (best, x, i) =>
        (sign > 0 || widths[i] > 1) &&
        (best < 0 || sign * (x - widths[i]) > sign * (exact[best] - widths[best]))
          ? i
          : best,
      -1,
    );
  while (sum() < cells) widths[worst(1)]++;
  for (let at = worst(-1); sum() > cells && at >= 0; at = worst(-1)) widths[at]--;
  return parts
    .map(({ character }, i) => character.repeat(widths[i]))
    .join('')
    .slice(0, cells);
}
