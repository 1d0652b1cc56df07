/**
 * What is known of linear networks F = W_L ⋯ W₁ x: their balance laws Wₗ Wₗᵀ − Wₗ₊₁ᵀ Wₗ₊₁, and where these
 * are not all there is. Everything is computed mod p.
 */

import type { ModelSpec } from '../../instances/instance.ts';
import { layoutOf } from '../../instances/layout.ts';
import type { Subject } from '../../instances/subject.ts';
import { isOfKind } from '../../models/kinds/specs.ts';
import { createEchelon, rankModulo } from '../../numerics/modular-elimination.ts';
import { rationalModulo } from '../../numerics/prime-field.ts';

/** Largest prime below 2²². */
export const PRIME = 4194301;

/** Rank at θ mod p of the gradients of all entries of Wₗ Wₗᵀ − Wₗ₊₁ᵀ Wₗ₊₁, l = 1 … L − 1. */
export function independentBalances(model: ModelSpec, theta: ArrayLike<number>): number {
  const { layers, size } = layoutOf(model);
  const rows: number[][] = [];
  for (let l = 0; l + 1 < layers.length; l++) {
    const [below, above] = [layers[l], layers[l + 1]];
    for (let i = 0; i < below.rows; i++) {
      for (let j = i; j < below.rows; j++) {
        const gradient = new Array<number>(size).fill(0);
        for (let k = 0; k < below.columns; k++) {
          const [a, b] = [
            below.weights + i * below.columns + k,
            below.weights + j * below.columns + k,
          ];
          gradient[a] = (gradient[a] + theta[b]) % PRIME;
          gradient[b] = (gradient[b] + theta[a]) % PRIME;
        }
        for (let o = 0; o < above.rows; o++) {
          const [a, b] = [
            above.weights + o * above.columns + i,
            above.weights + o * above.columns + j,
          ];
          gradient[a] = (gradient[a] + PRIME - theta[b]) % PRIME;
          gradient[b] = (gradient[b] + PRIME - theta[a]) % PRIME;
        }
        rows.push(gradient);
      }
    }
  }
  const echelon = createEchelon(size, PRIME);
  if (rows.length > 0) echelon.insert(Float64Array.from(rows.flat()), rows.length);
  return echelon.rank();
}

/**
 * Whether two layers of width 1 (input, hidden or output) have two or more wider ones between them. The
 * stretch in between is a network of one input and one output: all its weights move along one curve,
 * which leaves them more laws than their balances.
 */
export function hasScalarStretch(model: ModelSpec): boolean {
  if (!isOfKind(model, 'linear')) return false;
  const ones = model.widths.flatMap((width, l) => (width === 1 ? [l] : []));
  return ones.some((l, i) => i > 0 && l - ones[i - 1] >= 3);
}

/**
 * Whether every Wₗ and every [Wₗ | Wₗ₊₁ᵀ] of a linear network has full rank: where one has not, as with
 * weights in arithmetic progression, the orbit is smaller. Full rank mod p is full rank.
 */
export function hasFullRanks({ instance: { model }, exact }: Subject): boolean {
  if (!isOfKind(model, 'linear')) return true;
  if (exact.some(({ denominator }) => denominator % BigInt(PRIME) === 0n)) return false;
  const matrices = layoutOf(model).layers.map(({ rows, columns, weights }) =>
    Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) =>
        rationalModulo(exact[weights + i * columns + j], PRIME),
      ),
    ),
  );
  const isFull = (rows: readonly (readonly number[])[]): boolean => {
    const columns = rows[0].length;
    const rank = rankModulo(Float64Array.from(rows.flat()), rows.length, columns, PRIME);
    return rank === Math.min(rows.length, columns);
  };
  const joined = matrices
    .slice(1)
    .map((above, l) =>
      matrices[l].map((row, k) => [...row, ...above.map((outgoing) => outgoing[k])]),
    );
  return [...matrices, ...joined].every(isFull);
}
