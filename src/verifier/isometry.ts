/** Isometries of parameter space, ϑ ↦ Qϑ + shift, as sparse rows over ℚ. */
import { InputError } from '../errors.ts';
import * as q from '../numerics/rational.ts';
import { type CertificateIsometry, exactly } from './certificate.ts';
import { type Form, formOf } from './echelon.ts';
import { Refused } from './refused.ts';
import type { Residues } from './residues.ts';

export interface Isometry {
  readonly rows: readonly Form[];
  readonly shift: readonly q.Rational[];
}

const MINUS_ONE = q.rational(-1);

/** @throws InputError on wrong sizes; Refused when QᵀQ ≠ 1. */
export function isometryOf(given: CertificateIsometry, size: number, path: string): Isometry {
  const rows: Form[] = Array.from({ length: size }, (_, i) => formOf([[i, q.ONE]]));
  const shift = new Array<q.Rational>(size).fill(q.ZERO);
  const within = (i: number) => {
    if (i >= size) throw new InputError(path, `an index below ${size}`, `${i}`);
    return i;
  };
  if (given.kind === 'signed-permutation') {
    for (const key of ['target', 'sign', 'shift'] as const)
      if (given[key] !== null && given[key].length !== size)
        throw new InputError(`${path}.${key}`, `${size} entries`, `${given[key].length}`);
    if (new Set(given.target).size !== size) throw new Refused(`${path}.target is no permutation`);
    given.target.forEach((target, i) => {
      rows[within(target)] = formOf([[i, q.rational(given.sign[i])]]);
      shift[target] = given.shift === null ? q.ZERO : exactly(given.shift[i]);
    });
  } else
    for (const block of given.blocks) {
      const matrix = matrixOf(block, path);
      for (const indices of block.on) {
        if (indices.length !== matrix.length)
          throw new InputError(`${path}.blocks`, `${matrix.length} indices`, `${indices.length}`);
        const places = indices.map(within);
        matrix.forEach((entries, k) => {
          rows[places[k]] = formOf(entries.map((value, l) => [places[l], value]));
        });
      }
    }
  if (!orthonormal(rows)) throw new Refused(`${path}: QᵀQ is not the identity`);
  return { rows, shift };
}

type Block = Extract<CertificateIsometry, { kind: 'blocks' }>['blocks'][number];

function matrixOf({ matrix, vector }: Block, path: string): q.Rational[][] {
  if ((matrix === null) === (vector === null))
    throw new InputError(`${path}.blocks`, 'a matrix or a vector', 'both or none');
  if (matrix !== null) {
    if (matrix.some((row) => row.length !== matrix.length))
      throw new InputError(`${path}.blocks.matrix`, 'a square matrix', 'rows of other lengths');
    return matrix.map((row) => row.map(exactly));
  }
  const v = vector!.map(exactly);
  const norm = v.reduce((sum, x) => q.add(sum, q.multiply(x, x)), q.ZERO);
  if (q.isZero(norm)) throw new Refused(`${path}: a reflection along 0`);
  const factor = q.divide(q.rational(-2), norm);
  return v.map((x, i) =>
    v.map((y, j) => q.add(i === j ? q.ONE : q.ZERO, q.multiply(factor, q.multiply(x, y)))),
  );
}

/** QQᵀ = 1. */
function orthonormal(rows: readonly Form[]): boolean {
  const columns: [number, q.Rational][][] = rows.map(() => []);
  rows.forEach((row, i) => {
    for (const [j, value] of row) columns[j].push([i, value]);
  });
  return rows.every((row, i) => {
    const products = formOf(
      [...row].flatMap(([j, x]) =>
        columns[j].map(([k, y]): [number, q.Rational] => [k, q.multiply(x, y)]),
      ),
    );
    return products.size === 1 && q.equal(products.get(i) ?? q.ZERO, q.ONE);
  });
}

/** Forms that vanish on Fix − θ. @throws Refused where θ is not fixed. */
export function fixedForms(
  { rows, shift }: Isometry,
  theta: readonly q.Rational[],
  path: string,
): Form[] {
  return rows.map((row, i) => {
    const image = [...row].reduce(
      (sum, [j, value]) => q.add(sum, q.multiply(value, theta[j])),
      shift[i],
    );
    if (!q.equal(image, theta[i]))
      throw new Refused(`${path}: θ is not fixed: (Qθ)[${i}] = ${q.format(image)}`);
    return formOf([...row, [i, MINUS_ONE]]);
  });
}

/** The image of a point modulo p. */
export function imageModulo(
  { rows, shift }: Isometry,
  point: readonly number[],
  field: Residues,
): number[] {
  return rows.map((row, i) =>
    [...row].reduce(
      (sum, [j, value]) => field.add(sum, field.mul(field.rational(value), point[j])),
      field.rational(shift[i]),
    ),
  );
}
