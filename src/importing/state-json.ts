/** Tensors as JSON, { "name": nested arrays of numbers }: what `{k: v.tolist() …}` of a state dict gives. */
import { InputError } from '../errors.ts';
import { textOf } from '../json/json-file.ts';
import { parseJson } from '../json/json-text.ts';
import type { Bytes, Checkpoint, StoredTensor } from './stored-tensor.ts';

const LARGEST = 200_000_000;
const DEEPEST = 16;

export function readStateJson(bytes: Bytes): Checkpoint {
  const { file, size } = bytes;
  if (size > LARGEST) throw new InputError(file, `at most ${LARGEST} bytes of JSON`, `${size}`);
  const json = parseJson(textOf(bytes.read(0, size), file, 'JSON'), file);
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    throw new InputError(file, 'an object with tensors by name', 'none');
  return {
    inOrder: true,
    tensors: Object.entries(json).map(([name, nested]) =>
      tensorOf(name, nested, `${file}: ${name}`),
    ),
  };
}

function tensorOf(name: string, nested: unknown, path: string): StoredTensor {
  const shape: number[] = [];
  for (let at = nested; Array.isArray(at); at = at[0]) {
    shape.push(at.length);
    if (shape.length > DEEPEST) throw new InputError(path, `at most ${DEEPEST} axes`, 'more');
    if (at.length === 0) break;
  }
  const values: number[] = [];
  const visit = (node: unknown, depth: number): void => {
    if (depth === shape.length) {
      if (typeof node !== 'number' || !Number.isFinite(node))
        throw new InputError(
          path,
          'finite numbers',
          JSON.stringify(node)?.slice(0, 40) ?? typeof node,
        );
      values.push(node);
      return;
    }
    if (!Array.isArray(node) || node.length !== shape[depth])
      throw new InputError(
        path,
        `nested arrays of the shape ${shape.join(' × ')}`,
        'another shape',
      );
    for (const child of node) visit(child, depth + 1);
  };
  visit(nested, 0);
  const all = Float64Array.from(values);
  return {
    name,
    type: 'F64',
    shape,
    values: (from = 0, count = all.length - from) => all.subarray(from, from + count),
  };
}
