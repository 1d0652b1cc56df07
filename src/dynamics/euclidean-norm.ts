/**
 * ‖y‖₂ without overflow or underflow on the way. NaN gives NaN, ±∞ gives ∞.
 *
 * Step-size control uses this norm because it is the one that every isometry of parameter space
 * keeps: a trajectory and its mirror image are stepped alike, up to the rounding of the sum.
 */
export function euclideanNorm(y: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < y.length; i++) sum += y[i] * y[i];
  // In this range no square that matters was lost: relative error ≤ (M/2 + 1)·2⁻⁵².
  if (sum > 1e-280 && sum < 1e300) return Math.sqrt(sum);
  if (Number.isNaN(sum)) return Number.NaN;
  let largest = 0;
  for (let i = 0; i < y.length; i++) largest = Math.max(largest, Math.abs(y[i]));
  if (largest === 0 || largest === Number.POSITIVE_INFINITY) return largest;
  sum = 0;
  for (let i = 0; i < y.length; i++) sum += (y[i] / largest) ** 2;
  return largest * Math.sqrt(sum);
}
