/**
 * A model with its spec: all that can be said of F without θ. Bound once for each `model` object of an
 * instance; the program is traced when it is first asked for.
 */

import type { Field } from '../analytic/field.ts';
import { attached } from '../attached.ts';
import { InputError, ModelError, ShapeError } from '../errors.ts';
import { free } from '../numerics/budget.ts';
import { Recent } from '../recent.ts';
import type {
  AnyModel,
  Axis,
  FieldKind,
  FiniteTensor,
  Inputs,
  ModelJson,
  Structure,
  Tensor,
} from './contract.ts';
import { MOST_OPERATIONS_KEPT, weightOf } from './kept-models.ts';
import { type Program, samePrograms } from './program.ts';
import { modelOf, originOf } from './registry.ts';
import { LARGEST_SIZE, readWith } from './schema.ts';
import { axesOf, filled, isTensor, type PlacedTensor, placedTensors } from './structure.ts';
import { TIED, tiedModel } from './tied.ts';
import { trace } from './trace.ts';

/** A model at one spec, with what follows from it: tensors, axes, the traced program. */
export interface BoundModel {
  readonly model: AnyModel;
  /** `model` of the instance as it was written. */
  readonly json: ModelJson;
  /** Whether the family is made of gradients of F, or F is the family. */
  readonly fields: FieldKind;
  /** What the model's schema made of it. */
  readonly spec: unknown;
  readonly parameters: Structure;
  readonly tensors: readonly PlacedTensor[];
  /** M. */
  readonly size: number;
  /** The inputs of F, flat: the datum x first, then the free ones. */
  readonly inputs: {
    readonly tensors: readonly PlacedTensor[];
    readonly size: number;
    /** Entries of x; the free inputs come after them. */
    readonly datum: number;
    readonly x: Tensor;
    /** All values of the finite inputs together, or null where there are none. */
    readonly finite: readonly FiniteInput[];
  };
  readonly output: Axis;
  /** Axes of parameters, inputs and output, each once. */
  readonly axes: readonly Axis[];
  readonly program: Program;
  /**
   * F over any field; θ and inputs flat. What the field throws comes through; what the model itself
   * throws is told as such by `program`.
   *
   * @throws ShapeError
   */
  evaluate<T>(field: Field<T>, theta: readonly T[], inputs: readonly T[]): readonly T[];
}

/** An input that takes finitely many values: where it stands among the flat inputs, and the values. */
export interface FiniteInput {
  readonly offset: number;
  readonly size: number;
  readonly choices: readonly (readonly number[])[];
}

/** Largest M. */
export const LARGEST_COUNT = 2 ** 24;

const byText = new Recent<BoundModel>(MOST_OPERATIONS_KEPT);
const byObject = attached<object, BoundModel>();

/**
 * A model at the spec of an instance, with what follows from it.
 *
 * @param path where `json` stands in the user's file.
 * @throws InputError on a bad spec; ModelError where the model's definition is at fault.
 */
export function bind(json: ModelJson, path = 'model'): BoundModel {
  const before = byObject.get(json);
  if (before !== undefined) return before;
  const model = json.kind === TIED ? tied : modelOf(json.kind, path);
  const text = JSON.stringify(json);
  let bound = byText.get(text);
  if (bound === undefined || bound.model !== model) {
    bound = derive(model, json, path, (own) => {
      byText.weigh(text, own, weightOf(own.program.operations.length));
    });
    byText.set(text, bound, weightOf(bound.size));
  }
  byObject.set(json, bound);
  return bound;
}

/** Made of another model, so it is bound here and stands in no list. */
const tied: AnyModel = tiedModel((json, path) => bind(json, path));

/** @param onTraced told once the program is there. */
function derive(
  model: AnyModel,
  json: ModelJson,
  path: string,
  onTraced: (bound: BoundModel) => void,
): BoundModel {
  const spec: unknown = readWith(model.spec, json, path);
  const { parameters, output, ordered, axes } = guarded(model, 'architecture', () =>
    architectureOf(model, spec),
  );
  const { x } = ordered;
  checkSizes(model, axes, json, path);
  const tensors = placedTensors(parameters);
  const size = total(tensors);
  if (size === 0)
    throw inModel(model, new ModelError('architecture', 'at least one parameter', 'none'));
  if (size > LARGEST_COUNT)
    throw new InputError(path, `at most ${LARGEST_COUNT} parameters`, `a model of ${size}`);
  const inputTensors = placedTensors(ordered);
  const inputSize = total(inputTensors);
  const names = Object.keys(ordered);
  const finite = inputTensors.flatMap(({ tensor, offset, size: entries }) =>
    'choices' in tensor
      ? [{ offset, size: entries, choices: (tensor as FiniteTensor).choices }]
      : [],
  );
  function evaluate<T>(field: Field<T>, theta: readonly T[], flat: readonly T[]): readonly T[] {
    if (theta.length !== size) throw new ShapeError('evaluate: θ', `${size}`, `${theta.length}`);
    if (flat.length !== inputSize)
      throw new ShapeError('evaluate: inputs', `${inputSize}`, `${flat.length}`);
    const given = names.length === 1 ? { x: filled(x, flat) } : filled(ordered, flat);
    return model.evaluate(field, filled(parameters, theta), given, spec) as readonly T[];
  }
  let program: Program | null = null;
  const bound: BoundModel = {
    model,
    json,
    fields: model.fields ?? 'gradient',
    spec,
    parameters,
    tensors,
    size,
    inputs: { tensors: inputTensors, size: inputSize, datum: inputTensors[0].size, x, finite },
    output,
    axes,
    get program() {
      // Bounded by its length, and kept for models of one shape together.
      if (program === null) {
        program = free(() => tracedOf(model, size, inputSize, output, evaluate, path));
        onTraced(bound);
      }
      return program;
    },
    evaluate,
  };
  return bound;
}

