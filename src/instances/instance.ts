/**
 * An instance: a model, a point of its parameter space and, where a trajectory is wanted, data and a
 * loss. It is plain JSON, exactly as written in a file (docs/instances.md): what a generator makes, a
 * claim checks, a shrinker simplifies, a counterexample stores and a worker is sent is this one value.
 *
 * A `Numeral` keeps a number as it was written, so nothing is lost on the way: a JSON number is the
 * double it denotes, a string such as "3/7" or "1e-3" is that exact rational. −0 survives.
 */

import type { FunctionSpec } from '../analytic/function-spec.ts';
import type { ModelJson } from '../models/contract.ts';
import type { Numeral } from '../numerics/numeral.ts';

export type { FunctionSpec, ModelJson, Numeral };

/** The kind of model and what that kind asks for; `bind` says what comes of it. */
export type ModelSpec = ModelJson;

/** θ: numerals in the structure of the model's tensors, null where the model has none. */
export type Parameters =
  | Numeral
  | null
  | readonly Parameters[]
  | { readonly [name: string]: Parameters };

/** n inputs of dimension d and n targets of dimension c, one row a datum. */
export interface Data {
  readonly inputs: readonly (readonly Numeral[])[];
  readonly targets: readonly (readonly Numeral[])[];
}

/** Every way to train, from the simplest on: gradient flow and discrete steps (docs/instances.md). */
export const trainingMethods = [
  'gradient-flow',
  'gradient-descent',
  'weight-decay',
  'momentum',
  'sgd',
  'adam',
  'nesterov',
  'sign-descent',
  'rmsprop',
  'adamw',
  'label-noise',
  'shared-noise',
  'gradient-noise',
  'shared-dropout',
  'dropout',
] as const;

/** How the instance is trained; every field has the stated meaning in docs/instances.md. */
export interface TrainingSpec {
  readonly method: (typeof trainingMethods)[number];
  /** Gradient flow: end time. */
  readonly time?: Numeral;
  /** Discrete methods: learning rate and number of steps. */
  readonly rate?: Numeral;
  readonly steps?: number;
  /** SGD: mini-batch size. */
  readonly batch?: number;
}

/** Data and loss that replace the first ones in mid-flight. */
export interface Switch {
  readonly data: Data;
  readonly loss: string;
}

/** A model, a point θ, and where training matters data, loss and method, as in a file (docs/instances.md). */
export interface Instance {
  readonly model: ModelSpec;
  readonly parameters: Parameters;
  readonly data?: Data;
  readonly loss?: string;
  readonly training?: TrainingSpec;
  readonly then?: Switch;
}
