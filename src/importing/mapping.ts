/**
 * Which tensor of a checkpoint is which of a model.
 *
 *   { "model": { "kind": … },
 *     "tensors": { "layers[0].weights": "net.0.weight", "layers[0].bias": null,
 *                  "query": { "from": "attn.in_proj_weight", "rows": [0, 8], "transposed": true } } }
 *
 * `rows` takes a slice along the first axis, `transposed` turns a matrix; axes of size 1 may be missing or
 * too many. `null` stands for zeros.
 */
import * as v from 'valibot';
import { InputError } from '../errors.ts';
import type { Instance } from '../instances/instance.ts';
import { bind } from '../models/bind.ts';
import type { ModelJson } from '../models/contract.ts';
import { stackOfLayers } from '../models/kinds/stack-of-layers.ts';
import { readModel } from '../models/read-model.ts';
import { boolean, object, optional, readWith } from '../models/schema.ts';
import { filled, type PlacedTensor } from '../models/structure.ts';
import { received } from '../nearest.ts';
import type { Checkpoint, StoredTensor } from './stored-tensor.ts';

const source = v.nullable(
  v.union(
    [
      v.string(),
      object({
        from: v.string('a name'),
        rows: optional(
          v.strictTuple([
            v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
            v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
          ]),
        ),
        transposed: optional(boolean, false),
      }),
    ],
    'a name, { from, rows, transposed }, or null for zeros',
  ),
);
const schema = object({
  model: v.looseObject({ kind: v.string('a kind') }, 'a model'),
  tensors: v.record(v.string(), source),
});

export interface Mapping {
  readonly model: ModelJson;
  readonly tensors: { readonly [path: string]: v.InferOutput<typeof source> };
}

/** Largest instance that is written. */
export const MOST_PARAMETERS = 1_000_000;

/** @throws InputError */
export function readMapping(json: unknown, path: string): Mapping {
  const { model, tensors } = readWith(schema, json, path);
  return { model: readModel(model, 'model') as ModelJson, tensors };
}

/**
 * The model at the checkpoint's values.
 *
 * @throws InputError that names the tensor, its shape and what was expected.
 */
export function instanceFrom(
  { tensors }: Checkpoint,
  { model, tensors: sources }: Mapping,
): Instance {
  const bound = bind(model);
  if (bound.size > MOST_PARAMETERS)
    throw new InputError('model', `at most ${MOST_PARAMETERS} parameters`, `${bound.size}`);
  const byName = new Map(tensors.map((tensor) => [tensor.name, tensor]));
  const places = bound.tensors.map((placed) => ({ placed, path: pathOf(placed) }));
  const known = places.map(({ path }) => path);
  for (const path of Object.keys(sources))
    if (!known.includes(path))
      throw new InputError(
        'tensors',
        `a tensor of the model: ${known.join(', ')}`,
        received(path, known),
      );
  const theta = new Float64Array(bound.size);
  for (const { placed, path } of places) {
    if (!Object.hasOwn(sources, path))
      throw new InputError('tensors', `an entry for ${path} (null: zeros)`, 'none');
    const from = sources[path];
    if (from === null) continue;
    theta.set(valuesFor(placed, path, from, byName), placed.offset);
  }
  return { model, parameters: filled(bound.parameters, theta) } as Instance;
}

/** `layers[0].weights`. */
function pathOf({ path }: PlacedTensor): string {
  return path
    .map((key, i) => (typeof key === 'number' ? `[${key}]` : i === 0 ? key : `.${key}`))
    .join('');
}

