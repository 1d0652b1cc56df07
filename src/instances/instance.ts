/**
 * An instance: a model, a point of its parameter space and, where a trajectory is wanted, data and a
 * loss. It is plain JSON, exactly as written in a file (docs/instances.md): what a generator makes, a
 * claim checks, a shrinker simplifies, a counterexample stores and a worker is sent is this one value.
 *
 * A `Numeral` keeps a number as it was written, so nothing is lost on the way: a JSON number is the
 * double it denotes, a string such as "3/7" or "1e-3" is that exact rational. −0 survives.
 */

import type { FunctionSpec } from '../analytic/function-spec.ts';
import type { Numeral } from '../numerics/numeral.ts';

export type { FunctionSpec, Numeral };

/** F(x) = W_L σ(… σ(W₁x + b₁) …) + b_L; `widths` = [inputs, hidden …, outputs]. */
export interface FullyConnectedSpec {
  readonly kind: 'fully-connected';
  readonly widths: readonly number[];
  readonly bias: boolean;
  readonly activation: FunctionSpec;
}

/** F(x) = W_L ⋯ W₁ x. */
export interface LinearSpec {
  readonly kind: 'linear';
  readonly widths: readonly number[];
}

/** ReLU network whose gates are free scalars: F(x; g) = W_L diag(g_{L−1}) (… diag(g₁)(W₁x + b₁) …) + b_L. */
export interface ReluPathsSpec {
  readonly kind: 'relu-paths';
  readonly widths: readonly number[];
  readonly bias: boolean;
}

/** F(x) = Σᵢ (Πₗ θₗᵢ) xᵢ, l = 1 … depth, i = 1 … inputs; `layers[l].weights` is 1 × inputs. */
export interface DiagonalLinearSpec {
  readonly kind: 'diagonal-linear';
  readonly depth: number;
  readonly inputs: number;
}

/** F(x) = Σⱼ fⱼ(θ) xⱼ with polynomials fⱼ in the named variables, e.g. "u*v^2 - 1/2*u". */
export interface PolynomialSpec {
  readonly kind: 'polynomial';
  readonly variables: readonly string[];
  readonly features: readonly string[];
}

export type ModelSpec =
  | FullyConnectedSpec
  | LinearSpec
  | ReluPathsSpec
  | DiagonalLinearSpec
  | PolynomialSpec;

export type ModelKind = ModelSpec['kind'];

/** `weights` is output × input, row by row. */
export interface LayerParameters {
  readonly weights: readonly (readonly Numeral[])[];
  readonly bias: readonly Numeral[] | null;
}

/** A polynomial model has one layer whose single row holds its variables in order. */
export interface Parameters {
  readonly layers: readonly LayerParameters[];
}

/** n inputs of dimension d and n targets of dimension c, one row a datum. */
export interface Data {
  readonly inputs: readonly (readonly Numeral[])[];
  readonly targets: readonly (readonly Numeral[])[];
}

/** How the instance is trained; every field has the stated meaning in docs/instances.md. */
export interface TrainingSpec {
  readonly method:
    | 'gradient-flow'
    | 'gradient-descent'
    | 'sgd'
    | 'momentum'
    | 'adam'
    | 'weight-decay';
  /** Gradient flow: end time. */
  readonly time?: Numeral;
  /** Discrete methods: learning rate and number of steps. */
  readonly rate?: Numeral;
  readonly steps?: number;
  /** SGD: mini-batch size. */
  readonly batch?: number;
}

/** Data and loss that replace the first ones in mid-flight. */
export interface Switch {
  readonly data: Data;
  readonly loss: string;
}

export interface Instance {
  readonly model: ModelSpec;
  readonly parameters: Parameters;
  readonly data?: Data;
  readonly loss?: string;
  readonly training?: TrainingSpec;
  readonly then?: Switch;
}
