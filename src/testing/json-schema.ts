/** JSON Schema (draft 2020-12) of the valibot schemas that describe falsim's files. */

interface Node {
  readonly type: string;
  readonly pipe?: readonly { readonly type: string; readonly requirement?: unknown }[];
  readonly entries?: Readonly<Record<string, Node>>;
  readonly item?: Node;
  readonly items?: readonly Node[];
  readonly options?: readonly unknown[];
  readonly wrapped?: Node;
  readonly literal?: unknown;
}

type JsonSchema = { readonly [key: string]: unknown };

/** @throws TypeError on a schema or an action that has no counterpart here. */
export function jsonSchemaOf(schema: unknown): JsonSchema {
  const node = schema as Node;
  const restrictions = (node.pipe ?? []).slice(1).map((action) => restriction(node.type, action));
  return Object.assign(plain(node), ...restrictions);
}

function plain(node: Node): JsonSchema {
  switch (node.type) {
    case 'strict_object':
    case 'loose_object': {
      const entries = Object.entries(node.entries!);
      return {
        type: 'object',
        properties: Object.fromEntries(entries.map(([key, entry]) => [key, jsonSchemaOf(entry)])),
        required: entries.filter(([, { type }]) => type !== 'optional').map(([key]) => key),
        ...(node.type === 'strict_object' && { additionalProperties: false }),
      };
    }
    case 'array':
      return { type: 'array', items: jsonSchemaOf(node.item) };
    case 'strict_tuple':
      return {
        type: 'array',
        prefixItems: node.items!.map(jsonSchemaOf),
        minItems: node.items!.length,
        maxItems: node.items!.length,
      };
    case 'union':
      return { anyOf: node.options!.map(jsonSchemaOf) };
    case 'optional':
      return jsonSchemaOf(node.wrapped);
    case 'nullable':
      return { anyOf: [jsonSchemaOf(node.wrapped), { type: 'null' }] };
    case 'picklist':
      return { enum: node.options };
    case 'literal':
      return { const: node.literal };
    case 'unknown':
      return {};
    case 'boolean':
    case 'number':
    case 'string':
      return { type: node.type };
    default:
      throw new TypeError(`JSON Schema: no counterpart of "${node.type}"`);
  }
}

function restriction(
  of: string,
  { type, requirement }: { readonly type: string; readonly requirement?: unknown },
): JsonSchema {
  switch (type) {
    case 'integer':
      return { type: 'integer' };
    case 'safe_integer':
      return {
        type: 'integer',
        minimum: Number.MIN_SAFE_INTEGER,
        maximum: Number.MAX_SAFE_INTEGER,
      };
    case 'min_value':
      return { minimum: requirement };
    case 'max_value':
      return { maximum: requirement };
    case 'lt_value':
      return { exclusiveMaximum: requirement };
    case 'min_length':
      return of === 'string' ? { minLength: requirement } : { minItems: requirement };
    case 'max_length':
      return of === 'string' ? { maxLength: requirement } : { maxItems: requirement };
    case 'check':
      // Beyond JSON Schema; what reads the file checks it all the same.
      return {};
    case 'regex':
      return { pattern: (requirement as RegExp).source };
    default:
      throw new TypeError(`JSON Schema: no counterpart of "${type}"`);
  }
}
