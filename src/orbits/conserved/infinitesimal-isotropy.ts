/**
 * Infinitesimal isometries that fix a point: the elements (A, v) of a model's affine algebra with A
 * antisymmetric and Aθ + v = 0, over ℚ, and the affine subspace Fix of their common zeros.
 *
 * The connected group they generate fixes exactly Fix pointwise, so Fix carries the orbit of θ. It is the
 * isotropy of the *whole* group that a stratum is made of; reflections and exchanges are found elsewhere.
 */
import {
  add,
  divide,
  isZero,
  multiply,
  type Rational,
  subtract,
  ZERO,
} from '../../numerics/rational.ts';
import type { AffineElement } from './affine-element.ts';

export interface InfinitesimalIsotropy {
  /** A basis of { (A, v) : Aθ + v = 0 }. */
  readonly elements: readonly AffineElement[];
  /** Rows a with a·θ′ = a·θ for all θ′ ∈ Fix, linearly independent: the equations of Fix. */
  readonly equations: readonly (readonly Rational[])[];
  /** dim Fix. */
  readonly dimension: number;
}

/**
 * @param isometries a basis of the elements with A antisymmetric (`AffineAlgebra.antisymmetric`).
 * @param theta M rationals.
 */
export function infinitesimalIsotropy(
  isometries: readonly AffineElement[],
  theta: readonly Rational[],
): InfinitesimalIsotropy {
  const size = theta.length;
  // Column e: the motion A_e θ + v_e of θ.
  const motions = isometries.map((element) => motionOf(element, theta));
  const rows = theta.map((_, i) => motions.map((motion) => motion[i]!));
  const elements = kernel(rows, isometries.length).map((weights) =>
    combination(isometries, weights),
  );
  const matrixRows = elements.flatMap((element) => rowsOf(element, size));
  const equations = echelon(matrixRows);
  return { elements, equations, dimension: size - equations.length };
}

function motionOf(element: AffineElement, theta: readonly Rational[]): Rational[] {
  const size = theta.length;
  const motion = theta.map(() => ZERO);
  for (const [at, value] of element) {
    const matrix = at < size * size;
    const row = matrix ? Math.floor(at / size) : at - size * size;
    const moved = matrix ? multiply(value, theta[at % size]!) : value;
    motion[row] = add(motion[row]!, moved);
  }
  return motion;
}

/** The rows of A that are not zero. */
function rowsOf(element: AffineElement, size: number): Rational[][] {
  const rows = new Map<number, Rational[]>();
  for (const [at, value] of element) {
    if (at >= size * size) continue;
    const i = Math.floor(at / size);
    const row = rows.get(i) ?? new Array<Rational>(size).fill(ZERO);
    row[at % size] = value;
    rows.set(i, row);
  }
  return [...rows.values()];
}

function combination(
  elements: readonly AffineElement[],
  weights: readonly Rational[],
): AffineElement {
  const sum = new Map<number, Rational>();
  elements.forEach((element, e) => {
    if (isZero(weights[e]!)) return;
    for (const [at, value] of element)
      sum.set(at, add(sum.get(at) ?? ZERO, multiply(weights[e]!, value)));
  });
  return [...sum].filter(([, value]) => !isZero(value)).sort(([a], [b]) => a - b);
}

/** Reduced row echelon form over ℚ, without zero rows. */
function echelon(rows: readonly (readonly Rational[])[]): Rational[][] {
  const kept: { row: Rational[]; pivot: number }[] = [];
  for (const source of rows) {
    const row = [...source];
    for (const { row: other, pivot } of kept) eliminate(row, other, pivot);
    const pivot = row.findIndex((x) => !isZero(x));
    if (pivot < 0) continue;
    const lead = row[pivot]!;
    for (let j = pivot; j < row.length; j++) row[j] = divide(row[j]!, lead);
    for (const { row: other } of kept) eliminate(other, row, pivot);
    kept.push({ row, pivot });
  }
  return kept.sort((a, b) => a.pivot - b.pivot).map(({ row }) => row);
}

function eliminate(row: Rational[], other: readonly Rational[], pivot: number): void {
  const factor = row[pivot]!;
  if (isZero(factor)) return;
  for (let j = 0; j < row.length; j++)
    if (!isZero(other[j]!)) row[j] = subtract(row[j]!, multiply(factor, other[j]!));
}

/** A basis of { w : rows · w = 0 }. */
function kernel(rows: readonly (readonly Rational[])[], columns: number): Rational[][] {
  const reduced = echelon(rows);
  const pivots = reduced.map((row) => row.findIndex((x) => !isZero(x)));
  const free = Array.from({ length: columns }, (_, j) => j).filter((j) => !pivots.includes(j));
  return free.map((column) => {
    const weights = new Array<Rational>(columns).fill(ZERO);
    weights[column] = { numerator: 1n, denominator: 1n };
    pivots.forEach((pivot, i) => {
      weights[pivot] = subtract(ZERO, reduced[i]![column]!);
    });
    return weights;
  });
}
