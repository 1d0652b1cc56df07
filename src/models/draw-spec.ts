/**
 * A random `model` object, drawn from the model's schema: keys with their types and bounds. Where keys
 * depend on each other draws are repeated until one is read.
 */
import type * as v from 'valibot';
import { InputError } from '../errors.ts';
import type { Rng } from '../numerics/random.ts';
import { bind } from './bind.ts';
import type { AnyModel, ModelJson } from './contract.ts';
import { activation, nonNegative, rational } from './schema.ts';

const ACTIVATIONS = ['tanh', 'sin', 'sigmoid', 'square', 'exp', 'silu'];
const ATTEMPTS = 200;

/**
 * @param most largest size and longest list.
 * @returns null where no draw fits, or a key is of a type that cannot be drawn: then the model's own
 *   `generate` is asked for, or an instance.
 */
export function drawSpec(model: AnyModel, rng: Rng, most = 3): ModelJson | null {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const json = model.generate?.(rng, most) ?? drawn(model.spec, rng, most);
    if (json === UNKNOWN) return null;
    try {
      bind(json as ModelJson);
      return json as ModelJson;
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
    }
  }
  return null;
}

const UNKNOWN = Symbol('unknown');

/** What the drawing needs to know of a schema. */
type Node = v.GenericSchema & {
  readonly entries?: { readonly [key: string]: Node };
  readonly item?: Node;
  readonly wrapped?: Node;
  readonly literal?: unknown;
  readonly options?: readonly unknown[];
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
};

function drawn(schema: v.GenericSchema, rng: Rng, most: number): unknown {
  const node = schema as Node;
  if (node === activation) return rng.pick(ACTIVATIONS);
  if (node === nonNegative) return `${rng.integer(0, 4)}/4`;
  if (node === rational) return `${rng.integer(-4, 4)}/${rng.integer(1, 4)}`;
  const bound = (type: string) =>
    node.pipe?.find((action) => action.type === type)?.requirement as number | undefined;
  switch (node.type) {
    case 'literal':
      return node.literal;
    case 'boolean':
      return rng.chance(0.5);
    case 'picklist':
      return rng.pick(node.options!);
    case 'number': {
      const low = bound('min_value') ?? 1;
      return rng.integer(low, Math.max(low, Math.min(bound('max_value') ?? most, most)));
    }
    case 'optional':
      return rng.chance(0.5) ? undefined : drawn(node.wrapped!, rng, most);
    case 'array': {
      const least = bound('min_length') ?? 0;
      const longest = Math.max(least, Math.min(bound('max_length') ?? most, most));
      const length = rng.integer(least, longest);
      const items = Array.from({ length }, () => drawn(node.item!, rng, most));
      return items.includes(UNKNOWN) ? UNKNOWN : items;
    }
    case 'object':
    case 'strict_object': {
      const fields = Object.entries(node.entries!)
        .map(([key, entry]) => [key, drawn(entry, rng, most)] as const)
        .filter(([, value]) => value !== undefined);
      return fields.some(([, value]) => value === UNKNOWN) ? UNKNOWN : Object.fromEntries(fields);
    }
    default:
      return UNKNOWN;
  }
}
