/** Rows of integers that are independent, shown by columns that they are orthogonal to but one each. */
import * as q from '../numerics/rational.ts';

/** @throws TypeError on a fraction. */
export function integerText(value: q.Rational): string {
  if (value.denominator !== 1n) throw new TypeError(`${q.format(value)} is no integer`);
  return String(value.numerator);
}

/** Columns c with rows·c = multiple·1, as text; null where the rows are not independent. */
export function rightInverse(
  rows: readonly (readonly q.Rational[])[],
): { readonly text: string; readonly multiple: string } | null {
  const count = rows.length;
  const size = rows[0]?.length ?? 0;
  const work = rows.map((row, i) => [...row, ...rows.map((_, j) => (i === j ? q.ONE : q.ZERO))]);
  const pivots: number[] = [];
  for (let column = 0; column < size && pivots.length < count; column++) {
    const done = pivots.length;
    const at = work.findIndex((row, i) => i >= done && !q.isZero(row[column]));
    if (at < 0) continue;
    [work[done], work[at]] = [work[at], work[done]];
    const pivot = work[done][column];
    work[done] = work[done].map((v) => q.divide(v, pivot));
    work.forEach((row, i) => {
      const factor = row[column];
      if (i !== done && !q.isZero(factor))
        work[i] = row.map((v, j) => q.subtract(v, q.multiply(factor, work[done][j])));
    });
    pivots.push(column);
  }
  if (pivots.length < count) return null;
  const columns = rows.map((_, j) => {
    const column = new Array<q.Rational>(size).fill(q.ZERO);
    pivots.forEach((place, i) => {
      column[place] = work[i][size + j];
    });
    return column;
  });
  const multiple = q.commonDenominator(columns.flat());
  const scaled = columns.map((column) =>
    column.map((v) => integerText(q.multiply(v, q.rational(multiple)))),
  );
  return {
    text: `[${scaled.map((column) => `[${column.join(', ')}]`).join(', ')}]`,
    multiple: String(multiple),
  };
}
