/** Functions of one variable as Python literals, numerals written exactly. */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { type FunctionSpec, partsOf, withParts } from '../analytic/function-spec.ts';
import { readRational } from '../analytic/polynomial.ts';
import { UnsupportedError } from '../errors.ts';
import { format } from '../numerics/rational.ts';

export interface PythonFunction {
  readonly f: AnalyticFunction;
  /** What the script calls it, e.g. TANH. */
  readonly name: string;
  readonly spec: FunctionSpec;
}

/** Functions whose Taylor coefficients are known at every number. */
export const POLYNOMIALS: ReadonlySet<string> = new Set([
  'identity',
  'square',
  'cube',
  'polynomial',
]);

/** What functions are met at: residues modulo a prime in certificates, numbers elsewhere. */
export type FunctionsOver = 'residues' | 'numbers';

/** Entries of the scripts' tables of Taylor series. */
const ANALYTIC = [
  'identity',
  'square',
  'cube',
  'exp',
  'sigmoid',
  'tanh',
  'silu',
  'softplus',
  'gaussian',
  'erf',
  'gelu',
  'sin',
  'cos',
  'arctan',
  'log',
  'sqrt',
  'inverse-sqrt',
];

const KNOWN: { readonly [over in FunctionsOver]: ReadonlySet<string> } = {
  residues: new Set(ANALYTIC),
  numbers: new Set([...ANALYTIC, 'relu', 'leaky-relu', 'flat']),
};

/** @throws UnsupportedError on a function that has no entry there, or that a user has defined. */
export function pythonFunctions(
  functions: readonly AnalyticFunction[],
  over: FunctionsOver,
): PythonFunction[] {
  const found = new Map<AnalyticFunction, PythonFunction>();
  const taken = new Map<string, number>();
  for (const f of functions) {
    if (found.has(f)) continue;
    const spec = exactSpec(f.spec, over);
    const base = `SIGMA_${(typeof spec === 'string' ? spec : spec.name).replace(/\W/g, '_').toUpperCase()}`;
    const count = (taken.get(base) ?? 0) + 1;
    taken.set(base, count);
    found.set(f, { f, name: count === 1 ? base : `${base}_${count}`, spec });
  }
  return [...found.values()];
}

/** Names of all functions that a spec is built from, itself included. */
export function namesIn(spec: FunctionSpec): string[] {
  const name = typeof spec === 'string' ? spec : spec.name;
  return [name, ...partsOf(spec).flatMap(namesIn)];
}

function exactSpec(spec: FunctionSpec, over: FunctionsOver): FunctionSpec {
  if (typeof spec === 'string') {
    if (!KNOWN[over].has(spec))
      throw new UnsupportedError(
        `the function "${spec}" has no Taylor series in the Python script`,
      );
    return spec;
  }
  const exact = (numeral: Parameters<typeof readRational>[0]) =>
    format(readRational(numeral, 'function'));
  if (spec.name === 'polynomial')
    return { name: 'polynomial', coefficients: spec.coefficients.map(exact) };
  if (spec.name === 'shifted')
    return { ...spec, shift: exact(spec.shift), base: exactSpec(spec.base, over) };
  if (spec.name === 'taylor' && over === 'numbers')
    throw new UnsupportedError('a class of functions has no values: name one of them');
  return withParts(
    spec,
    partsOf(spec).map((part) => exactSpec(part, over)),
  );
}

/** The spec as a Python literal. */
export const literal = (spec: FunctionSpec): string => JSON.stringify(spec);
