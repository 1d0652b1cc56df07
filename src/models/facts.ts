/**
 * What hypotheses of claims ask of a model: facts of the bound model and of its traced program, whatever
 * the model is called.
 */

import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import { attached } from '../attached.ts';
import type { BoundModel } from './bind.ts';
import type { Axis } from './contract.ts';
import type { Operation, Program, Slot } from './program.ts';
import { functionPaths, valueAt } from './spec-fields.ts';
import { axesOf } from './structure.ts';

/** What hypotheses ask of a model. */
export interface Facts {
  /** Axes of exchangeable units, each once. */
  readonly hiddenAxes: readonly Axis[];
  /** The functions that the spec names and those that F applies besides, each once. */
  readonly functions: readonly AnalyticFunction[];
  /** Whether F is quantified over more than the datum: gates, masks. */
  readonly hasFreeInputs: boolean;
  /** Number of outputs c. */
  readonly outputs: number;
  /** F is a polynomial in θ and its inputs. */
  readonly isPolynomial: boolean;
  /**
   * F is a network of layers in which no parameter is used twice: each unit is φ(Σⱼ wⱼhⱼ + b) of the units
   * below, φ the identity, a function or a free gate times its argument. Null where it is none.
   */
  readonly network: NetworkFacts | null;
}

export interface NetworkFacts {
  /** Number of layers of weights. */
  readonly depth: number;
  /** [inputs, hidden …, outputs]. */
  readonly widths: readonly number[];
  readonly hasBias: boolean;
  /** All φ are the identity and none is applied by name. */
  readonly isLinear: boolean;
  /** Every hidden unit has a free gate. */
  readonly isGated: boolean;
}

const byModel = attached<BoundModel, Facts>();

/** The facts of a model, found once. */
export function factsOf(bound: BoundModel): Facts {
  let facts = byModel.get(bound);
  if (facts === undefined) {
    facts = derived(bound);
    byModel.set(bound, facts);
  }
  return facts;
}

function derived(bound: BoundModel): Facts {
  const { program, parameters, inputs, output } = bound;
  const named = functionPaths(bound).map((path) => valueAt(bound.spec, path) as AnalyticFunction);
  const applied = program.operations.flatMap((o) => (o.op === 'apply' ? [o.f] : []));
  const functions = [...new Set([...named, ...applied])];
  return {
    hiddenAxes: axesOf(parameters).filter(({ role }) => role === 'hidden'),
    functions,
    hasFreeInputs: inputs.size > inputs.datum,
    outputs: output.size,
    isPolynomial: program.operations.every(
      (o) => o.op !== 'inverse' && (o.op !== 'apply' || o.f.polynomialDegree !== null),
    ),
    network: bound.fields === 'gradient' ? networkOf(program, inputs.datum) : null,
  };
}

interface Layer {
  readonly below: readonly Slot[];
  readonly hasBias: boolean;
}

/** Peels off layer after layer from the outputs down to the datum. */
function networkOf(program: Program, datum: number): NetworkFacts | null {
  const { operations, outputs, parameters, inputs } = program;
  const used = new Uint8Array(parameters);
  const isDatum = (slot: Slot) => slot >= parameters && slot < parameters + datum;
  const isGate = (slot: Slot) => slot >= parameters + datum && slot < parameters + inputs;
  const widths: number[] = [outputs.length];
  let [hasBias, applied, gated, plain] = [false, 0, 0, 0];
  let units: readonly Slot[] = [...outputs];
  for (;;) {
    const layer = layerBelow(operations, parameters, units, used);
    if (layer === null) return null;
    hasBias ||= layer.hasBias;
    widths.unshift(layer.below.length);
    if (layer.below.every(isDatum)) {
      if (layer.below.length !== datum || used.includes(0)) return null;
      const depth = widths.length - 1;
      const isLinear = applied === 0 && gated === 0;
      return { depth, widths, hasBias, isLinear, isGated: gated > 0 && applied + plain === 0 };
    }
    const under: Slot[] = [];
    for (const slot of layer.below) {
      const operation = operations[slot];
      if (operation.op === 'apply' && operation.order === 0) {
        applied++;
        under.push(operation.a);
      } else if (operation.op === 'mul' && (isGate(operation.a) || isGate(operation.b))) {
        gated++;
        under.push(isGate(operation.a) ? operation.b : operation.a);
      } else {
        plain++;
        under.push(slot);
      }
    }
    units = under;
  }
}

/** The slots that all units are sums over, with one parameter of its own in front of each. */
function layerBelow(
  operations: readonly Operation[],
  parameters: number,
  units: readonly Slot[],
  used: Uint8Array,
): Layer | null {
  let below: readonly Slot[] | null = null;
  let biases = 0;
  const take = (slot: Slot): boolean => {
    if (slot >= parameters || used[slot] === 1) return false;
    used[slot] = 1;
    return true;
  };
  for (const unit of units) {
    let operation = operations[unit];
    if (operation.op === 'add' && Math.min(operation.a, operation.b) < parameters) {
      const { a, b } = operation;
      if (!take(Math.min(a, b))) return null;
      biases++;
      operation = operations[Math.max(a, b)];
    }
    const terms: Slot[] = [];
    const meet = (a: Slot, b: Slot): boolean => {
      terms.push(Math.max(a, b));
      return take(Math.min(a, b));
    };
    if (operation.op === 'mul') {
      if (!meet(operation.a, operation.b)) return null;
    } else if (operation.op === 'dot') {
      for (let i = 0; i < operation.left.length; i++)
        if (!meet(operation.left[i], operation.right[i])) return null;
    } else return null;
    if (below !== null && terms.join() !== below.join()) return null;
    below = terms;
  }
  if (below === null || new Set(below).size !== below.length) return null;
  if (biases !== 0 && biases !== units.length) return null;
  return { below, hasBias: biases > 0 };
}
