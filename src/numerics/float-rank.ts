/**
 * Numerical rank with its evidence.
 *
 * The singular values s₁ ≥ s₂ ≥ … are compared with a cut s₁·relativeCut. The count above it is a
 * guess about the exact rank that rounding and closeness to a smaller stratum can make wrong in either
 * direction; the spectrum, the gap at the cut and the verdict `ambiguous` are handed out with it.
 * Source: ml-matrix's SVD; Golub, Van Loan, Matrix Computations, §5.5.
 */
import { matrices } from './matrices.ts';

export interface FloatRank {
  readonly rank: number;
  /** Singular values, largest first. */
  readonly spectrum: readonly number[];
  /** Absolute cut. */
  readonly cut: number;
  /** s_rank / s_{rank+1}: ∞ where nothing, or exact zeros, follow; 1 is no gap. */
  readonly gap: number;
  /** The gap is below 10³, or the first value below the cut is no rounding error. */
  readonly ambiguous: boolean;
}

/** Below this ratio of neighbours the spectrum has no clear place to cut. */
const CLEAR_GAP = 1e3;

/** Rounding errors in an SVD stay below this multiple of max(rows, columns)·2⁻⁵²·s₁. */
const ROUNDING = 16;

/**
 * @param matrix row by row, rows × columns.
 * @param relativeCut values up to relativeCut·s₁ count as zero.
 */
export function floatRank(
  matrix: Float64Array,
  rows: number,
  columns: number,
  relativeCut: number,
): FloatRank {
  if (rows === 0 || columns === 0 || matrix.every((x) => x === 0))
    return { rank: 0, spectrum: [], cut: 0, gap: Number.POSITIVE_INFINITY, ambiguous: false };
  const { Matrix, SingularValueDecomposition } = matrices();
  const wide = Matrix.from1DArray(rows, columns, matrix);
  const svd = new SingularValueDecomposition(wide, {
    autoTranspose: true,
    computeLeftSingularVectors: false,
    computeRightSingularVectors: false,
  });
  const spectrum = [...svd.diagonal].sort((a, b) => b - a);
  const cut = spectrum[0] * relativeCut;
  const rank = spectrum.filter((s) => s > cut).length;
  const below = spectrum[rank] ?? 0;
  const gap = below === 0 ? Number.POSITIVE_INFINITY : spectrum[rank - 1] / below;
  const noise = ROUNDING * Math.max(rows, columns) * 2 ** -52 * spectrum[0];
  return { rank, spectrum, cut, gap, ambiguous: gap < CLEAR_GAP || below > noise };
}
