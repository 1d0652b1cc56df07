/** How an instance names a function of one variable, as JSON. docs/instances.md lists the forms. */
import type { Numeral } from '../numerics/numeral.ts';

export type FunctionSpec =
  | string
  | { readonly name: 'polynomial'; readonly coefficients: readonly Numeral[] }
  | { readonly name: 'shifted'; readonly base: FunctionSpec; readonly shift: Numeral }
  | { readonly name: 'taylor'; readonly support: 'odd' | 'even' | 'all' | readonly number[] };

export type FunctionSpecOf<Name extends string> = Extract<FunctionSpec, { readonly name: Name }>;
