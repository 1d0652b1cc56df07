/**
 * Least-squares slope of log₂ error against log₂ h: the order with which the error vanishes.
 *
 * @param steps h₁, h₂, …, at least four.
 * @param errors > 0, one a step.
 * @throws RangeError for fewer than four steps or an error that has no logarithm.
 */
export function fittedSlope(steps: readonly number[], errors: readonly number[]): number {
  if (steps.length < 4 || steps.length !== errors.length)
    throw new RangeError(`fittedSlope: ${steps.length} steps, ${errors.length} errors`);
  if (!errors.every((e) => e > 0 && Number.isFinite(e)))
    throw new RangeError(`fittedSlope: expected errors > 0, received ${errors.join(', ')}`);
  const x = steps.map(Math.log2);
  const y = errors.map(Math.log2);
  const mean = (v: readonly number[]) => v.reduce((sum, a) => sum + a, 0) / v.length;
  const [mx, my] = [mean(x), mean(y)];
  const covariance = x.reduce((sum, a, i) => sum + (a - mx) * (y[i] - my), 0);
  return covariance / x.reduce((sum, a) => sum + (a - mx) ** 2, 0);
}
