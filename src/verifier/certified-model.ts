/**
 * What a certificate is about: a model with its spec, bound by the verifier itself from the contract,
 * so that it shares no layout, no tracing and no gradient with what wrote the certificate.
 */
import type { Field } from '../analytic/field.ts';
import { InputError, ModelError } from '../errors.ts';
import type { AnyModel, FiniteTensor, ModelJson, Structure, Tensor } from '../models/contract.ts';
import { readWith } from '../models/schema.ts';
import { filled, placedTensors } from '../models/structure.ts';

export interface CertifiedModel {
  readonly model: AnyModel;
  /** M. */
  readonly size: number;
  /** Entries of x. */
  readonly datum: number;
  /** Entries of the other inputs, those of finite ones included. */
  readonly free: number;
  /** Entries of v: one for each output, a single one where the outputs are a field (`isGiven`). */
  readonly outputs: number;
  /** Whether F is itself the field, with one output for each parameter. */
  readonly isGiven: boolean;
  /** All values of the finite inputs together, each as [place among the other inputs, value] pairs. */
  readonly choices: readonly (readonly (readonly [number, number])[])[];
  /** F; θ flat, x flat, the other inputs flat. */
  evaluate<T>(
    field: Field<T>,
    theta: readonly T[],
    x: readonly T[],
    free: readonly T[],
  ): readonly T[];
}

const MOST_CHOICES = 5000;

/** @throws InputError on a bad spec; ModelError where the model's definition is at fault. */
export function certifiedModel(model: AnyModel, json: ModelJson): CertifiedModel {
  const spec: unknown = readWith(model.spec, json, 'model');
  const { parameters, inputs, output } = model.architecture(spec);
  const { x, ...others } = inputs as { readonly [name: string]: Tensor | FiniteTensor };
  if (x === undefined) throw new ModelError('architecture', 'an input x', 'none');
  const count = (structure: Structure) =>
    placedTensors(structure).reduce((sum, { size }) => sum + size, 0);
  let choices: (readonly (readonly [number, number])[])[] = [[]];
  for (const { tensor, offset } of placedTensors(others)) {
    if (!('choices' in tensor)) continue;
    const values = (tensor as FiniteTensor).choices;
    if (choices.length * values.length > MOST_CHOICES)
      throw new InputError('model', `at most ${MOST_CHOICES} values of finite inputs`, 'more');
    choices = choices.flatMap((before) =>
      values.map((entries) => [
        ...before,
        ...entries.map((value, i): [number, number] => [offset + i, value]),
      ]),
    );
  }
  return {
    model,
    size: count(parameters),
    datum: count(x),
    free: count(others),
    outputs: model.fields === 'given' ? 1 : output.size,
    isGiven: model.fields === 'given',
    choices,
    evaluate(field, theta, xs, free) {
      const given = { x: filled(x, xs), ...(filled(others, free) as object) };
      const values = model.evaluate(field, filled(parameters, theta), given, spec);
      if (!Array.isArray(values) || values.length !== output.size)
        throw new ModelError('evaluate', `an array of ${output.size}`, typeof values);
      return values;
    },
  };
}

/** The other inputs with the finite ones at one of their values. */
export function chosen<T>(
  free: readonly T[],
  choice: CertifiedModel['choices'][number],
  integer: (n: number) => T,
): T[] {
  const out = [...free];
  for (const [place, value] of choice) out[place] = integer(value);
  return out;
}
