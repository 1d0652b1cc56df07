/**
 * Gradient and Hessian–vector product of
 *
 *   φ_c(θ) = Σ_o u_o Σ_e λ_e [s^e] F_o(θ)(inputs)
 *
 * for any traced model over A = 𝔽_p[t]/(t^L): the program is run forward, backward, along a tangent and
 * backward along it, on flat arrays of residues with delayed reduction. Coefficients in s are kept only
 * where they can be non-zero (`powers.ts`).
 *
 *   forward   v = op(a, b)                      backward   ā += ∂op/∂a · v̄
 *   tangent   v̇ = ∂op/∂a·ȧ + ∂op/∂b·ḃ           along it   derivative of each line of `backward`
 *
 * Source: Griewank & Walther, *Evaluating Derivatives*, ch. 3 and 5.
 */

import { spend } from '../../numerics/budget.ts';
import { EMPTY } from '../../numerics/doubles.ts';
import { rationalModulo } from '../../numerics/prime-field.ts';
import { reduceSeries } from '../../numerics/truncated-series.ts';
import { createApplication, type JetSource } from './application.ts';
import type { DerivativeMap, FieldMap } from './field-map.ts';
import { createGatherer } from './gather.ts';
import { createInversion } from './inversion.ts';
import { passCost } from './pass-cost.ts';
import type { SectionedTape } from './sections.ts';
import type { Run, Step } from './tape.ts';

/** Writes an input's series into its run: what is quantified over, as a member's coefficients say. */
export type InputWriter = (
  c: Float64Array,
  index: number,
  run: Run,
  values: Float64Array,
  length: number,
) => void;

/** Writes u_o·λ_e, the functional of output o, into `bars` at the output's run. */
export type SeedWriter = (
  c: Float64Array,
  output: number,
  run: Run,
  bars: Float64Array,
  length: number,
) => void;

/** Adds Σ_e λ_e [s^e] of output o, given as its run of values, to component o of `out`. */
export type ComponentReader = (
  c: Float64Array,
  output: number,
  run: Run,
  values: Float64Array,
  length: number,
  out: Float64Array,
) => void;

export interface TracedField {
  readonly gradient: FieldMap;
  readonly hessianVector: DerivativeMap;
  /** The outputs themselves as a field, one component each: X_c(θ), and DX_c(θ)·y. */
  readonly outputs: FieldMap;
  readonly outputsAlong: DerivativeMap;
}

