/**
 * Two-layer bias-free networks F(θ)(x) = Σₖ aₖ σ(wₖ·x), any analytic σ, any number of outputs.
 *
 * Expanding σ at 0, ∂_θF(x) = Σ_α c_{|α|} (multinomial) x^α v_α(θ), with v_α the gradient of
 * Σₖ aₖ wₖ^α. A linear functional that kills every ∂_θF(x) is an analytic function of x that
 * vanishes, so span 𝔉 = span{ v_α : c_{|α|} ≠ 0 } exactly: σ enters through its Taylor support
 * S = { j : c_j ≠ 0 } alone. By polarisation the v_α of degree j are spanned by ridge polynomials, so
 * the members are
 *
 *   φ(θ) = Σₖ ⟨u, aₖ⟩ g(wₖ·x),   g(z) = Σ_{j ∈ S, j ≤ J} λ_j z^j,   coefficients c = (x, u, λ).
 *
 * Cost of a field or of a Hessian–vector product: O(M + mJ) operations in A.
 *
 * The truncation J is no loss: m neurons are m points with multiplicity two, and on a line through
 * them polynomials of degree 4m + 1 interpolate all values and slopes whatever the parity.
 */
import type { TaylorSupport } from '../../analytic/analytic-function.ts';
import { spend } from '../../numerics/budget.ts';
import { DELAY, residue } from '../../numerics/prime-field.ts';
import { addSeriesProduct, multiplySeries, reduceSeries } from '../../numerics/truncated-series.ts';
import { monomialCount } from '../conserved/monomial-count.ts';
import type { FamilySequence, FieldFamily } from './family.ts';

export interface TwoLayerShape {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
}

