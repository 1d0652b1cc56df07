/**
 * What hidden neurons compute, over the truncated algebra of `layered-field.ts`.
 */
import { multiplyInAlgebra } from '../numerics/truncated-algebra.ts';
import { multiplySeries, reduceSeries } from '../numerics/truncated-series.ts';

/** What hidden neurons do. `null` in place of a rule is the identity. */
export interface HiddenRule {
  /** σ″ = 0: the curvature is never asked for. */
  readonly straight: boolean;
  /**
   * σ, σ′ and σ″ (if `second`) at the pre-activation of one neuron, all elements of B at `at`.
   * @param neuron running number of the hidden neuron, layer by layer.
   * @param c coefficients of the member, series of the given length.
   */
  evaluate(
    z: Float64Array,
    at: number,
    neuron: number,
    c: Float64Array,
    length: number,
    second: boolean,
    value: Float64Array,
    slope: Float64Array,
    curvature: Float64Array,
  ): void;
}

/** σ(z) = g·z with a free gate g per neuron, coefficients from `gate` on. One slice. */
export function gateRule(gate: number, p: number): HiddenRule {
  const reciprocal = 1 / p;
  return {
    straight: true,
    evaluate(z, at, neuron, c, length, _second, value, slope) {
      const g = (gate + neuron) * length;
      multiplySeries(value, at, z, at, c, g, length, p, reciprocal);
      for (let k = 0; k < length; k++) slope[at + k] = c[g + k]!;
    },
  };
}

/**
 * σ in the neighbourhood of the constant term z₀ of z, by its Taylor coefficients there:
 * σ(z) = Σ_k j_k w^k, w = z − z₀, which has no constant term, so L coefficients suffice. One slice.
 *
 * @param jet writes the first `count` Taylor coefficients σ^{(k)}(z₀)/k! into `out`.
 */
export function jetRule(
  jet: (center: number, count: number, out: Float64Array) => void,
  p: number,
): HiddenRule {
  const reciprocal = 1 / p;
  let jets = new Float64Array(0);
  let shifted = jets;
  let sum = jets;
  let mix = jets;

  /** out ← Σ_{k < length} (k+1)…(k+derivative)·j_{k+derivative} w^k. */
  function series(derivative: number, length: number, out: Float64Array, at: number): void {
    sum.fill(0, 0, length);
    for (let k = length - 1; k >= 0; k--) {
      let factor = 1;
      for (let d = 1; d <= derivative; d++) factor *= k + d;
      multiplySeries(mix, 0, sum, 0, shifted, 0, length, p, reciprocal);
      mix[0] = mix[0]! + factor * jets[k + derivative]!;
      reduceSeries(mix, 0, 1, p, reciprocal);
      [sum, mix] = [mix, sum];
    }
    for (let k = 0; k < length; k++) out[at + k] = sum[k]!;
  }

  return {
    straight: false,
    evaluate(z, at, _neuron, _c, length, second, value, slope, curvature) {
      if (jets.length < length + 2)
        [jets, shifted, sum, mix] = [0, 0, 0, 0].map(() => new Float64Array(length + 2)) as [
          Float64Array<ArrayBuffer>,
          Float64Array<ArrayBuffer>,
          Float64Array<ArrayBuffer>,
          Float64Array<ArrayBuffer>,
        ];
      jet(z[at]!, length + 2, jets);
      shifted[0] = 0;
      for (let k = 1; k < length; k++) shifted[k] = z[at + k]!;
      series(0, length, value, at);
      series(1, length, slope, at);
      if (second) series(2, length, curvature, at);
    },
  };
}

/** A polynomial σ: its jets at any point are exact. Coefficients c₀, c₁, … mod p. */
export function polynomialRule(coefficients: readonly number[], p: number): HiddenRule {
  const reciprocal = 1 / p;
  const work = new Float64Array(coefficients.length);
  return jetRule((center, count, out) => {
    // Repeated synthetic division by (z − center): the remainders are the Taylor coefficients.
    work.set(coefficients);
    for (let k = 0; k < count; k++) {
      out[k] = 0;
      for (let j = work.length - 1; j >= k; j--) {
        if (j < work.length - 1) work[j] = work[j]! + center * work[j + 1]!;
        reduceSeries(work, j, 1, p, reciprocal);
      }
      if (k < work.length) out[k] = work[k]!;
    }
  }, p);
}

