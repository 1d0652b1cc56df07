/**
 * Conserved quantities h = Σ cⱼ Π θᵢ^{eᵢ} + Σ kₗ log|aₗ·θ + bₗ| + Σ rₘ/(aₘ·θ + bₘ)^{nₘ}, products of powers of
 * affine forms included.
 */
import type { Rational } from '../numerics/rational.ts';
import { type CertificateLaw, exactly } from './certificate.ts';
import { Refused } from './refused.ts';

export interface Scalars<T> {
  readonly zero: T;
  readonly one: T;
  add(a: T, b: T): T;
  mul(a: T, b: T): T;
  /** 1/a. What it throws for 0 passes through. */
  inverse(a: T): T;
  rational(q: Rational): T;
}

/** ∇h. @throws Refused where there is no such coordinate. */
export function lawGradient<T>(law: CertificateLaw, point: readonly T[], f: Scalars<T>): T[] {
  const gradient = point.map(() => f.zero);
  const within = (i: number) => {
    if (i >= point.length) throw new Refused(`a law in θ[${i}], which is not there`);
    return i;
  };
  const accumulate = (i: number, value: T) => {
    gradient[i] = f.add(gradient[i], value);
  };
  for (const { coefficient, powers } of law.terms)
    powers.forEach(([i, power], k) => {
      let slope = f.mul(f.rational(exactly(coefficient)), times(f, power));
      powers.forEach(([j, exponent], l) => {
        for (let n = k === l ? 1 : 0; n < exponent; n++) slope = f.mul(slope, point[within(j)]);
      });
      accumulate(within(i), slope);
    });
  for (const { factor, form, constant, power } of polesOf(law)) {
    let value = f.rational(exactly(constant));
    for (const [i, a] of form)
      value = f.add(value, f.mul(f.rational(exactly(a)), point[within(i)]));
    // d log l = dl/l, d l⁻ⁿ = −n dl/lⁿ⁺¹.
    const inverse = f.inverse(value);
    let slope = f.mul(f.rational(exactly(factor)), inverse);
    if (power > 0) slope = f.mul(slope, times(f, -power));
    for (let n = 0; n < power; n++) slope = f.mul(slope, inverse);
    for (const [i, a] of form) accumulate(i, f.mul(slope, f.rational(exactly(a))));
  }
  return gradient;
}

/** Logarithms, as of power 0, and reciprocals. */
function polesOf({ logarithms, reciprocals = [] }: CertificateLaw) {
  return [...logarithms.map((term) => ({ ...term, power: 0 })), ...reciprocals];
}

function times<T>(f: Scalars<T>, n: number): T {
  return f.rational({ numerator: BigInt(n), denominator: 1n });
}

/** Degree of the numerator of ∇h. */
export function lawDegree(law: CertificateLaw): number {
  const degrees = law.terms.map(({ powers }) => powers.reduce((sum, [, power]) => sum + power, 0));
  return polesOf(law).reduce((sum, { power }) => sum + power + 1, Math.max(0, ...degrees));
}
