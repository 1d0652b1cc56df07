/**
 * What another framework makes networks of, as far as a checkpoint shows it: modules with their tensors. A
 * model says in its own file which sequences of modules it is (`recognise` of `contract.ts`), and where its
 * tensors are in theirs. Names are PyTorch's; weights are output × input.
 */
import { InputError } from '../errors.ts';
import type { ModelJson } from './contract.ts';

export interface ForeignTensor {
  readonly name: string;
  readonly shape: readonly number[];
}

/** Rows are a slice along the first axis, with the end left out. */
export interface ForeignRows extends ForeignTensor {
  readonly rows?: readonly [number, number];
}

export type ForeignModule =
  /** `Linear`: weight out × in. */
  | {
      readonly type: 'dense';
      readonly path: string;
      readonly weight: ForeignTensor;
      readonly bias: ForeignTensor | null;
    }
  /** `LayerNorm`, or with the gain alone `RMSNorm`. */
  | {
      readonly type: 'norm';
      readonly path: string;
      readonly weight: ForeignTensor;
      readonly bias: ForeignTensor | null;
    }
  /** `Conv1d`: weight out × in × taps. */
  | {
      readonly type: 'filters';
      readonly path: string;
      readonly weight: ForeignTensor;
      readonly bias: ForeignTensor | null;
    }
  /** `MultiheadAttention`, or four `Linear`s of these names. */
  | {
      readonly type: 'heads';
      readonly path: string;
      readonly query: ForeignRows;
      readonly key: ForeignRows;
      readonly value: ForeignRows;
      readonly read: ForeignTensor;
      readonly biases: readonly ForeignTensor[];
    };

/** What a checkpoint does not show; undefined where it was not said. */
export interface ForeignWish {
  /** Between layers. */
  readonly activation?: string | undefined;
  /** Whether gates of ReLU are to be free scalars. */
  readonly paths?: boolean | undefined;
  readonly heads?: number | undefined;
  readonly positions?: number | undefined;
  readonly causal?: boolean | undefined;
  readonly places?: number | undefined;
  readonly boundary?: string | undefined;
  /** Of a normalisation. */
  readonly epsilon?: string | undefined;
}

/**
 * Where the entries of a model's tensor are: a slice of rows, taken as an array of the shape `as`, its axes in
 * the order `axes`. Axes of size 1 do not count.
 */
export interface TensorSource {
  readonly from: string;
  readonly rows?: readonly [number, number] | undefined;
  readonly as?: readonly number[] | undefined;
  readonly axes?: readonly number[] | undefined;
}

export interface Recognised {
  readonly model: ModelJson;
  /** By the path of the model's tensor, e.g. `layers[0].weights`. */
  readonly tensors: { readonly [path: string]: TensorSource };
  /** What the modules have and the model has not. */
  readonly left: readonly ForeignTensor[];
  /** What was taken for granted, in sentences. */
  readonly assumed: readonly string[];
}

export type Recogniser = (
  modules: readonly ForeignModule[],
  wish: ForeignWish,
) => Recognised | null;

/** The modules where their types are these, else null. */
export function ofTypes<const T extends readonly ForeignModule['type'][]>(
  modules: readonly ForeignModule[],
  types: T,
): { readonly [K in keyof T]: Extract<ForeignModule, { readonly type: T[K] }> } | null {
  if (modules.length !== types.length) return null;
  if (modules.some(({ type }, i) => type !== types[i])) return null;
  return modules as never;
}

/** The biases of modules for which their model has no place. */
export function biasesOf(
  ...modules: readonly { readonly bias: ForeignTensor | null }[]
): ForeignTensor[] {
  return modules.flatMap(({ bias }) => (bias === null ? [] : [bias]));
}

export const whole = ({ name }: ForeignTensor): TensorSource => ({ from: name });

/** What a model cannot do without. @throws InputError */
export function wished<T>(value: T | undefined, option: string, what: string): T {
  if (value !== undefined) return value;
  throw new InputError(option, `${what}, which the checkpoint does not say`, 'none');
}

/** @throws InputError unless the sizes, read one after the other, are the same. */
export function requireSame(tensor: ForeignTensor, axis: number, size: number, what: string): void {
  if (tensor.shape[axis] === size) return;
  throw new InputError(
    tensor.name,
    `${size} along axis ${axis} (${what})`,
    tensor.shape.join(' × '),
  );
}
