/** Expressions in constants as programs at points, and their residues slot by slot. */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { Field } from '../analytic/field.ts';
import { resolveFunction } from '../analytic/registry.ts';
import type { Operation, Program } from '../models/program.ts';
import { trace } from '../models/trace.ts';
import { primeField, rationalModulo } from '../numerics/prime-field.ts';
import type { Rational } from '../numerics/rational.ts';
import * as Q from '../numerics/rational.ts';
import type { JetSource } from '../orbits/fields/application.ts';

export type Expression = <T>(x: Calculus<T>) => readonly T[];

/** A field with the functions by name; arguments are numerals or numbers of the field. */
export interface Calculus<T> {
  q(numeral: string): T;
  sum(...terms: readonly T[]): T;
  times(...factors: readonly T[]): T;
  minus(a: T, b: T): T;
  at(name: string, a: T | string, order?: number): T;
}

/** √ and log: no activations, but functions that models apply. */
const squareRoot: AnalyticFunction = {
  ...resolveFunction('exp'),
  name: 'sqrt',
  domain: 'positive',
  jet(field, at, terms) {
    const { ring } = field;
    const inverse = field.inverse(at);
    const out = [field.generator('sqrt', at)];
    for (let n = 1; n < terms; n++) {
      const factor = ring.rational(Q.rational(3 - 2 * n, 2 * n));
      out.push(ring.mul(ring.mul(out[n - 1], inverse), factor));
    }
    return out;
  },
};
const logarithm: AnalyticFunction = {
  ...resolveFunction('exp'),
  name: 'log',
  domain: 'positive',
  jet(field, at, terms) {
    const { ring } = field;
    const inverse = ring.neg(field.inverse(at));
    let powers = ring.neg(ring.one);
    return Array.from({ length: terms }, (_, n) => {
      if (n === 0) return field.generator('log', at);
      powers = ring.mul(powers, inverse);
      return ring.mul(powers, ring.rational(Q.rational(1, n)));
    });
  },
};
const functionOf = (name: string) =>
  name === 'sqrt' ? squareRoot : name === 'log' ? logarithm : resolveFunction(name);

function calculus<T>(field: Field<T>, parameter: (q: Rational) => T): Calculus<T> {
  const q = (numeral: string) => parameter(Q.parse(numeral)!);
  return {
    q,
    sum: (...terms) => terms.reduce((a, b) => field.add(a, b)),
    times: (...factors) => factors.reduce((a, b) => field.mul(a, b)),
    minus: (a, b) => field.sub(a, b),
    at: (name, a, order = 0) =>
      field.applyDerivative(functionOf(name), order, typeof a === 'string' ? q(a) : a),
  };
}

const MOST_NUMERALS = 100;

/** The expressions as outputs of a program whose parameters are all the numerals in them. */
export function pointOf(expression: Expression): {
  readonly program: Program;
  readonly theta: readonly Rational[];
} {
  const theta: Rational[] = [];
  trace(MOST_NUMERALS, 0, (field, parameters) =>
    expression(calculus(field, (value) => parameters[theta.push(value) - 1])),
  );
  const program = trace(theta.length, 0, (field, parameters) => {
    let next = 0;
    return expression(calculus(field, () => parameters[next++]));
  });
  return { program, theta };
}

/** A program's outputs mod p with jets from a source. */
export function residuesOf(
  program: Program,
  theta: readonly Rational[],
  prime: number,
  jets: JetSource,
): number[] {
  const field = primeField(prime);
  const slots: number[] = [];
  const resultOf = (operation: Operation, index: number): number => {
    if ('b' in operation) return field[operation.op](slots[operation.a], slots[operation.b]);
    switch (operation.op) {
      case 'rational':
        return rationalModulo(operation.value, prime);
      case 'parameter':
        return rationalModulo(theta[operation.index], prime);
      case 'input':
        throw new Error('residuesOf: expected a program without inputs');
      case 'dot':
        return operation.left.reduce(
          (sum, left, i) => field.add(sum, field.mul(slots[left], slots[operation.right[i]])),
          0,
        );
      case 'apply': {
        const { f, order } = operation;
        return jets({ index, f, order }, slots[operation.a], 1)[0];
      }
      default:
        return field[operation.op](slots[operation.a]);
    }
  };
  program.operations.forEach((operation, i) => {
    slots.push(resultOf(operation, i));
  });
  return Array.from(program.outputs, (slot) => slots[slot]);
}
