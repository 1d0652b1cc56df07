/** θ from JSON, by the structure of the model's tensors. */
import { InputError } from '../errors.ts';
import { described, fieldPath, readArray, readFields } from '../json/field-reader.ts';
import { readTensor } from '../json/tensor-reader.ts';
import { inlineJson } from '../json/write-json.ts';
import type { BoundModel } from '../models/bind.ts';
import type { Axis, ModelJson, Structure } from '../models/contract.ts';
import { axesOf, isTensor } from '../models/structure.ts';
import type { Parameters } from './instance.ts';

/**
 * Keys come out in the order of the structure.
 *
 * @throws InputError that names the path, the axes with their sizes, and what says so.
 */
export function readParameters(value: unknown, path: string, bound: BoundModel): Parameters {
  const { json } = bound;
  function visit(structure: Structure, node: unknown, at: string, key: string): Parameters {
    if (structure === null) return readAbsent(node, at, key, json);
    if (isTensor(structure))
      return readTensor(node, at, structure.axes, authorityOf(structure.axes, json));
    if (Array.isArray(structure)) {
      const expected = `${structure.length} ${key}`;
      const items = readArray(node, at, expected);
      if (items.length !== structure.length) {
        const authority = authorityOf(axesOf(structure), json);
        throw new InputError(at, expected, `${items.length}; ${authority}`);
      }
      return structure.map((child, i) => visit(child, items[i], `${at}[${i}]`, key));
    }
    const children = Object.entries(structure as { readonly [name: string]: Structure });
    const fields = readFields(
      node,
      at,
      children.map(([name]) => name),
    );
    return Object.fromEntries(
      children.map(([name, child]) => [
        name,
        visit(child, fields[name], fieldPath(at, name), name),
      ]),
    );
  }
  return visit(bound.parameters, value, path, 'parameters');
}

function readAbsent(node: unknown, path: string, key: string, model: ModelJson): null {
  if (node === null || node === undefined) return null;
  const why = model[key] === false ? `model.${key} is false` : `${model.kind} has none`;
  throw new InputError(path, 'null', `${described(node)}; ${why}`);
}

/** Which keys of the model say how long the axes are: `widths say [2, 3, 1]`, `hidden says 3`. */
function authorityOf(axes: readonly Axis[], model: ModelJson): string {
  const keys = [...new Set(axes.flatMap(({ path }) => (path === null ? [] : [path[0]])))];
  const said = keys.flatMap((key) => {
    const value = model[key];
    if (value === undefined) return [];
    return `${key} ${Array.isArray(value) ? 'say' : 'says'} ${inlineJson(value)}`;
  });
  return said.length > 0 ? said.join(', ') : `the model is ${short(inlineJson(model))}`;
}

function short(text: string): string {
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
