/** The `model` of an instance, checked for all that can be said without knowing the activations. */
import { InputError } from '../errors.ts';
import {
  described,
  fieldPath,
  mismatch,
  readArray,
  readBoolean,
  readFields,
  readInteger,
  readOneOf,
  readString,
} from './field-reader.ts';
import type { ModelKind, ModelSpec } from './instance.ts';
import { readFunction } from './read-function.ts';

const KINDS: readonly ModelKind[] = [
  'fully-connected',
  'linear',
  'relu-paths',
  'diagonal-linear',
  'polynomial',
];

const KEYS = {
  'fully-connected': ['kind', 'widths', 'bias', 'activation'],
  linear: ['kind', 'widths'],
  'relu-paths': ['kind', 'widths', 'bias'],
  'diagonal-linear': ['kind', 'depth', 'inputs'],
  polynomial: ['kind', 'variables', 'features'],
} as const;

/** Largest width and depth, and largest number M of parameters. */
const LARGEST_WIDTH = 2 ** 20;
const LARGEST_DEPTH = 1000;
const LARGEST_SIZE = 2 ** 24;

/** @throws InputError */
export function readModel(value: unknown, path: string): ModelSpec {
  const kindPath = fieldPath(path, 'kind');
  const all = [...new Set(KINDS.flatMap((kind) => KEYS[kind]))];
  const kind = readOneOf(readFields(value, path, all).kind, kindPath, KINDS);
  const fields = readFields(value, path, KEYS[kind]);
  const at = (key: string) => fieldPath(path, key);
  switch (kind) {
    case 'fully-connected': {
      const widths = readWidths(fields.widths, at('widths'));
      const bias = readBoolean(fields.bias, at('bias'));
      return {
        kind,
        widths,
        bias,
        activation: readFunction(fields.activation, at('activation')),
      };
    }
    case 'linear':
      return { kind, widths: readWidths(fields.widths, at('widths')) };
    case 'relu-paths': {
      const widths = readWidths(fields.widths, at('widths'));
      return { kind, widths, bias: readBoolean(fields.bias, at('bias')) };
    }
    case 'diagonal-linear': {
      const depth = readInteger(fields.depth, at('depth'), 1, LARGEST_DEPTH);
      return { kind, depth, inputs: readInteger(fields.inputs, at('inputs'), 1, LARGEST_WIDTH) };
    }
    case 'polynomial': {
      const variables = readVariables(fields.variables, at('variables'));
      return {
        kind,
        variables,
        features: readFeatures(fields.features, at('features'), variables),
      };
    }
  }
}

function readWidths(value: unknown, path: string): number[] {
  const expected = 'an array [inputs, hidden …, outputs]';
  const entries = readArray(value, path, expected);
  if (entries.length < 2 || entries.length > LARGEST_DEPTH) throw mismatch(path, expected, value);
  const widths = entries.map((n, l) => readInteger(n, `${path}[${l}]`, 1, LARGEST_WIDTH));
  const size = widths.slice(1).reduce((sum, n, l) => sum + n * (widths[l]! + 1), 0);
  if (size > LARGEST_SIZE) {
    throw new InputError(path, `at most ${LARGEST_SIZE} parameters`, `widths for ${size}`);
  }
  return widths;
}

const IDENTIFIER = /^\p{L}[\p{L}\p{N}_]*$/u;

function readVariables(value: unknown, path: string): string[] {
  const list = readArray(value, path, 'an array of names');
  if (list.length === 0) throw mismatch(path, 'at least one name', value);
  const names = list.map((name, i) => {
    const text = readString(name, `${path}[${i}]`, 'a name such as "u" or "w1"');
    if (!IDENTIFIER.test(text)) throw mismatch(`${path}[${i}]`, 'a name such as "u" or "w1"', name);
    return text;
  });
  names.forEach((name, i) => {
    if (names.indexOf(name) < i) {
      throw new InputError(`${path}[${i}]`, 'different names', `"${name}" again`);
    }
  });
  return names;
}

function readFeatures(value: unknown, path: string, variables: readonly string[]): string[] {
  const list = readArray(value, path, 'an array of polynomials such as "u*v^2 - 1/2*u"');
  if (list.length === 0) throw mismatch(path, 'at least one polynomial', value);
  return list.map((feature, j) => {
    const at = `${path}[${j}]`;
    const text = readString(feature, at, 'a polynomial such as "u*v^2 - 1/2*u"');
    for (const name of text.match(/\p{L}[\p{L}\p{N}_]*/gu) ?? []) {
      if (!variables.includes(name)) {
        throw new InputError(at, `a polynomial in ${variables.join(', ')}`, described(text));
      }
    }
    return text;
  });
}
