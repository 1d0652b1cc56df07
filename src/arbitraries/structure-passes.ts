/** Fewer layers, neurons, inputs, outputs, data points; no bias; merged neurons. */
import type { Data } from '../instances/instance.ts';
import type { KnownInstance as Instance } from '../instances/known-instance.ts';
import { keptSubsets, type Pass, type Subject } from './pass.ts';
import {
  keepData,
  keepUnits,
  mapData,
  mergeUnits,
  unitCounts,
  unitIndices,
  withoutFactor,
  withoutHidden,
} from './unit-edits.ts';

/** Beyond this width only neighbours are merged. */
const MERGED_PAIRS = 8;

const dropLayers: Pass = {
  name: 'drop-layer',
  *candidates({ instance }) {
    const { model } = instance;
    if (model.kind === 'diagonal-linear') {
      for (let l = 0; model.depth > 1 && l < model.depth; l++) yield withoutFactor(instance, l);
      return;
    }
    const layers = unitCounts(model).length - 1;
    for (let p = 1; p < layers; p++) yield* withoutHidden(instance, p);
  },
};

function dropUnits(name: string, positions: (last: number) => number[]): Pass {
  return {
    name,
    *candidates({ instance }) {
      const counts = unitCounts(instance.model);
      for (const p of positions(counts.length - 1)) {
        for (const kept of keptSubsets(counts[p])) yield keepUnits(instance, p, kept);
      }
    },
  };
}

/** 1 … last−1. */
function hidden(last: number): number[] {
  return unitIndices(Math.max(0, last - 1)).map((p) => p + 1);
}

const mergeNeurons: Pass = {
  name: 'merge-neurons',
  *candidates({ instance }) {
    const counts = unitCounts(instance.model);
    for (const p of hidden(counts.length - 1)) {
      for (let i = 0; i < counts[p]; i++) {
        const end = counts[p] <= MERGED_PAIRS ? counts[p] : Math.min(counts[p], i + 2);
        for (let j = i + 1; j < end; j++) yield mergeUnits(instance, p, i, j);
      }
    }
  },
};

function* fewerData(data: Data): Generator<Data> {
  for (const kept of keptSubsets(data.inputs.length)) yield keepData(data, kept);
}

/** A mini-batch cannot be larger than the data. */
function withData(instance: Instance, data: Data): Instance {
  const { training } = instance;
  if (training?.batch === undefined) return { ...instance, data };
  const batch = Math.min(training.batch, data.inputs.length);
  return { ...instance, data, training: { ...training, batch } };
}

const dropData: Pass = {
  name: 'drop-datum',
  *candidates({ instance }) {
    const { data, then } = instance;
    if (data) {
      for (const fewer of fewerData(data)) yield withData(instance, fewer);
    }
    if (then) {
      for (const fewer of fewerData(then.data)) {
        yield { ...instance, then: { ...then, data: fewer } };
      }
    }
  },
};

/** One dataset in place of two. */
const unifyData: Pass = {
  name: 'unify-data',
  *candidates({ instance }) {
    const { data, then } = instance;
    if (!data || !then) return;
    yield mapData(instance, () => data);
    yield mapData(instance, () => then.data);
  },
};

/**
 * Without biases; and with each bias as the weight of the first input instead, which is 1 in all data.
 */
const dropBias: Pass = {
  name: 'drop-bias',
  *candidates({ instance }): Generator<Instance> {
    const { model } = instance;
    if ((model.kind !== 'fully-connected' && model.kind !== 'relu-paths') || !model.bias) return;
    const unbiased = instance.parameters.layers.map((layer) => ({ ...layer, bias: null }));
    const plain = { ...instance, model: { ...model, bias: false } };
    yield { ...plain, parameters: { layers: unbiased } };
    const [first, ...others] = unbiased;
    const bias = instance.parameters.layers[0].bias ?? [];
    const weights = first.weights.map((row, i) => row.with(0, bias[i]));
    yield mapData(
      { ...plain, parameters: { layers: [{ weights, bias: null }, ...others] } },
      (data) => ({ ...data, inputs: data.inputs.map((row) => row.with(0, 1)) }),
    );
  },
};

/** The linear network of the same widths. */
const simplerKind: Pass = {
  name: 'make-linear',
  *candidates({ instance }): Generator<Instance> {
    const { model } = instance;
    if (model.kind !== 'fully-connected' && model.kind !== 'relu-paths') return;
    const layers = instance.parameters.layers.map((layer) => ({ ...layer, bias: null }));
    const linear = { kind: 'linear', widths: model.widths } as const;
    yield { ...instance, model: linear, parameters: { layers } };
  },
};

function namesIn(text: string): string[] {
  return [...text.matchAll(/[a-z_]\w*/gi)].map(([name]) => name);
}

/** Variables that no feature mentions, and terms of features. */
const dropTerms: Pass = {
  name: 'drop-term',
  *candidates({ instance }: Subject): Generator<Instance> {
    const { model } = instance;
    if (model.kind !== 'polynomial') return;
    for (const [v, name] of model.variables.entries()) {
      const used = model.features.some((text) => namesIn(text).includes(name));
      if (used || model.variables.length === 1) continue;
      const variables = model.variables.filter((other) => other !== name);
      const layers = instance.parameters.layers.map((layer) => ({
        ...layer,
        weights: layer.weights.map((row) => row.filter((_, k) => k !== v)),
      }));
      yield { ...instance, model: { ...model, variables }, parameters: { layers } };
    }
    for (const [f, text] of model.features.entries()) {
      for (const simpler of simplerFeatures(text)) {
        const features = model.features.map((old, k) => (k === f ? simpler : old));
        yield { ...instance, model: { ...model, features } };
      }
    }
  },
};

/** A sum without one of its terms; a product without one of its factors; a power lowered by one. */
function* simplerFeatures(text: string): Generator<string> {
  if (/[()]/.test(text)) return;
  const terms = text.replace(/\s+/g, '').match(/[+-]?[^+-]+/g) ?? [];
  const join = (list: readonly string[]): string => list.join('').replace(/^\+/, '');
  for (let t = 0; terms.length > 1 && t < terms.length; t++) {
    yield join(terms.filter((_, k) => k !== t));
  }
  for (const [t, term] of terms.entries()) {
    const replaced = (other: string): string =>
      join(terms.map((old, k) => (k === t ? other : old)));
    const lead = /^[+-]/.exec(term)?.[0] ?? '';
    const factors = term.slice(lead.length).split('*');
    for (let f = 0; factors.length > 1 && f < factors.length; f++) {
      yield replaced(lead + factors.filter((_, k) => k !== f).join('*'));
    }
    for (const [f, factor] of factors.entries()) {
      const power = /^(.+)\^(\d+)$/.exec(factor);
      if (!power) continue;
      const lower = Number(power[2]) === 2 ? power[1] : `${power[1]}^${Number(power[2]) - 1}`;
      yield replaced(lead + factors.map((old, k) => (k === f ? lower : old)).join('*'));
    }
  }
}

export const structurePasses: readonly Pass[] = [
  simplerKind,
  dropLayers,
  dropUnits('drop-neuron', hidden),
  dropUnits('drop-input', () => [0]),
  dropUnits('drop-output', (last) => (last === 0 ? [] : [last])),
  dropData,
  unifyData,
  dropBias,
  dropTerms,
  mergeNeurons,
];
