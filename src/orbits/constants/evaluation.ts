/** A program evaluated at a point, in its ring of constants: the arguments that functions are met at. */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import type { Field } from '../../analytic/field.ts';
import type { JetField } from '../../analytic/jet-field.ts';
import { type Operation, type Program, runProgram, type Slot } from '../../models/program.ts';
import { fromDouble, type Rational } from '../../numerics/rational.ts';
import { type Algebra, createAlgebra, type Element } from './element.ts';
import type { Knowledge } from './knowledge.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { createNumbers, type Numbers } from './numbers.ts';
import type { Substitution } from './substitution.ts';

export interface Evaluation {
  readonly algebra: Algebra;
  readonly numbers: Numbers;
  readonly ledger: Ledger;
  /** The argument of each application, by its slot in the program. */
  readonly centers: ReadonlyMap<Slot, Element>;
  /** The first terms of the jets. */
  readonly opening: readonly (readonly Element[])[];
}

/** Terms of a jet that show which constants occur in it. */
const TELLING = 4;

/**
 * @throws NotInvertible where the program divides by 0 at the point; Unfit where a constant has no image
 * under one of the substitutions; UnsupportedError where a function has no jet at the point.
 */
export function evaluateConstants(
  program: Program,
  theta: readonly Rational[],
  inputs: readonly Rational[],
  substitutions: readonly Substitution[],
  deciding: number,
  knowledge: Knowledge,
): Evaluation {
  const algebra = createAlgebra(substitutions, deciding);
  const ledger = createLedger();
  const numbers = createNumbers(algebra, knowledge, ledger);
  const centers = new Map<Slot, Element>();
  const { ring } = algebra;
  const opening: Element[][] = [];
  const applyDerivative = (f: AnalyticFunction, order: number, a: Element) => {
    const jet = jetOf(numbers.field, f, order, algebra.recognised(a), TELLING);
    opening.push(jet);
    return jet[0];
  };
  const field: Field<Element> = {
    name: 'constants',
    zero: ring.zero,
    one: ring.one,
    rational: (q) => algebra.rational(typeof q === 'number' ? fromDouble(q) : q),
    add: ring.add,
    sub: ring.sub,
    mul: ring.mul,
    neg: ring.neg,
    dot: algebra.dot,
    inverse: (a) => algebra.inverse(algebra.recognised(a)),
    apply: (f, a) => applyDerivative(f, 0, a),
    applyDerivative,
  };
  const slots = runProgram(
    program,
    field,
    theta.map(algebra.rational),
    inputs.map(algebra.rational),
  );
  program.operations.forEach((operation: Operation, slot) => {
    if (operation.op === 'apply') centers.set(slot, algebra.recognised(slots[operation.a]));
  });
  return { algebra, numbers, ledger, centers, opening };
}

/** Taylor coefficients of f⁽ⁿ⁾ at a: those of f, times (m + n)!/m!. */
export function jetOf<T>(
  field: JetField<T>,
  f: AnalyticFunction,
  order: number,
  a: T,
  terms: number,
): T[] {
  const { ring } = field;
  let jet = f.jet(field, a, terms + order);
  for (let n = 0; n < order; n++)
    jet = jet
      .slice(1)
      .map((c, m) => ring.mul(c, ring.rational({ numerator: BigInt(m + 1), denominator: 1n })));
  return jet;
}
