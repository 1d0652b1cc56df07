/**
 * What parameters are called when a conserved quantity is printed.
 *
 * Two layers: neuron k is (a_k, w_k), with bias b_k and output bias c; one neuron needs no subscript.
 * Hidden width 1 in three layers: w, v, a. Otherwise W₂[1,3] and b₁[2], counted from 1. A *block* is a
 * vector of parameters that meet as one: the incoming or the outgoing weights of a neuron.
 */

import type { ModelSpec } from '../instances/instance.ts';
import { layoutOf } from '../instances/layout.ts';
import { isOfKind } from '../models/kinds/specs.ts';

export interface Block {
  /** `w₁`, `W₂[1,:]`; a single parameter is never a block. */
  readonly label: string;
  readonly indices: readonly number[];
}

export interface ParameterNames {
  readonly name: readonly string[];
  readonly blocks: readonly Block[];
  /** Larger is read first: the layer of the parameter. */
  readonly weight: readonly number[];
}

const DIGITS = '₀₁₂₃₄₅₆₇₈₉';

export function subscript(n: number): string {
  return [...String(n)].map((digit) => DIGITS[Number(digit)]!).join('');
}

export function superscript(n: number): string {
  return [...String(n)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]!).join('');
}

export function parameterNames(model: ModelSpec): ParameterNames {
  const { layers, size } = layoutOf(model);
  const name = new Array<string>(size).fill('');
  const weight = new Array<number>(size).fill(0);
  const blocks: Block[] = [];
  layers.forEach((layer, l) => {
    for (let i = 0; i < layer.rows * layer.columns; i++) weight[layer.weights + i] = l + 1;
    if (layer.bias >= 0) for (let i = 0; i < layer.rows; i++) weight[layer.bias + i] = l + 0.5;
  });
  /** A vector of parameters called `label`, its entries `label[1]`, … unless there is one only. */
  const vector = (label: string, indices: readonly number[]) => {
    indices.forEach((index, i) => {
      name[index] = indices.length === 1 ? label : `${label}[${i + 1}]`;
    });
    if (indices.length > 1) blocks.push({ label, indices });
  };

  if (isOfKind(model, 'polynomial')) {
    model.variables.forEach((variable, i) => {
      name[i] = variable;
    });
    return { name, blocks, weight };
  }
  if (isOfKind(model, 'diagonal-linear')) {
    layers.forEach((layer, l) => {
      vector(
        `θ${subscript(l + 1)}`,
        range(layer.columns).map((i) => layer.weights + i),
      );
    });
    // Layers of a diagonal network meet coordinate by coordinate, never as vectors.
    return { name, blocks: [], weight };
  }
  const scalar = layers.every((layer) => layer.rows === 1 && layer.columns === 1);
  if (layers.length === 3 && scalar) {
    layers.forEach((layer, l) => {
      name[layer.weights] = ['w', 'v', 'a'][l]!;
      if (layer.bias >= 0) name[layer.bias] = `b${subscript(l + 1)}`;
    });
    return { name, blocks, weight };
  }
  if (layers.length === 2) {
    const [first, second] = [layers[0]!, layers[1]!];
    range(first.rows).forEach((k) => {
      const neuron = first.rows === 1 ? '' : subscript(k + 1);
      vector(
        `w${neuron}`,
        range(first.columns).map((j) => first.weights + k * first.columns + j),
      );
      vector(
        `a${neuron}`,
        range(second.rows).map((o) => second.weights + o * second.columns + k),
      );
      if (first.bias >= 0) name[first.bias + k] = `b${neuron}`;
    });
    if (second.bias >= 0)
      vector(
        'c',
        range(second.rows).map((o) => second.bias + o),
      );
    return { name, blocks, weight };
  }
  layers.forEach((layer, l) => {
    const matrix = scalar ? `w${subscript(l + 1)}` : `W${subscript(l + 1)}`;
    const at = (i: number, j: number) => layer.weights + i * layer.columns + j;
    for (const i of range(layer.rows))
      for (const j of range(layer.columns))
        name[at(i, j)] = scalar ? matrix : `${matrix}[${i + 1},${j + 1}]`;
    if (layer.columns > 1)
      for (const i of range(layer.rows))
        blocks.push({
          label: `${matrix}[${i + 1},:]`,
          indices: range(layer.columns).map((j) => at(i, j)),
        });
    if (layer.rows > 1)
      for (const j of range(layer.columns))
        blocks.push({
          label: `${matrix}[:,${j + 1}]`,
          indices: range(layer.rows).map((i) => at(i, j)),
        });
    if (layer.bias >= 0)
      vector(
        `b${subscript(l + 1)}`,
        range(layer.rows).map((i) => layer.bias + i),
      );
  });
  return { name, blocks, weight };
}

function range(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}
