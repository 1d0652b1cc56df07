/**
 * What a model's schema leaves open: the sizes, choices and functions in `model` of an instance, with the
 * places where they stand. Parts of a schema that are code (a formula to be parsed) are left as they are.
 */

import type { FunctionSpec } from '../analytic/function-spec.ts';
import { attached } from '../attached.ts';
import type { BoundModel } from './bind.ts';
import type { ModelJson } from './contract.ts';
import { activation, nonNegative, rational, type Schema } from './schema.ts';
import type { Path } from './structure.ts';

export type SpecField =
  | { readonly is: 'size'; readonly path: Path; readonly least: number; readonly most: number }
  /** A list of sizes that may be longer or shorter. */
  | { readonly is: 'sizes'; readonly path: Path; readonly least: number; readonly most: number }
  | { readonly is: 'boolean'; readonly path: Path; readonly optional: boolean }
  | {
      readonly is: 'choice';
      readonly path: Path;
      readonly options: readonly string[];
      readonly optional: boolean;
    }
  | { readonly is: 'function'; readonly path: Path; readonly optional: boolean }
  /** An exact number that must be given. */
  | { readonly is: 'number'; readonly path: Path }
  /** Anything else that may be left out. */
  | { readonly is: 'other'; readonly path: Path; readonly optional: true };

/** The parts of valibot's schemas that are looked at. */
interface Node {
  readonly type: string;
  readonly entries?: { readonly [key: string]: Node };
  readonly wrapped?: Node;
  readonly item?: Node;
  readonly options?: readonly unknown[];
  readonly requirement?: unknown;
  readonly pipe?: readonly Node[];
}

/** The open fields in the order of the schema's keys. */
export function specFields(schema: Schema<unknown>): readonly SpecField[] {
  const fields: SpecField[] = [];
  const visit = (node: Node, path: Path, optional: boolean): void => {
    if (isActivation(node)) {
      fields.push({ is: 'function', path, optional });
      return;
    }
    if (!optional && isNumber(node)) {
      fields.push({ is: 'number', path });
      return;
    }
    switch (node.type) {
      case 'optional':
        visit(node.wrapped!, path, true);
        return;
      case 'strict_object':
      case 'object':
      case 'loose_object':
        for (const [key, child] of Object.entries(node.entries ?? {}))
          visit(child, [...path, key], false);
        return;
      case 'array':
        if (isInteger(node.item))
          fields.push({ is: 'sizes', path, ...bounds(node, 'min_length', 'max_length') });
        else if (optional) fields.push({ is: 'other', path, optional });
        return;
      case 'number':
        if (isInteger(node))
          fields.push({ is: 'size', path, ...bounds(node, 'min_value', 'max_value') });
        else if (optional) fields.push({ is: 'other', path, optional });
        return;
      case 'boolean':
        fields.push({ is: 'boolean', path, optional });
        return;
      case 'picklist':
        fields.push({ is: 'choice', path, options: (node.options ?? []).map(String), optional });
        return;
      case 'literal':
        return;
      default:
        if (optional) fields.push({ is: 'other', path, optional });
    }
  };
  visit(schema as unknown as Node, [], false);
  return fields;
}

function isActivation(node: Node): boolean {
  return [node, node.pipe?.[0]].includes(activation as unknown as Node);
}

function isNumber(node: Node): boolean {
  return [rational, nonNegative].includes(node as never);
}

function isInteger(node: Node | undefined): boolean {
  return node?.type === 'number' && (node.pipe ?? []).some(({ type }) => type === 'integer');
}

function bounds({ pipe }: Node, low: string, high: string) {
  const asked = (type: string) => pipe?.find((step) => step.type === type)?.requirement;
  const [least, most] = [asked(low), asked(high)];
  return {
    least: typeof least === 'number' ? least : 0,
    most: typeof most === 'number' ? most : 1000,
  };
}

/** The value at a path of a JSON object; undefined where there is none. */
export function valueAt(json: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (node, key) =>
      typeof node === 'object' && node !== null
        ? (node as { readonly [key: string | number]: unknown })[key]
        : undefined,
    json,
  );
}

/** The object with another value at a path, undefined for none; keys keep their order. */
export function withValueAt<J>(json: J, path: Path, value: unknown): J {
  const [key, ...rest] = path;
  if (key === undefined) return value as J;
  if (Array.isArray(json))
    return json.with(Number(key), withValueAt(json[Number(key)], rest, value)) as J;
  const object = (json ?? {}) as { readonly [key: string]: unknown };
  if (rest.length === 0 && value === undefined) {
    const { [String(key)]: _, ...others } = object;
    return others as J;
  }
  return { ...object, [key]: withValueAt(object[String(key)], rest, value) } as J;
}

const byModel = attached<BoundModel, readonly Path[]>();

/** Where `model` of the instance names a function: what its schema reads as one. */
export function functionPaths(bound: BoundModel): readonly Path[] {
  let paths = byModel.get(bound);
  if (paths === undefined) {
    const found: Path[] = [];
    findFunctions(bound.spec, bound.json, [], found);
    paths = found;
    byModel.set(bound, paths);
  }
  return paths;
}

function findFunctions(read: unknown, json: unknown, path: Path, found: Path[]): void {
  if (typeof read !== 'object' || read === null || json === undefined) return;
  if ('jet' in read && typeof read.jet === 'function') {
    found.push(path);
    return;
  }
  if (typeof json !== 'object' || json === null) return;
  for (const [key, child] of Object.entries(read)) {
    const step = Array.isArray(read) ? Number(key) : key;
    findFunctions(child, valueAt(json, [step]), [...path, step], found);
  }
}

export function functionAt(model: ModelJson, path: Path): FunctionSpec {
  return valueAt(model, path) as FunctionSpec;
}
