/** π and log 2 as balls, from series in integers. */
import { type Ball, GUARD, magnitude, rounded } from './ball.ts';

interface Enclosed {
  /** In units of 2^−w. */
  readonly value: bigint;
  readonly error: bigint;
}

/**
 * Σ s^j/((2j + 1) q^{2j+1}) in units of 2^−w: arctan 1/q for s = −1, artanh 1/q for s = 1.
 *
 * With pⱼ = ⌊pⱼ₋₁/q²⌋ from p₀ = ⌊2^w/q⌋, pⱼ is less than 2 units short (1 + 2/q²), the term ⌊pⱼ/(2j + 1)⌋
 * less than 3. Past the last pⱼ > 0 the true terms sum up to less than 2/(1 − 1/q²) < 3 units.
 */
export function inverseTangent(q: bigint, sign: bigint, w: number): Enclosed {
  const square = q * q;
  let power = (1n << BigInt(w)) / q;
  let value = 0n;
  let factor = 1n;
  let terms = 0n;
  for (let odd = 1n; power > 0n; odd += 2n) {
    value += factor * (power / odd);
    power /= square;
    factor *= sign;
    terms++;
  }
  return { value, error: 3n * terms + 3n };
}

/** Time alone: bits by which a constant grows. */
const STEP = 256;

/** A constant, kept at the largest precision that was asked for. */
function kept(compute: (w: number) => Enclosed): (bits: number) => Ball {
  let best: Ball | null = null;
  return (bits) => {
    const w = Math.ceil(bits / STEP) * STEP + GUARD;
    if (best === null || w > -best.exponent) {
      const { value, error } = compute(w);
      best = { middle: value, radius: error, exponent: -w };
    }
    return rounded(best.middle, best.radius, best.exponent, bits);
  };
}

/** Σ c arctan 1/q over terms (c, q) for s = −1, Σ c artanh 1/q for s = 1. */
export function combined(
  terms: readonly (readonly [bigint, bigint])[],
  sign: bigint,
  w: number,
): Enclosed {
  let [value, error] = [0n, 0n];
  for (const [factor, q] of terms) {
    const term = inverseTangent(q, sign, w);
    value += factor * term.value;
    error += magnitude(factor) * term.error;
  }
  return { value, error };
}

/** π = 16 arctan 1/5 − 4 arctan 1/239 (Machin 1706). */
const MACHIN = [
  [16n, 5n],
  [-4n, 239n],
] as const;
export const piBall = kept((w) => combined(MACHIN, -1n, w));

/** log 2 = 18 artanh 1/26 − 2 artanh 1/4801 + 8 artanh 1/8749. */
const LOG_TWO = [
  [18n, 26n],
  [-2n, 4801n],
  [8n, 8749n],
] as const;
export const logTwoBall = kept((w) => combined(LOG_TWO, 1n, w));
