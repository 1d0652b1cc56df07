/**
 * Edits that keep shapes consistent. A layered model has units at positions 0 (inputs), 1 … L−1 (hidden
 * neurons) and L (outputs); keeping some of them touches the rows of the layer before, the columns of
 * the layer after, and at both ends the data. A list of kept units may also reorder them.
 */
import type { Data, Numeral } from '../instances/instance.ts';
import type { KnownInstance as Instance } from '../instances/known-instance.ts';
import { inputDimension } from '../instances/layout.ts';
import type { LayerParameters, KnownSpec as ModelSpec } from '../models/kinds/specs.ts';
import { toRational } from '../numerics/numeral.ts';
import { add, multiply, ZERO } from '../numerics/rational.ts';
import { writeRational } from './number-order.ts';

type Matrix = readonly (readonly Numeral[])[];

function select<T>(items: readonly T[], kept: readonly number[]): T[] {
  return kept.map((i) => items[i]);
}

function selectColumns(matrix: Matrix, kept: readonly number[]): Numeral[][] {
  return matrix.map((row) => select(row, kept));
}

/** Number of units at each position; inputs only for models without layers of neurons. */
export function unitCounts(model: ModelSpec): readonly number[] {
  switch (model.kind) {
    case 'fully-connected':
    case 'linear':
    case 'relu-paths':
      return model.widths;
    case 'diagonal-linear':
    case 'polynomial':
      return [inputDimension(model)];
  }
}

/** The instance with every dataset replaced by its image. */
export function mapData(instance: Instance, edit: (data: Data) => Data): Instance {
  const { data, then } = instance;
  return {
    ...instance,
    ...(data && { data: edit(data) }),
    ...(then && { then: { ...then, data: edit(then.data) } }),
  };
}

function withInputs(instance: Instance, kept: readonly number[]): Instance {
  return mapData(instance, (data) => ({ ...data, inputs: selectColumns(data.inputs, kept) }));
}

function withTargets(instance: Instance, kept: readonly number[]): Instance {
  return mapData(instance, (data) => ({ ...data, targets: selectColumns(data.targets, kept) }));
}

function keepInLayers(
  layers: readonly LayerParameters[],
  position: number,
  kept: readonly number[],
): LayerParameters[] {
  return layers.map((layer, l) => {
    if (l === position - 1) {
      return { weights: select(layer.weights, kept), bias: layer.bias && select(layer.bias, kept) };
    }
    return l === position ? { ...layer, weights: selectColumns(layer.weights, kept) } : layer;
  });
}

/** Only the units `kept` of a position, in that order. */
export function keepUnits(instance: Instance, position: number, kept: readonly number[]): Instance {
  const { model } = instance;
  const { layers } = instance.parameters;
  switch (model.kind) {
    case 'fully-connected':
    case 'linear':
    case 'relu-paths': {
      const widths = model.widths.map((n, p) => (p === position ? kept.length : n));
      const edited = {
        ...instance,
        model: { ...model, widths },
        parameters: { layers: keepInLayers(layers, position, kept) },
      };
      if (position === 0) return withInputs(edited, kept);
      return position === widths.length - 1 ? withTargets(edited, kept) : edited;
    }
    case 'diagonal-linear': {
      const filtered = layers.map((layer) => ({
        ...layer,
        weights: selectColumns(layer.weights, kept),
      }));
      const edited = { ...instance, model: { ...model, inputs: kept.length } };
      return withInputs({ ...edited, parameters: { layers: filtered } }, kept);
    }
    case 'polynomial': {
      const features = select(model.features, kept);
      return withInputs({ ...instance, model: { ...model, features } }, kept);
    }
  }
}

/** Neuron j of a hidden position is deleted after its outgoing weights went to neuron i. */
export function mergeUnits(instance: Instance, position: number, i: number, j: number): Instance {
  const layers = instance.parameters.layers.map((layer, l) => {
    if (l !== position) return layer;
    const weights = layer.weights.map((row) => {
      const sum = add(toRational(row[i]), toRational(row[j]));
      return row.map((x, k) => (k === i ? writeRational(sum) : x));
    });
    return { ...layer, weights };
  });
  const kept = unitIndices(unitCounts(instance.model)[position]).filter((k) => k !== j);
  return keepUnits({ ...instance, parameters: { layers } }, position, kept);
}

export function unitIndices(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

export function keepData(data: Data, kept: readonly number[]): Data {
  return { inputs: select(data.inputs, kept), targets: select(data.targets, kept) };
}

function product(a: Matrix, b: Matrix): Numeral[][] {
  const columns = b[0].length;
  return a.map((row) =>
    Array.from({ length: columns }, (_, j) =>
      writeRational(
        row.reduce((sum, x, k) => add(sum, multiply(toRational(x), toRational(b[k][j]))), ZERO),
      ),
    ),
  );
}

/**
 * Without hidden position p (1 … L−1): the two matrices around it become their product, zero, or either
 * of them where it fits. Ties of the neighbouring layers survive in the first two.
 */
export function* withoutHidden(instance: Instance, position: number): Generator<Instance> {
  const { model } = instance;
  if (model.kind === 'diagonal-linear' || model.kind === 'polynomial') return;
  const { layers } = instance.parameters;
  const before = layers[position - 1];
  const after = layers[position];
  const rows = after.weights.length;
  const columns = before.weights[0].length;
  const zero = after.weights.map(() => Array<Numeral>(columns).fill(0));
  const replacements: Matrix[] = [product(after.weights, before.weights), zero];
  if (after.weights[0].length === columns) replacements.push(after.weights);
  if (before.weights.length === rows) replacements.push(before.weights);
  const widths = model.widths.filter((_, p) => p !== position);
  for (const weights of replacements) {
    const joined = { weights, bias: after.bias };
    yield {
      ...instance,
      model: { ...model, widths },
      parameters: {
        layers: [...layers.slice(0, position - 1), joined, ...layers.slice(position + 1)],
      },
    };
  }
}

/** Without one factor of a diagonal model. */
export function withoutFactor(instance: Instance, factor: number): Instance {
  const { model } = instance;
  if (model.kind !== 'diagonal-linear') return instance;
  return {
    ...instance,
    model: { ...model, depth: model.depth - 1 },
    parameters: { layers: instance.parameters.layers.filter((_, l) => l !== factor) },
  };
}
