/**
 * g(z) = Σ_j λ_j z^j over few exponents j, at series z = z₀ + δ over 𝔽_p, p < 2²², by Taylor's formula about z₀:
 *
 *   g⁽ⁿ⁾(z)/n! = Σ_k C(k + n, n) G_{k+n} δ^k,   G_k = Σ_j λ_j C(j, k) z₀^{j−k}.
 *
 * δ^k starts with t^k, so that as many terms count as there are powers of t, whatever the degree: short series cost
 * little more than numbers.
 */
import { EMPTY, enlarged } from '../../numerics/doubles.ts';
import { DELAY, residue } from '../../numerics/prime-field.ts';
import { reduceSeries } from '../../numerics/truncated-series.ts';

/** Of all polynomials of the thread; regrown when more is asked for. */
let powers = EMPTY;
let taylor = EMPTY;
let delta = EMPTY;

/** What `expand` found, until it is called again. */
export const values = {
  g: EMPTY,
  g1: EMPTY,
  g2: EMPTY,
};

function reserve(length: number): void {
  values.g = enlarged(values.g, length);
  values.g1 = enlarged(values.g1, length);
  values.g2 = enlarged(values.g2, length);
  delta = enlarged(delta, 2 * length);
}

export class RidgePolynomial {
  readonly exponents: readonly number[];
  readonly degree: number;
  readonly prime: number;
  readonly reciprocal: number;
  /** `binomials` up to a power that grows when longer series are asked for. */
  #binomials: Float64Array = EMPTY;
  #most = 0;

  /** @param exponents increasing. */
  constructor(exponents: readonly number[], prime: number) {
    this.exponents = exponents;
    this.degree = exponents.at(-1) ?? 0;
    this.prime = prime;
    this.reciprocal = 1 / prime;
  }

  /**
   * g, g′ and, when asked, g″ at a series z mod t^length.
   *
   * @param lambda the coefficients λ, from `at` on.
   * @param step from one of them to the next: `length` where they are series, 1 where numbers.
   */
  expand(
    lambda: Float64Array,
    at: number,
    step: number,
    z: Float64Array,
    length: number,
    second: boolean,
  ): void {
    const { prime, exponents, reciprocal: r } = this;
    const derivatives = second ? 2 : 1;
    const most = length - 1 + derivatives;
    if (most > this.#most) {
      this.#most = most;
      this.#binomials = binomials(exponents, most, prime);
    }
    const row = this.#most + 1;
    this.powersOf(z[0]);
    // G, all of them: numbers or series.
    const width = step === 1 ? 1 : length;
    taylor = enlarged(taylor, (most + 1) * width);
    for (let k = 0; k <= most; k++) {
      const to = k * width;
      for (let n = 0; n < width; n++) taylor[to + n] = 0;
      let products = 0;
      for (let e = 0; e < exponents.length; e++) {
        const j = exponents[e];
        if (j < k) continue;
        const factor = residue(this.#binomials[e * row + k] * powers[j - k], prime, r);
        if (++products === DELAY - 1) {
          products = 1;
          reduceSeries(taylor, to, width, prime, r);
        }
        const from = at + e * step;
        for (let n = 0; n < width; n++) taylor[to + n] += factor * lambda[from + n];
      }
      reduceSeries(taylor, to, width, prime, r);
    }
    reserve(length);
    const { g, g1, g2 } = values;
    // (z − z₀)^k and the one before it; its first k coefficients are 0.
    let now = 0;
    for (let n = 0; n < length; n++) {
      delta[n] = n === 0 ? 1 : 0;
      g[n] = n < width ? taylor[n] : 0;
      g1[n] = n < width ? taylor[width + n] : 0;
      if (second) g2[n] = n < width ? 2 * taylor[2 * width + n] : 0;
    }
    const top = Math.min(length - 1, this.degree);
    for (let k = 1; k <= top; k++) {
      const before = now;
      now = length - now;
      for (let n = 0; n < length; n++) {
        let sum = 0;
        for (let i = 1; i <= n - k + 1; i++) sum += z[i] * delta[before + n - i];
        delta[now + n] = residue(sum, prime, r);
      }
      const slope = k + 1;
      const bend = (k + 1) * (k + 2);
      for (let n = k; n < length; n++) {
        let [s0, s1, s2] = [0, 0, 0];
        if (width === 1) {
          s0 = taylor[k] * delta[now + n];
          s1 = taylor[k + 1] * delta[now + n];
          if (second) s2 = taylor[k + 2] * delta[now + n];
        } else
          for (let i = k; i <= n; i++) {
            const d = delta[now + i];
            s0 += taylor[k * width + n - i] * d;
            s1 += taylor[(k + 1) * width + n - i] * d;
            if (second) s2 += taylor[(k + 2) * width + n - i] * d;
          }
        g[n] += residue(s0, prime, r);
        g1[n] += slope * residue(s1, prime, r);
        if (second) g2[n] += bend * residue(s2, prime, r);
      }
    }
    reduceSeries(g, 0, length, prime, r);
    reduceSeries(g1, 0, length, prime, r);
    if (second) reduceSeries(g2, 0, length, prime, r);
  }

  /** z₀⁰, z₀¹, … up to the degree, until this is called again. */
  powersOf(z0: number): Float64Array {
    const { degree, prime, reciprocal } = this;
    powers = enlarged(powers, degree + 1);
    powers[0] = 1;
    for (let j = 1; j <= degree; j++) powers[j] = residue(powers[j - 1] * z0, prime, reciprocal);
    return powers;
  }
}

/** C(j, k) for the exponents j and 0 ≤ k ≤ `most`. */
function binomials(exponents: readonly number[], most: number, prime: number): Float64Array {
  const inverse = new Float64Array(most + 1);
  const out = new Float64Array(exponents.length * (most + 1));
  for (let k = 1; k <= most; k++)
    inverse[k] = k === 1 ? 1 : prime - ((Math.floor(prime / k) * inverse[prime % k]) % prime);
  exponents.forEach((j, e) => {
    let value = 1;
    for (let k = 0; k <= Math.min(most, j); k++) {
      if (k > 0) value = (((value * (j - k + 1)) % prime) * inverse[k]) % prime;
      out[e * (most + 1) + k] = value;
    }
  });
  return out;
}
