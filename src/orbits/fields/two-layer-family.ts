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
import { doubles, EMPTY, enlarged } from '../../numerics/doubles.ts';
import { DELAY, residue } from '../../numerics/prime-field.ts';
import { addSeriesProduct, multiplySeries, reduceSeries } from '../../numerics/truncated-series.ts';
import { monomialCount } from '../conserved/monomial-count.ts';
import type { FamilySequence, FieldFamily, FixedHessian } from './family.ts';
import { RidgePolynomial, values } from './ridge-polynomial.ts';
import { combination, dot, sumOfProducts } from './series-sums.ts';

export interface TwoLayerShape {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
}

/** Products of series for one neuron: two for each power up to the degree, and the sums over inputs and outputs. */
function neuronCost(degree: number, { inputs, outputs }: TwoLayerShape): number {
  return 2 * (degree + 1) + 2 * (inputs + outputs) + 8;
}

/** Series z = ⟨w, x⟩, ⟨u, a⟩ and what they are multiplied to, of one neuron at a time; regrown for longer ones. */
const room = [EMPTY, EMPTY, EMPTY] as [
  Float64Array<ArrayBuffer>,
  Float64Array<ArrayBuffer>,
  Float64Array<ArrayBuffer>,
];
let slopes = EMPTY;

function roomFor(length: number): typeof room {
  for (const i of room.keys()) room[i] = enlarged(room[i], length);
  return room;
}

/** The family with the given exponents (increasing). `prime` < 2²². */
export function twoLayerFamily(
  shape: TwoLayerShape,
  exponents: readonly number[],
  prime: number,
): FieldFamily {
  return new TwoLayerFamily(shape, exponents, prime);
}

class TwoLayerFamily implements FieldFamily {
  readonly prime: number;
  readonly size: number;
  readonly coefficientCount: number;
  readonly partial = false;
  readonly #shape: TwoLayerShape;
  readonly #ridge: RidgePolynomial;
  /** What a neuron is charged. */
  readonly #perNeuron: number;

  constructor(shape: TwoLayerShape, exponents: readonly number[], prime: number) {
    const { inputs, hidden, outputs } = shape;
    this.prime = prime;
    this.size = hidden * (inputs + outputs);
    this.coefficientCount = inputs + outputs + exponents.length;
    this.#shape = shape;
    this.#ridge = new RidgePolynomial(exponents, prime);
    this.#perNeuron = neuronCost(this.#ridge.degree, shape);
  }

  get description(): string {
    return `ridge polynomials Σₖ ⟨u, aₖ⟩ g(wₖ·x) with g of degree ≤ ${this.#ridge.degree} in the Taylor support of σ`;
  }

