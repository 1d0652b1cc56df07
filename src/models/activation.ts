/**
 * The activations falsim knows, in their order of simplicity, and how a spec names one. Adding one:
 * define it, list it here; `activation.test.ts` then holds it against decimal arithmetic.
 */
import { InputError } from '../errors.ts';
import type { ActivationSpec } from '../instances/instance.ts';
import type { Activation } from './activation-type.ts';
import { polynomial, shifted, taylor } from './composed-activations.ts';
import { cos, cube, exp, gaussian, identity, sin, square } from './elementary-activations.ts';
import { flat, leakyRelu, relu } from './foil-activations.ts';
import { arctan, erf, gelu, sigmoid, silu, softplus, tanh } from './sigmoidal-activations.ts';

export type {
  Activation,
  Parity,
  Reflection,
  TaylorAtZero,
  TaylorCoefficient,
  TaylorConstant,
} from './activation-type.ts';

const inOrder: readonly Activation[] = [
  identity,
  square,
  cube,
  tanh,
  sin,
  arctan,
  erf,
  exp,
  cos,
  gaussian,
  sigmoid,
  softplus,
  gelu,
  silu,
  relu,
  leakyRelu,
  flat,
].map((activation, complexity) => ({ ...activation, complexity }));

const byName = new Map(inOrder.map((activation) => [activation.name, activation]));

/** Names of the activations without parameters, simplest first. */
export const activationNames: readonly string[] = inOrder.map(({ name }) => name);

const POLYNOMIAL = 100;
const SHIFTED = 1000;
const TAYLOR = 10_000;

/**
 * The activation that a spec describes.
 *
 * @param path where the spec stands in the user's file, for errors.
 * @throws InputError when the spec names no activation or has a malformed parameter.
 */
export function resolveActivation(spec: ActivationSpec, path = 'model.activation'): Activation {
  if (typeof spec === 'string') {
    const activation = byName.get(spec);
    if (activation === undefined) throw unknown(path, spec);
    return activation;
  }
  if (typeof spec !== 'object' || spec === null) throw unknown(path, spec);
  switch (spec.name) {
    case 'polynomial':
      return polynomial(spec, path, POLYNOMIAL + (spec.coefficients?.length ?? 0));
    case 'shifted':
      return shifted(spec, resolveActivation, path, SHIFTED);
    case 'taylor':
      return taylor(spec, path, TAYLOR);
    default:
      throw unknown(path, spec);
  }
}

function unknown(path: string, received: unknown): InputError {
  const objects = '{ "name": "polynomial" | "shifted" | "taylor", … }';
  return new InputError(
    path,
    `one of ${activationNames.join(', ')} or ${objects}`,
    JSON.stringify(received) ?? String(received),
  );
}
