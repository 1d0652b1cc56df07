/**
 * Fully connected networks of any depth, with or without biases.
 *
 * The parameters stand layer by layer in JSON, weights output × input.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import type { Field } from '../../analytic/field.ts';
import {
  type Axis,
  addVectors,
  axis,
  defineModel,
  matvec,
  type Tensor,
  tensor,
} from '../contract.ts';
import { createDenseNetwork } from '../kernels/dense-network.ts';
import { layersOf } from '../layered-layout.ts';
import { activation, boolean, literal, object, widths } from '../schema.ts';

/** Axes of widths [inputs, hidden …, outputs]; the spec's key is `widths`. */
export function layerAxes(sizes: readonly number[]): Axis[] {
  return sizes.map((size, l) => {
    const path = ['widths', l];
    if (l === 0) return axis('inputs', size, 'input', path);
    if (l === sizes.length - 1) return axis('outputs', size, 'output', path);
    return axis(sizes.length === 3 ? 'hidden' : `hidden ${l}`, size, 'hidden', path);
  });
}

export type LayerTensors = {
  readonly weights: Tensor<readonly [Axis, Axis]>;
  readonly bias: Tensor<readonly [Axis]> | null;
};

export interface LayerValues<T> {
  readonly weights: readonly (readonly T[])[];
  readonly bias: readonly T[] | null;
}

/** θ = { layers: [{ weights, bias }] }. */
export function layerTensors(axes: readonly Axis[], bias: boolean): LayerTensors[] {
  return axes.slice(1).map((rows, l) => ({
    weights: tensor(rows, axes[l]!),
    bias: bias ? tensor(rows) : null,
  }));
}

/** W_L φ(… φ(W₁x + b₁) …) + b_L, φ told which layer (from 1) and unit it stands at. */
export function layered<T>(
  field: Field<T>,
  layers: readonly LayerValues<T>[],
  x: readonly T[],
  activate: (z: T, layer: number, unit: number) => T,
): readonly T[] {
  let h = x;
  layers.forEach(({ weights, bias }, l) => {
    const product = matvec(field, weights, h);
    const z = bias === null ? product : addVectors(field, product, bias);
    h = l === layers.length - 1 ? z : z.map((value, i) => activate(value, l + 1, i));
  });
  return h;
}

export const fullyConnected = defineModel({
  kind: 'fully-connected',
  formula: 'F(x) = W_L σ(… σ(W₁x + b₁) …) + b_L',
  spec: object({ kind: literal('fully-connected'), widths, bias: boolean, activation }),

  architecture({ widths: sizes, bias }) {
    const axes = layerAxes(sizes);
    return {
      parameters: { layers: layerTensors(axes, bias) },
      inputs: { x: tensor(axes[0]!) },
      output: axes.at(-1)!,
    };
  },

  evaluate(field, { layers }, { x }, { activation: sigma }: { activation: AnalyticFunction }) {
    return layered(field, layers, x, (z) => field.apply(sigma, z));
  },

  kernels: {
    float64: ({ activation: sigma }, tensors, batch) =>
      createDenseNetwork(layersOf(tensors)!, sigma, batch),
  },
});
