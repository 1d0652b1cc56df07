/**
 * Fields of layered networks: gradient and Hessian–vector product of
 *
 *   φ(θ) = τ( λ · ⟨u, z_D⟩ ),   z_l = W_l h_{l−1} + b_l,   h_l = σ(z_l),   h₀ = x,
 *
 * over the truncated algebra B of `numerics/truncated-algebra.ts`; weights and x are series in t, the
 * hidden values are elements of B. With n = 1 slice B is the series themselves and φ = λ⟨u, F(x)⟩.
 * With more slices the activation multiplies by powers of s, and τ(λ·) picks any combination of the
 * Taylor coefficients in x.
 *
 * Reverse mode, and forward over reverse for the derivative along y = (Ẇ, ḃ):
 *
 *   e_{l−1} = W_lᵀδ_l,  δ_{l−1} = σ′·e_{l−1}          ∂φ/∂W_l = τ(δ_l ⊗ h_{l−1})
 *   ż_l = Ẇ_l h_{l−1} + W_l ḣ_{l−1} + ḃ_l,  ḣ_l = σ′·ż_l
 *   ė_{l−1} = Ẇ_lᵀδ_l + W_lᵀδ̇_l,  δ̇_{l−1} = σ′·ė_{l−1} + σ″·ż_{l−1}·e_{l−1}
 */
import { addTrace, addWeightedSum, multiplyInAlgebra } from '../numerics/truncated-algebra.ts';
import { multiplySeries, reduceSeries } from '../numerics/truncated-series.ts';
import type { HiddenRule } from './hidden-rules.ts';

export interface LayeredShape {
  /** [inputs, hidden …, outputs]. */
  readonly widths: readonly number[];
  readonly bias: boolean;
}

/**
 * Where a member keeps x, u and λ among its coefficients. Coefficient i of λ weighs the i-th power of s
 * in the output, whatever the number of slices: a longer truncation continues a shorter one.
 */
export interface MemberLayout {
  readonly input: number;
  readonly output: number;
  /** −1: λ = 1. */
  readonly weights: number;
}

export interface LayeredField {
  readonly size: number;
  gradient(c: Float64Array, theta: Float64Array, length: number, out: Float64Array): void;
  hessianVector(
    c: Float64Array,
    theta: Float64Array,
    y: Float64Array,
    length: number,
    out: Float64Array,
  ): void;
}

const ARRAYS = 9;

