/** F and its derivatives in float64, in batches: what a model's kernel gives, and what runs its program. */

export interface FloatNetwork {
  /** M. */
  readonly size: number;
  /** d. */
  readonly inputs: number;
  /** c. */
  readonly outputs: number;
  /** Number of inputs x taken at once. */
  readonly batch: number;
  /** out[i] = F(θ)(xᵢ). `x` is batch × d, `out` batch × c, both row by row. */
  forward(theta: Float64Array, x: Float64Array, out: Float64Array): void;
  /** gradient = Σᵢ Σₒ cotangent[i, o] ∇F_o(θ)(xᵢ). */
  pullback(
    theta: Float64Array,
    x: Float64Array,
    cotangent: Float64Array,
    gradient: Float64Array,
  ): void;
  /** `pullback` at the θ and x of the last `forward`, without repeating it. */
  backpropagate(theta: Float64Array, cotangent: Float64Array, gradient: Float64Array): void;
  /** gradient = ∇F_output(θ)(x) for the single input x. */
  outputGradient(
    theta: Float64Array,
    x: Float64Array,
    output: number,
    gradient: Float64Array,
  ): void;
  /** out[i] = d/dε F(θ + εv)(xᵢ) at ε = 0. */
  pushforward(theta: Float64Array, v: Float64Array, x: Float64Array, out: Float64Array): void;
  /**
   * gradientDot = d/dε Σᵢ Σₒ (cotangent + ε·cotangentDot)[i, o] ∇F_o(θ + εv)(xᵢ) at ε = 0. With
   * cotangent = ∂ℓ and cotangentDot = ∂²ℓ·(directional derivative of F) this is ∇²L v.
   */
  pullbackDerivative(
    theta: Float64Array,
    v: Float64Array,
    x: Float64Array,
    cotangent: Float64Array,
    cotangentDot: Float64Array,
    gradientDot: Float64Array,
  ): void;
  /** `pullbackDerivative` at the θ, v and x of the last `pushforward`, without repeating it. */
  backpropagateDerivative(
    theta: Float64Array,
    v: Float64Array,
    cotangent: Float64Array,
    cotangentDot: Float64Array,
    gradientDot: Float64Array,
  ): void;
}
