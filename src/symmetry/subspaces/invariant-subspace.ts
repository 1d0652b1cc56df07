/** What every affine fixed-point subspace can do, whatever group it comes from. */
export interface InvariantSubspace {
  /** M. */
  readonly size: number;
  readonly dimension: number;
  /** out ← Pθ, the nearest point; bit for bit θ where θ is on the subspace. May alias `theta`. */
  project(theta: Float64Array, out: Float64Array): Float64Array;
  /** ‖θ − Pθ‖₂. */
  distance(theta: Float64Array): number;
  /** out ← (I − P₀)v with P₀ the linear part of P: 0 exactly where v is tangent. */
  normalComponent(vector: Float64Array, out: Float64Array): Float64Array;
  /** out ← the point with coordinates u; `u` has `dimension` entries. */
  embed(u: Float64Array, out: Float64Array): Float64Array;
  /** Coordinates of Pθ; inverse of `embed` on the subspace. */
  coordinates(theta: Float64Array, out: Float64Array): Float64Array;
  /** e.g. `neurons 1 = 2 = −4 in layer 1; neuron 3 zero in layer 1`. */
  describe(): string;
}
