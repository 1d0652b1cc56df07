/** F as a straight-line program, and what it means over a field; `trace.ts` makes it of a model's page. */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { Field } from '../analytic/field.ts';
import type { Rational } from '../numerics/rational.ts';
import * as Q from '../numerics/rational.ts';

export type Slot = number;

export type Operation =
  | { readonly op: 'rational'; readonly value: Rational }
  | { readonly op: 'parameter'; readonly index: number }
  | { readonly op: 'input'; readonly index: number }
  | { readonly op: 'add' | 'sub' | 'mul'; readonly a: Slot; readonly b: Slot }
  | { readonly op: 'neg' | 'inverse'; readonly a: Slot }
  | { readonly op: 'dot'; readonly left: Int32Array; readonly right: Int32Array }
  | {
      readonly op: 'apply';
      readonly f: AnalyticFunction;
      /** Which derivative of f. */
      readonly order: number;
      readonly a: Slot;
    };

export interface Program {
  /** Operands come before what is made of them. */
  readonly operations: readonly Operation[];
  readonly outputs: Int32Array;
  /** M. */
  readonly parameters: number;
  readonly inputs: number;
}

/** A key that equal operations share; sums and products are not reordered. */
export function keyOf(operation: Operation, functions: Map<AnalyticFunction, number>): string {
  switch (operation.op) {
    case 'rational':
      return `q${Q.format(operation.value)}`;
    case 'parameter':
      return `p${operation.index}`;
    case 'input':
      return `x${operation.index}`;
    case 'add':
    case 'sub':
    case 'mul':
      return `${operation.op}${operation.a},${operation.b}`;
    case 'neg':
    case 'inverse':
      return `${operation.op}${operation.a}`;
    case 'dot':
      return `d${operation.left.join()};${operation.right.join()}`;
    case 'apply': {
      let id = functions.get(operation.f);
      if (id === undefined) {
        id = functions.size;
        functions.set(operation.f, id);
      }
      return `f${id}^${operation.order}(${operation.a}`;
    }
  }
}

/** Operations, a dot product counted by its terms. */
export function programLength({ operations }: Program): number {
  return operations.reduce((sum, step) => sum + (step.op === 'dot' ? step.left.length : 1), 0);
}

/** Whether two programs are one, operation by operation. */
export function samePrograms(a: Program, b: Program): boolean {
  const functions = new Map<AnalyticFunction, number>();
  return (
    a.operations.length === b.operations.length &&
    a.outputs.join() === b.outputs.join() &&
    a.operations.every((o, i) => keyOf(o, functions) === keyOf(b.operations[i], functions))
  );
}

/** The slots an operation reads. */
export function operandsOf(operation: Operation): readonly Slot[] {
  switch (operation.op) {
    case 'rational':
    case 'parameter':
    case 'input':
      return [];
    case 'add':
    case 'sub':
    case 'mul':
      return [operation.a, operation.b];
    case 'neg':
    case 'inverse':
    case 'apply':
      return [operation.a];
    case 'dot':
      return [...operation.left, ...operation.right];
  }
}

/** Whether the operation reads a slot that is flagged by 1: `operandsOf` without a list. */
export function readsFlagged(operation: Operation, flags: Uint8Array): boolean {
  switch (operation.op) {
    case 'rational':
    case 'parameter':
    case 'input':
      return false;
    case 'add':
    case 'sub':
    case 'mul':
      return flags[operation.a] === 1 || flags[operation.b] === 1;
    case 'neg':
    case 'inverse':
    case 'apply':
      return flags[operation.a] === 1;
    case 'dot': {
      const { left, right } = operation;
      for (let k = 0; k < left.length; k++)
        if (flags[left[k]] === 1 || flags[right[k]] === 1) return true;
      return false;
    }
  }
}

/** The values of all slots over any field: what the program means. */
export function runProgram<T>(
  { operations }: Program,
  field: Field<T>,
  theta: readonly T[],
  inputs: readonly T[],
): T[] {
  const slots: T[] = [];
  for (const operation of operations) slots.push(resultOf(operation, field, slots, theta, inputs));
  return slots;
}

function resultOf<T>(
  operation: Operation,
  field: Field<T>,
  slots: readonly T[],
  theta: readonly T[],
  inputs: readonly T[],
): T {
  switch (operation.op) {
    case 'rational':
      return field.rational(operation.value);
    case 'parameter':
      return theta[operation.index];
    case 'input':
      return inputs[operation.index];
    case 'add':
    case 'sub':
    case 'mul':
      return field[operation.op](slots[operation.a], slots[operation.b]);
    case 'neg':
    case 'inverse':
      return field[operation.op](slots[operation.a]);
    case 'dot':
      return field.dot(
        Array.from(operation.left, (slot) => slots[slot]),
        Array.from(operation.right, (slot) => slots[slot]),
      );
    case 'apply':
      return operation.order === 0
        ? field.apply(operation.f, slots[operation.a])
        : field.applyDerivative(operation.f, operation.order, slots[operation.a]);
  }
}