  #cost(length: number): number {
    return this.#shape.hidden * this.#perNeuron * (10 + Math.ceil((length * (length + 1)) / 2));
  }

  gradient(c: Float64Array, theta: Float64Array, length: number, out: Float64Array): void {
    spend(this.#cost(length));
    if (length === 1) {
      this.#gradientAtPoint(c, theta, out);
      return;
    }
    const { inputs, hidden, outputs } = this.#shape;
    const { prime, reciprocal: r } = this.#ridge;
    const [z, a, b] = roomFor(length);
    for (let k = 0; k < hidden; k++) {
      const w = k * inputs * length;
      dot(theta, w, length, c, 0, length, inputs, length, this.#ridge, z);
      this.#ridge.expand(c, (inputs + outputs) * length, length, z, length, false);
      const own = (hidden * inputs + k) * length;
      const u = inputs * length;
      dot(theta, own, hidden * length, c, u, length, outputs, length, this.#ridge, a);
      multiplySeries(b, 0, a, 0, values.g1, 0, length, prime, r);
      for (let i = 0; i < inputs; i++)
        multiplySeries(out, w + i * length, b, 0, c, i * length, length, prime, r);
      const { g } = values;
      for (let o = 0; o < outputs; o++) {
        const at = own + o * hidden * length;
        multiplySeries(out, at, g, 0, c, u + o * length, length, prime, r);
      }
    }
  }

  constantGradient(c: Float64Array, theta: Float64Array, length: number, out: Float64Array): void {
    spend(this.#cost(length));
    const { inputs, hidden, outputs } = this.#shape;
    const { prime, reciprocal: r } = this.#ridge;
    const [z, a, b] = roomFor(length);
    for (let k = 0; k < hidden; k++) {
      const w = k * inputs * length;
      combination(theta, w, length, c, 0, inputs, length, this.#ridge, z);
      this.#ridge.expand(c, inputs + outputs, 1, z, length, false);
      const own = (hidden * inputs + k) * length;
      combination(theta, own, hidden * length, c, inputs, outputs, length, this.#ridge, a);
      multiplySeries(b, 0, a, 0, values.g1, 0, length, prime, r);
      for (let i = 0; i < inputs; i++)
        for (let n = 0; n < length; n++) out[w + i * length + n] = residue(b[n] * c[i], prime, r);
      const { g } = values;
      for (let o = 0; o < outputs; o++) {
        const at = own + o * hidden * length;
        for (let n = 0; n < length; n++) out[at + n] = residue(g[n] * c[inputs + o], prime, r);
      }
    }
  }

  hessianVector(
    c: Float64Array,
    theta: Float64Array,
    y: Float64Array,
    length: number,
    out: Float64Array,
  ): void {
    this.hessianAt(c, theta, length)(y, length, out);
  }

  /**
   * With z = ⟨w, x⟩ and a = ⟨u, a⟩ of a neuron and ż, ȧ those of y in place of θ:
   * ∂w: (ȧ g′ + a g″ ż) x;  ∂a: u g′ ż. What is kept is g′ and a g″, a series of each neuron.
   */
  hessianAt(c: Float64Array, theta: Float64Array, known: number): FixedHessian {
    const { inputs, hidden, outputs } = this.#shape;
    const { prime, reciprocal: r } = this.#ridge;
    const kept = doubles(2 * hidden * known);
    const bends = hidden * known;
    const u = inputs * known;
    const [z, a] = roomFor(known);
    for (let k = 0; k < hidden; k++) {
      dot(theta, k * inputs * known, known, c, 0, known, inputs, known, this.#ridge, z);
      this.#ridge.expand(c, (inputs + outputs) * known, known, z, known, true);
      const own = (hidden * inputs + k) * known;
      dot(theta, own, hidden * known, c, u, known, outputs, known, this.#ridge, a);
      const { g1, g2 } = values;
      for (let n = 0; n < known; n++) kept[k * known + n] = g1[n];
      multiplySeries(kept, bends + k * known, a, 0, g2, 0, known, prime, r);
    }
    return (y, length, out) => {
      spend(2 * this.#cost(length));
      const outer = hidden * inputs * length;
      const [dz, da, mix] = roomFor(length);
      for (let k = 0; k < hidden; k++) {
        const w = k * inputs * length;
        const own = outer + k * length;
        dot(y, w, length, c, 0, known, inputs, length, this.#ridge, dz);
        dot(y, own, hidden * length, c, u, known, outputs, length, this.#ridge, da);
        for (let n = 0; n < length; n++) mix[n] = 0;
        addSeriesProduct(mix, 0, da, 0, kept, k * known, length);
        addSeriesProduct(mix, 0, dz, 0, kept, bends + k * known, length);
        reduceSeries(mix, 0, length, prime, r);
        for (let i = 0; i < inputs; i++)
          multiplySeries(out, w + i * length, mix, 0, c, i * known, length, prime, r);
        multiplySeries(mix, 0, dz, 0, kept, k * known, length, prime, r);
        for (let o = 0; o < outputs; o++) {
          const at = own + o * hidden * length;
          multiplySeries(out, at, mix, 0, c, u + o * known, length, prime, r);
        }
      }
    };
  }

  /** ∇φ_c for numbers in place of series: g and g′ as sums over the powers of z, reduced once. */
  #gradientAtPoint(c: Float64Array, theta: Float64Array, out: Float64Array): void {
    const { inputs, hidden, outputs } = this.#shape;
    const { prime, reciprocal } = this.#ridge;
    const { exponents } = this.#ridge;
    const outer = hidden * inputs;
    const lambda = inputs + outputs;
    slopes = enlarged(slopes, exponents.length);
    for (let e = 0; e < exponents.length; e++)
      slopes[e] = residue(exponents[e] * c[lambda + e], prime, reciprocal);
    for (let k = 0; k < hidden; k++) {
      const w = k * inputs;
      const powers = this.#ridge.powersOf(
        sumOfProducts(theta, w, 1, c, 0, inputs, prime, reciprocal),
      );
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
      const weight = sumOfProducts(theta, outer + k, hidden, c, inputs, outputs, prime, reciprocal);
      const factor = residue(weight * slope, prime, reciprocal);
      for (let i = 0; i < inputs; i++) out[w + i] = residue(factor * c[i], prime, reciprocal);
      for (let o = 0; o < outputs; o++)
        out[outer + o * hidden + k] = residue(value * c[inputs + o], prime, reciprocal);
    }
  }
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
  const exponents = counts.map((count) => all.slice(0, count));
  const place = (truncation: number) => Math.min(truncation, counts.length - 1);
  /** The one that was asked for last, of each truncation. */
  const latest: FieldFamily[] = [];
  return {
    truncations: counts.length,
    expansion: (truncation) => ({ mode: 'ridge', exponents: exponents[place(truncation)] }),
    family(prime, truncation) {
      const at = place(truncation);
      if (latest[at]?.prime !== prime) latest[at] = twoLayerFamily(shape, exponents[at], prime);
      return latest[at];
    },
  };
}
