/** How an instance names a function of one variable, as JSON. docs/instances.md lists the forms. */
import type { Numeral } from '../numerics/numeral.ts';

/** A function as JSON names it: `tanh`, or an object with the parameters of one. */
export type FunctionSpec =
  | string
  | { readonly name: 'polynomial'; readonly coefficients: readonly Numeral[] }
  | { readonly name: 'shifted'; readonly base: FunctionSpec; readonly shift: Numeral }
  | { readonly name: 'taylor'; readonly support: 'odd' | 'even' | 'all' | readonly number[] }
  | { readonly name: 'sum'; readonly terms: readonly FunctionSpec[] }
  | { readonly name: 'product'; readonly factors: readonly FunctionSpec[] }
  | { readonly name: 'composition'; readonly outer: FunctionSpec; readonly inner: FunctionSpec };

export type FunctionSpecOf<Name extends string> = Extract<FunctionSpec, { readonly name: Name }>;

/** The functions a spec is built from. */
export function partsOf(spec: FunctionSpec): readonly FunctionSpec[] {
  if (typeof spec === 'string') return [];
  switch (spec.name) {
    case 'polynomial':
    case 'taylor':
      return [];
    case 'shifted':
      return [spec.base];
    case 'sum':
      return spec.terms;
    case 'product':
      return spec.factors;
    case 'composition':
      return [spec.outer, spec.inner];
  }
}

/** The same spec built from other functions, as many as `partsOf` gives. */
export function withParts(spec: FunctionSpec, parts: readonly FunctionSpec[]): FunctionSpec {
  if (typeof spec === 'string') return spec;
  switch (spec.name) {
    case 'polynomial':
    case 'taylor':
      return spec;
    case 'shifted':
      return { ...spec, base: parts[0] };
    case 'sum':
      return { ...spec, terms: parts };
    case 'product':
      return { ...spec, factors: parts };
    case 'composition':
      return { ...spec, outer: parts[0], inner: parts[1] };
  }
}
