/**
 * The functions falsim knows, in their order of simplicity, and how a spec names one. Adding one: define
 * it in a file of its own under `functions/`, list it here; the tests beside this file then hold it
 * against decimal arithmetic.
 */
import { InputError } from '../errors.ts';
import type { AnalyticFunction } from './analytic-function.ts';
import type { FunctionSpec } from './function-spec.ts';
import { arctan } from './functions/arctan.ts';
import { cos } from './functions/cos.ts';
import { cube } from './functions/cube.ts';
import { erf } from './functions/erf.ts';
import { exp } from './functions/exp.ts';
import { flat } from './functions/flat.ts';
import { gaussian } from './functions/gaussian.ts';
import { gelu } from './functions/gelu.ts';
import { identity } from './functions/identity.ts';
import { leakyRelu } from './functions/leaky-relu.ts';
import { relu } from './functions/relu.ts';
import { sigmoid } from './functions/sigmoid.ts';
import { silu } from './functions/silu.ts';
import { sin } from './functions/sin.ts';
import { softplus } from './functions/softplus.ts';
import { square } from './functions/square.ts';
import { tanh } from './functions/tanh.ts';
import { polynomial } from './polynomial.ts';
import { shifted } from './shifted.ts';
import { taylor } from './taylor-class.ts';

const inOrder: readonly AnalyticFunction[] = [
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
].map((unranked, complexity) => ({ ...unranked, complexity }));

const byName = new Map(inOrder.map((known) => [known.name, known]));

/** Names of the functions without parameters, simplest first. */
export const functionNames: readonly string[] = inOrder.map(({ name }) => name);

const POLYNOMIAL = 100;
const SHIFTED = 1000;
const TAYLOR = 10_000;

/**
 * The function that a spec describes.
 *
 * @param path where the spec stands in the user's file, for errors.
 * @throws InputError when the spec names no function or has a malformed parameter.
 */
export function resolveFunction(spec: FunctionSpec, path = 'model.activation'): AnalyticFunction {
  if (typeof spec === 'string') {
    const known = byName.get(spec);
    if (known === undefined) throw unknown(path, spec);
    return known;
  }
  if (typeof spec !== 'object' || spec === null) throw unknown(path, spec);
  switch (spec.name) {
    case 'polynomial':
      return polynomial(spec, path, POLYNOMIAL + (spec.coefficients?.length ?? 0));
    case 'shifted':
      return shifted(spec, resolveFunction, path, SHIFTED);
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
    `one of ${functionNames.join(', ')} or ${objects}`,
    JSON.stringify(received) ?? String(received),
  );
}