function valuesFor(
  { axes, size }: PlacedTensor,
  path: string,
  given: Exclude<v.InferOutput<typeof source>, null>,
  byName: ReadonlyMap<string, StoredTensor>,
): Float64Array {
  const { from, rows, transposed } =
    typeof given === 'string' ? { from: given, rows: undefined, transposed: false } : given;
  const tensor = byName.get(from);
  if (tensor === undefined) {
    const names = [...byName.keys()];
    throw new InputError(`tensors.${path}`, 'a tensor of the checkpoint', received(from, names));
  }
  const wanted = axes.map((axis) => axis.size);
  const shape =
    rows === undefined ? [...tensor.shape] : [rows[1] - rows[0], ...tensor.shape.slice(1)];
  if (rows !== undefined && !(rows[0] <= rows[1] && rows[1] <= (tensor.shape[0] ?? 0)))
    throw new InputError(
      `tensors.${path}.rows`,
      `a range within 0 … ${tensor.shape[0] ?? 0}`,
      rows.join(' … '),
    );
  const turned = transposed ? [...shape].reverse() : shape;
  const long = (sizes: readonly number[]) => sizes.filter((n) => n !== 1).join(' × ') || '1';
  if (long(turned) !== long(wanted))
    throw new InputError(
      `tensors.${path}`,
      `the shape ${wanted.join(' × ')} (${axes.map(({ name }) => name).join(' × ')})`,
      `${turned.join(' × ')} of "${from}"`,
    );
  const all = tensor.values();
  const row = all.length / Math.max(1, tensor.shape[0] ?? 1);
  const values = rows === undefined ? all : all.subarray(rows[0] * row, rows[1] * row);
  if (!transposed) return values;
  const [height, width] = shape;
  if (shape.length !== 2)
    throw new InputError(`tensors.${path}.transposed`, 'a matrix', `${shape.length} axes`);
  return Float64Array.from(
    { length: size },
    (_, k) => values[(k % height) * width + Math.floor(k / height)],
  );
}

/** What a checkpoint looks like, for errors. */
function described(tensors: readonly StoredTensor[]): string {
  const shown = tensors
    .slice(0, 8)
    .map(({ name, shape }) => `${name} (${shape.join(' × ') || '1'})`);
  return `${shown.join(', ')}${tensors.length > 8 ? ` and ${tensors.length - 8} more` : ''}`;
}

/**
 * Stacks of linear layers are recognised: matrices `….weight` in the order of the file, each as wide as the one
 * before is high, each with `….bias` or all without.
 *
 * @param activation between the layers; null: none, which is a linear network.
 * @throws InputError with what there is, where it is no such stack.
 */
export function stackIn({ tensors }: Checkpoint, activation: string | null): Mapping {
  const refuse = (what: string): never => {
    throw new InputError(
      '--map auto',
      `linear layers that follow one another (${what})`,
      described(tensors),
    );
  };
  const weights = tensors.filter(
    ({ name, shape }) => /(^|\.)weight$/.test(name) && shape.length === 2,
  );
  if (weights.length === 0) refuse('there is no matrix named …weight');
  const biasOf = ({ name }: StoredTensor) => name.replace(/weight$/, 'bias');
  const names = new Set(tensors.map(({ name }) => name));
  const biased = weights.map((weight) => names.has(biasOf(weight)));
  if (biased.some((b) => b !== biased[0])) refuse('either all have biases or none');
  weights.slice(1).forEach(({ name, shape }, i) => {
    if (shape[1] !== weights[i].shape[0])
      refuse(
        `${name} has ${shape[1]} columns, ${weights[i].name} before it ${weights[i].shape[0]} rows`,
      );
  });
  const bias = biased[0];
  const used = new Set(
    weights.flatMap((weight) => [weight.name, ...(bias ? [biasOf(weight)] : [])]),
  );
  const left = tensors.filter(({ name }) => !used.has(name));
  if (left.length > 0) refuse(`nothing is known of ${described(left)}`);
  const widths = [weights[0].shape[1], ...weights.map(({ shape }) => shape[0])];
  if (activation === null && bias) refuse('with biases an --activation is needed');
  return {
    model: stackOfLayers(widths, bias, activation),
    tensors: Object.fromEntries(
      weights.flatMap((weight, l) => [
        [`layers[${l}].weights`, weight.name],
        ...(bias ? [[`layers[${l}].bias`, biasOf(weight)]] : []),
      ]),
    ),
  };
}