/** @throws RangeError where the prime divides a denominator of the program. */
export function tracedField(
  tape: SectionedTape,
  prime: number,
  jets: JetSource,
  writeInput: InputWriter,
  writeSeed: SeedWriter,
  readComponent: ComponentReader,
): TracedField {
  const reciprocal = 1 / prime;
  const { steps, runs, active, leaves, sections } = tape;
  const constants = Float64Array.from(leaves.rationals, (slot) => {
    const step = steps[slot];
    return step.op === 'rational' ? rationalModulo(step.value, prime) : 0;
  });
  let capacity = 0;
  let capacityAlong = 0;
  let value = EMPTY;
  /** Of slots that depend on no parameter it is 0. */
  let tangent = value;
  let bar = value;
  let barDot = value;
  const gatherer = createGatherer(prime);
  const application = createApplication(prime, jets, gatherer);
  const inversion = createInversion(prime, gatherer);

  function reserve(length: number): void {
    if (length <= capacity) return;
    capacity = length;
    value = new Float64Array(tape.series * length);
    bar = new Float64Array(tape.series * length);
  }

  function reserveAlong(length: number): void {
    reserve(length);
    if (length <= capacityAlong) return;
    capacityAlong = length;
    tangent = new Float64Array(tape.series * length);
    barDot = new Float64Array(tape.series * length);
  }

  /** The runs of all slots; they stand before everything else. */
  const clear = (values: Float64Array, length: number) => values.fill(0, 0, tape.slots * length);

  /** The run of parameter i ← its series in `from`. */
  function placeParameters(from: Float64Array, to: Float64Array, length: number): void {
    const { parameters, parameterPlaces } = leaves;
    for (let i = 0; i < parameters.length; i++) {
      const f = parameters[i] * length;
      const t = parameterPlaces[i] * length;
      for (let k = 0; k < length; k++) to[t + k] = from[f + k];
    }
  }

  function forward(c: Float64Array, theta: Float64Array, length: number, second: boolean): void {
    clear(value, length);
    for (let i = 0; i < constants.length; i++)
      value[runs[leaves.rationals[i]].at * length] = constants[i];
    placeParameters(theta, value, length);
    for (let i = 0; i < leaves.inputs.length; i++)
      writeInput(c, leaves.inputs[i], runs[leaves.inputSlots[i]], value, length);
    for (const section of sections) {
      if (section.op === 'products') {
        gatherer.set(section.forward, value, value, value, length);
        continue;
      }
      const { step } = section;
      switch (step.op) {
        case 'sum':
          for (const { to, from, sign } of step.terms)
            gatherer.copy(to, from, sign, value, value, length);
          break;
        case 'inverse':
          inversion.evaluate(step, value, length);
          break;
        case 'apply':
          application.evaluate(step, value, length, second);
      }
    }
  }

  function forwardAlong(y: Float64Array, length: number): void {
    clear(tangent, length);
    placeParameters(y, tangent, length);
    for (const slot of leaves.others) {
      if (active[slot] === 0) continue;
      const step = steps[slot];
      switch (step.op) {
        case 'sum':
          for (const { to, from, sign, slot: a } of step.terms)
            if (active[a] === 1) gatherer.copy(to, from, sign, tangent, tangent, length);
          break;
        case 'products':
          if (step.product.left !== null)
            gatherer.add(step.product.out, tangent, tangent, value, length);
          if (step.product.right !== null)
            gatherer.add(step.product.out, tangent, value, tangent, length);
          break;
        case 'inverse':
          inversion.along(step, value, tangent, length);
          break;
        case 'apply':
          application.along(step, value, tangent, length);
      }
    }
  }

  function seed(c: Float64Array, length: number, dotted: boolean): void {
    clear(bar, length);
    if (dotted) clear(barDot, length);
    tape.outputs.forEach((slot, o) => {
      if (active[slot] === 0) return;
      const run = runs[slot];
      writeSeed(c, o, run, bar, length);
      reduceSeries(bar, run.at * length, run.count * length, prime, reciprocal);
    });
  }

  /** ā += … for the operands a of a slot, from v̄; with `dotted` also the derivative along the tangent. */
  function pull(step: Step, length: number, dotted: boolean): void {
    switch (step.op) {
      case 'sum':
        for (const { to, from, sign, slot } of step.terms) {
          if (active[slot] === 0) continue;
          gatherer.copy(from, to, sign, bar, bar, length);
          if (dotted) gatherer.copy(from, to, sign, barDot, barDot, length);
        }
        break;
      case 'products': {
        const { left, right } = step.product;
        if (left !== null) {
          gatherer.add(left, bar, bar, value, length);
          gatherer.add(left, barDot, barDot, value, length);
          if (right !== null) gatherer.add(left, barDot, bar, tangent, length);
        }
        if (right !== null) {
          gatherer.add(right, bar, bar, value, length);
          gatherer.add(right, barDot, barDot, value, length);
          if (left !== null) gatherer.add(right, barDot, bar, tangent, length);
        }
        break;
      }
      case 'inverse':
      case 'apply':
        gatherer.add(step.back, bar, bar, value, length);
        // Time alone: nobody reads what would be added.
        if (!dotted) break;
        gatherer.add(step.back, barDot, barDot, value, length);
        gatherer.add(step.backDot, barDot, bar, value, length);
    }
  }

  function backward(length: number): void {
    for (let i = sections.length - 1; i >= 0; i--) {
      const section = sections[i];
      if (section.op === 'step') {
        if (section.isActive) pull(section.step, length, false);
      } else if (section.backward !== null) gatherer.add(section.backward, bar, bar, value, length);
    }
  }

  /** v̄ and its derivative need each other, step by step. */
  function backwardAlong(length: number): void {
    const { others } = leaves;
    for (let i = others.length - 1; i >= 0; i--)
      if (active[others[i]] === 1) pull(steps[others[i]], length, true);
  }

  function collect(values: Float64Array, length: number, out: Float64Array): void {
    const { parameters, parameterPlaces } = leaves;
    for (let i = 0; i < parameters.length; i++) {
      const f = parameterPlaces[i] * length;
      const t = parameters[i] * length;
      for (let k = 0; k < length; k++) out[t + k] = values[f + k];
    }
  }

  function components(
    c: Float64Array,
    values: Float64Array,
    length: number,
    out: Float64Array,
  ): void {
    out.fill(0, 0, tape.outputs.length * length);
    tape.outputs.forEach((slot, o) => {
      readComponent(c, o, runs[slot], values, length, out);
    });
  }

  const costOfPass = passCost(tape);

  return {
    outputs(c, theta, length, out) {
      spend(costOfPass(length));
      reserve(length);
      forward(c, theta, length, false);
      components(c, value, length, out);
    },
    outputsAlong(c, theta, y, length, out) {
      spend(3 * costOfPass(length));
      reserveAlong(length);
      forward(c, theta, length, true);
      forwardAlong(y, length);
      components(c, tangent, length, out);
    },
    gradient(c, theta, length, out) {
      spend(3 * costOfPass(length));
      reserve(length);
      forward(c, theta, length, false);
      seed(c, length, false);
      backward(length);
      collect(bar, length, out);
    },
    hessianVector(c, theta, y, length, out) {
      spend(9 * costOfPass(length));
      reserveAlong(length);
      forward(c, theta, length, true);
      forwardAlong(y, length);
      seed(c, length, true);
      backwardAlong(length);
      collect(barDot, length, out);
    },
  };
}
