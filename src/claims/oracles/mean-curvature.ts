/**
 * The extreme curvatures across a stratum between Pθ and θ: least and largest eigenvalue of N H̄ N on the normal space,
 * H̄ = ∫₀¹ ∇²L(Pθ + sδ) ds by Gauss's rule, from products of the Hessian with vectors, in float64. What they enclose,
 * δᵀH̄δ/‖δ‖², is known from gradients alone: neither shares code with the other.
 */
import type { Subject } from '../../instances/subject.ts';
import { matrices } from '../../numerics/matrices.ts';
import { largestEntry, objectiveOf } from './float-model.ts';
import type { Subspace } from './subspace.ts';
import type { TrainingSegment } from './training-segment.ts';

/** Gauss's nodes and weights on [0, 1]: three points, exact to degree 5, and five, exact to degree 9. */
const THREE = [
  [0.5 - Math.sqrt(15) / 10, 5 / 18],
  [0.5, 4 / 9],
  [0.5 + Math.sqrt(15) / 10, 5 / 18],
] as const;
const [INNER, OUTER] = [1, -1].map((sign) => Math.sqrt(5 - sign * 2 * Math.sqrt(10 / 7)) / 6);
const [HEAVY, LIGHT] = [1, -1].map((sign) => (322 + sign * 13 * Math.sqrt(70)) / 1800);
const FIVE = [
  [0.5 - OUTER, LIGHT],
  [0.5 - INNER, HEAVY],
  [0.5, 64 / 225],
  [0.5 + INNER, HEAVY],
  [0.5 + OUTER, LIGHT],
] as const;

/** Rounding of gradients and of Hessians, relative to the latter. */
const ROUNDING = 1e-9;

export interface CurvatureBetween {
  /** ∫λ and ∫Λ over the way, by the trapezoidal rule. */
  readonly smallest: number;
  readonly largest: number;
  /** Whether r lay outside of [λ, Λ] somewhere, by more than the rule's own error. */
  readonly isOutside: boolean;
}

export function curvatureBetween(
  subject: Subject,
  subspace: Subspace,
  segment: TrainingSegment,
  points: readonly { readonly theta: Float64Array; readonly rate: number }[],
  until: number,
): CurvatureBetween {
  const { hessianVector } = objectiveOf(subject, segment);
  const basis = normalBasis(subspace);
  let [smallest, largest, isOutside] = [0, 0, false];
  for (const [k, { theta, rate }] of points.entries()) {
    const across = (rule: readonly (readonly [number, number])[]) =>
      extremes(meanHessian(hessianVector, subspace, basis, theta, rule));
    const [coarse, fine] = [across(THREE), across(FIVE)];
    const [low, high] = fine;
    const error =
      Math.max(Math.abs(low - coarse[0]), Math.abs(high - coarse[1])) +
      ROUNDING * Math.max(Math.abs(low), Math.abs(high));
    isOutside ||= !(rate >= low - error && rate <= high + error);
    const share = (k === 0 || k === points.length - 1 ? 0.5 : 1) / (points.length - 1);
    smallest += low * until * share;
    largest += high * until * share;
  }
  return { smallest, largest, isOutside };
}

/** Orthonormal, by Gram and Schmidt on the normal components of unit vectors. */
export function normalBasis({ size, normalComponent }: Subspace): readonly Float64Array[] {
  const basis: Float64Array[] = [];
  for (let i = 0; i < size; i++) {
    const unit = new Float64Array(size);
    unit[i] = 1;
    const v = normalComponent(unit, new Float64Array(size));
    for (const b of basis) {
      const share = inner(b, v);
      for (let k = 0; k < size; k++) v[k] -= share * b[k];
    }
    const length = Math.sqrt(inner(v, v));
    if (length > 1e-6) basis.push(v.map((x) => x / length));
  }
  return basis;
}

/** bᵢᵀ H̄ bⱼ, row by row. */
function meanHessian(
  hessianVector: ReturnType<typeof objectiveOf>['hessianVector'],
  { normalComponent }: Subspace,
  basis: readonly Float64Array[],
  theta: Float64Array,
  rule: readonly (readonly [number, number])[],
): number[][] {
  const delta = normalComponent(theta, new Float64Array(theta.length));
  const image = new Float64Array(theta.length);
  const sums = basis.map(() => basis.map(() => 0));
  for (const [s, weight] of rule) {
    const between = theta.map((x, i) => x - (1 - s) * delta[i]);
    basis.forEach((v, j) => {
      hessianVector(between, v, image);
      basis.forEach((b, i) => {
        sums[i][j] += weight * inner(b, image);
      });
    });
  }
  return sums;
}

/** The least and the largest eigenvalue of a symmetric matrix. */
function extremes(matrix: readonly (readonly number[])[]): readonly [number, number] {
  if (matrix.length === 0 || !Number.isFinite(largestEntry(Float64Array.from(matrix.flat()))))
    return [Number.NaN, Number.NaN];
  const { EigenvalueDecomposition, Matrix } = matrices();
  const { realEigenvalues } = new EigenvalueDecomposition(new Matrix(matrix.map((r) => [...r])), {
    assumeSymmetric: true,
  });
  return [Math.min(...realEigenvalues), Math.max(...realEigenvalues)];
}

function inner(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
