/** Simpler activations, losses and training; parts of the instance left out. */

import { partsOf, withParts } from '../analytic/function-spec.ts';
import { functionNames } from '../analytic/registry.ts';
import {
  type FunctionSpec,
  type Instance,
  type TrainingSpec,
  trainingMethods,
} from '../instances/instance.ts';
import { bind } from '../models/bind.ts';
import { functionAt, functionPaths, withValueAt } from '../models/spec-fields.ts';
import { lossNames } from '../training/loss.ts';
import { keptSubsets, type Pass } from './pass.ts';
import { shrinkNumeral } from './shrink-numeral.ts';
import { bindIfPossible } from './unit-edits.ts';

/** The named ones in their order, then what is left of a composed one. */
function* simplerActivations(spec: FunctionSpec): Generator<FunctionSpec> {
  for (const name of functionNames) {
    if (name === spec) return;
    yield name;
  }
  if (typeof spec === 'string') return;
  switch (spec.name) {
    case 'shifted':
      yield spec.base;
      for (const base of simplerActivations(spec.base)) yield { ...spec, base };
      for (const shift of shrinkNumeral(spec.shift)) yield { ...spec, shift };
      return;
    case 'polynomial':
      for (const kept of keptSubsets(spec.coefficients.length)) {
        yield { ...spec, coefficients: kept.map((k) => spec.coefficients[k]) };
      }
      return;
    case 'sum':
    case 'product':
    case 'composition': {
      const parts = partsOf(spec);
      yield* parts;
      if (spec.name !== 'composition') {
        for (const kept of keptSubsets(parts.length)) {
          yield withParts(
            spec,
            kept.map((k) => parts[k]),
          );
        }
      }
      for (const [k, part] of parts.entries()) {
        for (const simpler of simplerActivations(part))
          yield withParts(spec, parts.with(k, simpler));
      }
      return;
    }
    case 'taylor': {
      for (const support of ['odd', 'even', 'all'] as const) yield { ...spec, support };
      if (typeof spec.support === 'string') return;
      const { support } = spec;
      for (const kept of keptSubsets(support.length)) {
        yield { ...spec, support: kept.map((k) => support[k]) };
      }
    }
  }
}

/** Every function that the spec names, one at a time. */
const simplerActivation: Pass = {
  name: 'simpler-activation',
  *candidates({ instance }): Generator<Instance> {
    const { model } = instance;
    for (const path of functionPaths(bind(model))) {
      for (const simpler of simplerActivations(functionAt(model, path))) {
        const changed = withValueAt(model, path, simpler);
        if (bindIfPossible(changed) !== null) yield { ...instance, model: changed };
      }
    }
  },
};

const simplerLoss: Pass = {
  name: 'simpler-loss',
  *candidates({ instance }): Generator<Instance> {
    const { loss, then } = instance;
    for (const name of lossNames) {
      if (loss !== undefined && then)
        yield { ...instance, loss: name, then: { ...then, loss: name } };
      if (loss !== undefined) yield { ...instance, loss: name };
      if (then) yield { ...instance, then: { ...then, loss: name } };
    }
  },
};

/** The same schedule under another method; what the method needs and lacks is 1. */
function byMethod(training: TrainingSpec, method: TrainingSpec['method']): TrainingSpec {
  if (method === 'gradient-flow') return { method, time: training.time ?? 1 };
  const { rate = 1, steps = 1, batch = 1 } = training;
  return { method, rate, steps, ...(method === 'sgd' && { batch }) };
}

function* smallerCounts(n: number): Generator<number> {
  const candidates = new Set([1, 2, 3, n >> 3, n >> 2, n >> 1, n - (n >> 2), n - 1]);
  for (const k of [...candidates].sort((a, b) => a - b)) if (k >= 1 && k < n) yield k;
}

const simplerTraining: Pass = {
  name: 'simpler-training',
  *candidates({ instance }): Generator<Instance> {
    const { training } = instance;
    if (!training) return;
    for (const method of trainingMethods) {
      if (method === training.method) break;
      yield { ...instance, training: byMethod(training, method) };
    }
    if (training.steps !== undefined) {
      for (const steps of smallerCounts(training.steps)) {
        yield { ...instance, training: { ...training, steps } };
      }
    }
    if (training.batch !== undefined) {
      for (const batch of smallerCounts(training.batch)) {
        yield { ...instance, training: { ...training, batch } };
      }
    }
  },
};

const leaveOut: Pass = {
  name: 'leave-out',
  *candidates({ instance }): Generator<Instance> {
    const { then: _switch, ...unswitched } = instance;
    const { training: _training, ...untrained } = unswitched;
    const { data: _data, loss: _loss, ...bare } = untrained;
    if (instance.data || instance.loss || instance.training) yield bare;
    if (instance.training) yield untrained;
    if (instance.then) yield unswitched;
  },
};

export const choicePasses: readonly Pass[] = [
  leaveOut,
  simplerActivation,
  simplerLoss,
  simplerTraining,
];
