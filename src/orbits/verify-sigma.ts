/**
 * What stands for σ in a certificate's fields: a polynomial, a power series at 0 in a nilpotent
 * element, or jets at field elements; each with all its derivatives, as tapes and dual numbers ask.
 */
import type { Ring, Smooth } from '../numerics/ring.ts';
import { seriesRing } from '../numerics/truncated-series.ts';

/** Σ_j c_j z^j and its derivatives, Σ_j j(j−1)…(j−n+1) c_j z^{j−n}, by Horner's rule. */
export function polynomialOver<B>(ring: Ring<B>, coefficients: readonly B[]): Smooth<B> {
  const derived: (readonly B[])[] = [coefficients];
  return (order, z) => {
    while (derived.length <= order)
      derived.push(
        derived
          .at(-1)!
          .slice(1)
          .map((c, j) => ring.mul(integer(ring, j + 1), c)),
      );
    return derived[order].reduceRight((sum, c) => ring.add(ring.mul(sum, z), c), ring.zero);
  };
}

function integer<B>(ring: Ring<B>, n: number | bigint): B {
  return ring.fromRational({ numerator: BigInt(n), denominator: 1n });
}

/** As `seriesRing`, but products with zero coefficients cost nothing. */
export function sparseSeriesRing<T>(base: Ring<T>, length: number): Ring<readonly T[]> {
  return {
    ...seriesRing(base, length),
    mul(a, b) {
      const sum = Array.from({ length }, () => base.zero);
      const support = b.flatMap((value, j) => (base.isZero(value) ? [] : [j]));
      a.forEach((value, i) => {
        if (base.isZero(value)) return;
        for (const j of support) {
          if (i + j >= length) break;
          sum[i + j] = base.add(sum[i + j], base.mul(value, b[j]));
        }
      });
      return sum;
    },
  };
}

/** Σ_j c_j z^j for z without constant term, so that powers start ever later; they are kept for z. */
export function nilpotentSeries<B>(ring: Ring<B>, coefficients: readonly number[]): Smooth<B> {
  let last: { readonly z: B; readonly powers: B[] } | null = null;
  return (order, z) => {
    if (last?.z !== z) last = { z, powers: [ring.one] };
    const { powers } = last;
    let sum = ring.zero;
    for (let j = order; j < coefficients.length; j++) {
      if (powers.length <= j - order) powers.push(ring.mul(powers[j - order - 1], z));
      if (coefficients[j] === 0) continue;
      let factor = BigInt(coefficients[j]);
      for (let i = 0; i < order; i++) factor *= BigInt(j - i);
      sum = ring.add(sum, ring.mul(integer(ring, factor), powers[j - order]));
    }
    return sum;
  };
}

/** σ⁽ⁿ⁾(z₀ + w) = Σ_k (k+n)!/k! j_{k+n} w^k with j the Taylor coefficients at z₀ and w nilpotent. */
export function jetOver(
  ring: Ring<readonly number[]>,
  length: number,
  jet: (center: number, count: number) => readonly number[],
  constant: (value: number) => readonly number[],
): Smooth<readonly number[]> {
  return (order, z) => {
    const coefficients = jet(z[0], length + order);
    const shifted = [0, ...z.slice(1)];
    let sum = ring.zero;
    for (let k = length - 1; k >= 0; k--) {
      let factor = 1;
      for (let i = 1; i <= order; i++) factor *= k + i;
      const weight = integer(ring, factor);
      sum = ring.add(ring.mul(sum, shifted), ring.mul(weight, constant(coefficients[k + order])));
    }
    return sum;
  };
}
