/**
 * The program of F: `evaluate` run once over a field whose numbers are the program's own slots. The page of a
 * model cannot branch on a value, so the program is F at every θ.
 *
 * Equal operations on equal slots are one slot, operations on rationals are carried out, and terms that
 * are 0 for all θ are left out. The order of a sum is kept.
 */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { Field } from '../analytic/field.ts';
import { InputError, ModelError, NotInvertible } from '../errors.ts';
import { listOf } from '../numerics/list-of.ts';
import type { Rational } from '../numerics/rational.ts';
import * as Q from '../numerics/rational.ts';
import { keyOf, type Operation, operandsOf, type Program, type Slot } from './program.ts';

/**
 * Bound on a program's length, counted by `programLength`: two seconds and some 300 MiB to trace.
 */
export const MOST_OPERATIONS = 1_000_000;

/** A number of the recording field. Whatever reads it as a value is told that it must not. */
export class Recorded {
  readonly slot: Slot;

  constructor(slot: Slot) {
    this.slot = slot;
  }

  [Symbol.toPrimitive](): never {
    throw new ModelError(
      'evaluate',
      'operations of the field only',
      'a number read as a value: F may not branch on it',
    );
  }
}

/**
 * @param evaluate F over any field, with θ and inputs flat.
 * @param path where the model stands in the user's file.
 * @throws ModelError when F is not made of operations of the field.
 * @throws InputError above `MOST_OPERATIONS`, as soon as that is seen.
 */
export function trace(
  parameters: number,
  inputs: number,
  evaluate: <T>(field: Field<T>, theta: readonly T[], inputs: readonly T[]) => readonly T[],
  path = 'model',
): Program {
  const tooLong = (received: string) =>
    new InputError(path, `one whose F takes at most ${MOST_OPERATIONS} operations`, received);
  // One operation for each of these, whatever F is.
  if (parameters + inputs > MOST_OPERATIONS)
    throw tooLong(`one of ${parameters} parameters and ${inputs} inputs`);
  const asked = () =>
    tooLong(`one that takes more, with ${parameters} parameters and ${inputs} inputs`);
  const recorder = createRecorder(asked);
  const theta = listOf(parameters, (index) => recorder.record({ op: 'parameter', index }));
  const x = listOf(inputs, (index) => recorder.record({ op: 'input', index }));
  const outputs = evaluate(recorder.field, theta, x);
  return compact({
    operations: recorder.operations,
    outputs: Int32Array.from(outputs, recorder.slotOf),
    parameters,
    inputs,
  });
}

interface Recorder {
  readonly field: Field<Recorded>;
  readonly operations: Operation[];
  record(operation: Operation): Recorded;
  slotOf(value: Recorded): Slot;
}

