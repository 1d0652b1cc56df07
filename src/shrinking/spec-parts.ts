/** What a spec says besides the sizes of axes, for the order of simplicity. */
import type { Numeral } from '../instances/instance.ts';
import type { BoundModel } from '../models/bind.ts';
import { functionPaths } from '../models/spec-fields.ts';
import type { Path } from '../models/structure.ts';
import { parse } from '../numerics/rational.ts';

export interface SpecParts {
  readonly functions: readonly Path[];
  /** Numbers that are no size of an axis, such as an ε. */
  readonly numbers: readonly Numeral[];
  /** Texts that are neither the kind, a function nor a number. */
  readonly formulas: readonly string[];
  /** Options that are on. */
  readonly options: number;
}

export function specParts(bound: BoundModel): SpecParts {
  const functions = functionPaths(bound);
  const known = new Set(
    [['kind'], ...functions, ...bound.axes.flatMap(({ path }) => (path ? [path] : []))].map(
      (path) => path.join('.'),
    ),
  );
  const numbers: Numeral[] = [];
  const formulas: string[] = [];
  let options = 0;
  const visit = (value: unknown, path: string): void => {
    if (known.has(path) && typeof value !== 'object') return;
    if (functions.some((own) => own.join('.') === path)) return;
    if (value === true) options++;
    else if (typeof value === 'number') numbers.push(value);
    else if (typeof value === 'string') {
      if (parse(value) === undefined) formulas.push(value);
      else numbers.push(value);
    } else if (typeof value === 'object' && value !== null)
      for (const [key, child] of Object.entries(value))
        visit(child, path === '' ? key : `${path}.${key}`);
  };
  visit(bound.json, '');
  return { functions, numbers, formulas, options };
}
