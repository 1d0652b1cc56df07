/** Special functions that decimal.js lacks, to the precision of the constructor D they are given. */
import type { Decimal } from 'decimal.js';
import { decimalsOf } from '../numerics/decimal-ring.ts';

/** log(1 + eᵘ) = max(u, 0) + log1p(e^{−|u|}), with small relative error for u → −∞. */
export function logOnePlusExp(D: typeof Decimal, u: Decimal): Decimal {
  const e = D.exp(D.abs(u).neg());
  const rest = e.lt('1e-3') ? logOnePlusSmall(D, e) : D.ln(D.add(1, e));
  return u.gt(0) ? D.add(u, rest) : rest;
}

/** log(1 + e) = Σ (−1)^{n+1} eⁿ/n for 0 ≤ e < 10⁻³. */
function logOnePlusSmall(D: typeof Decimal, e: Decimal): Decimal {
  let sum = new D(0);
  let power = new D(e);
  for (let n = 1; !power.isZero(); n++) {
    const term = power.div(n);
    const next = n % 2 === 1 ? sum.plus(term) : sum.minus(term);
    if (next.equals(sum)) break;
    sum = next;
    power = power.times(e);
  }
  return sum;
}

/** tan(u/2). */
export function tangentOfHalf(D: typeof Decimal, u: Decimal): Decimal {
  const half = D.mul(u, 0.5);
  return D.div(D.sin(half), D.cos(half));
}

/** Up to here the series of arctan gains more than three digits a term. */
const SMALL = '0.02';

/**
 * arctan u = π/2 − arctan 1/u where u > 1, 2 arctan(u/(1 + √(1 + u²))) until u is small, then Σ (−1)ⁿ u^{2n+1}/(2n+1). decimal.js
 * keeps all digits of the powers, which takes several times as long.
 */
export function arctangent(D: typeof Decimal, u: Decimal): Decimal {
  const wide = decimalsOf(D.precision + 10);
  const isLarge = D.abs(u).gt(1);
  let x = isLarge ? wide.div(1, u) : new wide(u);
  let halvings = 0;
  for (; x.abs().gt(SMALL); halvings++) x = x.div(x.times(x).plus(1).sqrt().plus(1));
  const square = x.times(x);
  let power = x;
  let sum = x;
  for (let n = 3; ; n += 2) {
    power = power.times(square).neg();
    const next = sum.plus(power.div(n));
    if (next.equals(sum)) break;
    sum = next;
  }
  const angle = sum.times(2 ** halvings);
  const half = wide.acos(-1).times(u.isNegative() ? -0.5 : 0.5);
  return D.mul(isLarge ? half.minus(angle) : angle, 1);
}

/**
 * erf u = (2/√π) e^{−u²} Σ 2ⁿ u^{2n+1}/(2n+1)!!: all terms have one sign. Source: Abramowitz & Stegun
 * 7.1.6.
 */
export function errorFunction(D: typeof Decimal, u: Decimal): Decimal {
  if (D.abs(u).gt(farOut(D))) return new D(u.gt(0) ? 1 : -1);
  const wide = decimalsOf(D.precision + 10);
  const square = wide.mul(u, u);
  let term = new wide(u);
  let sum = term;
  for (let n = 1; ; n++) {
    term = term
      .times(square)
      .times(2)
      .div(2 * n + 1);
    const next = sum.plus(term);
    if (next.equals(sum)) break;
    sum = next;
  }
  const scale = wide.div(2, wide.sqrt(wide.acos(-1)));
  return D.mul(scale.times(wide.exp(square.neg())), sum);
}

/** Past this, 1 − |erf| < 10^{−precision}: e^{−u²} is. */
function farOut(D: typeof Decimal): number {
  return Math.sqrt((D.precision + 5) * Math.LN10);
}

/** Φ(u) = erfc(−u/√2)/2 with small relative error in both tails. */
export function normalCdf(D: typeof Decimal, u: Decimal): Decimal {
  // erfc(t) ~ e^{−t²}: as many digits are lost in 1 − erf t, t = |u|/√2.
  const exponent = D.mul(u, u)
    .times(0.5 / Math.LN10)
    .toNumber();
  if (u.lt(0) && exponent > D.precision + 15) return asymptoticTail(D, D.abs(u));
  const wide = decimalsOf(D.precision + Math.ceil(u.lt(0) ? exponent : 0) + 15);
  const erf = errorFunction(wide, wide.div(u, wide.sqrt(2)));
  return D.mul(wide.add(1, erf), 0.5);
}

/**
 * Φ(−a) ~ φ(a)/a · Σ (−1)ⁿ (2n − 1)!!/a^{2n}, cut at its smallest term, which is of size e^{−a²/2}
 * relative to the first. Source: Abramowitz & Stegun 26.2.12.
 */
function asymptoticTail(D: typeof Decimal, a: Decimal): Decimal {
  const wide = decimalsOf(Math.max(2 * a.precision(), D.precision) + 25);
  const square = wide.mul(a, a);
  // Summed to fewer digits than the smallest term has zeros, so that the sum settles.
  const narrow = decimalsOf(D.precision + 10);
  let term = new narrow(1);
  let sum = term;
  for (let n = 1; ; n++) {
    term = term.times(-(2 * n - 1)).div(square);
    const next = sum.plus(term);
    if (next.equals(sum)) break;
    sum = next;
  }
  const density = wide.exp(square.times(-0.5)).div(wide.sqrt(wide.mul(2, wide.acos(-1))));
  return D.mul(density.div(a), sum);
}
