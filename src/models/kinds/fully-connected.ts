/**
 * Fully connected networks of any depth, with or without biases.
 *
 * The parameters stand layer by layer in JSON, weights output × input.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import type { Field } from '../../analytic/field.ts';
import { type Numeral, toRational, writeRational } from '../../numerics/numeral.ts';
import { add, subtract } from '../../numerics/rational.ts';
import {
  type Axis,
  addVectors,
  axis,
  called,
  defineModel,
  matvec,
  type Simplified,
  type Tensor,
  tensor,
} from '../contract.ts';
import { drawShape } from '../random-shape.ts';
import { activation, boolean, literal, object, widths } from '../schema.ts';
import { subscript } from '../scripts.ts';
import {
  withBiasAsInput,
  withFewerLayers,
  withHiddenBiases,
  withoutBiases,
} from './fewer-layers.ts';
import type { FullyConnectedSpec } from './specs.ts';
import { stackOfLayers } from './stack-of-layers.ts';

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
  const symbols = layerSymbols(axes.map(({ size }) => size));
  return axes.slice(1).map((rows, l) => ({
    weights: called(symbols[l][0], tensor(rows, axes[l])),
    bias: bias ? called(symbols[l][1], tensor(rows)) : null,
  }));
}

/**
 * What people call the weights and the bias of each layer: neuron k of two layers is (aₖ, wₖ, bₖ), with
 * output bias c; three layers of width 1 are w, v, a; otherwise matrices W₁, W₂, …
 */
function layerSymbols(sizes: readonly number[]): (readonly [string, string])[] {
  const depth = sizes.length - 1;
  const scalar = sizes.every((size) => size === 1);
  if (depth === 2)
    return [
      ['w', 'b'],
      ['a', 'c'],
    ];
  return sizes.slice(1).map((_, l) => {
    const at = subscript(l + 1);
    if (!scalar) return [`W${at}`, `b${at}`];
    return [depth === 3 ? ['w', 'v', 'a'][l] : `w${at}`, `b${at}`];
  });
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

/** Layers of the given widths, from x to the output. */
export function layeredArchitecture(sizes: readonly number[], bias: boolean) {
  const axes = layerAxes(sizes);
  return {
    parameters: { layers: layerTensors(axes, bias) },
    inputs: { x: tensor(axes[0]) },
    output: axes.at(-1)!,
  };
}

export const fullyConnected = defineModel({
  kind: 'fully-connected',
  formula: 'F(x) = W_L σ(… σ(W₁x + b₁) …) + b_L',
  spec: object({ kind: literal('fully-connected'), widths, bias: boolean, activation }),

  architecture: ({ widths: sizes, bias }) => layeredArchitecture(sizes, bias),

  evaluate(field, { layers }, { x }, { activation: sigma }: { activation: AnalyticFunction }) {
    return layered(field, layers, x, (z) => field.apply(sigma, z));
  },

  generate(rng, size, wish) {
    const shape = drawShape(rng, size, wish);
    const sigma = rng.pick(wish.functions);
    return { kind: 'fully-connected', widths: shape.widths, bias: shape.bias, activation: sigma };
  },

  *simplify(model, theta) {
    yield {
      model: { kind: 'linear', widths: model['widths'] },
      theta: withoutBiases(model, theta),
    };
    yield* withFewerLayers(model, theta);
    yield* withBiasAsInput(model, theta);
    yield* withOtherShifts(model as FullyConnectedSpec, theta);
  },

  recognise: (modules, { activation: sigma, paths }) =>
    sigma === undefined || paths === true
      ? null
      : stackOfLayers(modules, true, (sizes, bias) => ({
          kind: 'fully-connected',
          widths: sizes,
          bias,
          activation: sigma,
        })),
});

/** Another shift while hidden biases make up for it: σ(z + b + s) = σ(z + (b + s − s′) + s′). */
function* withOtherShifts(
  model: FullyConnectedSpec,
  theta: readonly Numeral[],
): Generator<Simplified> {
  const { activation: sigma } = model;
  if (typeof sigma === 'string' || sigma.name !== 'shifted' || !model.bias) return;
  const own = toRational(sigma.shift);
  for (const shift of [0, 1, -1, '1/2', '-1/2']) {
    const change = subtract(own, toRational(shift));
    yield {
      model: { ...model, activation: { ...sigma, shift } },
      theta: withHiddenBiases(model, theta, (b) => writeRational(add(toRational(b), change))),
    };
  }
}
