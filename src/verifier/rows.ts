/**
 * Rows of the Lie algebra at θ, as the textbook has them. A control X_t is integrated as a power series,
 *
 *   θ′ = X_t(θ),  θ(0) = θ₀;   y₀ = Y(θ(t)),  y_{n+1} = dy_n/dt − DX_t(θ(t))·y_n,
 *
 * so y_n(0) is an n-fold iterated bracket of Y with the control (Jurdjevic, *Geometric Control Theory*,
 * ch. 2): a vector of Lie_θ(𝔉), whatever the coefficients of the control are.
 */
import { residue } from '../numerics/prime-field.ts';
import type { CertifiedModel } from './certified-model.ts';
import { fieldOf, type Line, type Member, mapMember } from './member.ts';
import type { Residues } from './residues.ts';
import { type JetsModulo, type SeriesField, seriesField } from './series-field.ts';

/** Series in t as residues, lowest power first. */
export type Control = Member<readonly number[]>;

export interface Row<M = Member<number>> {
  /** n. */
  readonly order: number;
  /** Index of the control, null at order 0. */
  readonly control: number | null;
  readonly member: M;
}

export interface RowsQuestion {
  readonly subject: CertifiedModel;
  readonly line: Line;
  readonly scalars: Residues;
  readonly jets: JetsModulo;
  /** θ. */
  readonly theta: readonly number[];
  readonly controls: readonly Control[];
  readonly rows: readonly Row[];
}

/** The rows, M residues each. */
export function recomputedRows(question: RowsQuestion): number[][] {
  const { subject, line, scalars, jets, theta, controls, rows } = question;
  const slices = line === null ? 1 : line.top + 1;
  const fields = new Map<number, SeriesField>();
  function over(length: number): SeriesField {
    const field = fields.get(length) ?? seriesField(scalars, length, slices, jets);
    fields.set(length, field);
    return field;
  }
  const embedded = (path: readonly ArrayLike<number>[], length: number) =>
    path.map((series) => over(length).embed(series));
  const paths = controls.map((control, k) => {
    const orders = rows.map((row) => (row.control === k ? row.order : 0));
    return trajectory(Math.max(0, ...orders) + 1, control);
  });
  /** θ(t) mod t^length along a control. */
  function trajectory(length: number, control: Control): number[][] {
    const path = theta.map((value) => [value]);
    for (let k = 1; k < length; k++) {
      const velocity = fieldOf(subject, line, over(k), control, embedded(path, k));
      const scale = scalars.inverse(k);
      path.forEach((series, i) => {
        series.push(scalars.mul(velocity[i][k - 1], scale));
      });
    }
    return path;
  }
  const fixed = embedded(
    theta.map((value) => [value]),
    1,
  );
  /** y₀(0), y₁(0), … y_order(0) of a member. */
  function brackets(member: Member<number>, order: number, k: number | null): number[][] {
    const still = mapMember(member, (value) => [value]);
    const at = (length: number) => (k === null ? fixed : embedded(paths[k], length));
    let y = fieldOf(subject, line, over(order + 1), still, at(order + 1));
    const values = [y.map((series) => series[0])];
    for (let length = order; length > 0; length--) {
      const along = [embedded(y, length)];
      const bent = fieldOf(subject, line, over(length), controls[k!], at(length), along);
      y = y.map((series, i) =>
        Float64Array.from({ length }, (_, l) =>
          scalars.sub(scalars.mul(l + 1, series[l + 1]), bent[i][l]),
        ),
      );
      values.push(y.map((series) => series[0]));
    }
    return values;
  }

  const names = rows.map(({ control, member }) => `${control} ${JSON.stringify(member)}`);
  const highest = new Map<string, number>();
  rows.forEach(({ order }, i) => {
    highest.set(names[i], Math.max(order, highest.get(names[i]) ?? 0));
  });
  const known = new Map<string, number[][]>();
  return rows.map(({ member, control, order }, i) => {
    const name = names[i];
    const values = known.get(name) ?? brackets(member, highest.get(name)!, control);
    known.set(name, values);
    return values[order];
  });
}

/** Sums of so many products of residues below 2²² are exact. Time alone: 511 would be exact as well. */
const DELAY = 500;

/** Rank mod p by Gaussian elimination, the plainest way; only every so often a row is reduced. */
export function rankModulo(matrix: readonly (readonly number[])[], field: Residues): number {
  const { prime } = field;
  const rows: { readonly at: number; readonly row: Float64Array }[] = [];
  for (const given of matrix) {
    const row = Float64Array.from(given);
    const reduce = () => {
      for (let j = 0; j < row.length; j++) row[j] = residue(row[j], prime, 1 / prime);
    };
    rows.forEach((pivot, summed) => {
      if (summed % DELAY === 0) reduce();
      const factor = field.neg(residue(row[pivot.at], prime, 1 / prime));
      // Time alone: products with 0.
      if (factor === 0) return;
      for (let j = pivot.at; j < row.length; j++) row[j] = row[j] + factor * pivot.row[j];
    });
    reduce();
    const at = row.findIndex((value) => value !== 0);
    if (at < 0) continue;
    const scale = field.inverse(row[at]);
    rows.push({ at, row: row.map((value) => field.mul(value, scale)) });
  }
  return rows.length;
}
