/** Fewer layers, units, inputs, outputs, data points; tensors left out; merged units. */
import type { Data, Instance } from '../instances/instance.ts';
import { flatten, unflatten } from '../instances/layout.ts';
import { bind } from '../models/bind.ts';
import type { Role } from '../models/contract.ts';
import { specFields, valueAt, withValueAt } from '../models/spec-fields.ts';
import { unitAxes } from '../models/units.ts';
import { keptSubsets, type Pass } from './pass.ts';
import {
  bindIfPossible,
  keepData,
  keepIndices,
  mapData,
  mergeUnits,
  underSpec,
} from './unit-edits.ts';

/** Beyond this width only neighbours are merged. */
const MERGED_PAIRS = 8;

/** What the model itself says is simpler, as a model of another kind or of its own. */
function simplified(name: string, otherKind: boolean): Pass {
  return {
    name,
    *candidates({ instance }): Generator<Instance> {
      const own = instance.model;
      const simpler = bind(own).model.simplify?.(own, flatten(instance.parameters)) ?? [];
      for (const { model, theta, input } of simpler) {
        if ((model.kind !== own.kind) !== otherKind) continue;
        if (bindIfPossible(model)?.size !== theta.length) continue;
        const candidate = { ...instance, model, parameters: unflatten(model, theta) };
        yield input === undefined
          ? candidate
          : mapData(candidate, (data) => ({ ...data, inputs: data.inputs.map(input) }));
      }
    },
  };
}

function dropUnits(name: string, role: Role): Pass {
  return {
    name,
    *candidates({ instance }) {
      for (const { axis } of unitAxes(bind(instance.model), [role])) {
        for (const kept of keptSubsets(axis.size)) {
          const smaller = keepIndices(instance, axis, kept);
          if (smaller !== null) yield smaller;
        }
      }
    },
  };
}

const mergeNeurons: Pass = {
  name: 'merge-neurons',
  *candidates({ instance }) {
    for (const units of unitAxes(bind(instance.model))) {
      const { size } = units.axis;
      for (let i = 0; i < size; i++) {
        const end = size <= MERGED_PAIRS ? size : Math.min(size, i + 2);
        for (let j = i + 1; j < end; j++) {
          const merged = mergeUnits(instance, units, i, j);
          if (merged !== null) yield merged;
        }
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

/** Optional parts of the spec left out, switches off, choices the first: with the tensors that are left. */
const simplerOptions: Pass = {
  name: 'simpler-options',
  *candidates({ instance }): Generator<Instance> {
    const { model } = instance;
    for (const field of specFields(bind(model).model.spec)) {
      const own = valueAt(model, field.path);
      if (own === undefined) continue;
      const others: unknown[] = 'optional' in field && field.optional ? [undefined] : [];
      if (field.is === 'boolean' && own === true) others.push(false);
      if (field.is === 'choice')
        others.push(...field.options.slice(0, Math.max(0, field.options.indexOf(String(own)))));
      if (field.is === 'size')
        for (let n = field.least; n < Math.min(Number(own), field.least + 3); n++) others.push(n);
      for (const other of others) {
        const simpler = underSpec(instance, withValueAt(model, field.path, other));
        if (simpler !== null) yield simpler;
      }
    }
  },
};

export const structurePasses: readonly Pass[] = [
  simplified('simpler-kind', true),
  simplified('simplify-model', false),
  dropUnits('drop-neuron', 'hidden'),
  dropUnits('drop-input', 'input'),
  dropUnits('drop-output', 'output'),
  dropUnits('drop-place', 'place'),
  dropData,
  unifyData,
  simplerOptions,
  mergeNeurons,
];
