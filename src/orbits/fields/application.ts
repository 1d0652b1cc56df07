/**
 * f(a), f′(a) and f″(a) over 𝔽_p[t]/(t^L) ⊗ 𝔽_p[s] from the Taylor coefficients fₘ of f at the constant
 * term a₀ of a. With a = a₀ + w₀(t) + w, w without constant term in s,
 *
 *   F_m(t) = Σ_k C(m+k, k) f_{m+k} w₀ᵏ,    f(a) = Σ F_m wᵐ,    f′(a) = Σ (m+1) F_{m+1} wᵐ,
 *   f″(a) = Σ (m+1)(m+2) F_{m+2} wᵐ,
 *
 * finite sums, since w₀ is nilpotent in t and w in s.
 */
import { EMPTY, enlarged } from '../../numerics/doubles.ts';
import { DELAY, residue } from '../../numerics/prime-field.ts';
import { addSeriesProduct, reduceSeries } from '../../numerics/truncated-series.ts';
import type { Gatherer } from './gather.ts';
import type { ApplicationStep, Copy, Run } from './tape.ts';

/**
 * The first `count` Taylor coefficients, mod p, of the function of a step at the constant term `center`
 * of its argument.
 */
export type JetSource = (
  step: Pick<ApplicationStep, 'index' | 'f' | 'order'>,
  center: number,
  count: number,
) => ArrayLike<number>;

export interface Application {
  /** v and f′(a); f″(a) where `second`. */
  evaluate(step: ApplicationStep, value: Float64Array, length: number, second: boolean): void;
  /** v̇ = f′(a)·ȧ, and f″(a)·ȧ. */
  along(step: ApplicationStep, value: Float64Array, tangent: Float64Array, length: number): void;
}

/** Whether the power s⁰ is kept. */
const hasConstant = ({ count, lo }: Run) => count > 0 && lo === 0;

export function createApplication(prime: number, jets: JetSource, gatherer: Gatherer): Application {
  const reciprocal = 1 / prime;
  /** F_m(t), m minor to t, and a power of w₀. */
  let shifted = EMPTY;
  let series = EMPTY;
  let next = EMPTY;

  /** shifted ← F_0, F_1, … F_{count−1}. */
  function shift(step: ApplicationStep, value: Float64Array, count: number, length: number): void {
    shifted = enlarged(shifted, count * length);
    const { a } = step;
    const moving = hasConstant(a) && length > 1;
    const center = hasConstant(a) ? value[a.at * length] : 0;
    const jet = jets(step, center, moving ? count + length - 1 : count);
    shifted.fill(0, 0, count * length);
    for (let m = 0; m < count; m++) shifted[m * length] = jet[m];
    if (!moving) return;
    const w0 = a.at * length;
    for (let l = 1; l < length; l++) series[l] = value[w0 + l];
    // Binomials C(m + k, k), m = 0 … count − 1, from those for k − 1: running sums.
    const binomial = new Float64Array(count).fill(1);
    for (let k = 1; k < length; k++) {
      for (let m = 1; m < count; m++) {
        const sum = binomial[m] + binomial[m - 1];
        binomial[m] = sum >= prime ? sum - prime : sum;
      }
      for (let m = 0; m < count; m++) {
        const factor = residue(binomial[m] * jet[m + k], prime, reciprocal);
        // Time alone: 0 would be added.
        if (factor === 0) continue;
        for (let l = k; l < length; l++) {
          const at = m * length + l;
          shifted[at] = residue(shifted[at] + factor * series[l], prime, reciprocal);
        }
      }
      // power ← power·w₀, where w₀ has no constant term; what stands below t^{k+1} is not read.
      for (let l = k + 1; l < length; l++) {
        let sum = 0;
        for (let i = 1; i <= l - k; i++) sum += value[w0 + i] * series[l - i];
        next[l] = residue(sum, prime, reciprocal);
      }
      [series, next] = [next, series];
    }
  }

  /** The run += factor·F_m·wᵐ; where wᵐ has no place there, F_m is 0. */
  function addLevel(
    { to, from }: Copy,
    m: number,
    factor: number,
    value: Float64Array,
    length: number,
    constant: boolean,
  ): void {
    const at = m * length;
    if (constant) {
      const scalar = residue(shifted[at] * factor, prime, reciprocal);
      // Time alone: 0 would be added.
      if (scalar === 0) return;
      for (let i = 0; i < to.length; i++) {
        const f = from[i] * length;
        const t = to[i] * length;
        for (let l = 0; l < length; l++) value[t + l] = value[t + l] + scalar * value[f + l];
      }
      return;
    }
    for (let l = 0; l < length; l++)
      series[l] = residue(shifted[at + l] * factor, prime, reciprocal);
    for (let i = 0; i < to.length; i++)
      addSeriesProduct(value, to[i] * length, series, 0, value, from[i] * length, length);
  }

  function begin(run: Run, m: number, factor: number, value: Float64Array, length: number): void {
    clear(value, run, length);
    if (!hasConstant(run)) return;
    for (let l = 0; l < length; l++)
      value[run.at * length + l] = residue(shifted[m * length + l] * factor, prime, reciprocal);
  }

  const clear = (value: Float64Array, { at, count }: Run, length: number) =>
    value.fill(0, at * length, (at + count) * length);
  const reduce = (value: Float64Array, run: Run, length: number) =>
    reduceSeries(value, run.at * length, run.count * length, prime, reciprocal);

  return {
    evaluate(step, value, length, second) {
      const { out, slope, curvature, levels, a } = step;
      const constant = length === 1 || !hasConstant(a);
      const count = levels.length + 3;
      series = enlarged(series, length);
      next = enlarged(next, length);
      shift(step, value, count, length);
      begin(out, 0, 1, value, length);
      begin(slope, 1, 1, value, length);
      if (second) begin(curvature, 2, 2, value, length);
      const most = Math.floor(DELAY / length) - 2;
      let terms = 0;
      for (let m = 1; m <= levels.length; m++) {
        const { power, product, into } = levels[m - 1];
        if (product !== null) {
          clear(value, power, length);
          gatherer.set(product, value, value, value, length);
        }
        if (terms === most) {
          for (const target of [out, slope, curvature]) reduce(value, target, length);
          terms = 0;
        }
        addLevel(into[0], m, 1, value, length, constant);
        addLevel(into[1], m + 1, m + 1, value, length, constant);
        if (second) addLevel(into[2], m + 2, (m + 1) * (m + 2), value, length, constant);
        terms++;
      }
      reduce(value, out, length);
      reduce(value, slope, length);
      if (second) reduce(value, curvature, length);
    },
    along({ chain, bend, slopeDot }, value, tangent, length) {
      gatherer.set(chain, tangent, tangent, value, length);
      clear(value, slopeDot, length);
      gatherer.set(bend, value, tangent, value, length);
    },
  };
}
