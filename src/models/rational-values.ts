/**
 * What the slots of a program are at θ, over ℚ, as far as that is rational and does not depend on an input
 * that is left open: products with 0 are 0 whatever else is in them.
 */
import { rationals } from '../analytic/fields/rationals.ts';
import { UnsupportedError } from '../errors.ts';
import * as Q from '../numerics/rational.ts';
import type { Operation, Program } from './program.ts';

/** Null: not known to be rational. Undefined: F has no value there, or what it is made of has none. */
export type SlotValue = Q.Rational | null | undefined;

export function rationalValues(
  { operations }: Program,
  theta: readonly Q.Rational[],
  inputs: readonly (Q.Rational | null)[],
): SlotValue[] {
  const slots: SlotValue[] = [];
  for (const operation of operations) slots.push(slotValue(operation, slots, theta, inputs));
  return slots;
}

function slotValue(
  operation: Operation,
  slots: readonly SlotValue[],
  theta: readonly Q.Rational[],
  inputs: readonly (Q.Rational | null)[],
): SlotValue {
  const both = (a: SlotValue, b: SlotValue, f: (p: Q.Rational, q: Q.Rational) => Q.Rational) => {
    if (a === undefined || b === undefined) return undefined;
    return a === null || b === null ? null : f(a, b);
  };
  const product = (a: SlotValue, b: SlotValue): SlotValue => {
    if (a === undefined || b === undefined) return undefined;
    if ((a !== null && Q.isZero(a)) || (b !== null && Q.isZero(b))) return Q.ZERO;
    return both(a, b, Q.multiply);
  };
  switch (operation.op) {
    case 'rational':
      return operation.value;
    case 'parameter':
      return theta[operation.index];
    case 'input':
      return inputs[operation.index];
    case 'add':
      return both(slots[operation.a], slots[operation.b], Q.add);
    case 'sub':
      return both(slots[operation.a], slots[operation.b], Q.subtract);
    case 'mul':
      return product(slots[operation.a], slots[operation.b]);
    case 'neg': {
      const a = slots[operation.a];
      return a && Q.negate(a);
    }
    case 'dot':
      return operation.left.reduce<SlotValue>(
        (sum, a, i) => both(sum, product(slots[a], slots[operation.right[i]]), Q.add),
        Q.ZERO,
      );
    case 'inverse': {
      const a = slots[operation.a];
      return a && (Q.isZero(a) ? undefined : Q.divide(Q.ONE, a));
    }
    case 'apply': {
      const { f, order } = operation;
      const a = slots[operation.a];
      if (a === null || a === undefined) return a;
      if (f.domain === 'positive' && a.numerator <= 0n) return undefined;
      try {
        return rationals.applyDerivative(f, order, a);
      } catch (error) {
        if (error instanceof UnsupportedError) return null;
        throw error;
      }
    }
  }
}

/** Radicands u > 0 of roots √u that F takes at θ where u is rational, whatever the datum is; each once. */
export function pinnedRadicands(program: Program, theta: readonly Q.Rational[]): Q.Rational[] {
  const open = Array.from({ length: program.inputs }, () => null);
  const values = rationalValues(program, theta, open);
  const found = new Map<string, Q.Rational>();
  for (const operation of program.operations) {
    if (operation.op !== 'apply' || operation.f.domain !== 'positive') continue;
    const u = values[operation.a];
    if (u && u.numerator > 0n) found.set(Q.format(u), u);
  }
  return [...found.values()];
}
