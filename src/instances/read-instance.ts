/**
 * Instances from JSON, checked completely: what comes out has the shapes that its model says, finite
 * numbers and no key that falsim does not know. Nothing is filled in or converted: numerals stay as
 * they were written. The format is docs/instances.md.
 */
import { readFileSync } from 'node:fs';
import { InputError } from '../errors.ts';
import {
  described,
  fieldPath,
  mismatch,
  readArray,
  readFields,
  readInteger,
  readMatrix,
  readNonNegative,
  readOneOf,
  readString,
  readVector,
} from './field-reader.ts';
import type {
  Data,
  Instance,
  LayerParameters,
  ModelSpec,
  Parameters,
  Switch,
  TrainingSpec,
} from './instance.ts';
import { parseJson } from './json-text.ts';
import { inputDimension, layoutOf, outputDimension } from './layout.ts';
import { readModel } from './read-model.ts';

const METHODS: readonly TrainingSpec['method'][] = [
  'gradient-flow',
  'gradient-descent',
  'sgd',
  'momentum',
  'adam',
  'weight-decay',
];

const LARGEST_COUNT = 1_000_000_000;

/**
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
    parameters: readParameters(fields.parameters, at('parameters'), model),
    ...optional('data', readData),
    ...optional('loss', readLossName),
    ...optional('training', readTraining),
    ...optional('then', readSwitch),
  };
}

/**
 * @param validate further checks, e.g. of names; an InputError it throws gets the file's name.
 * @throws InputError whose path starts with the file's name.
 */
export function readInstanceFile(
  file: string,
  validate: (instance: Instance) => void = () => undefined,
): Instance {
  const json = readJsonFile(file);
  return inFile(file, () => {
    const instance = parseInstance(json);
    validate(instance);
    return instance;
  });
}

/** The JSON value in a file. @throws InputError when it cannot be read or is no JSON. */
export function readJsonFile(file: string): unknown {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(file);
  } catch (error) {
    throw new InputError(file, 'a readable JSON file', obstacle(error));
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputError(file, 'a JSON file in UTF-8', 'bytes that are not UTF-8');
  }
  return parseJson(text, file);
}

/** Runs `read`; paths of its InputErrors get the file's name in front. */
export function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    throw new InputError(`${file}: ${error.path}`, error.expected, error.received);
  }
}

/** Why the system would not give us the file, for people. */
export function obstacle(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  const known = new Map([
    ['EISDIR', 'a directory'],
    ['ENOENT', 'no such file'],
    ['ENOTDIR', 'no such file'],
    ['EACCES', 'a file that may not be read'],
  ]);
  return known.get(code) ?? code;
}

/** What the rows and columns of layer l mean. */
function meaningOf(model: ModelSpec, l: number, count: number): string {
  if (model.kind === 'diagonal-linear') return '1 × inputs';
  if (model.kind === 'polynomial') return '1 × variables';
  return `${l === count - 1 ? 'outputs' : 'hidden'} × ${l === 0 ? 'inputs' : 'hidden'}`;
}

function authorityOf(model: ModelSpec): string {
  switch (model.kind) {
    case 'diagonal-linear':
      return `depth and inputs say ${model.depth} layers of 1 × ${model.inputs}`;
    case 'polynomial':
      return `variables are ${model.variables.join(', ')}`;
    default:
      return `widths say [${model.widths.join(', ')}]`;
  }
}

function readParameters(value: unknown, path: string, model: ModelSpec): Parameters {
  const shapes = layoutOf(model).layers;
  const authority = authorityOf(model);
  const layersPath = fieldPath(path, 'layers');
  const expected = `${shapes.length} layers`;
  const layers = readArray(readFields(value, path, ['layers']).layers, layersPath, expected);
  if (layers.length !== shapes.length) {
    throw new InputError(layersPath, expected, `${layers.length}; ${authority}`);
  }
  return {
    layers: shapes.map(({ rows, columns, bias }, l): LayerParameters => {
      const at = `${layersPath}[${l}]`;
      const fields = readFields(layers[l], at, ['weights', 'bias']);
      const meaning = meaningOf(model, l, shapes.length);
      const weights = readMatrix(
        fields.weights,
        `${at}.weights`,
        [rows, columns],
        meaning,
        authority,
      );
      if (bias >= 0) {
        const what = 'one a row of weights';
        return {
          weights,
          bias: readVector(fields.bias, `${at}.bias`, rows, what, 'model.bias is true'),
        };
      }
      if (fields.bias !== null && fields.bias !== undefined) {
        const why = 'bias' in model ? 'model.bias is false' : `${model.kind} has none`;
        throw new InputError(`${at}.bias`, 'null', `${described(fields.bias)}; ${why}`);
      }
      return { weights, bias: null };
    }),
  };
}

function readData(value: unknown, path: string, model: ModelSpec): Data {
  const fields = readFields(value, path, ['inputs', 'targets']);
  const inputsPath = fieldPath(path, 'inputs');
  const targetsPath = fieldPath(path, 'targets');
  const n = readArray(fields.inputs, inputsPath, 'an array of inputs').length;
  if (n === 0) throw new InputError(inputsPath, 'at least one datum', 'none');
  const [d, c] = [inputDimension(model), outputDimension(model)];
  const inputs = readMatrix(
    fields.inputs,
    inputsPath,
    [n, d],
    'data × inputs of the model',
    `the model takes ${d}`,
  );
  const authority = `there are ${n} inputs and the model gives ${c} outputs`;
  const meaning = 'data × outputs of the model';
  return {
    inputs,
    targets: readMatrix(fields.targets, targetsPath, [n, c], meaning, authority),
  };
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
    method: readOneOf(fields.method, at('method'), METHODS),
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
