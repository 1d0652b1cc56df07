import { Matrix, SingularValueDecomposition } from 'ml-matrix';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../../instances/layout.ts';
import type { LinearSpec } from '../../models/kinds/specs.ts';
import { createRng, type Rng } from '../../numerics/random.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { orthogonalStratum } from './orthogonal-stratum.ts';

function linearStratum(model: LinearSpec, theta: Float64Array) {
  return orthogonalStratum(symmetryOf(model), theta)!;
}

function linear(widths: number[]): LinearSpec {
  return { kind: 'linear', widths };
}

/** Integer factors A·B of inner dimension r: rank ≤ r, flattened row by row. */
function ofRank(rows: number, columns: number, r: number, rng: Rng): number[] {
  const a = Array.from({ length: rows * r }, () => rng.integer(-3, 3));
  const b = Array.from({ length: r * columns }, () => rng.integer(-3, 3));
  return Array.from({ length: rows * columns }, (_, p) => {
    const [i, j] = [Math.floor(p / columns), p % columns];
    let sum = 0;
    for (let k = 0; k < r; k++) sum += a[i * r + k] * b[k * columns + j];
    return sum;
  });
}

/**
 * Oracle in floating point, by the commutant: the isotropy group H spans the *-algebra of all T with
 * T_l W_l = W_l T_{l−1}, T_lᵀW_l = W_l T_{l−1}ᵀ and T₀ = λI, T_L = λI, so that Fix(H) is what all of these T
 * intertwine, { X : T_l X_l = X_l T_{l−1} }. Both are null spaces, found by SVD.
 */
function fixDimension(model: LinearSpec, theta: Float64Array): number {
  const { widths } = model;
  const { layers, size } = layoutOf(model);
  const hidden = widths.slice(1, -1);
  // Unknown T: all hidden matrices and one scalar λ for both ends; equations T W = W T, T^T W = W T^T.
  const offset: number[] = [];
  let unknowns = 0;
  for (const n of hidden) {
    offset.push(unknowns);
    unknowns += n * n;
  }
  const scalar = unknowns++;
  const at = (l: number, i: number, j: number): number =>
    l === 0 || l === widths.length - 1
      ? i === j
        ? scalar
        : -1
      : offset[l - 1] + i * widths[l] + j;
  const commute = (x: ArrayLike<number>): number[][] => {
    const rows: number[][] = [];
    layers.forEach(({ rows: n, columns: m, weights }, l) => {
      for (const transposed of [false, true]) {
        for (let i = 0; i < n; i++) {
          for (let j = 0; j < m; j++) {
            const row = new Array<number>(unknowns).fill(0);
            for (let k = 0; k < n; k++) {
              const t = transposed ? at(l + 1, k, i) : at(l + 1, i, k);
              if (t >= 0) row[t] += x[weights + k * m + j];
            }
            for (let k = 0; k < m; k++) {
              const t = transposed ? at(l, j, k) : at(l, k, j);
              if (t >= 0) row[t] -= x[weights + i * m + k];
            }
            rows.push(row);
          }
        }
      }
    });
    return rows;
  };
  const algebra = nullSpace(commute(theta), unknowns);
  // X is fixed iff it commutes with every member of the algebra: linear in X, unit by unit.
  const columns = Array.from({ length: size }, (_, p) => {
    const unit = new Float64Array(size);
    unit[p] = 1;
    return commute(unit).flatMap((row) =>
      algebra.map((t) => row.reduce((sum, x, k) => sum + x * t[k], 0)),
    );
  });
  return size - rankOf(columns);
}

function rankOf(rows: number[][]): number {
  const { diagonal } = new SingularValueDecomposition(new Matrix(rows), { autoTranspose: true });
  return diagonal.filter((s) => s > 1e-8 * Math.max(diagonal[0], 1)).length;
}

function nullSpace(rows: number[][], columns: number): number[][] {
  // Pad to at least as many rows as columns so that V is complete.
  const padded = [
    ...rows,
    ...Array.from({ length: columns }, () => new Array<number>(columns).fill(0)),
  ];
  const svd = new SingularValueDecomposition(new Matrix(padded));
  const v = svd.rightSingularVectors;
  return svd.diagonal.flatMap((s, k) =>
    s < 1e-8 * Math.max(svd.diagonal[0], 1) ? [v.getColumn(k)] : [],
  );
}

