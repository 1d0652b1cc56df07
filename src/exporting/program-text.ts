/** F as expressions: the straight-line program with what is used once written in its place. */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { type Operation, operandsOf, type Program, type Slot } from '../models/program.ts';
import type { Rational } from '../numerics/rational.ts';

/** How a language writes what programs are made of; texts that bind loosely come in parentheses. */
export interface Dialect {
  readonly times: string;
  rational(value: Rational): string;
  input(index: number): string;
  inverse(z: string): string;
  /** f⁽ᵒʳᵈᵉʳ⁾(z). */
  apply(f: AnalyticFunction, z: string, order: number): string;
}

/** Longest expression that is not given a line of its own. */
const LONGEST = 100;

/** How tightly the outermost operation of an expression binds. */
type Binding = 'sum' | 'product' | 'atom';

interface Expression {
  readonly text: string;
  readonly binding: Binding;
}

export interface ProgramText {
  /** Names and what they stand for, in order: v12, … */
  readonly steps: readonly (readonly [name: string, text: string])[];
  readonly outputs: readonly string[];
}

/** @param names of the coordinates of θ. */
export function programText(
  { operations, outputs }: Program,
  names: readonly string[],
  dialect: Dialect,
): ProgramText {
  const uses = new Array<number>(operations.length).fill(0);
  for (const operation of operations) for (const slot of operandsOf(operation)) uses[slot] += 1;
  for (const slot of outputs) uses[slot] += 1;
  const written: Expression[] = [];
  const steps: [string, string][] = [];
  operations.forEach((operation, slot) => {
    const expression = expressionOf(operation);
    const isLeaf = operandsOf(operation).length === 0;
    if (isLeaf || (uses[slot] === 1 && expression.text.length <= LONGEST)) {
      written.push(expression);
      return;
    }
    steps.push([`v${slot}`, expression.text]);
    written.push(atom(`v${slot}`));
  });
  return { steps, outputs: Array.from(outputs, (slot) => written[slot].text) };

  function expressionOf(operation: Operation): Expression {
    switch (operation.op) {
      case 'rational':
        return atom(dialect.rational(operation.value));
      case 'parameter':
        return atom(names[operation.index]);
      case 'input':
        return atom(dialect.input(operation.index));
      case 'add':
        return { text: `${at(operation.a)} + ${at(operation.b)}`, binding: 'sum' };
      case 'sub':
        return { text: `${at(operation.a)} - ${factor(operation.b)}`, binding: 'sum' };
      case 'mul':
        return product(operation.a, operation.b);
      case 'neg':
        return { text: `-${factor(operation.a)}`, binding: 'sum' };
      case 'inverse':
        return atom(dialect.inverse(at(operation.a)));
      case 'dot': {
        const terms = Array.from(operation.left, (a, k) => product(a, operation.right[k]).text);
        return { text: terms.join(' + '), binding: 'sum' };
      }
      case 'apply':
        return atom(dialect.apply(operation.f, at(operation.a), operation.order));
    }
  }
  function at(slot: Slot): string {
    return written[slot].text;
  }
  function factor(slot: Slot): string {
    const { text, binding } = written[slot];
    return binding === 'sum' ? `(${text})` : text;
  }
  function product(a: Slot, b: Slot): Expression {
    return { text: `${factor(a)}${dialect.times}${factor(b)}`, binding: 'product' };
  }
}

const atom = (text: string): Expression => ({ text, binding: 'atom' });
