/**
 * Where each parameter sits in the flat vector θ ∈ ℝᴹ: layer by layer, the weights of a layer row by
 * row (output × input), then its biases.
 */
import type { Instance, ModelSpec, Numeral, Parameters } from './instance.ts';

export interface LayerLayout {
  /** Outputs of the layer. */
  readonly rows: number;
  /** Inputs of the layer. */
  readonly columns: number;
  /** Index in θ of weight (0, 0); weight (i, j) is at `weights + i·columns + j`. */
  readonly weights: number;
  /** Index in θ of bias 0, or −1 where the layer has none. */
  readonly bias: number;
}

export interface Layout {
  readonly layers: readonly LayerLayout[];
  /** M, the number of parameters. */
  readonly size: number;
}

/** [rows, columns, hasBias] of every layer of the model, in order. */
function shapes(model: ModelSpec): [number, number, boolean][] {
  switch (model.kind) {
    case 'fully-connected':
    case 'relu-paths':
      return model.widths.slice(1).map((n, l) => [n, model.widths[l]!, model.bias]);
    case 'linear':
      return model.widths.slice(1).map((n, l) => [n, model.widths[l]!, false]);
    case 'diagonal-linear':
      return Array.from({ length: model.depth }, () => [1, model.inputs, false]);
    case 'polynomial':
      return [[1, model.variables.length, false]];
  }
}

export function layoutOf(model: ModelSpec): Layout {
  let size = 0;
  const layers = shapes(model).map(([rows, columns, hasBias]) => {
    const weights = size;
    size += rows * columns;
    const bias = hasBias ? size : -1;
    if (hasBias) size += rows;
    return { rows, columns, weights, bias };
  });
  return { layers, size };
}

/** θ as numerals, in the order of the layout. */
export function flatten(parameters: Parameters): Numeral[] {
  return parameters.layers.flatMap((layer) => [...layer.weights.flat(), ...(layer.bias ?? [])]);
}

/** Inverse of `flatten`. */
export function unflatten(model: ModelSpec, theta: ArrayLike<Numeral>): Parameters {
  const layers = layoutOf(model).layers.map(({ rows, columns, weights, bias }) => ({
    weights: Array.from({ length: rows }, (_, i) =>
      Array.from({ length: columns }, (_, j) => theta[weights + i * columns + j]!),
    ),
    bias: bias < 0 ? null : Array.from({ length: rows }, (_, i) => theta[bias + i]!),
  }));
  return { layers };
}

/** Dimension of an input x of the model. */
export function inputDimension(model: ModelSpec): number {
  switch (model.kind) {
    case 'diagonal-linear':
      return model.inputs;
    case 'polynomial':
      return model.features.length;
    default:
      return model.widths[0]!;
  }
}

/** Number of outputs c of the model. */
export function outputDimension(model: ModelSpec): number {
  switch (model.kind) {
    case 'diagonal-linear':
    case 'polynomial':
      return 1;
    default:
      return model.widths.at(-1)!;
  }
}

/** The same instance at another point. */
export function withParameters(instance: Instance, theta: ArrayLike<Numeral>): Instance {
  return { ...instance, parameters: unflatten(instance.model, theta) };
}
