/**
 * Which tensor of a checkpoint is which of a model.
 *
 *   { "model": { "kind": … },
 *     "tensors": { "layers[0].weights": "net.0.weight", "layers[0].bias": null,
 *                  "query": { "from": "attn.in_proj_weight", "rows": [0, 8], "transposed": true } } }
 *
 * `rows` takes a slice along the first axis, `as` takes what is there for an array of another shape, `axes` puts
 * its axes in order, `transposed` turns a matrix; axes of size 1 may be missing or too many. `null` stands for
 * zeros.
 */
import * as v from 'valibot';
import { InputError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import type { TensorSource } from '../models/foreign-modules.ts';
import { outlineOf } from '../models/outline.ts';
import { readModel } from '../models/read-model.ts';
import { boolean, object, optional, readWith } from '../models/schema.ts';
import { filled, type PlacedTensor } from '../models/structure.ts';
import { received } from '../nearest.ts';
import type { Checkpoint } from './stored-tensor.ts';
import { entriesOf, type TensorView, viewOf } from './tensor-view.ts';

const natural = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const source = v.nullable(
  v.union(
    [
      v.string(),
      object({
        from: v.string('a name'),
        rows: optional(v.strictTuple([natural, natural])),
        as: optional(v.array(natural)),
        axes: optional(v.array(natural)),
        transposed: optional(boolean, false),
      }),
    ],
    'a name, { from, rows, as, axes, transposed }, or null for zeros',
  ),
);
const schema = object({
  model: v.looseObject({ kind: v.string('a kind') }, 'a model'),
  tensors: v.record(v.string(), source),
});

export interface Mapping {
  readonly model: ModelJson;
  /** Null: zeros. */
  readonly tensors: { readonly [path: string]: TensorSource | null };
}

/** Largest instance that is written. */
export const MOST_PARAMETERS = 1_000_000;

/** @throws InputError */
export function readMapping(json: unknown, path: string): Mapping {
  const { model, tensors } = readWith(schema, json, path);
  const read = Object.entries(tensors).map(
    ([name, given]) => [name, sourceOf(given, `tensors.${name}`)] as const,
  );
  return { model: readModel(model, 'model') as ModelJson, tensors: Object.fromEntries(read) };
}

function sourceOf(given: v.InferOutput<typeof source>, path: string): TensorSource | null {
  if (given === null) return null;
  if (typeof given === 'string') return { from: given };
  const { transposed, axes, ...rest } = given;
  if (transposed && axes !== undefined)
    throw new InputError(path, 'axes or transposed, which both order the axes', 'both');
  return transposed ? { ...rest, axes: [1, 0] } : { ...rest, axes };
}

/** A tensor of the model, with its path, and where its entries are; null: zeros. */
export interface MappedTensor {
  readonly placed: PlacedTensor;
  readonly path: string;
  readonly view: TensorView | null;
}

/**
 * Where every tensor of the model is; nothing is read.
 *
 * @throws InputError that names the tensor, its shape and what was expected.
 */
export function mappedTensors(
  { tensors }: Checkpoint,
  { model, tensors: sources }: Mapping,
): readonly MappedTensor[] {
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const places = outlineOf(model).tensors.map((placed) => ({ placed, path: pathOf(placed) }));
  const known = places.map(({ path }) => path);
  for (const path of Object.keys(sources))
    if (!known.includes(path))
      throw new InputError(
        'tensors',
        `a tensor of the model: ${known.join(', ')}`,
        received(path, known),
      );
  return places.map(({ placed, path }) => {
    if (!Object.hasOwn(sources, path))
      throw new InputError('tensors', `an entry for ${path} (null: zeros)`, 'none');
    const from = sources[path];
    return { placed, path, view: from === null ? null : viewOf(placed, path, from, byName) };
  });
}

/**
 * The model at the checkpoint's values.
 *
 * @throws InputError that names the tensor, its shape and what was expected.
 */
export function instanceFrom(checkpoint: Checkpoint, mapping: Mapping): Instance {
  const { model } = mapping;
  const { size } = outlineOf(model);
  if (size > MOST_PARAMETERS)
    throw new InputError(
      'model',
      `at most ${MOST_PARAMETERS} parameters (falsim condense takes any number)`,
      `${size}`,
    );
  const theta = new Float64Array(size);
  for (const { placed, view } of mappedTensors(checkpoint, mapping))
    if (view !== null) theta.set(entriesOf(view, placed), placed.offset);
  return { model, parameters: filled(bind(model).parameters, theta) } as Instance;
}

/** `layers[0].weights`. */
function pathOf({ path }: PlacedTensor): string {
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`))
    .join('');
}
