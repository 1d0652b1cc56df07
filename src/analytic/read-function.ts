/** A function as an instance names it. Its form only: whether a name is known is for `analytic/` to say. */

import { InputError } from '../errors.ts';
import {
  fieldPath,
  mismatch,
  readArray,
  readFields,
  readInteger,
  readNumeral,
  readOneOf,
} from '../json/field-reader.ts';
import type { FunctionSpec } from './function-spec.ts';

const LARGEST_DEGREE = 10_000;
const LARGEST_DEPTH = 16;
const LARGEST_COUNT = 64;

const NAMES = ['polynomial', 'shifted', 'sum', 'product', 'composition', 'taylor'] as const;

/** How much of a spec has been read: functions inside functions, and all of them. */
interface Extent {
  readonly depth: number;
  readonly count: { value: number };
}

/** @throws InputError, also for functions nested deeper than 16 or of more than 64 parts. */
export function readFunction(value: unknown, path: string): FunctionSpec {
  return read(value, path, { depth: 0, count: { value: 0 } });
}

function read(value: unknown, path: string, extent: Extent): FunctionSpec {
  if (++extent.count.value > LARGEST_COUNT)
    throw new InputError(path, `at most ${LARGEST_COUNT} functions in one`, 'more');
  if (typeof value === 'string') return value;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw mismatch(path, `a name or an object whose name is one of ${NAMES.join(', ')}`, value);
  }
  const keys = [
    'name',
    'coefficients',
    'base',
    'shift',
    'support',
    'terms',
    'factors',
    'outer',
    'inner',
  ] as const;
  const name = readOneOf(readFields(value, path, keys).name, fieldPath(path, 'name'), NAMES);
  const at = (key: string) => fieldPath(path, key);
  const part = (inner: unknown, where: string) => {
    if (extent.depth >= LARGEST_DEPTH)
      throw new InputError(path, `functions nested at most ${LARGEST_DEPTH} deep`, 'deeper');
    return read(inner, where, { ...extent, depth: extent.depth + 1 });
  };
  const list = (parts: unknown, key: string) => {
    const entries = readArray(parts, at(key), 'an array of functions');
    if (entries.length === 0) throw mismatch(at(key), 'at least one function', parts);
    return entries.map((entry, i) => part(entry, `${at(key)}[${i}]`));
  };
  switch (name) {
    case 'polynomial': {
      const { coefficients } = readFields(value, path, ['name', 'coefficients']);
      return { name, coefficients: readCoefficients(coefficients, at('coefficients')) };
    }
    case 'shifted': {
      const fields = readFields(value, path, ['name', 'base', 'shift']);
      return {
        name,
        base: part(fields.base, at('base')),
        shift: readNumeral(fields.shift, at('shift')),
      };
    }
    case 'sum':
      return { name, terms: list(readFields(value, path, ['name', 'terms']).terms, 'terms') };
    case 'product': {
      const { factors } = readFields(value, path, ['name', 'factors']);
      return { name, factors: list(factors, 'factors') };
    }
    case 'composition': {
      const fields = readFields(value, path, ['name', 'outer', 'inner']);
      return {
        name,
        outer: part(fields.outer, at('outer')),
        inner: part(fields.inner, at('inner')),
      };
    }
    case 'taylor': {
      const { support } = readFields(value, path, ['name', 'support']);
      return { name, support: readSupport(support, at('support')) };
    }
  }
}

function readCoefficients(value: unknown, path: string) {
  const list = readArray(value, path, 'an array [c₀, c₁, …] of numbers');
  if (list.length === 0 || list.length > LARGEST_DEGREE)
    throw mismatch(path, `1 to ${LARGEST_DEGREE} numbers`, value);
  return list.map((c, j) => readNumeral(c, `${path}[${j}]`));
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
