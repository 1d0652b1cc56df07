/**
 * Points of parameter space at which F has no value, whatever x is: 0/0 in a normalisation of weights that
 * vanish, a quotient whose denominator does. What is asked is asked over ℚ at some x: exact where the argument of
 * a reciprocal or of a function on z > 0 is rational, silent where it is not.
 */
import { attached } from '../attached.ts';
import { InputError } from '../errors.ts';
import { type Rational, rational } from '../numerics/rational.ts';
import type { BoundModel } from './bind.ts';
import { parameterNames } from './names.ts';
import { type Operation, operandsOf } from './program.ts';
import { rationalValues } from './rational-values.ts';

export interface Undefined {
  /** The operation without a value: `1/z`, or a function's name. */
  readonly operation: string;
  /** Names of the parameters that its argument is made of. */
  readonly parameters: readonly string[];
  /** What has no value, and which parameters are to blame, in words. */
  readonly reason: string;
}

/** Data that are tried, all coordinates different. */
const TRIED = [
  [2, 3],
  [5, -7],
  [-11, 4],
] as const;

const NAMES_SHOWN = 6;

/** Null where F has a value at θ for some x, or where that cannot be told over ℚ. */
export function undefinedAt(bound: BoundModel, theta: readonly Rational[]): Undefined | null {
  if (isTotal(bound)) return null;
  const { program } = bound;
  let first = -1;
  for (const [start, step] of TRIED) {
    const values = rationalValues(program, theta, inputsFrom(bound, start, step));
    const slot = values.indexOf(undefined);
    if (slot < 0) return null;
    if (first < 0) first = slot;
  }
  const operation = program.operations[first];
  const name = operation.op === 'apply' ? operation.f.name : '1/z';
  const { parameters, inputs } = madeOf(bound, first);
  const shown = parameters.slice(0, NAMES_SHOWN).join(', ');
  const more = parameters.length > NAMES_SHOWN ? ', …' : '';
  const where = inputs ? `${shown}${more} and x, whatever x is` : `${shown}${more}`;
  return {
    operation: name,
    parameters,
    reason: `${name} has no value at z ${operation.op === 'apply' ? '≤' : '='} 0, z being made of ${where}`,
  };
}

/** @throws InputError where F is undefined at θ. */
export function requireDefined(bound: BoundModel, theta: readonly Rational[]): void {
  const found = undefinedAt(bound, theta);
  if (found === null) return;
  throw new InputError('parameters', 'θ at which F is defined', `one at which ${found.reason}`);
}

const total = attached<BoundModel, boolean>();

/** Whether F has a value at every θ: no operation of its program lacks one anywhere. */
export function isTotal(bound: BoundModel): boolean {
  let known = total.get(bound);
  if (known === undefined) {
    known = !bound.program.operations.some(isPartial);
    total.set(bound, known);
  }
  return known;
}

function isPartial(operation: Operation): boolean {
  return (
    operation.op === 'inverse' || (operation.op === 'apply' && operation.f.domain === 'positive')
  );
}

function inputsFrom({ inputs }: BoundModel, start: number, step: number): Rational[] {
  const all = Array.from({ length: inputs.size }, (_, j) => rational(start + step * j * j + j));
  for (const { offset, choices } of inputs.finite)
    choices[0].forEach((value, i) => {
      all[offset + i] = rational(value);
    });
  return all;
}

function madeOf(bound: BoundModel, slot: number) {
  const { operations } = bound.program;
  const names = parameterNames(bound).name;
  const needed = new Set(operandsOf(operations[slot]));
  const found: string[] = [];
  let inputs = false;
  for (const at of needed) {
    const operation = operations[at];
    if (operation.op === 'parameter') found.push(names[operation.index]);
    if (operation.op === 'input') inputs = true;
    for (const operand of operandsOf(operation)) needed.add(operand);
  }
  return { parameters: found, inputs };
}
