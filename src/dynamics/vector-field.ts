/** Autonomous or time-dependent vector fields on ℝᴹ, evaluated in place. */

export interface VectorField {
  /** M. */
  readonly size: number;
  /** Writes f(t, y) into `out`; y and out have length M and do not overlap. */
  evaluate(t: number, y: Float64Array, out: Float64Array): void;
}

/** What a gradient flow needs of an objective; `training/objective.ts` has it. */
export interface Differentiable {
  /** M. */
  readonly size: number;
  /** Writes ∇L(θ) into `out` and returns L(θ). */
  gradient(theta: Float64Array, out: Float64Array): number;
}

/** θ̇ = −∇L(θ). */
export function gradientFlow(objective: Differentiable): VectorField {
  return {
    size: objective.size,
    evaluate(_t, theta, out) {
      objective.gradient(theta, out);
      for (let i = 0; i < out.length; i++) out[i] = -out[i];
    },
  };
}
