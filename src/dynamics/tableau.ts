/**
 * An explicit Runge–Kutta method as data, in exact fractions, so that its order conditions can be
 * checked without rounding and any field can use it:
 *
 *   kᵢ = f(t + cᵢh, y + h Σ_{j<i} aᵢⱼkⱼ),   y(t + h) ≈ y + h Σ bᵢkᵢ,   y(t + sh) ≈ y + h Σ bᵢ(s)kᵢ.
 *
 * `solverLaws` of `falsim/testing` holds a tableau to what it says of itself.
 */
import { InputError } from '../errors.ts';
import { equal, ONE, parse, type Rational, ZERO } from '../numerics/rational.ts';

/** An explicit Runge–Kutta method by its coefficients. */
export interface Tableau {
  readonly name: string;
  /** The global error is O(h^order) for a field with that many continuous derivatives. */
  readonly order: number;
  /** cᵢ. */
  readonly nodes: readonly Rational[];
  /** aᵢⱼ: row i has i entries. */
  readonly stages: readonly (readonly Rational[])[];
  /** bᵢ. */
  readonly weights: readonly Rational[];
  /** A second result of another order from the same stages; the difference estimates the error. */
  readonly embedded: { readonly order: number; readonly weights: readonly Rational[] } | null;
  /** The continuous extension: row i holds the coefficients of s, s², … in bᵢ(s). */
  readonly dense: {
    readonly order: number;
    readonly weights: readonly (readonly Rational[])[];
  } | null;
  /** Where the coefficients come from. */
  readonly source: string;
}

/** Rows are written as in the papers: fractions with a space between them, nothing above the diagonal. */
export interface TableauDefinition {
  readonly name: string;
  readonly order: number;
  readonly nodes: string;
  /** One row a stage; that of the first is empty. */
  readonly stages: readonly string[];
  readonly weights: string;
  readonly embedded: { readonly order: number; readonly weights: string } | null;
  readonly dense: { readonly order: number; readonly weights: readonly string[] } | null;
  readonly source: string;
}

/**
 * A method from its coefficients, read as numerals.
 *
 * @throws InputError for entries that are no numbers and rows of the wrong length.
 */
export function defineTableau(definition: TableauDefinition): Tableau {
  const { name, order, embedded, dense } = definition;
  const count = definition.stages.length;
  const row = (path: string, text: string, length: number): Rational[] => {
    const entries = text.split(/\s+/).filter((entry) => entry !== '');
    if (entries.length !== length)
      throw new InputError(`${name}: ${path}`, `${length} numbers`, `${entries.length}`);
    return entries.map((entry) => {
      const value = parse(entry);
      if (value === undefined) throw new InputError(`${name}: ${path}`, 'a number', entry);
      return value;
    });
  };
  if (count === 0) throw new InputError(`${name}: stages`, 'at least one stage', 'none');
  for (const [path, value] of [
    ['order', order],
    ['embedded.order', embedded?.order],
    ['dense.order', dense?.order],
  ] as const)
    if (value !== undefined && !(Number.isInteger(value) && value >= 1))
      throw new InputError(`${name}: ${path}`, 'an integer ≥ 1', String(value));
  if (dense !== null && dense.weights.length !== count)
    throw new InputError(`${name}: dense.weights`, `${count} rows`, `${dense.weights.length}`);
  const degree = dense?.weights[0]?.split(/\s+/).length ?? 0;
  return {
    name,
    order,
    nodes: row('nodes', definition.nodes, count),
    stages: definition.stages.map((text, i) => row(`stages[${i}]`, text, i)),
    weights: row('weights', definition.weights, count),
    embedded: embedded && {
      order: embedded.order,
      weights: row('embedded.weights', embedded.weights, count),
    },
    dense: dense && {
      order: dense.order,
      weights: dense.weights.map((text, i) => row(`dense.weights[${i}]`, text, degree)),
    },
    source: definition.source,
  };
}

/**
 * First same as last: the last stage is f at the end of the step, which is the first stage of the next
 * one.
 */
export function isFirstSameAsLast({ nodes, stages, weights }: Tableau): boolean {
  const last = stages.length - 1;
  const end = [...stages[last], ZERO];
  return equal(nodes[last], ONE) && weights.every((b, i) => equal(b, end[i]));
}