/** The family with the given exponents (increasing). `prime` < 2²². */
export function twoLayerFamily(
  shape: TwoLayerShape,
  exponents: readonly number[],
  prime: number,
): FieldFamily {
  const { inputs, hidden, outputs } = shape;
  const size = hidden * (inputs + outputs);
  const outer = hidden * inputs;
  const coefficientCount = inputs + outputs + exponents.length;
  const degree = exponents.at(-1) ?? 0;
  const slot = new Int32Array(degree + 1).fill(-1);
  exponents.forEach((j, i) => {
    slot[j] = inputs + outputs + i;
  });
  const reciprocal = 1 / prime;
  // Scratch series: z, g, g′, g″ and the directional parts; regrown when the length grows.
  let capacity = 0;
  let z = new Float64Array(0);
  let g = z;
  let g1 = z;
  let g2 = z;
  let dz = z;
  let mix = z;
  let a = z;
  let b = z;

  function reserve(length: number): void {
    if (length <= capacity) return;
    capacity = length;
    [z, g, g1, g2, dz, mix, a, b] = Array.from({ length: 8 }, () => new Float64Array(length)) as [
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
      Float64Array<ArrayBuffer>,
    ];
  }

  /** out ← Σᵢ left[leftAt + i·leftStep] · right[rightAt + i·L], reduced. */
  function dot(
    left: Float64Array,
    leftAt: number,
    leftStep: number,
    right: Float64Array,
    rightAt: number,
    count: number,
    length: number,
    out: Float64Array,
  ): void {
    out.fill(0, 0, length);
    let products = 0;
    for (let i = 0; i < count; i++) {
      products += length;
      if (products >= DELAY) {
        reduceSeries(out, 0, length, prime, reciprocal);
        products = length + 1;
      }
      addSeriesProduct(out, 0, left, leftAt + i * leftStep, right, rightAt + i * length, length);
    }
    reduceSeries(out, 0, length, prime, reciprocal);
  }

  /** Horner for g, g′ and, when asked, g″ at z: e ← e·z + (the entry before it). */
  function evaluate(c: Float64Array, length: number, second: boolean): void {
    g.fill(0, 0, length);
    g1.fill(0, 0, length);
    g2.fill(0, 0, length);
    for (let j = degree; j >= 0; j--) {
      if (second) {
        multiplySeries(mix, 0, g2, 0, z, 0, length, prime, reciprocal);
        for (let k = 0; k < length; k++) g2[k] = mix[k] + g1[k];
      }
      multiplySeries(mix, 0, g1, 0, z, 0, length, prime, reciprocal);
      for (let k = 0; k < length; k++) g1[k] = mix[k] + g[k];
      multiplySeries(mix, 0, g, 0, z, 0, length, prime, reciprocal);
      const from = slot[j];
      if (from < 0) for (let k = 0; k < length; k++) g[k] = mix[k];
      else for (let k = 0; k < length; k++) g[k] = mix[k] + c[from * length + k];
    }
    reduceSeries(g, 0, length, prime, reciprocal);
    reduceSeries(g1, 0, length, prime, reciprocal);
    for (let k = 0; k < length; k++) g2[k] = 2 * g2[k];
    reduceSeries(g2, 0, length, prime, reciprocal);
  }

  const u = inputs;
  /** Series products of each neuron: Horner for g and g′, and the sums over inputs and outputs. */
  const perNeuron = 2 * (degree + 1) + 2 * (inputs + outputs) + 8;
  const costOf = (length: number) =>
    hidden * perNeuron * (10 + Math.ceil((length * (length + 1)) / 2));
  /** z⁰, z¹, … and jλ_j: scratch of `gradientAtPoint`. */
  const powers = new Float64Array(degree + 1);
  const slopes = new Float64Array(exponents.length);

  /** ∇φ_c for numbers in place of series: g and g′ as sums over the powers of z, reduced once. */
  function gradientAtPoint(c: Float64Array, theta: Float64Array, out: Float64Array): void {
    const lambda = u + outputs;
    for (let e = 0; e < exponents.length; e++)
      slopes[e] = residue(exponents[e] * c[lambda + e], prime, reciprocal);
    for (let k = 0; k < hidden; k++) {
      const w = k * inputs;
      const z0 = sumOfProducts(theta, w, 1, c, 0, inputs);
      powers[0] = 1;
      for (let j = 1; j <= degree; j++) powers[j] = residue(powers[j - 1] * z0, prime, reciprocal);
      let value = 0;
      let slope = 0;
      for (let e = 0; e < exponents.length; e++) {
        const j = exponents[e];
        value += c[lambda + e] * powers[j];
        if (j > 0) slope += slopes[e] * powers[j - 1];
        if (e % (DELAY - 1) === DELAY - 2) {
          value = residue(value, prime, reciprocal);
          slope = residue(slope, prime, reciprocal);
        }
      }
      value = residue(value, prime, reciprocal);
      slope = residue(slope, prime, reciprocal);
      const weight = sumOfProducts(theta, outer + k, hidden, c, u, outputs);
      const factor = residue(weight * slope, prime, reciprocal);
      for (let i = 0; i < inputs; i++) out[w + i] = residue(factor * c[i], prime, reciprocal);
      for (let o = 0; o < outputs; o++)
        out[outer + o * hidden + k] = residue(value * c[u + o], prime, reciprocal);
    }
  }

  /** Σᵢ left[leftAt + i·step]·right[rightAt + i]. */
  function sumOfProducts(
    left: Float64Array,
    leftAt: number,
    step: number,
    right: Float64Array,
    rightAt: number,
    count: number,
  ): number {
    let sum = 0;
    for (let i = 0; i < count; i++) {
      sum += left[leftAt + i * step] * right[rightAt + i];
      if (i % (DELAY - 1) === DELAY - 2) sum = residue(sum, prime, reciprocal);
    }
    return residue(sum, prime, reciprocal);
  }

  return {
    prime,
    size,
    coefficientCount,
    partial: false,
    description: `ridge polynomials Σₖ ⟨u, aₖ⟩ g(wₖ·x) with g of degree ≤ ${degree} in the Taylor support of σ`,
    gradient(c, theta, length, out) {
      spend(costOf(length));
      if (length === 1) {
        gradientAtPoint(c, theta, out);
        return;
      }
      reserve(length);
      for (let k = 0; k < hidden; k++) {
        dot(theta, k * inputs * length, length, c, 0, inputs, length, z);
        evaluate(c, length, false);
        dot(theta, (outer + k) * length, hidden * length, c, u * length, outputs, length, a);
        multiplySeries(mix, 0, a, 0, g1, 0, length, prime, reciprocal);
        for (let i = 0; i < inputs; i++) {
          const at = (k * inputs + i) * length;
          multiplySeries(out, at, mix, 0, c, i * length, length, prime, reciprocal);
        }
        for (let o = 0; o < outputs; o++) {
          const at = (outer + o * hidden + k) * length;
          multiplySeries(out, at, g, 0, c, (u + o) * length, length, prime, reciprocal);
        }
      }
    },
    hessianVector(c, theta, y, length, out) {
      spend(2 * costOf(length));
      reserve(length);
      for (let k = 0; k < hidden; k++) {
        dot(theta, k * inputs * length, length, c, 0, inputs, length, z);
        dot(y, k * inputs * length, length, c, 0, inputs, length, dz);
        evaluate(c, length, true);
        dot(theta, (outer + k) * length, hidden * length, c, u * length, outputs, length, a);
        dot(y, (outer + k) * length, hidden * length, c, u * length, outputs, length, b);
        // ∂w: (⟨u, b⟩ g′ + ⟨u, a⟩ g″ ż) x;  ∂a: u g′ ż.
        multiplySeries(g, 0, g2, 0, dz, 0, length, prime, reciprocal);
        mix.fill(0, 0, length);
        addSeriesProduct(mix, 0, a, 0, g, 0, length);
        addSeriesProduct(mix, 0, b, 0, g1, 0, length);
        reduceSeries(mix, 0, length, prime, reciprocal);
        multiplySeries(g2, 0, g1, 0, dz, 0, length, prime, reciprocal);
        for (let i = 0; i < inputs; i++) {
          const at = (k * inputs + i) * length;
          multiplySeries(out, at, mix, 0, c, i * length, length, prime, reciprocal);
        }
        for (let o = 0; o < outputs; o++) {
          const at = (outer + o * hidden + k) * length;
          multiplySeries(out, at, g2, 0, c, (u + o) * length, length, prime, reciprocal);
        }
      }
    },
  };
}

