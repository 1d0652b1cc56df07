/** The law of reading and writing. */
import { InputError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { flatten, unflatten } from '../instances/layout.ts';
import { parseInstance } from '../instances/read-instance.ts';
import { parseJson } from '../json/json-text.ts';
import { writeJson } from '../json/write-json.ts';
import { keyPath } from '../models/bind.ts';
import { canonical } from './canonical.ts';
import type { Law } from './law.ts';
import { drawPoint } from './points.ts';

export const roundTrip: Law = {
  name: 'round-trip',
  statement: 'What is written is read back; a tensor of the wrong shape is refused by its path.',
  applies: () => true,
  check({ bound, rng }) {
    const theta = drawPoint(bound.size, rng);
    const instance: Instance = { model: bound.json, parameters: unflatten(bound.json, theta) };
    const read = parseInstance(parseJson(writeJson(instance)));
    if (canonical(read) !== canonical(instance)) return 'an instance is read as another one';
    if (flatten(read.parameters).some((value, i) => !Object.is(value, theta[i])))
      return 'θ is read as another one';
    const { path } = rng.pick(bound.tensors);
    const wrong = withShorter(instance, path);
    try {
      parseInstance(wrong);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      const expected = keyPath('parameters', path);
      return error.path === expected
        ? null
        : `the wrong shape of ${expected} is told of ${error.path}`;
    }
    return `a tensor ${keyPath('parameters', path)} of the wrong shape is read`;
  },
};

/** The instance with one index less, or an array in the place of a number, at `path`. */
function withShorter(instance: Instance, path: readonly (string | number)[]): unknown {
  const copy = structuredClone(instance) as { parameters: unknown };
  const shortened = (node: unknown, depth: number): unknown => {
    if (depth === path.length) return Array.isArray(node) ? node.slice(1) : [];
    const key = path[depth];
    if (Array.isArray(node))
      return node.map((child, i) => (i === key ? shortened(child, depth + 1) : child));
    const fields = node as { readonly [name: string]: unknown };
    return { ...fields, [key]: shortened(fields[key as string], depth + 1) };
  };
  return { ...copy, parameters: shortened(copy.parameters, 0) };
}