function createRecorder(tooLong: () => InputError): Recorder {
  const operations: Operation[] = [];
  const values: Recorded[] = [];
  const known = new Map<string, Recorded>();
  const functions = new Map<AnalyticFunction, number>();
  let length = 0;

  function record(operation: Operation): Recorded {
    const key = keyOf(operation, functions);
    const before = known.get(key);
    if (before !== undefined) return before;
    length += operation.op === 'dot' ? operation.left.length : 1;
    if (length > MOST_OPERATIONS) throw tooLong();
    const value = new Recorded(operations.length);
    operations.push(operation);
    values.push(value);
    known.set(key, value);
    return value;
  }

  function slotOf(value: Recorded): Slot {
    if (!(value instanceof Recorded) || values[value.slot] !== value)
      throw new ModelError('evaluate', 'numbers of the field', described(value));
    return value.slot;
  }

  const constant = (value: Rational) => record({ op: 'rational', value });
  const zero = constant(Q.ZERO);
  const one = constant(Q.ONE);
  const rationalOf = (value: Recorded): Rational | null => {
    const operation = operations[slotOf(value)];
    return operation.op === 'rational' ? operation.value : null;
  };

  const field: Field<Recorded> = {
    name: 'recording',
    zero,
    one,
    rational(q) {
      if (typeof q !== 'number') return constant(q);
      if (!Number.isFinite(q)) throw new ModelError('field.rational', 'a finite number', String(q));
      return constant(Q.fromDouble(q));
    },
    add(a, b) {
      const [p, q] = [rationalOf(a), rationalOf(b)];
      if (p !== null && q !== null) return constant(Q.add(p, q));
      if (p !== null && Q.isZero(p)) return b;
      if (q !== null && Q.isZero(q)) return a;
      return record({ op: 'add', a: a.slot, b: b.slot });
    },
    sub(a, b) {
      const [p, q] = [rationalOf(a), rationalOf(b)];
      if (p !== null && q !== null) return constant(Q.subtract(p, q));
      if (q !== null && Q.isZero(q)) return a;
      if (p !== null && Q.isZero(p)) return field.neg(b);
      return record({ op: 'sub', a: a.slot, b: b.slot });
    },
    mul(a, b) {
      const [p, q] = [rationalOf(a), rationalOf(b)];
      if (p !== null && q !== null) return constant(Q.multiply(p, q));
      if ((p !== null && Q.isZero(p)) || (q !== null && Q.isZero(q))) return zero;
      if (p !== null && Q.equal(p, Q.ONE)) return b;
      if (q !== null && Q.equal(q, Q.ONE)) return a;
      return record({ op: 'mul', a: a.slot, b: b.slot });
    },
    neg(a) {
      const p = rationalOf(a);
      if (p !== null) return constant(Q.negate(p));
      const operation = operations[a.slot];
      if (operation.op === 'neg') return values[operation.a];
      return record({ op: 'neg', a: a.slot });
    },
    dot(a, b) {
      if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length)
        throw new ModelError(
          'field.dot',
          'two vectors of the same length',
          `${a?.length} and ${b?.length} numbers`,
        );
      const left: Slot[] = [];
      const right: Slot[] = [];
      a.forEach((value, i) => {
        const [p, q] = [rationalOf(value), rationalOf(b[i])];
        if ((p !== null && Q.isZero(p)) || (q !== null && Q.isZero(q))) return;
        left.push(value.slot);
        right.push(b[i].slot);
      });
      if (left.length === 0) return zero;
      if (left.length === 1) return field.mul(values[left[0]], values[right[0]]);
      return record({ op: 'dot', left: Int32Array.from(left), right: Int32Array.from(right) });
    },
    inverse(a) {
      const p = rationalOf(a);
      if (p !== null) {
        if (Q.isZero(p)) throw new NotInvertible('the recorded program', '0 at every θ');
        return constant(Q.divide(Q.ONE, p));
      }
      return record({ op: 'inverse', a: a.slot });
    },
    apply: (f, a) => field.applyDerivative(f, 0, a),
    applyDerivative(f, order, a) {
      if (typeof f !== 'object' || f === null || typeof f.jet !== 'function')
        throw new ModelError('field.apply', 'an analytic function', described(f));
      return record({ op: 'apply', f, order, a: slotOf(a) });
    },
  };
  return { field, operations, record, slotOf };
}

/** Without the slots that no output needs; parameters and inputs stay, first and in order. */
function compact(program: Program): Program {
  const { operations, outputs, parameters, inputs } = program;
  const needed = new Uint8Array(operations.length);
  for (const slot of outputs) needed[slot] = 1;
  for (let i = operations.length - 1; i >= 0; i--) {
    const operation = operations[i];
    if (operation.op === 'parameter' || operation.op === 'input') needed[i] = 1;
    if (needed[i] === 1) for (const operand of operandsOf(operation)) needed[operand] = 1;
  }
  const place = new Int32Array(operations.length).fill(-1);
  const variables = operations.flatMap((operation, i) =>
    operation.op === 'parameter' || operation.op === 'input' ? [i] : [],
  );
  const others = operations.flatMap((operation, i) =>
    needed[i] === 1 && operation.op !== 'parameter' && operation.op !== 'input' ? [i] : [],
  );
  const kept = [...variables, ...others];
  kept.forEach((from, to) => {
    place[from] = to;
  });
  const at = (slot: Slot) => place[slot];
  return {
    operations: kept.map((i) => moved(operations[i], at)),
    outputs: outputs.map(at),
    parameters,
    inputs,
  };
}

function moved(operation: Operation, at: (slot: Slot) => Slot): Operation {
  switch (operation.op) {
    case 'rational':
    case 'parameter':
    case 'input':
      return operation;
    case 'add':
    case 'sub':
    case 'mul':
      return { ...operation, a: at(operation.a), b: at(operation.b) };
    case 'neg':
    case 'inverse':
    case 'apply':
      return { ...operation, a: at(operation.a) };
    case 'dot':
      return { op: 'dot', left: operation.left.map(at), right: operation.right.map(at) };
  }
}

function described(value: unknown): string {
  if (value instanceof Recorded) return 'a number of another evaluation';
  if (Array.isArray(value)) return `an array of ${value.length}`;
  return value === null ? 'null' : typeof value;
}