/** What `architecture` gave, with the datum first among the inputs. @throws ModelError */
function architectureOf(model: AnyModel, spec: unknown) {
  const given = model.architecture(spec);
  if (typeof given !== 'object' || given === null)
    throw new ModelError('architecture', '{ parameters, inputs, output }', typeof given);
  const { parameters, inputs, output } = given;
  for (const [key, value] of Object.entries({ parameters, inputs, output }))
    if (typeof value !== 'object' || value === null)
      throw new ModelError('architecture', `an object ${key}`, String(value));
  const { x, ...free } = inputs as { readonly [name: string]: Tensor | FiniteTensor };
  if (!isTensor(x))
    throw new ModelError('architecture', 'a tensor inputs.x', Object.keys(inputs).join() || 'none');
  const ordered: Inputs & { readonly x: Tensor } = { x, ...free };
  const axes = [...new Set([...axesOf(parameters, ordered), output])];
  return { parameters, output, ordered, axes };
}

function tracedOf(
  model: AnyModel,
  size: number,
  inputs: number,
  output: Axis,
  evaluate: <T>(field: Field<T>, theta: readonly T[], inputs: readonly T[]) => readonly T[],
  path: string,
): Program {
  const checked = <T>(field: Field<T>, theta: readonly T[], flat: readonly T[]) => {
    const outputs = evaluate(field, theta, flat);
    if (!Array.isArray(outputs) || outputs.length !== output.size)
      throw new ModelError(
        'evaluate',
        `an array of ${output.size} numbers, one an index of "${output.name}"`,
        Array.isArray(outputs) ? `an array of ${outputs.length}` : typeof outputs,
      );
    return outputs;
  };
  const traced = () => trace(size, inputs, checked, path);
  return guarded(model, 'evaluate', () => {
    const program = traced();
    // A page that is no function of its arguments is told by another reading.
    if (originOf(model.kind) !== undefined && !samePrograms(program, traced()))
      throw new ModelError('evaluate', 'the same operations each time', 'others the second time');
    return program;
  });
}

function total(tensors: readonly PlacedTensor[]): number {
  return tensors.reduce((sum, tensor) => sum + tensor.size, 0);
}

/** The instance is at fault where the size stands in its spec, else the model. */
function checkSizes(model: AnyModel, axes: readonly Axis[], json: ModelJson, path: string): void {
  for (const { name, size, path: at } of axes) {
    if (Number.isInteger(size) && size >= 1 && size <= LARGEST_SIZE) continue;
    const expected = `a size from 1 to ${LARGEST_SIZE}`;
    if (at !== null && valueAt(json, at) === size)
      throw new InputError(keyPath(path, at), expected, String(size));
    throw inModel(model, new ModelError(`architecture: axis "${name}"`, expected, String(size)));
  }
}

function valueAt(json: unknown, path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (node, key) => (typeof node === 'object' && node !== null ? Reflect.get(node, key) : undefined),
    json,
  );
}

/** `model.widths[1]`. */
export function keyPath(path: string, keys: readonly (string | number)[]): string {
  return keys.reduce<string>(
    (text, key) =>
      typeof key === 'number' ? `${text}[${key}]` : text === '' ? key : `${text}.${key}`,
    path,
  );
}

/** Runs code of a model's author; what it throws is said with the model's name. */
export function guarded<R>(model: AnyModel, operation: string, run: () => R): R {
  try {
    return run();
  } catch (error) {
    if (error instanceof ModelError) throw inModel(model, error);
    if (error instanceof InputError || (error instanceof Error && OURS.has(error.name)))
      throw error;
    const text = error instanceof Error ? error.message : String(error);
    throw inModel(model, new ModelError(operation, 'no exception', JSON.stringify(text)));
  }
}

/** Errors that fields throw on purpose while a model is evaluated. */
const OURS = new Set(['NotInvertible', 'UnsupportedError', 'ShapeError']);

export function inModel(model: AnyModel, error: ModelError): ModelError {
  const file = originOf(model.kind)?.file;
  const prefix = `${file === undefined ? '' : `${file}: `}model "${model.kind}"`;
  if (error.operation.startsWith(prefix)) return error;
  return new ModelError(`${prefix}: ${error.operation}`, error.expected, error.received);
}
