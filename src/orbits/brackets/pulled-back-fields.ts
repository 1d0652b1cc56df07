/**
 * Iterated Lie brackets without symbols.
 *
 * Let X_t be a time-dependent control, a member of the family with power series for coefficients, and
 * θ(t) its trajectory, θ′ = X_t(θ). With Z the inverse variational matrix, Z′ = −Z·DX_t(θ(t)),
 * Z(0) = I, the pulled-back field Z(t)Y(θ(t)) of Y ∈ 𝔉 has iterated brackets of Y with the X's for
 * its Taylor coefficients at t = 0 (Jurdjevic, Geometric Control Theory, ch. 2). Since
 *
 *   (Z·y)′ = Z·(y′ − DX_t(θ(t))·y),
 *
 * its n-th derivative is Z·yₙ with y₀ = Y(θ(t)) and yₙ₊₁ = yₙ′ − DX_t(θ(t))·yₙ. At t = 0, Z = I: the
 * rows yₙ(0) lie in Lie_θ(𝔉), and Z is never formed. As series, the yₙ(t) lie in Lie_θ(t)(𝔉): the
 * same brackets at a point moved along the orbit. One row costs one Hessian–vector product.
 */
import { inverseModulo } from '../../numerics/prime-field.ts';
import { resizeSeries } from '../../numerics/truncated-series.ts';
import { constantSeries, type FieldFamily } from '../fields/family.ts';

/** A control and its trajectory, repacked to every length the derivatives ask for. */
export interface ControlledTrajectory {
  /** L: the trajectory is known mod t^L. */
  readonly length: number;
  /** Coefficients of the control, coefficientCount·L. */
  readonly control: Float64Array;
  /** controls[l], points[l]: control and θ(t) mod t^l, l = 1 … L. */
  readonly controls: readonly Float64Array[];
  readonly points: readonly Float64Array[];
}

/**
 * Solves θ′ = X_t(θ), θ(0) = `theta`, mod t^length, one power of t a step: the coefficient of t^k in
 * X_t(θ) needs θ mod t^{k+1} only. Cost ≈ length³/6 gradients.
 *
 * @param control coefficientCount·length field elements.
 * @param theta M residues.
 */
export function controlledTrajectory(
  family: FieldFamily,
  control: Float64Array,
  theta: Float64Array,
  length: number,
): ControlledTrajectory {
  const { size, prime, coefficientCount } = family;
  const path = constantSeries(theta, length);
  const controls: Float64Array[] = [new Float64Array(0)];
  const points: Float64Array[] = [new Float64Array(0)];
  const field = new Float64Array(size * length);
  for (let l = 1; l <= length; l++) {
    const c = new Float64Array(coefficientCount * l);
    resizeSeries(control, coefficientCount, length, l, c);
    const point = new Float64Array(size * l);
    resizeSeries(path, size, length, l, point);
    controls.push(c);
    points.push(point);
    if (l === length) break;
    family.gradient(c, point, l, field);
    const scale = inverseModulo(l, prime);
    for (let i = 0; i < size; i++) path[i * length + l] = (field[i * l + l - 1] * scale) % prime;
  }
  return { length, control, controls, points };
}

/**
 * y₀ … y_order along a trajectory, for the member with constant coefficients `member`.
 *
 * @param order at most L − 1.
 * @param visit receives n and yₙ mod t^{L−n}, M series of length L − n; the array is reused.
 */
export function pulledBackFields(
  family: FieldFamily,
  trajectory: ControlledTrajectory,
  member: Float64Array,
  order: number,
  visit: (n: number, y: Float64Array, length: number) => void,
): void {
  const { size, prime } = family;
  const { length, controls, points } = trajectory;
  let y = new Float64Array(size * length);
  let next = new Float64Array(size * length);
  const bend = new Float64Array(size * length);
  const cut = new Float64Array(size * length);
  family.gradient(constantSeries(member, length), points[length], length, y);
  visit(0, y, length);
  for (let n = 1; n <= order; n++) {
    const from = length - n + 1;
    const to = length - n;
    resizeSeries(y, size, from, to, cut);
    family.hessianVector(controls[to], points[to], cut, to, bend);
    for (let i = 0; i < size; i++)
      for (let k = 0; k < to; k++) {
        const slope = ((k + 1) * y[i * from + k + 1]) % prime;
        const value = slope - bend[i * to + k];
        next[i * to + k] = value < 0 ? value + prime : value;
      }
    [y, next] = [next, y];
    visit(n, y, to);
  }
}
