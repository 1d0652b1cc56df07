/**
 * `model` and `parameters` of instances of some kinds, for code that is about just these kinds. What
 * holds for any model asks `bind` instead.
 */
import type { FunctionSpec } from '../../analytic/function-spec.ts';

/** F(x) = W_L σ(… σ(W₁x + b₁) …) + b_L; `widths` = [inputs, hidden …, outputs]. */
export type FullyConnectedSpec = {
  readonly kind: 'fully-connected';
  readonly widths: readonly number[];
  readonly bias: boolean;
  readonly activation: FunctionSpec;
};

/** F(x) = W_L ⋯ W₁ x. */
export type LinearSpec = {
  readonly kind: 'linear';
  readonly widths: readonly number[];
};

/** ReLU network whose gates are free scalars: F(x; g) = W_L diag(g_{L−1}) (… diag(g₁)(W₁x + b₁) …) + b_L. */
export type ReluPathsSpec = {
  readonly kind: 'relu-paths';
  readonly widths: readonly number[];
  readonly bias: boolean;
};

/** F(x) = Σᵢ (Πₗ θₗᵢ) xᵢ, l = 1 … depth, i = 1 … inputs; `layers[l].weights` is 1 × inputs. */
export type DiagonalLinearSpec = {
  readonly kind: 'diagonal-linear';
  readonly depth: number;
  readonly inputs: number;
};

/** F(x) = Σⱼ fⱼ(θ) xⱼ with polynomials fⱼ in the named variables, e.g. "u*v^2 - 1/2*u". */
export type PolynomialSpec = {
  readonly kind: 'polynomial';
  readonly variables: readonly string[];
  readonly features: readonly string[];
};

export type KnownSpec =
  | FullyConnectedSpec
  | LinearSpec
  | ReluPathsSpec
  | DiagonalLinearSpec
  | PolynomialSpec;

export type KnownKind = KnownSpec['kind'];

/** For code that is about one kind. */
export function isOfKind<K extends KnownKind>(
  model: { readonly kind: string },
  kind: K,
): model is Extract<KnownSpec, { readonly kind: K }> {
  return model.kind === kind;
}
