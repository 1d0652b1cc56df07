/** Vectors and maps of spaces that orthogonal groups act on, in small whole numbers. */
export const big = (...v: number[]) => v.map(BigInt);
export const vector = (axis: number, ...entries: number[]) => ({ axis, entries: big(...entries) });
export const map = (from: number, to: number, ...rows: number[][]) => ({
  from,
  to,
  rows: rows.map((row) => big(...row)),
});
/** Directions up to a factor: the first entry that is not 0 is 1. */
export const directions = (list: 'all' | readonly (readonly bigint[])[]) =>
  list === 'all'
    ? list
    : list.map((v) => {
        const first = Number(v.find((x) => x !== 0n));
        return v.map((x) => Number(x) / first + 0);
      });
