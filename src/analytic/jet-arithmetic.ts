/** Truncated power series in t as the jets need them: reciprocal, integral, and solutions of y′ = −κ(u + t)y. */
import { rational } from '../numerics/rational.ts';
import type { Ring } from '../numerics/ring.ts';

export interface Arithmetic<T> {
  readonly ring: Ring<T>;
  inverse(a: T): T;
  integer(n: number): T;
  /** 1/n. */
  inverseInteger(n: number): T;
}

export function arithmeticOf<T>(field: {
  readonly ring: Ring<T>;
  inverse(a: T): T;
}): Arithmetic<T> {
  const { ring } = field;
  return {
    ring,
    inverse: field.inverse,
    integer: (n) => ring.rational(rational(n)),
    inverseInteger: (n) => ring.rational(rational(1, n)),
  };
}

/** a·e^{rt}. */
export function exponentialJet<T>(
  { ring, integer, inverseInteger }: Arithmetic<T>,
  a: T,
  r: number,
  length: number,
): T[] {
  const out = [a];
  const rate = integer(r);
  for (let n = 1; n < length; n++)
    out.push(ring.mul(ring.mul(out[n - 1], rate), inverseInteger(n)));
  return out.slice(0, length);
}

/** 1/series. */
export function reciprocal<T>({ ring, inverse }: Arithmetic<T>, series: readonly T[]): T[] {
  if (series.length === 0) return [];
  const first = inverse(series[0]);
  const out = [first];
  for (let n = 1; n < series.length; n++) {
    let sum = ring.zero;
    for (let k = 1; k <= n; k++) sum = ring.add(sum, ring.mul(series[k], out[n - k]));
    out.push(ring.neg(ring.mul(sum, first)));
  }
  return out;
}

/** a·e^{−κ(ut + t²/2)}, the solution of y′ = −κ(u + t)y with y(0) = a. */
export function gaussianJet<T>(
  { ring, integer, inverseInteger }: Arithmetic<T>,
  a: T,
  kappa: number,
  u: T,
  length: number,
): T[] {
  const out = [a];
  const minusKappa = integer(-kappa);
  for (let n = 0; n + 1 < length; n++) {
    const before = n > 0 ? out[n - 1] : ring.zero;
    const slope = ring.mul(minusKappa, ring.add(ring.mul(u, out[n]), before));
    out.push(ring.mul(slope, inverseInteger(n + 1)));
  }
  return out.slice(0, length);
}

/** constant + ∫₀ᵗ series, of the same length. */
export function integrate<T>(
  { ring, inverseInteger }: Arithmetic<T>,
  series: readonly T[],
  constant: T,
): T[] {
  return series.map((_, n) => (n === 0 ? constant : ring.mul(series[n - 1], inverseInteger(n))));
}

/** (u + t)·series. */
export function multiplyByPoint<T>(ring: Ring<T>, series: readonly T[], u: T): T[] {
  return series.map((c, n) => (n === 0 ? ring.mul(u, c) : ring.add(ring.mul(u, c), series[n - 1])));
}

/** Coefficients in t of Σ cⱼ (u + t)ʲ, cut or padded to `length`. */
export function shiftedPolynomial<T>(
  ring: Ring<T>,
  coefficients: readonly T[],
  u: T,
  length: number,
): T[] {
  const out = [...coefficients];
  // Round i ends with the coefficient of tⁱ.
  for (let i = 0; i < Math.min(length, out.length - 1); i++) {
    for (let j = out.length - 2; j >= i; j--) out[j] = ring.add(out[j], ring.mul(out[j + 1], u));
  }
  return Array.from({ length }, (_, n) => out[n] ?? ring.zero);
}

/** a·b, of the length of a. */
export function multiplyJets<T>(ring: Ring<T>, a: readonly T[], b: readonly T[]): T[] {
  return a.map((_, n) => {
    let sum = ring.mul(a[0], b[n]);
    for (let k = 1; k <= n; k++) sum = ring.add(sum, ring.mul(a[k], b[n - k]));
    return sum;
  });
}

/** Σ outerₘ (inner − inner₀)ᵐ for the jet `outer` at inner₀, by Horner's rule. */
export function composeJets<T>(ring: Ring<T>, outer: readonly T[], inner: readonly T[]): T[] {
  const nilpotent = inner.map((c, n) => (n === 0 ? ring.zero : c));
  let sum: T[] = inner.map(() => ring.zero);
  for (let m = outer.length - 1; m >= 0; m--) {
    sum = multiplyJets(ring, sum, nilpotent);
    sum[0] = outer[m];
  }
  return sum;
}
