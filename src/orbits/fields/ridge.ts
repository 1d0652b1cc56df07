/**
 * Two layers without biases, seen in a program: F_o = Σ_k a_ok f(w_k·x) with w before a in θ, row by row.
 * Then the fields depend on f through its Taylor support only, and `two-layer-family.ts` walks sparse
 * supports element by element, which a dense truncation cannot.
 */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import type { Operation, Program } from '../../models/program.ts';

export interface Ridge {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
  readonly f: AnalyticFunction;
}

const known = new WeakMap<Program, Ridge | null>();

/** Null where the program is of another form. Looked at once for each program. */
export function ridgeOf(program: Program): Ridge | null {
  let ridge = known.get(program);
  if (ridge === undefined) {
    ridge = recognised(program);
    known.set(program, ridge);
  }
  return ridge;
}

function recognised({ operations, outputs, parameters, inputs }: Program): Ridge | null {
  const applications = operations.filter((operation) => operation.op === 'apply');
  const hidden = applications.length;
  const first = applications[0];
  if (first === undefined || first.op !== 'apply') return null;
  const { f } = first;
  if (f.taylor === null || parameters !== hidden * (inputs + outputs.length)) return null;
  const factorsOf = (operation: Operation): readonly (readonly [number, number])[] | null => {
    if (operation.op === 'mul') return [[operation.a, operation.b]];
    if (operation.op === 'dot')
      return Array.from(operation.left, (slot, i): [number, number] => [slot, operation.right[i]]);
    return null;
  };
  const isParameter = (slot: number, index: number) => {
    const operation = operations[slot];
    return operation.op === 'parameter' && operation.index === index;
  };
  for (const [k, application] of applications.entries()) {
    if (application.op !== 'apply' || application.f !== f || application.order !== 0) return null;
    const factors = factorsOf(operations[application.a]);
    if (factors?.length !== inputs) return null;
    for (const [i, [w, x]] of factors.entries()) {
      const input = operations[x];
      if (!isParameter(w, k * inputs + i) || input.op !== 'input' || input.index !== i) return null;
    }
  }
  const places = applications.map((application) => operations.indexOf(application));
  for (const [o, output] of outputs.entries()) {
    const factors = factorsOf(operations[output]);
    if (factors?.length !== hidden) return null;
    for (const [k, [a, h]] of factors.entries())
      if (!isParameter(a, hidden * inputs + o * hidden + k) || h !== places[k]) return null;
  }
  return { inputs, hidden, outputs: outputs.length, f };
}
