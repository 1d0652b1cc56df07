/**
 * A model is one file: what it is called, which tensors θ is made of, and F once, over any field.
 * Everything else is derived from that: reading, layout and names, gradients, orbits, symmetries,
 * strata, generation, shrinking (docs/adding-a-model.md).
 *
 *   F : θ × inputs → ℝᶜ,   θ ∈ ℝᴹ a structure of tensors over named axes
 *
 * A model is a value, not a class: `defineModel` checks and freezes it, `bind` derives the rest.
 */

import type { Field } from '../analytic/field.ts';
import type { FunctionSpec } from '../analytic/function-spec.ts';
import { InputError } from '../errors.ts';
import type { Numeral } from '../numerics/numeral.ts';
import type { Rng } from '../numerics/random.ts';
import type { FloatNetwork } from './float-kernel.ts';
import type { Recogniser } from './foreign-modules.ts';
import type { Schema } from './schema.ts';
import type { PlacedTensor } from './structure.ts';

/** What the indices of an axis are. */
export type Role =
  /** Indices belong to the data. */
  | 'input'
  | 'output'
  /**
   * Indices are interchangeable units: exchanges and reflections are proposed as symmetries, dropping
   * one as a simplification.
   */
  | 'hidden'
  /** Indices have a place (positions, taps, powers): no exchange is proposed. */
  | 'place';

/** A named dimension of tensors. */
export interface Axis {
  readonly name: string;
  readonly size: number;
  readonly role: Role;
  /**
   * Where in the spec the size stands, e.g. `['widths', 1]`: who drops an index writes the new size
   * there, or where there is a list, one entry an index, leaves the entry out. Null for derived sizes;
   * then only the model's own `simplify` changes them.
   */
  readonly path: readonly (string | number)[] | null;
}

/** A tensor over axes; the first axis is the outermost in JSON and the slowest in θ. */
export interface Tensor<A extends readonly Axis[] = readonly Axis[]> {
  readonly axes: A;
  /** What people call it by; default: its key. A capital letter names a matrix as a whole. */
  readonly symbol?: string;
  /** What people call its entries one by one, instead of a symbol with indices. */
  readonly entries?: readonly string[];
}

/** A tensor of inputs that takes finitely many values, e.g. the masks of a top-k gate. */
export interface FiniteTensor<A extends readonly Axis[] = readonly Axis[]> extends Tensor<A> {
  /** All values, each flat. */
  readonly choices: readonly (readonly number[])[];
}

/** Tensors, in objects and lists as the JSON of θ has them. */
export type Structure =
  | Tensor
  | null
  | readonly Structure[]
  | { readonly [name: string]: Structure };

type Nested<A extends readonly unknown[], T> = A extends readonly [unknown, ...infer Rest]
  ? readonly Nested<Rest, T>[]
  : T;

/** A structure with numbers of T in the place of its tensors. */
export type Values<S, T> =
  S extends Tensor<infer A>
    ? Nested<A, T>
    : S extends null
      ? null
      : S extends readonly (infer E)[]
        ? readonly Values<E, T>[]
        : { readonly [K in keyof S]: Values<S[K], T> };

/** The tensors of θ, what F is quantified over, and its output. */
export interface Architecture<P extends Structure = Structure, X = Inputs> {
  /** θ: its tensors in the order in which they are written here. */
  readonly parameters: P;
  /**
   * What F is quantified over: the datum `x`, and free scalars such as the gates of a ReLU network, or
   * choices from a finite set.
   */
  readonly inputs: X & { readonly x: Tensor };
  readonly output: Axis;
}

/** `gradient`: X = ∇F_o(x). `given`: X is what `evaluate` says, and DX need not be symmetric. */
export type FieldKind = 'gradient' | 'given';

/** Tensors that F is quantified over, by name. */
export type Inputs = { readonly [name: string]: Tensor | FiniteTensor };

/** An affine isometry of parameter space: (Qθ)[target[i]] = sign[i]·θ[i] + shift[i]. */
export interface ProposedIsometry {
  readonly target: readonly number[];
  readonly sign: readonly (1 | -1)[];
}

/** A model as `defineModel` takes it. */
export interface Model<Spec = unknown, P extends Structure = Structure, X extends Inputs = Inputs> {
  /** Kebab-case; `model.kind` of an instance. */
  readonly kind: string;
  /** For people: `F(x) = Σₖ aₖ σ(wₖ·x)`. */
  readonly formula: string;
  /** Where it was defined first, for people. */
  readonly source?: string;
  /**
   * What the induced fields are: gradients of the outputs (the default), or the outputs themselves, one
   * component for each parameter (`defineFamily`).
   */
  readonly fields?: FieldKind;
  /** Reads `model` of an instance into what `architecture` and `evaluate` are given. */
  readonly spec: Schema<Spec>;
  architecture(spec: Spec): Architecture<P, X>;
  /**
   * F(θ)(inputs), one number an index of `output`. Pure; the same operations whatever the numbers are.
   */
  evaluate<T>(field: Field<T>, theta: Values<P, T>, inputs: Values<X, T>, spec: Spec): readonly T[];
  /**
   * Isometries beyond what the axes suggest. Each is proved or tested before it is used: one too many
   * costs a moment, and one that is forgotten may leave a question undecided.
   */
  readonly proposals?: (spec: Spec) => Iterable<ProposedIsometry>;
  /** Faster ways to the same numbers, held to what `evaluate` says. */
  readonly kernels?: Kernels<Spec>;
  /**
   * A random `model` object; default: drawn from the schema.
   *
   * @param size from 0 to 1, the larger the larger.
   */
  readonly generate?: (rng: Rng, size: number, wish: ModelWish) => ModelJson;
  /** Smaller `model` objects with the parameters to go with them, e.g. one layer less. */
  readonly simplify?: (model: ModelJson, theta: readonly Numeral[]) => Iterable<Simplified>;
  /** Which modules of another framework are this model; null for others (`falsim import`). */
  readonly recognise?: Recogniser;
}

