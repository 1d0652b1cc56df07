/** π and log 2 as balls, from series in integers. */
import { type Ball, GUARD, rounded } from './ball.ts';

/**
 * Σ s^j/((2j + 1) q^{2j+1}) in units of 2^−w: arctan 1/q for s = −1, artanh 1/q for s = 1.
 *
 * With pⱼ = ⌊pⱼ₋₁/q²⌋ from p₀ = ⌊2^w/q⌋, pⱼ is less than 2 units short (1 + 2/q²), the term ⌊pⱼ/(2j + 1)⌋
 * less than 3. Past the last pⱼ > 0 the true terms sum up to less than 2/(1 − 1/q²) < 3 units.
 */
function inverseTangent(q: bigint, sign: bigint, w: number): { value: bigint; error: bigint } {
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
function kept(compute: (w: number) => { value: bigint; error: bigint }): (bits: number) => Ball {
  let best: Ball | null = null;
  let bestBits = 0;
  return (bits) => {
    if (best === null || bits > bestBits) {
      bestBits = Math.ceil(bits / STEP) * STEP;
      const w = bestBits + GUARD;
      const { value, error } = compute(w);
      best = { middle: value, radius: error, exponent: -w };
    }
    return rounded(best.middle, best.radius, best.exponent, bits);
  };
}

/** π = 16 arctan 1/5 − 4 arctan 1/239 (Machin 1706). */
export const piBall = kept((w) => {
  const [a, b] = [inverseTangent(5n, -1n, w), inverseTangent(239n, -1n, w)];
  return { value: 16n * a.value - 4n * b.value, error: 16n * a.error + 4n * b.error };
});

/** log 2 = 18 artanh 1/26 − 2 artanh 1/4801 + 8 artanh 1/8749. */
export const logTwoBall = kept((w) => {
  const [a, b, c] = [26n, 4801n, 8749n].map((q) => inverseTangent(q, 1n, w));
  return {
    value: 18n * a.value - 2n * b.value + 8n * c.value,
    error: 18n * a.error + 2n * b.error + 8n * c.error,
  };
});
