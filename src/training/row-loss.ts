/**
 * The arrays hold one row of c numbers a datum, row by row; `offset` is where the datum's row starts,
 * in every array alike.
 */
export interface RowLoss {
  /** ℓ(ŷ, y). */
  value(prediction: Float64Array, target: Float64Array, offset: number, c: number): number;
  /** Writes ∂ℓ/∂ŷ. */
  gradient(
    prediction: Float64Array,
    target: Float64Array,
    offset: number,
    c: number,
    out: Float64Array,
  ): void;
  /** Writes (∂²ℓ/∂ŷ²)·direction. */
  curvature(
    prediction: Float64Array,
    target: Float64Array,
    offset: number,
    c: number,
    direction: Float64Array,
    out: Float64Array,
  ): void;
}
