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
  readNumeral,
  readOneOf,
  readString,
} from './field-reader.ts';
import type { FunctionSpec, ModelKind, ModelSpec } from './instance.ts';

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
const LARGEST_SHIFTS = 16;
const LARGEST_DEGREE = 10_000;

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
        activation: readActivation(fields.activation, at('activation')),
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

/** Its form only: whether a name is known is for `models/` to say. */
export function readActivation(value: unknown, path: string, depth = 0): FunctionSpec {
  if (typeof value === 'string') return value;
  const names = ['polynomial', 'shifted', 'taylor'] as const;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw mismatch(path, `a name or an object whose name is one of ${names.join(', ')}`, value);
  }
  const keys = ['name', 'coefficients', 'base', 'shift', 'support'] as const;
  const name = readOneOf(readFields(value, path, keys).name, fieldPath(path, 'name'), names);
  const at = (key: string) => fieldPath(path, key);
  switch (name) {
    case 'polynomial': {
      const { coefficients } = readFields(value, path, ['name', 'coefficients']);
      const list = readArray(coefficients, at('coefficients'), 'an array [c₀, c₁, …] of numbers');
      if (list.length === 0 || list.length > LARGEST_DEGREE) {
        throw mismatch(at('coefficients'), `1 to ${LARGEST_DEGREE} numbers`, coefficients);
      }
      return {
        name,
        coefficients: list.map((c, j) => readNumeral(c, `${at('coefficients')}[${j}]`)),
      };
    }
    case 'shifted': {
      const fields = readFields(value, path, ['name', 'base', 'shift']);
      if (depth >= LARGEST_SHIFTS) {
        throw new InputError(path, `at most ${LARGEST_SHIFTS} shifts of shifts`, 'more');
      }
      return {
        name,
        base: readActivation(fields.base, at('base'), depth + 1),
        shift: readNumeral(fields.shift, at('shift')),
      };
    }
    case 'taylor': {
      const { support } = readFields(value, path, ['name', 'support']);
      return { name, support: readSupport(support, at('support')) };
    }
  }
}

function readSupport(value: unknown, path: string): 'odd' | 'even' | 'all' | number[] {
  if (!Array.isArray(value)) return readOneOf(value, path, ['odd', 'even', 'all'] as const);
  if (value.length === 0) throw mismatch(path, 'at least one order', value);
  const orders = value.map((j, i) => readInteger(j, `${path}[${i}]`, 0, LARGEST_DEGREE));
  orders.forEach((j, i) => {
    if (orders.indexOf(j) < i)
      throw new InputError(`${path}[${i}]`, 'each order once', `${j} again`);
  });
  return orders;
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
