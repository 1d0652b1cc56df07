/**
 * The functions falsim knows, in their order of simplicity, and how a spec names one. Adding one: define
 * it in a file of its own under `functions/`, list it here; the tests beside this file then hold it
 * against decimal arithmetic.
 */
import { attached } from '../attached.ts';
import { InputError } from '../errors.ts';
import { suggestion } from '../nearest.ts';
import type { AnalyticFunction } from './analytic-function.ts';
import { composition } from './composition.ts';
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
import { inverseSqrt } from './functions/inverse-sqrt.ts';
import { leakyRelu } from './functions/leaky-relu.ts';
import { log } from './functions/log.ts';
import { relu } from './functions/relu.ts';
import { sigmoid } from './functions/sigmoid.ts';
import { silu } from './functions/silu.ts';
import { sin } from './functions/sin.ts';
import { softplus } from './functions/softplus.ts';
import { sqrt } from './functions/sqrt.ts';
import { square } from './functions/square.ts';
import { tanh } from './functions/tanh.ts';
import { polynomial } from './polynomial.ts';
import { product } from './product.ts';
import { shifted } from './shifted.ts';
import { sum } from './sum.ts';
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
];

const onPositive: readonly AnalyticFunction[] = [inverseSqrt, sqrt, log];

const byName = new Map([...inOrder, ...onPositive].map((f) => [f.name, f]));

/** Names of the functions on all of ℝ without parameters, simplest first. */
export const functionNames: readonly string[] = inOrder.map(({ name }) => name);

/** Names of those on z > 0. */
export const positiveFunctionNames: readonly string[] = onPositive.map(({ name }) => name);

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
    const named = byName.get(spec);
    if (named === undefined) throw unknown(path, spec);
    return named;
  }
  if (typeof spec !== 'object' || spec === null) throw unknown(path, spec);
  let built = known.get(spec);
  if (built === undefined) {
    built = build(spec, path);
    known.set(spec, built);
  }
  return built;
}

/** A spec is never changed, so what it describes is built once: series are not worked out again. */
const known = attached<object, AnalyticFunction>();

function build(spec: Exclude<FunctionSpec, string>, path: string): AnalyticFunction {
  switch (spec.name) {
    case 'polynomial':
      return polynomial(spec, path, POLYNOMIAL + (spec.coefficients?.length ?? 0));
    case 'shifted':
      return shifted(spec, resolveFunction, path, SHIFTED);
    case 'taylor':
      return taylor(spec, path, TAYLOR);
    case 'sum':
      return sum(resolveList(spec.terms, `${path}.terms`), spec, path);
    case 'product': {
      const factors = resolveList(spec.factors, `${path}.factors`);
      const degree = factors.reduce((total, f) => total + (f.polynomialDegree ?? 0), 0);
      return product(ofDegree(degree, factors, `${path}.factors`), spec, path);
    }
    case 'composition': {
      const [outer, inner] = (['outer', 'inner'] as const).map((key) =>
        resolvePart(spec[key], `${path}.${key}`),
      );
      if (outer.domain === 'positive' && !inner.positive)
        throw new InputError(
          `${path}.inner`,
          `a function that is known to be positive, as "${outer.name}" needs`,
          inner.name,
        );
      const degree = (outer.polynomialDegree ?? 0) * (inner.polynomialDegree ?? 0);
      ofDegree(degree, [outer, inner], path);
      return composition(outer, inner, spec, path);
    }
    default:
      throw unknown(path, spec);
  }
}

/** Largest degree of a polynomial that is written as a combination of others. */
const LARGEST_DEGREE = 10_000;

function ofDegree(
  degree: number,
  parts: readonly AnalyticFunction[],
  path: string,
): readonly AnalyticFunction[] {
  if (degree > LARGEST_DEGREE && parts.every((f) => f.polynomialDegree !== null))
    throw new InputError(path, `a polynomial of degree ≤ ${LARGEST_DEGREE}`, `degree ${degree}`);
  return parts;
}

function resolveList(parts: readonly FunctionSpec[], path: string): readonly AnalyticFunction[] {
  if (!Array.isArray(parts) || parts.length === 0)
    throw new InputError(path, 'an array of functions', JSON.stringify(parts) ?? 'nothing');
  return parts.map((part: FunctionSpec, i) => resolvePart(part, `${path}[${i}]`));
}

function resolvePart(spec: FunctionSpec, path: string): AnalyticFunction {
  const f = resolveFunction(spec, path);
  if (!f.floatable)
    throw new InputError(path, 'a function', `"${f.name}", a class of functions without values`);
  return f;
}

function unknown(path: string, received: unknown): InputError {
  const objects =
    '{ "name": "polynomial" | "shifted" | "sum" | "product" | "composition" | "taylor", … }';
  return new InputError(
    path,
    `one of ${functionNames.join(', ')} or ${objects}`,
    (JSON.stringify(received) ?? String(received)) +
      (typeof received === 'string' ? suggestion(received, functionNames) : ''),
  );
}
