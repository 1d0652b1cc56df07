/**
 * F as lines of Python: the straight-line program with what is used once written in its place.
 *
 *   w1, a1, …   the coordinates of θ        x[j]   entry j of x, then of the other inputs, flat
 *
 * `apply(f, z, n)` is f⁽ⁿ⁾(z), `inverse(z)` is 1/z, Q(q) a rational number; the rest is arithmetic. What numbers are is up to
 * the script around it.
 */
import type { BoundModel } from '../models/bind.ts';
import { parameterNames } from '../models/names.ts';
import type { Operation, Slot } from '../models/program.ts';
import { operandsOf } from '../models/program.ts';
import { format, type Rational } from '../numerics/rational.ts';
import { identifiersOf } from './identifiers.ts';
import { type FunctionsOver, type PythonFunction, pythonFunctions } from './python-function.ts';

/** Longest line of names. */
const LINE = 100;

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
  /** What F is made of besides arithmetic: `apply`, `inverse`. */
  readonly operations: readonly string[];
}

/**
 * @param over whether functions are met as series modulo a prime or as numbers: those that are known differ.
 * @throws UnsupportedError where F applies a function that cannot be written in Python.
 */
export function pythonProgram(bound: BoundModel, over: FunctionsOver): PythonProgram {
  const { operations, outputs } = bound.program;
  const names = identifiersOf(parameterNames(bound).name);
  const uses = new Array<number>(operations.length).fill(0);
  for (const operation of operations) for (const slot of operandsOf(operation)) uses[slot] += 1;
  for (const slot of outputs) uses[slot] += 1;
  const functions = pythonFunctions(
    operations.flatMap((operation) => (operation.op === 'apply' ? [operation.f] : [])),
    over,
  );
  const nameOf = new Map(functions.map(({ f, name }) => [f, name]));
  const written: Expression[] = [];
  const lines = [unpacked(names)];
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
  const made = new Set(operations.map(({ op }) => op));
  return {
    body: lines.map((line) => `    ${line}`).join('\n'),
    functions,
    operations: ['apply', 'inverse'].filter((op) => made.has(op as Operation['op'])),
  };

  function expressionOf(operation: Operation): Expression {
    switch (operation.op) {
      case 'rational':
        return rational(operation.value);
      case 'parameter':
        return atom(names[operation.index]);
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

/** `[w, a] = t`, in lines that are not too long. */
export function unpacked(names: readonly string[]): string {
  const lines = [''];
  for (const name of names) {
    const last = lines.length - 1;
    const longer = lines[last] === '' ? name : `${lines[last]}, ${name}`;
    if (longer.length <= LINE) lines[last] = longer;
    else {
      lines[last] += ',';
      lines.push(name);
    }
  }
  return `[${lines.join('\n     ')}] = t`;
}

const atom = (text: string): Expression => ({ text, binding: 'atom' });

/** Q(…), so that arithmetic stays exact. */
function rational(value: Rational): Expression {
  const text = format(value);
  return atom(value.denominator === 1n ? `Q(${text})` : `Q("${text}")`);
}
