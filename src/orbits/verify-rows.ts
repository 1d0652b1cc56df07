/**
 * The rows of a certificate, recomputed as the textbook has them.
 *
 * A control X_t is integrated as a power series, θ′ = X_t(θ), θ(0) = θ₀, and with it the inverse
 * variational matrix Z′ = −Z·DX_t(θ(t)), Z(0) = I. The pulled-back field Z(t)Y(θ(t)) of a member Y is
 * Σₙ yₙ(0) tⁿ/n!, and yₙ(0) is an n-fold iterated bracket of Y with the control (Jurdjevic, Geometric
 * Control Theory, ch. 2). Here Z is solved row by row: DX_t is symmetric, a Hessian, so row j of Z is
 * the solution of z′ = −DX_t(θ(t))·z with z(0) = e_j.
 */
import type { ModelSpec } from '../instances/instance.ts';
import { primeField, residue } from '../numerics/prime-field.ts';
import { seriesRing } from '../numerics/truncated-series.ts';
import {
  type FamilySpec,
  type ReadableFamily,
  readableFamily,
  type Series,
  type SigmaModulo,
} from './verify-fields.ts';

export interface RowsQuestion {
  readonly model: ModelSpec;
  readonly family: FamilySpec;
  readonly sigma: SigmaModulo;
  readonly prime: number;
  /** M residues. */
  readonly point: readonly number[];
  readonly controls: readonly {
    readonly length: number;
    readonly coefficients: readonly number[];
  }[];
  readonly rows: readonly {
    readonly order: number;
    readonly control: number;
    readonly member: readonly number[];
  }[];
  readonly columns: readonly number[];
}

/** The matrix of the certificate: entry (i, j) is component columns[j] of row i. */
export function recomputeRows(question: RowsQuestion): number[][] {
  const { model, family, sigma, prime, point, columns } = question;
  const plain = readableFamily(model, family, sigma, prime, 1);
  const theta = point.map((value) => [value]);
  const paths = question.controls.map((control, k) => {
    const orders = question.rows.map((row) => (row.control === k ? row.order : 0));
    return followControl(question, control, Math.max(0, ...orders) + 1);
  });
  return question.rows.map(({ order, control, member }) => {
    if (order === 0) {
      const field = plain.field(
        member.map((value) => [value]),
        theta,
      );
      return columns.map((j) => field[j][0]);
    }
    return pulledBack(paths[control], member, order, columns, prime);
  });
}

interface Path {
  readonly family: ReadableFamily;
  readonly length: number;
  readonly theta: readonly Series[];
  /** Row columns[j] of Z, one M-vector of series each. */
  readonly inverse: readonly (readonly Series[])[];
}

/** Everything along one control mod t^length; its own last coefficient plays no part there. */
function followControl(
  { model, family, sigma, prime, point, columns }: RowsQuestion,
  control: { readonly length: number; readonly coefficients: readonly number[] },
  length: number,
): Path {
  const { coefficients } = control;
  const field = primeField(prime);
  const count = coefficients.length / control.length;
  const c = Array.from({ length: count }, (_, i) =>
    coefficients.slice(i * control.length, (i + 1) * control.length),
  );
  /** Coefficient k of everything needs the data mod t^{k+1} only. */
  const upTo = Array.from({ length: length + 1 }, (_, l) =>
    l === 0 ? null : readableFamily(model, family, sigma, prime, l),
  );
  const cut = (series: readonly Series[], l: number) => series.map((s) => padded(s, l));

  const theta: number[][] = point.map((value) => [value]);
  for (let k = 0; k + 1 < length; k++) {
    const value = upTo[k + 1]!.field(cut(c, k + 1), cut(theta, k + 1));
    const scale = field.inverse(k + 1);
    theta.forEach((series, i) => {
      series.push(field.mul(value[i][k], scale));
    });
  }
  const inverse = columns.map((j) => {
    const z: number[][] = point.map((_, i) => [i === j ? 1 : 0]);
    for (let k = 0; k + 1 < length; k++) {
      const l = k + 1;
      const value = upTo[l]!.fieldDerivative(cut(c, l), cut(theta, l), cut(z, l));
      const scale = field.neg(field.inverse(k + 1));
      z.forEach((series, i) => {
        series.push(field.mul(value[i][k], scale));
      });
    }
    return z;
  });
  return { family: upTo[length]!, length, theta, inverse };
}

/** n!·[tⁿ] of the components of Z(t)·Y(θ(t)). */
function pulledBack(
  path: Path,
  member: readonly number[],
  order: number,
  columns: readonly number[],
  prime: number,
): number[] {
  const field = primeField(prime);
  const ring = seriesRing(field, path.length);
  const y = path.family.field(
    member.map((value) => padded([value], path.length)),
    path.theta,
  );
  let factorial = 1;
  for (let n = 2; n <= order; n++) factorial = field.mul(factorial, n);
  return columns.map((_, j) => {
    const sum = y.reduce(
      (total, series, i) => ring.add(total, ring.mul(path.inverse[j][i], series)),
      ring.zero,
    );
    return field.mul(factorial, sum[order]);
  });
}

/** Cut off, or filled with zeros. */
function padded(series: Series, length: number): number[] {
  return Array.from({ length }, (_, k) => series[k] ?? 0);
}

/** Determinant mod p by Gaussian elimination, the plainest way; the matrix is left as it is. */
export function determinantModulo(matrix: readonly (readonly number[])[], prime: number): number {
  const field = primeField(prime);
  const rows = matrix.map((row) => Float64Array.from(row));
  let determinant = 1;
  for (let k = 0; k < rows.length; k++) {
    const pivot = rows.findIndex((row, i) => i >= k && row[k] !== 0);
    if (pivot < 0) return 0;
    if (pivot !== k) {
      [rows[k], rows[pivot]] = [rows[pivot], rows[k]];
      determinant = field.neg(determinant);
    }
    determinant = field.mul(determinant, rows[k][k]);
    const inverse = field.inverse(rows[k][k]);
    for (let i = k + 1; i < rows.length; i++)
      if (rows[i][k] !== 0)
        addMultiple(rows[i], prime - field.mul(rows[i][k], inverse), rows[k], k, prime);
  }
  return determinant;
}

/** row ← row + factor·other from column `from` on, reduced; below p² + p < 2⁵³ before that. */
function addMultiple(
  row: Float64Array,
  factor: number,
  other: Float64Array,
  from: number,
  prime: number,
): void {
  const reciprocal = 1 / prime;
  for (let j = from; j < row.length; j++)
    row[j] = residue(row[j] + factor * other[j], prime, reciprocal);
}
