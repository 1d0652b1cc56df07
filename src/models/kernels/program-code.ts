/**
 * A program as flat arrays for the float64 interpreter. Numbers that depend on a datum have one lane a
 * datum, those of θ and constants one lane for all: an operand is met at `place + lane·step` with step 1
 * or 0, so one loop serves both, and going backwards the lanes of a datum are summed in their order.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { UnsupportedError } from '../../errors.ts';
import { toDouble } from '../../numerics/rational.ts';
import { operandsOf, type Program } from '../program.ts';

export const OPERATIONS = [
  'rational',
  'parameter',
  'input',
  'add',
  'sub',
  'mul',
  'neg',
  'inverse',
  'dot',
  'apply',
] as const;

export interface FloatCode {
  /** Index in `OPERATIONS`, for each slot. */
  readonly operation: Uint8Array;
  /** Where its lanes start. */
  readonly place: Int32Array;
  /** 1 where there is one lane a datum, 0 where one serves all. */
  readonly step: Uint8Array;
  /** Whether it depends on θ: no derivative is taken of what does not. */
  readonly active: Uint8Array;
  /** Operand slots; of `parameter` and `input`, its index; of `dot`, its first pair in `pairs`. */
  readonly left: Int32Array;
  /** Second operand; of `dot`, the end of its pairs. */
  readonly right: Int32Array;
  /** Slots of the factors of all dots, two after two. */
  readonly pairs: Int32Array;
  /** What `apply` applies. */
  readonly functions: readonly (AppliedFunction | null)[];
  /** [place, value] of the constants. */
  readonly constants: readonly (readonly [number, number])[];
  readonly outputs: Int32Array;
  /** Length of an array that holds all lanes. */
  readonly length: number;
}

export interface AppliedFunction {
  readonly f: AnalyticFunction;
  /** Which derivative of f. */
  readonly order: number;
}

/**
 * @param batch lanes of what depends on a datum.
 * @throws UnsupportedError for functions without float64 values.
 */
export function floatCode({ operations, outputs }: Program, batch: number): FloatCode {
  const count = operations.length;
  const code = {
    operation: new Uint8Array(count),
    place: new Int32Array(count),
    step: new Uint8Array(count),
    active: new Uint8Array(count),
    left: new Int32Array(count),
    right: new Int32Array(count),
    outputs,
  };
  const pairs: number[] = [];
  const functions: (AppliedFunction | null)[] = [];
  const constants: [number, number][] = [];
  let length = 0;
  operations.forEach((operation, slot) => {
    const operands = operandsOf(operation);
    code.operation[slot] = OPERATIONS.indexOf(operation.op);
    code.active[slot] =
      operation.op === 'parameter' || operands.some((a) => code.active[a] === 1) ? 1 : 0;
    code.step[slot] = operation.op === 'input' || operands.some((a) => code.step[a] === 1) ? 1 : 0;
    code.place[slot] = length;
    length += code.step[slot] === 1 ? batch : 1;
    functions.push(null);
    switch (operation.op) {
      case 'rational':
        constants.push([code.place[slot], toDouble(operation.value)]);
        break;
      case 'parameter':
      case 'input':
        code.left[slot] = operation.index;
        break;
      case 'dot':
        code.left[slot] = pairs.length;
        operation.left.forEach((a, i) => {
          pairs.push(a, operation.right[i]);
        });
        code.right[slot] = pairs.length;
        break;
      case 'apply':
        if (!operation.f.floatable)
          throw new UnsupportedError(
            `the activation "${operation.f.name}" is for exact commands only: it has no float64 values`,
          );
        functions[slot] = { f: operation.f, order: operation.order };
        code.left[slot] = operation.a;
        break;
      default:
        code.left[slot] = operation.a;
        if ('b' in operation) code.right[slot] = operation.b;
    }
  });
  return { ...code, pairs: Int32Array.from(pairs), functions, constants, length };
}

/** f⁽ⁿ⁺ᵒʳᵈᵉʳ⁾(z). @throws UnsupportedError above the second derivative of f. */
export function derivativeOf({ f, order }: AppliedFunction, n: number, z: number): number {
  switch (order + n) {
    case 0:
      return f.value(z);
    case 1:
      return f.derivative(z);
    case 2:
      return f.second(z);
    default:
      throw new UnsupportedError(`derivative ${order + n} of "${f.name}" in float64`);
  }
}
