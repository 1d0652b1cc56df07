/**
 * F as lines of Python.
 *
 *   w1, a1, …   the coordinates of θ        x[j]   entry j of x, then of the other inputs, flat
 *
 * `apply(f, z, n)` is f⁽ⁿ⁾(z), `inverse(z)` is 1/z, Q(q) a rational number; the rest is arithmetic. What numbers are is up to
 * the script around it.
 */
import type { BoundModel } from '../models/bind.ts';
import { parameterNames } from '../models/names.ts';
import type { Operation } from '../models/program.ts';
import { format, type Rational } from '../numerics/rational.ts';
import { identifiersOf } from './identifiers.ts';
import { programText } from './program-text.ts';
import { type FunctionsOver, type PythonFunction, pythonFunctions } from './python-function.ts';

/** Longest line of names. */
const LINE = 100;

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
  const { operations } = bound.program;
  const names = identifiersOf(parameterNames(bound).name);
  const functions = pythonFunctions(
    operations.flatMap((operation) => (operation.op === 'apply' ? [operation.f] : [])),
    over,
  );
  const nameOf = new Map(functions.map(({ f, name }) => [f, name]));
  const { steps, outputs } = programText(bound.program, names, {
    times: '*',
    rational,
    input: (index) => `x[${index}]`,
    inverse: (z) => `inverse(${z})`,
    apply: (f, z, order) => `apply(${nameOf.get(f)}, ${z}${order === 0 ? '' : `, ${order}`})`,
  });
  const lines = [
    unpacked(names),
    ...steps.map(([name, text]) => `${name} = ${text}`),
    `return [${outputs.join(', ')}]`,
  ];
  const made = new Set(operations.map(({ op }) => op));
  return {
    body: lines.map((line) => `    ${line}`).join('\n'),
    functions,
    operations: ['apply', 'inverse'].filter((op) => made.has(op as Operation['op'])),
  };
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

/** Q(…), so that arithmetic stays exact. */
function rational(value: Rational): string {
  const text = format(value);
  return value.denominator === 1n ? `Q(${text})` : `Q("${text}")`;
}
