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
import { doubles } from '../../numerics/doubles.ts';
import { inverseModulo } from '../../numerics/prime-field.ts';
import { resizeSeries } from '../../numerics/truncated-series.ts';
import { constantSeries, type FieldFamily, type FixedHessian } from '../fields/family.ts';

/** A control and its trajectory. */
export interface ControlledTrajectory {
  /** L: the trajectory is known mod t^L. */
  readonly length: number;
  /** θ(t) mod t^L. */
  readonly point: Float64Array;
  /** out ← DX_t(θ(t))·y mod t^length, length ≤ L. */
  readonly bend: FixedHessian;
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
  const point = constantSeries(theta, length);
  const [field] = scratch(size * length);
  for (let l = 1; l < length; l++) {
    const c = resized(control, coefficientCount, length, l);
    family.gradient(c, resized(point, size, length, l), l, field);
    const scale = inverseModulo(l, prime);
    for (let i = 0; i < size; i++) point[i * length + l] = (field[i * l + l - 1] * scale) % prime;
  }
  const bend =
    family.hessianAt?.(control, point, length) ?? hessians(family, control, point, length);
  return { length, point, bend };
}

/** Repacked to each length that is asked for. */
function hessians(
  family: FieldFamily,
  control: Float64Array,
  point: Float64Array,
  length: number,
): FixedHessian {
  const { size, coefficientCount } = family;
  const cut: { readonly control: Float64Array; readonly point: Float64Array }[] = [];
  return (y, to, out) => {
    cut[to] ??= {
      control: resized(control, coefficientCount, length, to),
      point: resized(point, size, length, to),
    };
    family.hessianVector(cut[to].control, cut[to].point, y, to, out);
  };
}

function resized(values: Float64Array, count: number, from: number, to: number): Float64Array {
  const out = doubles(count * to);
  resizeSeries(values, count, from, to, out);
  return out;
}

/** Arrays that nobody keeps, regrown when more is asked for. */
const kept: Float64Array[] = [];

function scratch(...lengths: readonly number[]): Float64Array[] {
  lengths.forEach((length, i) => {
    if (kept.length <= i || kept[i].length < length) kept[i] = new Float64Array(length);
  });
  return kept;
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
  const { length, point, bend } = trajectory;
  const whole = size * length;
  let [y, next, bent, cut] = scratch(whole, whole, whole, whole);
  if (family.constantGradient) family.constantGradient(member, point, length, y);
  else family.gradient(constantSeries(member, length), point, length, y);
  visit(0, y, length);
  for (let n = 1; n <= order; n++) {
    const from = length - n + 1;
    const to = length - n;
    resizeSeries(y, size, from, to, cut);
    bend(cut, to, bent);
    for (let i = 0; i < size; i++)
      for (let k = 0; k < to; k++) {
        const slope = ((k + 1) * y[i * from + k + 1]) % prime;
        const value = slope - bent[i * to + k];
        next[i * to + k] = value < 0 ? value + prime : value;
      }
    [y, next] = [next, y];
    visit(n, y, to);
  }
}

/** The rows y₁(0) … y_order(0), M numbers each, into `out` from `at` on. */
export function bracketRows(
  family: FieldFamily,
  trajectory: ControlledTrajectory,
  member: Float64Array,
  order: number,
  out: Float64Array,
  at: number,
): void {
  const { size } = family;
  pulledBackFields(family, trajectory, member, order, (n, y, length) => {
    if (n === 0) return;
    const row = at + (n - 1) * size;
    for (let j = 0; j < size; j++) out[row + j] = y[j * length];
  });
}
