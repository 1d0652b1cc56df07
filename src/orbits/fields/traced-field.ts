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
import { DELAY } from '../../numerics/prime-field.ts';
import { reduceSeries } from '../../numerics/truncated-series.ts';
import { createApplication, type JetSource } from './application.ts';
import { createInversion } from './inversion.ts';
import { addProduct, addTowardsLeft, addTowardsRight, type RunKernel } from './run-kernels.ts';
import type { Copy, FieldTape, Product, Run, Step } from './tape.ts';

/** Writes the inputs' series into their runs: what is quantified over, as a member's coefficients say. */
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

export interface TracedField {
  gradient(c: Float64Array, theta: Float64Array, length: number, out: Float64Array): void;
  hessianVector(
    c: Float64Array,
    theta: Float64Array,
    y: Float64Array,
    length: number,
    out: Float64Array,
  ): void;
}

export function tracedField(
  tape: FieldTape,
  prime: number,
  jets: JetSource,
  writeInput: InputWriter,
  writeSeed: SeedWriter,
): TracedField {
  const reciprocal = 1 / prime;
  const { steps, runs, active } = tape;
  let capacity = 0;
  let value = new Float64Array(0);
  let tangent = value;
  let bar = value;
  let barDot = value;
  /** Products of residues that were added to an entry of a slot's bars since their last reduction. */
  const pending = new Int32Array(steps.length);
  const pendingDot = new Int32Array(steps.length);
  const application = createApplication(prime, jets);
  const inversion = createInversion(prime);

  function reserve(length: number): void {
    if (length <= capacity) return;
    capacity = length;
    [value, tangent, bar, barDot] = [0, 0, 0, 0].map(
      () => new Float64Array(tape.series * length),
    ) as [
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
    ];
  }

  const clear = (values: Float64Array, run: Run, length: number) =>
    values.fill(0, run.at * length, (run.at + run.count) * length);
  const reduce = (values: Float64Array, run: Run, length: number) =>
    reduceSeries(values, run.at * length, run.count * length, prime, reciprocal);

  /** out ← ± copies of terms; with `transposed` targets the other way round. */
  function addCopy(
    copy: Copy,
    sign: 1 | -1,
    out: Float64Array,
    a: Float64Array,
    length: number,
  ): void {
    for (let i = 0, k = copy.from; i < copy.a.count; i++, k += copy.step) {
      const to = (copy.out.at + k) * length;
      const from = (copy.a.at + i) * length;
      for (let l = 0; l < length; l++)
        out[to + l] =
          out[to + l]! + (sign > 0 || a[from + l] === 0 ? a[from + l]! : prime - a[from + l]!);
    }
  }

  /** out ← Σ left·right over the terms of `products`, reduced; `out` may hold something before. */
  function addProducts(
    step: Extract<Step, { op: 'products' }>,
    out: Float64Array,
    left: Float64Array,
    right: Float64Array,
    length: number,
    leftActive: boolean,
    rightActive: boolean,
  ): void {
    let used = 1;
    for (const { product, left: l, right: r } of step.terms) {
      if ((leftActive && active[l] === 0) || (rightActive && active[r] === 0)) continue;
      const more = Math.min(product.meeting * length, DELAY - 1);
      if (used + more > DELAY) {
        reduce(out, step.out, length);
        used = 1;
      }
      addProduct(product, out, left, right, length, prime);
      used += more;
    }
    reduce(out, step.out, length);
  }

  function forward(c: Float64Array, theta: Float64Array, length: number, second: boolean): void {
    for (const step of steps) {
      const { out } = step;
      clear(value, out, length);
      switch (step.op) {
        case 'rational':
          value[out.at * length] = step.value;
          break;
        case 'parameter': {
          const at = out.at * length;
          for (let k = 0; k < length; k++) value[at + k] = theta[step.index * length + k]!;
          break;
        }
        case 'input':
          writeInput(c, step.index, out, value, length);
          break;
        case 'sum':
          for (const { copy, sign } of step.terms) addCopy(copy, sign, value, value, length);
          reduce(value, out, length);
          break;
        case 'products':
          addProducts(step, value, value, value, length, false, false);
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
    steps.forEach((step, slot) => {
      if (active[slot] === 0) return;
      const { out } = step;
      clear(tangent, out, length);
      switch (step.op) {
        case 'parameter': {
          const at = out.at * length;
          for (let k = 0; k < length; k++) tangent[at + k] = y[step.index * length + k]!;
          break;
        }
        case 'sum':
          for (const { copy, sign, slot: a } of step.terms)
            if (active[a] === 1) addCopy(copy, sign, tangent, tangent, length);
          reduce(tangent, out, length);
          break;
        case 'products':
          addProducts(step, tangent, tangent, value, length, true, false);
          addProducts(step, tangent, value, tangent, length, false, true);
          break;
        case 'inverse':
          inversion.along(step, value, tangent, length);
          break;
        case 'apply':
          application.along(step, value, tangent, length);
      }
    });
  }

  /** target's run += a transposed product with v̄. */
  function pull(
    kernel: RunKernel,
    product: Product,
    slot: number,
    count: number,
    target: Float64Array,
    counts: Int32Array,
    outputs: Float64Array,
    other: Float64Array,
    length: number,
  ): void {
    const more = Math.min(count * length, DELAY - 1);
    if (counts[slot]! + more > DELAY) {
      reduce(target, runs[slot]!, length);
      counts[slot] = 1;
    }
    kernel(product, target, outputs, other, length, prime);
    counts[slot] = counts[slot]! + more;
  }

  function pullProducts(
    step: Extract<Step, { op: 'products' }>,
    target: Float64Array,
    counts: Int32Array,
    outputs: Float64Array,
    left: Float64Array,
    right: Float64Array,
    length: number,
    leftActive: boolean,
    rightActive: boolean,
  ): void {
    for (const { product, left: l, right: r } of step.terms) {
      if (active[l] === 1 && !(rightActive && active[r] === 0))
        pull(addTowardsLeft, product, l, product.b.count, target, counts, outputs, right, length);
      if (active[r] === 1 && !(leftActive && active[l] === 0))
        pull(addTowardsRight, product, r, product.a.count, target, counts, outputs, left, length);
    }
  }

  function pullSum(
    step: Extract<Step, { op: 'sum' }>,
    target: Float64Array,
    counts: Int32Array,
    outputs: Float64Array,
    length: number,
  ): void {
    for (const { copy, sign, slot } of step.terms) {
      if (active[slot] === 0) continue;
      if (counts[slot]! + 1 > DELAY) {
        reduce(target, runs[slot]!, length);
        counts[slot] = 1;
      }
      for (let i = 0, k = copy.from; i < copy.a.count; i++, k += copy.step) {
        const from = (copy.out.at + k) * length;
        const to = (copy.a.at + i) * length;
        for (let l = 0; l < length; l++) {
          const v = outputs[from + l]!;
          target[to + l] = target[to + l]! + (sign > 0 || v === 0 ? v : prime - v);
        }
      }
      counts[slot] = counts[slot]! + 1;
    }
  }

  function seed(c: Float64Array, length: number, dotted: boolean): void {
    for (let slot = 0; slot < steps.length; slot++) {
      if (active[slot] === 0) continue;
      clear(bar, runs[slot]!, length);
      pending[slot] = 0;
      if (!dotted) continue;
      clear(barDot, runs[slot]!, length);
      pendingDot[slot] = 0;
    }
    tape.outputs.forEach((slot, o) => {
      if (active[slot] === 0) return;
      writeSeed(c, o, runs[slot]!, bar, length);
      reduce(bar, runs[slot]!, length);
      pending[slot] = 1;
    });
  }

  function backward(length: number, dotted: boolean): void {
    for (let slot = steps.length - 1; slot >= 0; slot--) {
      if (active[slot] === 0) continue;
      const step = steps[slot]!;
      reduce(bar, step.out, length);
      if (dotted) reduce(barDot, step.out, length);
      switch (step.op) {
        case 'sum':
          pullSum(step, bar, pending, bar, length);
          if (dotted) pullSum(step, barDot, pendingDot, barDot, length);
          break;
        case 'products':
          pullProducts(step, bar, pending, bar, value, value, length, false, false);
          if (!dotted) break;
          pullProducts(step, barDot, pendingDot, barDot, value, value, length, false, false);
          pullProducts(step, barDot, pendingDot, bar, tangent, tangent, length, true, true);
          break;
        case 'inverse':
        case 'apply': {
          const { slot: a, chain, chainDot } = step;
          const { count } = chain.b;
          pull(addTowardsLeft, chain, a, count, bar, pending, bar, value, length);
          if (!dotted) break;
          pull(addTowardsLeft, chain, a, count, barDot, pendingDot, barDot, value, length);
          pull(addTowardsLeft, chainDot, a, count, barDot, pendingDot, bar, value, length);
        }
      }
    }
  }

  function collect(values: Float64Array, length: number, out: Float64Array): void {
    out.fill(0, 0, tape.parameters * length);
    steps.forEach((step, slot) => {
      if (step.op !== 'parameter') return;
      const at = runs[slot]!.at * length;
      for (let k = 0; k < length; k++) out[step.index * length + k] = values[at + k]!;
    });
  }

  return {
    gradient(c, theta, length, out) {
      reserve(length);
      forward(c, theta, length, false);
      seed(c, length, false);
      backward(length, false);
      collect(bar, length, out);
    },
    hessianVector(c, theta, y, length, out) {
      reserve(length);
      forward(c, theta, length, true);
      forwardAlong(y, length);
      seed(c, length, true);
      backward(length, true);
      collect(barDot, length, out);
    },
  };
}
