/**
 * Instances from JSON, checked completely: what comes out has the shapes that its model says, finite
 * numbers and no key that falsim does not know. Numerals stay as they
 * were written; a datum may be nested like the model's x and comes out flat. The format is docs/instances.md.
 */
import { InputError } from '../errors.ts';
import {
  fieldPath,
  mismatch,
  readArray,
  readFields,
  readInteger,
  readNonNegative,
  readOneOf,
  readString,
} from '../json/field-reader.ts';
import { type NestedNumerals, readTensor } from '../json/tensor-reader.ts';
import { bind } from '../models/bind.ts';
import { readModel } from '../models/read-model.ts';
import { leavesOf } from '../models/structure.ts';
import type { Numeral } from '../numerics/numeral.ts';
import {
  type Data,
  type Instance,
  type ModelSpec,
  type Switch,
  type TrainingSpec,
  trainingMethods,
} from './instance.ts';
import { readParameters } from './read-parameters.ts';

const LARGEST_COUNT = 1_000_000_000;

/**
 * An instance from parsed JSON.
 *
 * @param path where the instance stands in the user's file; '' when it is the whole file.
 * @throws InputError
 */
export function parseInstance(json: unknown, path = ''): Instance {
  const at = (key: string) => fieldPath(path, key);
  const keys = ['model', 'parameters', 'data', 'loss', 'training', 'then'] as const;
  const fields = readFields(json, path, keys);
  const model = readModel(fields.model, at('model'));
  function optional<K extends (typeof keys)[number]>(
    key: K,
    read: (value: unknown, path: string, model: ModelSpec) => NonNullable<Instance[K]>,
  ) {
    return fields[key] === undefined ? {} : { [key]: read(fields[key], at(key), model) };
  }
  return {
    model,
    parameters: readParameters(fields.parameters, at('parameters'), bind(model)),
    ...optional('data', readData),
    ...optional('loss', readLossName),
    ...optional('training', readTraining),
    ...optional('then', readSwitch),
  };
}

function readData(value: unknown, path: string, model: ModelSpec): Data {
  const fields = readFields(value, path, ['inputs', 'targets']);
  const inputsPath = fieldPath(path, 'inputs');
  const targetsPath = fieldPath(path, 'targets');
  const { inputs, output } = bind(model);
  const given = readArray(fields.inputs, inputsPath, 'an array of inputs');
  const n = given.length;
  if (n === 0) throw new InputError(inputsPath, 'at least one datum', 'none');
  const data = { name: 'data', size: n };
  const { axes } = inputs.x;
  const takes = `the model takes ${inputs.datum}`;
  const flat = { name: axes.map(({ name }) => name).join(' · '), size: inputs.datum };
  const rows =
    axes.length === 1
      ? readTensor(given, inputsPath, [data, flat], takes)
      : given.map((row, i) => {
          const isNested = axes.length === 0 ? !Array.isArray(row) : isArrayOfArrays(row);
          return readTensor(row, `${inputsPath}[${i}]`, isNested ? axes : [flat], takes);
        });
  const gives = `there are ${n} inputs and the model gives ${output.size} outputs`;
  const targets = readTensor(fields.targets, targetsPath, [data, output], gives);
  return {
    inputs: (rows as NestedNumerals[]).map((row) => leavesOf<Numeral>(row)),
    targets: targets as Numeral[][],
  };
}

function isArrayOfArrays(value: unknown): boolean {
  return Array.isArray(value) && Array.isArray(value[0]);
}

function readLossName(value: unknown, path: string): string {
  const name = readString(value, path, 'the name of a loss');
  if (name === '') throw mismatch(path, 'the name of a loss', value);
  return name;
}

function readTraining(value: unknown, path: string): TrainingSpec {
  const fields = readFields(value, path, ['method', 'time', 'rate', 'steps', 'batch']);
  const at = (key: string) => fieldPath(path, key);
  const { time, rate, steps, batch } = fields;
  return {
    method: readOneOf(fields.method, at('method'), trainingMethods),
    ...(time === undefined ? {} : { time: readNonNegative(time, at('time'), false) }),
    ...(rate === undefined ? {} : { rate: readNonNegative(rate, at('rate'), true) }),
    ...(steps === undefined ? {} : { steps: readInteger(steps, at('steps'), 0, LARGEST_COUNT) }),
    ...(batch === undefined ? {} : { batch: readInteger(batch, at('batch'), 1, LARGEST_COUNT) }),
  };
}

function readSwitch(value: unknown, path: string, model: ModelSpec): Switch {
  const fields = readFields(value, path, ['data', 'loss']);
  return {
    data: readData(fields.data, fieldPath(path, 'data'), model),
    loss: readLossName(fields.loss, fieldPath(path, 'loss')),
  };
}
