/**
 * A function of a user's own. What is said about it follows from what is given, nothing is believed that
 * can be worked out; `functionLaws` holds the rest against each other.
 */
import type { Decimal } from 'decimal.js';
import { InputError, UnsupportedError } from '../errors.ts';
import { decimalFromDouble, decimalRing } from '../numerics/decimal-ring.ts';
import { type Numeral, toRational } from '../numerics/numeral.ts';
import { type Rational, ZERO } from '../numerics/rational.ts';
import type { AnalyticFunction, Parity } from './analytic-function.ts';
import { COMBINED, combined } from './combined-function.ts';
import {
  continuedTo,
  type DifferentialEquation,
  parityOfSolution,
  solutionJet,
} from './differential-equation.ts';
import { decimalJet } from './fields/decimal-jets.ts';
import type { JetField } from './jet-field.ts';

/** A function of one variable: values for float64, a jet for every field. */
export interface FunctionDefinition {
  /** Kebab-case. */
  readonly name: string;
  /** f(z) in float64; left out: rounded from decimals, which is slow. */
  readonly value?: (z: number) => number;
  /** f′ and f″ in float64; left out: rounded from decimals. */
  readonly derivative?: (z: number) => number;
  readonly second?: (z: number) => number;
  /**
   * y′ = Σ slope[i][j] zⁱyʲ with y(0) = start, e.g. tanh: `{ slope: [[1, 0, -1]], start: 0 }`. Parity
   * follows from it.
   */
  readonly equation?: {
    readonly slope: readonly (readonly Numeral[])[];
    readonly start: Numeral;
  };
  /** Instead: [f⁽ⁿ⁾(u)/n!] in any field, from the numbers of `transcendental-numbers.ts`. */
  readonly jet?: <T>(field: JetField<T>, at: T, terms: number) => T[];
  /** Instead: cⱼ at 0. Such a function is known at 0 only, and needs its float members. */
  readonly taylor?: (j: number) => Numeral;
  /** With `jet` or `taylor`: about 0; default none. With an equation it is worked out. */
  readonly parity?: Parity;
  /** With `jet`: f > 0 everywhere; default false. */
  readonly positive?: boolean;
}

const KEYS = new Set('name value derivative second equation jet taylor parity positive'.split(' '));

/** Decimals from which float members are rounded. */
const DIGITS = 25;

/**
 * A function of your own from an equation, a jet or its series.
 *
 * @throws InputError that names what is wrong with the definition.
 */
export function defineFunction(definition: FunctionDefinition): AnalyticFunction {
  check(definition);
  const { name } = definition;
  const series = seriesOf(definition);
  const rounded = (order: number) => (z: number) => {
    if (Number.isNaN(z)) return z;
    if (!Number.isFinite(z))
      throw new UnsupportedError(`function "${name}": no value at ${z} was given`);
    const factor = order === 2 ? 2 : 1;
    const point = decimalFromDouble(z, 2 * DIGITS);
    return decimalJet(series, point, order + 1, DIGITS)[order].toNumber() * factor;
  };
  const { value = rounded(0), derivative = rounded(1), second = rounded(2) } = definition;
  const { parity, ...jets } = series;
  return Object.freeze(
    combined({
      name,
      spec: name,
      complexity: COMBINED,
      value,
      derivative,
      second,
      ...jets,
      analytic: true,
      domain: 'line',
      positive: definition.positive ?? false,
      reflections: parity === 'none' ? [] : [{ center: ZERO, parity }],
    }),
  );
}

type Series = Pick<AnalyticFunction, 'jet' | 'decimalJet' | 'parity'>;

function seriesOf({ name, equation, jet, taylor, parity = 'none' }: FunctionDefinition): Series {
  if (jet !== undefined) return { jet, parity };
  if (equation !== undefined) return solution(name, readEquation(equation));
  const coefficient = (j: number) => read(taylor!(j), `function "${name}": taylor(${j})`);
  return {
    parity,
    jet(field, at, terms) {
      if (!field.ring.isZero(at))
        throw new UnsupportedError(
          `function "${name}" is given by its Taylor coefficients and known at 0 only`,
        );
      return Array.from({ length: terms }, (_, j) => field.ring.rational(coefficient(j)));
    },
  };
}

function solution(name: string, equation: DifferentialEquation): Series {
  const { slope, start } = equation;
  const parity = parityOfSolution(equation);
  return {
    parity,
    jet<T>(field: JetField<T>, at: T, terms: number): T[] {
      const { ring } = field;
      const valueAt = (): T => {
        if (ring.isZero(at)) return ring.rational(start);
        if (field.solution !== undefined) return field.solution(equation, at);
        if (parity === 'none') return field.generator(`value:${name}`, at);
        const { value, reflected } = field.canonical(at);
        const y = field.generator(`value:${name}`, value);
        return reflected && parity === 'odd' ? ring.neg(y) : y;
      };
      return solutionJet(ring, slope, at, valueAt(), terms);
    },
    decimalJet(z: Decimal, terms: number, digits: number) {
      const wide = decimalRing(digits + terms);
      const value = continuedTo(equation, z, digits + terms);
      return solutionJet(wide, slope, z, value, terms);
    },
  };
}

function readEquation(equation: NonNullable<FunctionDefinition['equation']>): DifferentialEquation {
  return {
    slope: equation.slope.map((row, i) => row.map((c, j) => read(c, `equation.slope[${i}][${j}]`))),
    start: read(equation.start, 'equation.start'),
  };
}

function read(numeral: Numeral, path: string): Rational {
  try {
    return toRational(numeral);
  } catch {
    throw new InputError(path, 'a finite number or a text such as "1/3"', String(numeral));
  }
}

function check(definition: FunctionDefinition): void {
  const fail = (path: string, expected: string, received: unknown): never => {
    throw new InputError(`defineFunction: ${path}`, expected, String(received));
  };
  const { name, equation, parity } = definition;
  for (const key of Object.keys(definition))
    if (!KEYS.has(key)) fail(key, `one of the keys ${[...KEYS].join(', ')}`, 'another');
  if (typeof name !== 'string' || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name))
    fail('name', 'a name such as "my-function"', name);
  const sources = (['equation', 'jet', 'taylor'] as const).filter((key) => definition[key]);
  if (sources.length !== 1)
    fail(name, 'exactly one of equation, jet, taylor', sources.join(' and ') || 'none');
  for (const key of ['value', 'derivative', 'second', 'jet', 'taylor'] as const) {
    const member: unknown = definition[key];
    if (member !== undefined && typeof member !== 'function')
      fail(`${name}.${key}`, 'a function', typeof member);
  }
  if (sources[0] === 'taylor')
    for (const key of ['value', 'derivative', 'second'] as const)
      if (definition[key] === undefined)
        fail(`${name}.${key}`, 'a function, as Taylor coefficients say nothing off 0', 'nothing');
  if (parity !== undefined && !['odd', 'even', 'none'].includes(parity))
    fail(`${name}.parity`, '"odd", "even" or "none"', parity);
  if (equation !== undefined) {
    if (parity !== undefined) fail(`${name}.parity`, 'none beside an equation', parity);
    if (!Array.isArray(equation.slope) || !equation.slope.every((row) => Array.isArray(row)))
      fail(`${name}.equation.slope`, 'an array of arrays of numbers', typeof equation.slope);
  }
}