describe('stratum of a linear network under its orthogonal groups', () => {
  it('is everything at a generic point', () => {
    const rng = createRng('generic');
    const model = linear([3, 4, 3, 2]);
    const theta = Float64Array.from({ length: layoutOf(model).size }, () => rng.gaussian());
    expect(linearStratum(model, theta).dimension).toBe(theta.length);
  });

  it('counts Σ dim A_l dim A_{l−1} where every idle part is zero', () => {
    // One neuron reached: W₁ = (1, 1)ᵀ, W₂ = (1, 1; 0, 0). A₁ = span(1, 1).
    const stratum = linearStratum(linear([1, 2, 2]), Float64Array.of(1, 1, 1, 1, 0, 0));
    expect(stratum.dimension).toBe(3);
    expect(stratum.subspace.describe()).toBe(
      'inputs and outputs reach 1 of 2 dimensions of layer 1',
    );
    const rounded = stratum.subspace.project(
      Float64Array.of(2, 0, 0, 4, 3, -3),
      new Float64Array(6),
    );
    // Two products of correctly rounded 1/√2 and a sum: a few ulps of 2.
    [1, 1, 2, 2, 0, 0].forEach((x, i) => {
      expect(Math.abs(rounded[i] - x)).toBeLessThan(8 * Number.EPSILON);
    });
  });

  it('keeps one dimension for each distinct singular value of an idle block', () => {
    const middle = (entries: number[]): Float64Array =>
      Float64Array.of(0, 0, 0, ...entries, 0, 0, 0);
    const model = linear([1, 3, 3, 1]);
    expect(linearStratum(model, middle([1, 0, 0, 0, 2, 0, 0, 0, 0])).dimension).toBe(2);
    expect(linearStratum(model, middle([1, 0, 0, 0, -1, 0, 0, 0, 0])).dimension).toBe(1);
    expect(linearStratum(model, middle([1, 2, 0, 0, 1, 5, 0, 0, 3])).dimension).toBe(3);
    expect(linearStratum(model, new Float64Array(15)).dimension).toBe(0);
  });

  const shapes: { widths: number[]; ranks: number[] }[] = [
    { widths: [2, 3, 2], ranks: [1, 1] },
    { widths: [1, 3, 2], ranks: [1, 1] },
    { widths: [2, 3, 3, 2], ranks: [1, 2, 1] },
    { widths: [1, 3, 3, 1], ranks: [1, 1, 1] },
    { widths: [1, 3, 3, 1], ranks: [0, 3, 1] },
    { widths: [1, 2, 2, 2], ranks: [0, 2, 0] },
    { widths: [1, 3, 2, 1], ranks: [0, 2, 0] },
    { widths: [1, 2, 2, 2, 1], ranks: [0, 2, 2, 0] },
    { widths: [1, 2, 3, 2, 1], ranks: [0, 1, 2, 0] },
    { widths: [1, 3, 2, 3, 1], ranks: [1, 2, 1, 0] },
  ];
  for (const { widths, ranks } of shapes) {
    it(`agrees with the commutant computed in floats: ${widths.join('-')}, ranks ${ranks.join(' ')}`, () => {
      const model = linear(widths);
      const { layers, size } = layoutOf(model);
      const rng = createRng(`${widths} ${ranks}`);
      for (let trial = 0; trial < 4; trial++) {
        const theta = Float64Array.from(
          layers.flatMap(({ rows, columns }, l) => ofRank(rows, columns, ranks[l], rng)),
        );
        const { dimension, subspace, exact } = linearStratum(model, theta);
        expect(exact).toBe(true);
        expect(dimension).toBe(fixDimension(model, theta));
        // Rounding of two orthonormal changes of basis of vectors of size ‖θ‖.
        const scale = Math.hypot(...theta) + 1;
        expect(subspace.distance(theta)).toBeLessThan(1e-13 * scale);
        const v = Float64Array.from({ length: size }, () => rng.gaussian());
        const once = subspace.project(v, new Float64Array(size));
        const twice = subspace.project(once, new Float64Array(size));
        once.forEach((x, i) => {
          expect(Math.abs(x - twice[i])).toBeLessThan(1e-13);
        });
        const normal = subspace.normalComponent(v, new Float64Array(size));
        expect(Math.abs(normal.reduce((sum, x, i) => sum + x * once[i], 0))).toBeLessThan(1e-12);
      }
    });
  }
});
