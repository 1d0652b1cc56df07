/** Fields of a family as maps on flat arrays: A = 𝔽_p[t]/(t^L), entry i's series from i·L on. */

/** out ← X_c(θ); `theta` and `out` hold M·L entries, `c` coefficientCount·L, L = `length`. */
export type FieldMap = (
  c: Float64Array,
  theta: Float64Array,
  length: number,
  out: Float64Array,
) => void;

/** out ← DX_c(θ)·y, the derivative of a field along y; `y` holds M·L entries. */
export type DerivativeMap = (
  c: Float64Array,
  theta: Float64Array,
  y: Float64Array,
  length: number,
  out: Float64Array,
) => void;
