/**
 * F as lines of Python: the straight-line program with what is used once written in its place.
 *
 *   t[i]   coordinate i of θ        x[j]   entry j of x, then of the other inputs, flat
 *
 * `apply(f, z, n)` is f⁽ⁿ⁾(z), `inverse(z)` is 1/z; the rest is arithmetic.
 */
import type { Operation, Program, Slot } from '../models/program.ts';
import { operandsOf } from '../models/program.ts';
import { format, type Rational } from '../numerics/rational.ts';
import { type PythonFunction, pythonFunctions } from './python-function.ts';

/** Longest expression that is not given a line of its own. */
const LONGEST = 100;

/** How tightly the outermost operation of an expression binds. */
type Binding = 'sum' | 'product' | 'atom';

interface Expression {
  readonly text: string;
  readonly binding: Binding;
}

export interface PythonProgram {
  /** The body of `def F(t, x)`, indented by four spaces. */
  readonly body: string;
  readonly functions: readonly PythonFunction[];
}

/** @throws UnsupportedError where F applies a function that cannot be written in Python. */
export function pythonProgram({ operations, outputs }: Program): PythonProgram {
  const uses = new Array<number>(operations.length).fill(0);
  for (const operation of operations) for (const slot of operandsOf(operation)) uses[slot] += 1;
  for (const slot of outputs) uses[slot] += 1;
  const functions = pythonFunctions(
    operations.flatMap((operation) => (operation.op === 'apply' ? [operation.f] : [])),
  );
  const nameOf = new Map(functions.map(({ f, name }) => [f, name]));
  const written: Expression[] = [];
  const lines: string[] = [];
  operations.forEach((operation, slot) => {
    const expression = expressionOf(operation);
    const isLeaf = operandsOf(operation).length === 0;
    if (isLeaf || (uses[slot] === 1 && expression.text.length <= LONGEST)) {
      written.push(expression);
      return;
    }
    lines.push(`v${slot} = ${expression.text}`);
    written.push({ text: `v${slot}`, binding: 'atom' });
  });
  const results = Array.from(outputs, (slot) => written[slot].text);
  lines.push(`return [${results.join(', ')}]`);
  return { body: lines.map((line) => `    ${line}`).join('\n'), functions };

  function expressionOf(operation: Operation): Expression {
    switch (operation.op) {
      case 'rational':
        return rational(operation.value);
      case 'parameter':
        return atom(`t[${operation.index}]`);
      case 'input':
        return atom(`x[${operation.index}]`);
      case 'add':
        return { text: `${at(operation.a)} + ${at(operation.b)}`, binding: 'sum' };
      case 'sub':
        return { text: `${at(operation.a)} - ${factor(operation.b)}`, binding: 'sum' };
      case 'mul':
        return product(operation.a, operation.b);
      case 'neg':
        return { text: `-${factor(operation.a)}`, binding: 'sum' };
      case 'inverse':
        return atom(`inverse(${at(operation.a)})`);
      case 'dot': {
        const terms = Array.from(operation.left, (a, k) => product(a, operation.right[k]).text);
        return { text: terms.join(' + '), binding: 'sum' };
      }
      case 'apply': {
        const order = operation.order === 0 ? '' : `, ${operation.order}`;
        return atom(`apply(${nameOf.get(operation.f)}, ${at(operation.a)}${order})`);
      }
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
    return { text: `${factor(a)}*${factor(b)}`, binding: 'product' };
  }
}

const atom = (text: string): Expression => ({ text, binding: 'atom' });

/** Q(…), so that arithmetic stays exact. */
function rational(value: Rational): Expression {
  const text = format(value);
  return atom(value.denominator === 1n ? `Q(${text})` : `Q("${text}")`);
}