export type RidgeSequence = Pick<FamilySequence, 'truncations' | 'expansion' | 'family'>;

/**
 * Families of growing degree. Truncation 0 has just enough monomials for the first-order span to be able to
 * fill ℝᴹ, and two exponents more; each truncation doubles the number of exponents, up to the degree that
 * interpolates values and slopes at all neurons (or the end of a finite support).
 */
export function twoLayerSequence(shape: TwoLayerShape, support: TaylorSupport): RidgeSequence {
  const { inputs, hidden, outputs } = shape;
  const size = hidden * (inputs + outputs);
  // Enough for one random direction x: 2m values and slopes, twice for parity, doubled for gaps.
  const needed = 4 * hidden + 2;
  const all: number[] = [];
  for (let j = support.next(0); j !== null && all.length < needed; j = support.next(j + 1)) {
    all.push(j);
  }
  let enough = 0;
  let first = 0;
  while (first < all.length && enough < size) {
    enough += outputs * monomialCount(inputs, all[first], size);
    first++;
  }
  const counts = [Math.min(first + 2, all.length)];
  while (counts.at(-1)! < all.length) counts.push(Math.min(2 * counts.at(-1)!, all.length));
  const exponents = (truncation: number) =>
    all.slice(0, counts[Math.min(truncation, counts.length - 1)]);
  return {
    truncations: counts.length,
    expansion: (truncation) => ({ mode: 'ridge', exponents: exponents(truncation) }),
    family: (prime, truncation) => twoLayerFamily(shape, exponents(truncation), prime),
  };
}