export function layeredField(
  { widths, bias }: LayeredShape,
  rule: HiddenRule | null,
  layout: MemberLayout,
  slices: number,
  p: number,
): LayeredField {
  const reciprocal = 1 / p;
  const depth = widths.length - 1;
  /** Index in θ of the weights and biases of layer l = 1 … depth. */
  const weightsAt = new Int32Array(depth + 1);
  const biasAt = new Int32Array(depth + 1).fill(-1);
  /** Index of the first unit of layer l = 0 … depth. */
  const unitAt = new Int32Array(depth + 2);
  let size = 0;
  for (let l = 0; l <= depth; l++) {
    unitAt[l + 1] = unitAt[l]! + widths[l]!;
    if (l === 0) continue;
    weightsAt[l] = size;
    size += widths[l]! * widths[l - 1]!;
    if (bias) {
      biasAt[l] = size;
      size += widths[l]!;
    }
  }
  const units = unitAt[depth + 1]!;
  const inputs = widths[0]!;
  const outputs = widths[depth]!;

  let capacity = 0;
  let store: Float64Array[] = [];
  function reserve(length: number): void {
    if (length <= capacity) return;
    capacity = length;
    store = Array.from({ length: ARRAYS }, () => new Float64Array(units * slices * length));
  }

  /** z and h of all layers, σ′ and (if `second`) σ″ of the hidden ones; h₀ = x. */
  function forward(c: Float64Array, theta: Float64Array, length: number, second: boolean): void {
    const [z, h, slope, curvature] = store as [
      Float64Array,
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    const unit = slices * length;
    h.fill(0, 0, inputs * unit);
    for (let i = 0; i < inputs; i++)
      for (let k = 0; k < length; k++) h[i * unit + k] = c[(layout.input + i) * length + k]!;
    for (let l = 1; l <= depth; l++) {
      const before = unitAt[l - 1]! * unit;
      const columns = widths[l - 1]!;
      for (let i = 0; i < widths[l]!; i++) {
        const at = (unitAt[l]! + i) * unit;
        z.fill(0, at, at + unit);
        if (bias)
          for (let k = 0; k < length; k++) z[at + k] = theta[(biasAt[l]! + i) * length + k]!;
        const w = (weightsAt[l]! + i * columns) * length;
        addWeightedSum(z, at, theta, w, 1, h, before, columns, slices, length, p, reciprocal);
        if (l === depth) continue;
        if (rule === null) h.set(z.subarray(at, at + unit), at);
        else {
          const neuron = unitAt[l]! + i - inputs;
          rule.evaluate(z, at, neuron, c, length, second, h, slope, curvature);
        }
      }
    }
  }

  /** δ of all layers, e of the hidden ones. */
  function backward(c: Float64Array, theta: Float64Array, length: number): void {
    const [, , slope, , delta, e] = store as Float64Array[];
    const unit = slices * length;
    for (let o = 0; o < outputs; o++) {
      const at = (unitAt[depth]! + o) * unit;
      const u = (layout.output + o) * length;
      for (let s = 0; s < slices; s++) {
        const to = at + s * length;
        if (layout.weights < 0) for (let k = 0; k < length; k++) delta![to + k] = c[u + k]!;
        else
          multiplySeries(
            delta!,
            to,
            c,
            u,
            c,
            (layout.weights + slices - 1 - s) * length,
            length,
            p,
            reciprocal,
          );
      }
    }
    for (let l = depth; l > 1; l--) {
      const columns = widths[l - 1]!;
      for (let j = 0; j < columns; j++) {
        const at = (unitAt[l - 1]! + j) * unit;
        const w = (weightsAt[l]! + j) * length;
        const from = unitAt[l]! * unit;
        e!.fill(0, at, at + unit);
        addWeightedSum(
          e!,
          at,
          theta,
          w,
          columns,
          delta!,
          from,
          widths[l]!,
          slices,
          length,
          p,
          reciprocal,
        );
        if (rule === null) delta!.set(e!.subarray(at, at + unit), at);
        else multiplyInAlgebra(delta!, at, slope!, at, e!, at, slices, length, p, reciprocal);
      }
    }
  }

  /** out += τ(left_l ⊗ right_{l−1}) over all layers; biases get τ(left_l·1) where `withBias`. */
  function pair(
    left: Float64Array,
    right: Float64Array,
    withBias: boolean,
    length: number,
    out: Float64Array,
  ): void {
    const unit = slices * length;
    for (let l = 1; l <= depth; l++) {
      const columns = widths[l - 1]!;
      for (let i = 0; i < widths[l]!; i++) {
        const a = (unitAt[l]! + i) * unit;
        for (let j = 0; j < columns; j++) {
          const b = (unitAt[l - 1]! + j) * unit;
          const at = (weightsAt[l]! + i * columns + j) * length;
          addTrace(out, at, left, a, right, b, slices, length, p, reciprocal);
        }
        if (!bias || !withBias) continue;
        const top = a + unit - length;
        const at = (biasAt[l]! + i) * length;
        for (let k = 0; k < length; k++) out[at + k] = left[top + k]!;
      }
    }
  }

  /** ż and ḣ along y; ḣ₀ = 0. */
  function forwardAlong(theta: Float64Array, y: Float64Array, length: number): void {
    const [, h, slope, , , , dz, dh] = store as Float64Array[];
    const unit = slices * length;
    dh!.fill(0, 0, inputs * unit);
    for (let l = 1; l <= depth; l++) {
      const before = unitAt[l - 1]! * unit;
      const columns = widths[l - 1]!;
      for (let i = 0; i < widths[l]!; i++) {
        const at = (unitAt[l]! + i) * unit;
        const w = (weightsAt[l]! + i * columns) * length;
        dz!.fill(0, at, at + unit);
        if (bias) for (let k = 0; k < length; k++) dz![at + k] = y[(biasAt[l]! + i) * length + k]!;
        addWeightedSum(dz!, at, y, w, 1, h!, before, columns, slices, length, p, reciprocal);
        if (l > 1)
          addWeightedSum(dz!, at, theta, w, 1, dh!, before, columns, slices, length, p, reciprocal);
        if (l === depth) continue;
        if (rule === null) dh!.set(dz!.subarray(at, at + unit), at);
        else multiplyInAlgebra(dh!, at, slope!, at, dz!, at, slices, length, p, reciprocal);
      }
    }
  }

  /** δ̇ along y, kept where z was; z itself is not needed any more. */
  function backwardAlong(theta: Float64Array, y: Float64Array, length: number): void {
    const [ddelta, , slope, curvature, delta, e, dz, , mix] = store as Float64Array[];
    const unit = slices * length;
    ddelta!.fill(0, unitAt[depth]! * unit, units * unit);
    for (let l = depth; l > 1; l--) {
      const columns = widths[l - 1]!;
      const from = unitAt[l]! * unit;
      const rows = widths[l]!;
      for (let j = 0; j < columns; j++) {
        const at = (unitAt[l - 1]! + j) * unit;
        const w = (weightsAt[l]! + j) * length;
        mix!.fill(0, 0, unit);
        addWeightedSum(mix!, 0, y, w, columns, delta!, from, rows, slices, length, p, reciprocal);
        if (l < depth)
          addWeightedSum(
            mix!,
            0,
            theta,
            w,
            columns,
            ddelta!,
            from,
            rows,
            slices,
            length,
            p,
            reciprocal,
          );
        if (rule === null) {
          ddelta!.set(mix!.subarray(0, unit), at);
          continue;
        }
        multiplyInAlgebra(ddelta!, at, slope!, at, mix!, 0, slices, length, p, reciprocal);
        if (rule.straight) continue;
        multiplyInAlgebra(mix!, 0, dz!, at, e!, at, slices, length, p, reciprocal);
        multiplyInAlgebra(mix!, unit, curvature!, at, mix!, 0, slices, length, p, reciprocal);
        for (let k = 0; k < unit; k++) ddelta![at + k] = ddelta![at + k]! + mix![unit + k]!;
        reduceSeries(ddelta!, at, unit, p, reciprocal);
      }
    }
  }

  return {
    size,
    gradient(c, theta, length, out) {
      reserve(length);
      forward(c, theta, length, false);
      backward(c, theta, length);
      out.fill(0, 0, size * length);
      pair(store[4]!, store[1]!, true, length, out);
    },
    hessianVector(c, theta, y, length, out) {
      reserve(length);
      forward(c, theta, length, rule !== null && !rule.straight);
      backward(c, theta, length);
      forwardAlong(theta, y, length);
      backwardAlong(theta, y, length);
      out.fill(0, 0, size * length);
      pair(store[0]!, store[1]!, true, length, out);
      pair(store[4]!, store[7]!, false, length, out);
    },
  };
}
