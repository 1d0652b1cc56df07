/** Functions of one variable as definitions in Lean 4, on the reals of Mathlib. */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { type FunctionSpec, partsOf } from '../analytic/function-spec.ts';
import { readRational } from '../analytic/polynomial.ts';
import { UnsupportedError } from '../errors.ts';
import { format, type Rational } from '../numerics/rational.ts';

/** f(z); what stands before is used in what follows. */
const FORMULAS: { readonly [name: string]: string } = {
  identity: 'z',
  square: 'z ^ 2',
  cube: 'z ^ 3',
  exp: 'Real.exp z',
  sin: 'Real.sin z',
  cos: 'Real.cos z',
  tanh: 'Real.tanh z',
  arctan: 'Real.arctan z',
  log: 'Real.log z',
  sqrt: 'Real.sqrt z',
  'inverse-sqrt': '1 / Real.sqrt z',
  sigmoid: '1 / (1 + Real.exp (-z))',
  silu: 'z / (1 + Real.exp (-z))',
  softplus: 'Real.log (1 + Real.exp z)',
  gaussian: 'Real.exp (-(z ^ 2))',
  erf: '2 / Real.sqrt Real.pi * ∫ s in (0 : ℝ)..z, Real.exp (-(s ^ 2))',
  gelu: 'z * (1 + sigma_erf (z / Real.sqrt 2)) / 2',
};

/** Formulas that need another function. */
const NEEDS: { readonly [name: string]: FunctionSpec } = { gelu: 'erf' };

/** A literal of the reals. */
export const leanNumeral = (value: Rational): string => `(${format(value)} : ℝ)`;

export interface LeanFunctions {
  /** Definitions, each below what it needs. */
  readonly definitions: readonly string[];
  nameOf(f: AnalyticFunction): string;
}

/** @throws UnsupportedError on a class of functions, and on one that a user has defined. */
export function leanFunctions(functions: readonly AnalyticFunction[]): LeanFunctions {
  const definitions: string[] = [];
  const names = new Map<string, string>();

  function define(spec: FunctionSpec): string {
    const key = JSON.stringify(spec);
    const before = names.get(key);
    if (before !== undefined) return before;
    if (typeof spec === 'string' && NEEDS[spec] !== undefined) define(NEEDS[spec]);
    const parts = partsOf(spec).map(define);
    const base = `sigma_${(typeof spec === 'string' ? spec : spec.name).replace(/\W/g, '_')}`;
    const taken = [...names.values()].filter(
      (name) => name === base || name.startsWith(`${base}_of`),
    );
    const name = taken.length === 0 ? base : `${base}_of${taken.length + 1}`;
    definitions.push(`noncomputable def ${name} (z : ℝ) : ℝ := ${formula(spec, parts)}`);
    names.set(key, name);
    return name;
  }

  for (const { spec } of functions) define(spec);
  return { definitions, nameOf: ({ spec }) => names.get(JSON.stringify(spec))! };
}

function formula(spec: FunctionSpec, parts: readonly string[]): string {
  if (typeof spec === 'string') {
    const known = FORMULAS[spec];
    if (known === undefined)
      throw new UnsupportedError(`the function "${spec}" has no formula in Lean`);
    return known;
  }
  const exact = (value: Parameters<typeof readRational>[0]) =>
    leanNumeral(readRational(value, 'function'));
  const applied = (argument: string) => parts.map((part) => `${part} ${argument}`);
  switch (spec.name) {
    case 'polynomial':
      return spec.coefficients.map((c, k) => `${exact(c)} * z ^ ${k}`).join(' + ') || '0';
    case 'shifted':
      return applied(`(z + ${exact(spec.shift)})`)[0];
    case 'sum':
      return applied('z').join(' + ');
    case 'product':
      return applied('z').join(' * ');
    case 'composition':
      return `${parts[0]} (${parts[1]} z)`;
    case 'taylor':
      throw new UnsupportedError('a class of functions has no formula: name one of them');
  }
}
