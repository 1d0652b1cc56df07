/**
 * Truncated power series in t and s over 𝔽_p, 𝔽_p[t, s]/(t^L, s^n), with analytic functions:
 *
 *   f⁽ʳ⁾(a₀ + w) = Σ_m (m+r)!/m! · f_{m+r} · wᵐ,   f_j the Taylor coefficients of f at the constant term
 *
 * a finite sum, since wᵐ = 0 once m > L + n − 2. A series is L·n residues, power of t minor. Zeros are
 * skipped: θ does not depend on s, and most of what is met is sparse.
 */
import type { AnalyticFunction } from '../analytic/analytic-function.ts';
import type { Field } from '../analytic/field.ts';
import { residue } from '../numerics/prime-field.ts';
import type { Rational } from '../numerics/rational.ts';
import type { Residues } from './residues.ts';

export type Series = Float64Array;

/** The first `count` Taylor coefficients of f at the number of which `center` is the residue. */
export type JetsModulo = (f: AnalyticFunction, center: number, count: number) => readonly number[];

export interface SeriesField extends Field<Series> {
  /** Σ aₖ tᵏ·s^power, from residues a₀, a₁, … */
  embed(values: ArrayLike<number>, power?: number): Series;
  /** Σ_e λ_e(t)·[s^e] a, a series in t. */
  weighted(a: Series, weights: readonly ArrayLike<number>[]): Series;
}

/** Products of residues below 2⁴⁴ that may be summed before a reduction. Time alone: 511 would be exact as well. */
const DELAY = 500;

export function seriesField(
  scalars: Residues,
  length: number,
  slices: number,
  jets: JetsModulo,
): SeriesField {
  const { prime } = scalars;
  const reciprocal = 1 / prime;
  const size = length * slices;
  const terms = length + slices - 1;
  const zero: Series = new Float64Array(size);
  const one = constant(1);
  const powersOf = new WeakMap<Series, Series[]>();

  function constant(value: number): Series {
    const out = new Float64Array(size);
    out[0] = value;
    return out;
  }
  function reduce(a: Series): Series {
    for (let k = 0; k < size; k++) a[k] = residue(a[k], prime, reciprocal);
    return a;
  }
  /** out += a·b, at most `size` products an entry and reduced in between where those are too many. */
  function accumulate(out: Series, a: Series, b: Series): void {
    let high = slices;
    while (high > 0 && empty(b, high - 1)) high--;
    for (let i = 0; i < slices; i++) {
      let touched = false;
      for (let k = 0; k < length; k++) {
        const value = a[i * length + k];
        // Time alone: products with 0.
        if (value === 0) continue;
        touched = true;
        for (let j = 0; j < high && i + j < slices; j++) {
          const to = (i + j) * length + k;
          const from = j * length;
          for (let l = 0; l < length - k; l++) out[to + l] = out[to + l] + value * b[from + l];
        }
      }
      if (touched && size > DELAY) reduce(out);
    }
  }
  function empty(a: Series, slice: number): boolean {
    for (let k = slice * length; k < (slice + 1) * length; k++) if (a[k] !== 0) return false;
    return true;
  }
  function mul(a: Series, b: Series): Series {
    // Time alone: products with 0.
    if (a === zero || b === zero) return zero;
    // Time alone: products with 1.
    if (a === one) return b;
    // Time alone: products with 1.
    if (b === one) return a;
    const out = new Float64Array(size);
    accumulate(out, a, b);
    return reduce(out);
  }
  function combine(a: Series, b: Series, sign: 1 | -1): Series {
    const out = new Float64Array(size);
    for (let k = 0; k < size; k++) {
      const sum = a[k] + sign * b[k];
      out[k] = sum < 0 ? sum + prime : sum >= prime ? sum - prime : sum;
    }
    return out;
  }
  /** out += factor·a, for one number. */
  function addMultiple(out: Series, factor: number, a: Series): void {
    for (let k = 0; k < size; k++) out[k] = residue(out[k] + factor * a[k], prime, reciprocal);
  }
  const add = (a: Series, b: Series) => (a === zero ? b : b === zero ? a : combine(a, b, 1));
  const sub = (a: Series, b: Series) => (b === zero ? a : combine(a, b, -1));

  function isZero(a: Series): boolean {
    for (let k = 0; k < size; k++) if (a[k] !== 0) return false;
    return true;
  }
  /** w, w², … of a's nilpotent part w, up to the last that is not 0. */
  function nilpotentPowers(a: Series): Series[] {
    let powers = powersOf.get(a);
    if (powers !== undefined) return powers;
    const w: Series = a.slice();
    w[0] = 0;
    powers = [];
    let power: Series = w;
    while (!isZero(power)) {
      powers.push(power);
      power = mul(power, w);
    }
    powersOf.set(a, powers);
    return powers;
  }
  function applyDerivative(f: AnalyticFunction, order: number, a: Series): Series {
    const powers = nilpotentPowers(a);
    const jet = jets(f, a[0], powers.length + 1 + order);
    const out = new Float64Array(size);
    for (let m = powers.length; m >= 0; m--) {
      let factor = jet[m + order];
      for (let i = 1; i <= order; i++) factor = scalars.mul(factor, (m + i) % prime);
      // Time alone: products with 0.
      if (factor === 0) continue;
      if (m === 0) out[0] = scalars.add(out[0], factor);
      else addMultiple(out, factor, powers[m - 1]);
    }
    return out;
  }

  return {
    name: `series over F_${prime}`,
    zero,
    one,
    rational: (q: Rational | number) =>
      constant(scalars.rational(typeof q === 'number' ? rationalOf(q) : q)),
    add,
    sub,
    neg: (a) => sub(zero, a),
    mul,
    dot(a, b) {
      const out = new Float64Array(size);
      let summed = 0;
      a.forEach((x, i) => {
        // Time alone: products with 0.
        if (x === zero || b[i] === zero) return;
        if (summed + size > DELAY) {
          reduce(out);
          summed = 0;
        }
        accumulate(out, x, b[i]);
        summed += size;
      });
      return reduce(out);
    },
    /** x ← x(2 − ax) doubles the number of right powers. */
    inverse(a) {
      let x: Series = constant(scalars.inverse(a[0]));
      for (let right = 1; right < terms; right *= 2) x = mul(x, sub(add(one, one), mul(a, x)));
      return x;
    },
    apply: (f, a) => applyDerivative(f, 0, a),
    applyDerivative,
    embed(values, power = 0) {
      const out = new Float64Array(size);
      if (power >= slices) return out;
      for (let k = 0; k < Math.min(length, values.length); k++) out[power * length + k] = values[k];
      return out;
    },
    weighted(a, weights) {
      const out = new Float64Array(length);
      for (let e = 0; e < Math.min(slices, weights.length); e++)
        for (let k = 0; k < Math.min(length, weights[e].length); k++)
          for (let l = 0; k + l < length; l++)
            out[k + l] = residue(out[k + l] + weights[e][k] * a[e * length + l], prime, reciprocal);
      return out;
    },
  };
}

function rationalOf(n: number): Rational {
  return { numerator: BigInt(n), denominator: 1n };
}
