/**
 * erf, the tail of the normal distribution and Gaussian exponentials with small *relative* errors as
 * far as float64 reaches. The rational approximations on [0, 28] and their coefficients are those of
 * FreeBSD's msun (s_erf.c), errors below 1 ulp
 * (coefficients as shortest decimals of the same doubles):
 *
 *   Copyright (C) 1993 by Sun Microsystems, Inc. All rights reserved. Developed at SunPro, a Sun
 *   Microsystems, Inc. business. Permission to use, copy, modify, and distribute this software is
 *   freely granted, provided that this notice is preserved.
 *
 * e^{−z²} is split as e^{−h²}·e^{−(z−h)(z+h)} with h the nearest float32, whose square is exact:
 * the rounding of z² would otherwise cost z² ulp.
 */

const ERX = 0.8450629115104675;

const P0 = [
  0.12837916709551256, -0.3250421072470015, -0.02848174957559851, -0.005770270296489442,
  -2.3763016656650163e-5,
] as const;
const Q0 = [
  1, 0.39791722395915535, 0.0650222499887673, 0.005081306281875766, 0.00013249473800432164,
  -3.960228278775368e-6,
] as const;
const P1 = [
  -0.0023621185607526594, 0.41485611868374833, -0.3722078760357013, 0.31834661990116175,
  -0.11089469428239668, 0.035478304325618236, -0.002166375594868791,
] as const;
const Q1 = [
  1, 0.10642088040084423, 0.540397917702171, 0.07182865441419627, 0.12617121980876164,
  0.01363708391202905, 0.011984499846799107,
] as const;
const P2 = [
  -0.009864944034847148, -0.6938585727071818, -10.558626225323291, -62.375332450326006,
  -162.39666946257347, -184.60509290671104, -81.2874355063066, -9.814329344169145,
] as const;
const Q2 = [
  1, 19.651271667439257, 137.65775414351904, 434.56587747522923, 645.3872717332679,
  429.00814002756783, 108.63500554177944, 6.570249770319282, -0.0604244152148581,
] as const;
const P3 = [
  -0.0098649429247001, -0.799283237680523, -17.757954917754752, -160.63638485582192,
  -637.5664433683896, -1025.0951316110772, -483.5191916086514,
] as const;
const Q3 = [
  1, 30.33806074348246, 325.7925129965739, 1536.729586084437, 3199.8582195085955,
  2553.0504064331644, 474.52854120695537, -22.44095244658582,
] as const;

function horner(coefficients: readonly number[], x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i];
  return value;
}

/** e^{−z²}; 0 where it underflows, relative error below 3 ulp where it does not. Even to the bit. */
export function expMinusSquare(z: number): number {
  const a = Math.abs(z);
  if (a > 28) return 0;
  const h = Math.fround(a);
  return Math.exp(-h * h) * Math.exp(-(a - h) * (a + h));
}

/** e^{−z²/2}; as `expMinusSquare`. */
export function expMinusHalfSquare(z: number): number {
  const a = Math.abs(z);
  if (a > 39) return 0;
  const h = Math.fround(a);
  return Math.exp(-0.5 * h * h) * Math.exp(-0.5 * (a - h) * (a + h));
}

/** e^{t²} erfc(t)·t for t ≥ 1.25. */
function scaledTail(t: number): number {
  const s = 1 / (t * t);
  const ratio = t < 1 / 0.35 ? horner(P2, s) / horner(Q2, s) : horner(P3, s) / horner(Q3, s);
  return Math.exp(-0.5625 + ratio);
}

/** erf z = (2/√π) ∫₀ᶻ e^{−s²} ds; relative error below 2 ulp, odd to the last bit, erf(±0) = +0. */
export function erf(z: number): number {
  const a = Math.abs(z);
  let value: number;
  if (a < 0.84375) {
    const s = a * a;
    value = a + a * (horner(P0, s) / horner(Q0, s));
  } else if (a < 1.25) {
    value = ERX + horner(P1, a - 1) / horner(Q1, a - 1);
  } else if (a < 6) {
    value = 1 - (expMinusSquare(a) * scaledTail(a)) / a;
  } else {
    value = a >= 6 ? 1 : Number.NaN;
  }
  return z < 0 ? -value : value;
}

/** Tail of the standard normal distribution, Φ(−a) = ½ erfc(a/√2), for a ≥ 0. */
export function normalTail(a: number): number {
  const t = a * Math.SQRT1_2;
  if (t < 0.84375) return 0.5 - 0.5 * erf(t);
  if (t < 1.25) return 0.5 * (1 - ERX - horner(P1, t - 1) / horner(Q1, t - 1));
  return (0.5 * expMinusHalfSquare(a) * scaledTail(t)) / t;
}