export interface Kernels<Spec> {
  /** Float64 in batches, equal units with equal bits. */
  readonly float64?: (spec: Spec, tensors: readonly PlacedTensor[], batch: number) => FloatNetwork;
}

/** `model` of an instance as it stands in JSON. */
export interface ModelJson {
  readonly kind: string;
  readonly [key: string]: unknown;
}

export interface Simplified {
  readonly model: ModelJson;
  /** Flat. */
  readonly theta: readonly Numeral[];
  /** What becomes of a datum; default: it stays. */
  readonly input?: (x: readonly Numeral[]) => readonly Numeral[];
}

/** Both ends included. */
export type Range = readonly [number, number];

/** What is asked of a random model. Each model follows those of the wishes that mean something to it. */
export interface ModelWish {
  /** Number of layers of weights. */
  readonly depth: Range;
  /** Units of a hidden axis. */
  readonly hidden: Range;
  readonly inputs: Range;
  readonly outputs: Range;
  readonly bias: boolean | 'either';
  readonly functions: readonly FunctionSpec[];
}

/** A model of which the spec's and the tensors' types are forgotten: what registries hold. */
// biome-ignore lint/suspicious/noExplicitAny: variance; a registry holds models of every spec.
export type AnyModel = Model<any, any, any>;

const KIND = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/**
 * A model from its definition, checked and frozen.
 *
 * @throws InputError where the definition cannot be one.
 */
export function defineModel<Spec, const P extends Structure, const X extends Inputs>(
  model: Model<Spec, P, X>,
): Model<Spec, P, X> {
  const of = (field: string) => `model definition: ${field}`;
  if (typeof model !== 'object' || model === null)
    throw new InputError('model definition', 'an object', String(model));
  if (typeof model.kind !== 'string' || !KIND.test(model.kind))
    throw new InputError(of('kind'), 'a name such as "gated-unit"', String(model.kind));
  if (typeof model.formula !== 'string' || model.formula === '')
    throw new InputError(of('formula'), 'the formula of F as text', String(model.formula));
  for (const field of ['architecture', 'evaluate'] as const)
    if (typeof model[field] !== 'function')
      throw new InputError(of(field), 'a function', typeof model[field]);
  if (typeof model.spec !== 'object' || model.spec === null)
    throw new InputError(of('spec'), 'a schema of falsim/model', typeof model.spec);
  const defined = Object.freeze({ ...model });
  definitions.add(defined);
  return defined;
}

const definitions = new WeakSet<object>();

/** Whether a value is what `defineModel` gave. */
export function isModel(value: unknown): value is AnyModel {
  return typeof value === 'object' && value !== null && definitions.has(value);
}

/**
 * An axis of a size.
 *
 * @param path where in the spec the size stands; default: the key of the same name.
 */
export function axis(
  name: string,
  size: number,
  role: Role = 'hidden',
  path: Axis['path'] = [name],
): Axis {
  return { name, size, role, path };
}

/** A tensor over axes, the first outermost in JSON and slowest in θ. */
export function tensor<const A extends readonly Axis[]>(...axes: A): Tensor<A> {
  return { axes };
}

/** The same tensor, called `name` in formulas, or its entries called one by one. */
export function called<const A extends readonly Axis[]>(
  name: string | readonly string[],
  { axes }: Tensor<A>,
): Tensor<A> {
  return typeof name === 'string' ? { axes, symbol: name } : { axes, entries: name };
}

/** Inputs that take finitely many values; F is quantified over all of them. */
export function choices<const A extends readonly Axis[]>(
  { axes }: Tensor<A>,
  values: readonly (readonly number[])[],
): FiniteTensor<A> {
  return { axes, choices: values };
}

/** W·x. */
export function matvec<T>(f: Field<T>, w: readonly (readonly T[])[], x: readonly T[]): T[] {
  return w.map((row) => f.dot(row, x));
}

/** a + b, entry by entry. */
export function addVectors<T>(f: Field<T>, a: readonly T[], b: readonly T[]): T[] {
  return a.map((value, i) => f.add(value, b[i]));
}

/** Σᵢ aᵢ in the order of i. */
export function sum<T>(f: Field<T>, a: readonly T[]): T {
  return a.reduce((total, value) => f.add(total, value));
}