/**
 * σ(z) = Σ_j c_j z^j with c₀ = 0, at pre-activations z = s·ζ: the hidden value is s·η with
 *
 *   η = τ(ζ) = Σ_i c_{ei+1} r^i ζ^{ei+1},   r = s^e mod r^n,
 *
 * e = 2 for odd σ (all values are odd in s, so only every other power is kept), else e = 1. Then
 * τ′ = Σ (ei+1) c r^i ζ^{ei} and τ″ = Σ (ei+1)(ei) c r^i ζ^{ei−1}. The powers q^i of q = r·ζ^e start
 * at slice i, so they cost n³/6 products of series in all, and the three sums are linear in them.
 *
 * @param coefficients c_{ei+1} mod p for i = 0 … n − 1.
 */
export function scaledTaylorRule(
  coefficients: readonly number[],
  step: 1 | 2,
  p: number,
): HiddenRule {
  const reciprocal = 1 / p;
  const slices = coefficients.length;
  const factors = coefficients.map((c, i) => [
    c,
    ((step * i + 1) * c) % p,
    ((step * i + 1) * step * i * c) % p,
  ]);
  let q = new Float64Array(0);
  let power = q;
  let next = q;
  let base = q;
  let first = q;

  function addMultiple(
    out: Float64Array,
    at: number,
    factor: number,
    from: Float64Array,
    low: number,
    shift: number,
    length: number,
  ): void {
    if (factor === 0) return;
    for (let s = low; s + shift < slices; s++)
      for (let k = s * length; k < (s + 1) * length; k++)
        out[at + shift * length + k] = out[at + shift * length + k]! + factor * from[k]!;
  }

  /** next ← power·q where power starts at slice `low` and q at slice 1. */
  function raise(low: number, length: number): void {
    next.fill(0, 0, slices * length);
    multiplyInAlgebra(
      next,
      (low + 1) * length,
      power,
      low * length,
      q,
      length,
      slices - low - 1,
      length,
      p,
      reciprocal,
    );
    [power, next] = [next, power];
  }

  return {
    straight: false,
    evaluate(z, at, _neuron, _c, length, second, value, slope, curvature) {
      const unit = slices * length;
      if (q.length < unit)
        [q, power, next, base, first] = [0, 0, 0, 0, 0].map(() => new Float64Array(unit)) as [
          Float64Array<ArrayBuffer>,
          Float64Array<ArrayBuffer>,
          Float64Array<ArrayBuffer>,
          Float64Array<ArrayBuffer>,
          Float64Array<ArrayBuffer>,
        ];
      // base = ζ^e; q = r·base.
      if (step === 2) multiplyInAlgebra(base, 0, z, at, z, at, slices, length, p, reciprocal);
      else for (let k = 0; k < unit; k++) base[k] = z[at + k]!;
      q.fill(0, 0, length);
      for (let k = length; k < unit; k++) q[k] = base[k - length]!;
      power.fill(0, 0, unit);
      power[0] = 1;
      first.fill(0, 0, unit);
      slope.fill(0, at, at + unit);
      curvature.fill(0, at, at + unit);
      for (let i = 0; i < slices; i++) {
        const [c0, c1] = factors[i]!;
        addMultiple(first, 0, c0!, power, i, 0, length);
        addMultiple(slope, at, c1!, power, i, 0, length);
        // r^{i+1} ζ^{e(i+1)−1} = r·ζ^{e−1}·q^i.
        if (second && i + 1 < slices)
          addMultiple(curvature, at, factors[i + 1]![2]!, power, i, 1, length);
        if (i + 1 < slices) raise(i, length);
      }
      reduceSeries(first, 0, unit, p, reciprocal);
      reduceSeries(slope, at, unit, p, reciprocal);
      reduceSeries(curvature, at, unit, p, reciprocal);
      multiplyInAlgebra(value, at, first, 0, z, at, slices, length, p, reciprocal);
      if (!second || step === 1) return;
      multiplyInAlgebra(next, 0, curvature, at, z, at, slices, length, p, reciprocal);
      for (let k = 0; k < unit; k++) curvature[at + k] = next[k]!;
    },
  };
}
