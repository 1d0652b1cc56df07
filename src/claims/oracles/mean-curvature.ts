/**
 * The extreme curvatures across a stratum between Pθ and θ: least and largest eigenvalue of N H̄ N on the normal space,
 * H̄ = ∫₀¹ ∇²L(Pθ + sδ) ds by Gauss's rule, from products of the Hessian with vectors, in float64, and in decimals where those are
 * past float64. What they enclose,
 * δᵀH̄δ/‖δ‖², is known from gradients alone: neither shares code with the other.
 */
import type { Subject } from '../../instances/subject.ts';
import { decimalsOf } from '../../numerics/decimal-ring.ts';
import { matrices } from '../../numerics/matrices.ts';
import { withinDecimals } from './decimals-within-reach.ts';
import { DIGITS, type Horizon, hessianInDecimals, type WalkPoint } from './distance-walk.ts';
import { largestEntry, objectiveOf } from './float-model.ts';
import { modelOver, normalComponent } from './model-over-field.ts';
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
/** Halvings of a segment on which ∇²L is not what two rules and two gradients agree on. */
const MOST_HALVINGS = 60;

type SymmetricMatrix = readonly (readonly number[])[];

export interface CurvatureBetween {
  /** ∫λ and ∫Λ over the way, by the trapezoidal rule. */
  readonly smallest: number;
  readonly largest: number;
  /** Whether r lay outside of [λ, Λ] somewhere, by more than the rule's own error. */
  readonly isOutside: boolean;
}

/** ∇L and ∇²L across a stratum at Pθ + sδ. */
interface Across {
  /** ⟨δ, ∇L⟩/‖δ‖². */
  slope(s: number): number;
  /** bᵢᵀ∇²L bⱼ. */
  hessian(s: number): SymmetricMatrix;
  /** The direction of δ in this basis. */
  readonly direction: readonly number[];
}

export function curvatureBetween(
  subject: Subject,
  subspace: Subspace,
  segment: TrainingSegment,
  points: readonly WalkPoint[],
  { until, power }: Horizon,
): CurvatureBetween {
  const acrossAt =
    power === 0
      ? acrossInFloat64(objectiveOf(subject, segment), subspace)
      : acrossInDecimals(subject, subspace, segment, power);
  let [smallest, largest, isOutside] = [0, 0, false];
  for (const [k, { theta, rate }] of points.entries()) {
    const { low, high, error } = extremesBetween(acrossAt(theta), rate);
    isOutside ||= !(rate >= low - error && rate <= high + error);
    const share = (k === 0 || k === points.length - 1 ? 0.5 : 1) / (points.length - 1);
    smallest += low * until * share;
    largest += high * until * share;
  }
  return { smallest, largest, isOutside };
}

/**
 * λ and Λ, with the error of the rule. Where r is outside of them, the rule may have missed where ∇²L is: erf′(wx) is
 * nothing but next to w = 0. So parts of the segment are halved, the one first on which ∫⟨δ, ∇²L δ⟩ is furthest from the
 * difference of slopes at its ends.
 */
function extremesBetween(
  across: Across,
  rate: number,
): { readonly low: number; readonly high: number; readonly error: number } {
  const parts = [partOf(across, 0, 1)];
  for (let halvings = 0; ; halvings++) {
    const [coarse, fine] = (['coarse', 'fine'] as const).map((rule) =>
      extremes(sumOf(parts.map((part) => part[rule]))),
    );
    const [low, high] = fine;
    const error =
      Math.max(Math.abs(low - coarse[0]), Math.abs(high - coarse[1])) +
      ROUNDING * Math.max(Math.abs(low), Math.abs(high));
    const isInside = rate >= low - error && rate <= high + error;
    const defects = parts.map(({ defect }) => defect);
    const worst = defects.indexOf(Math.max(...defects));
    if (isInside || halvings === MOST_HALVINGS || worst === -1) return { low, high, error };
    const { from, to } = parts[worst];
    const middle = from + (to - from) / 2;
    parts.splice(worst, 1, partOf(across, from, middle), partOf(across, middle, to));
  }
}

interface Part {
  readonly from: number;
  readonly to: number;
  /** ∫∇²L over it, by three points and by five. */
  readonly coarse: SymmetricMatrix;
  readonly fine: SymmetricMatrix;
  /** What the difference of slopes at the ends has and the rule of five points has not. */
  readonly defect: number;
}

function partOf({ slope, hessian, direction }: Across, from: number, to: number): Part {
  const integral = (rule: readonly (readonly [number, number])[]) =>
    sumOf(
      rule.map(([s, weight]) => {
        const share = weight * (to - from);
        return hessian(from + s * (to - from)).map((row) => row.map((x) => share * x));
      }),
    );
  const [coarse, fine] = [integral(THREE), integral(FIVE)];
  const along = inner(
    direction,
    fine.map((row) => inner(row, direction)),
  );
  return { from, to, coarse, fine, defect: Math.abs(slope(to) - slope(from) - along) };
}

function sumOf(matrices: readonly SymmetricMatrix[]): SymmetricMatrix {
  return matrices.reduce((a, b) => a.map((row, i) => row.map((x, j) => x + b[i][j])));
}

function acrossInFloat64(
  { gradient, hessianVector }: ReturnType<typeof objectiveOf>,
  subspace: Subspace,
): (theta: WalkPoint['theta']) => Across {
  const basis = normalBasis(subspace);
  return (decimals) => {
    const theta = Float64Array.from(decimals, Number);
    const image = new Float64Array(theta.length);
    const delta = subspace.normalComponent(theta, new Float64Array(theta.length));
    const size = inner(delta, delta);
    const between = (s: number) => theta.map((x, i) => x - (1 - s) * delta[i]);
    return {
      direction: basis.map((b) => inner(b, delta) / Math.sqrt(size)),
      slope(s) {
        gradient(between(s), image);
        return inner(delta, image) / size;
      },
      hessian(s) {
        const at = between(s);
        const columns = basis.map((v) => {
          hessianVector(at, v, image);
          return basis.map((b) => inner(b, image));
        });
        return basis.map((_, i) => columns.map((column) => column[i]));
      },
    };
  };
}

/** In units of 10^power, where ∇L and ∇²L are numbers that float64 does not have. */
function acrossInDecimals(
  subject: Subject,
  subspace: Subspace,
  segment: TrainingSegment,
  power: number,
): (theta: WalkPoint['theta']) => Across {
  const field = withinDecimals(DIGITS);
  const D = decimalsOf(DIGITS);
  const unit = D.pow(10, -power);
  const model = modelOver(subject, field);
  const product = hessianInDecimals(subject, segment);
  const basis = normalBasis(subspace).map((v) => Array.from(v, (x) => new D(x)));
  return (theta) => {
    const delta = normalComponent(field, subspace, theta);
    const size = field.dot(delta, delta);
    const between = (s: number) => theta.map((x, i) => x.sub(delta[i].mul(1 - s)));
    return {
      direction: basis.map((b) => field.dot(b, delta).div(size.sqrt()).toNumber()),
      slope: (s) =>
        field
          .dot(delta, model.lossGradient(between(s), segment.data, segment.loss))
          .div(size)
          .mul(unit)
          .toNumber(),
      hessian(s) {
        const at = between(s);
        const images = basis.map((v) => product(at, v));
        return basis.map((b) => images.map((image) => field.dot(b, image).mul(unit).toNumber()));
      },
    };
  };
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

/** Of the largest entry of a matrix: far below its eigenvalues' rounding, and products of some such are no zeros. */
const NEGLIGIBLE = 1e-60;

/** The least and the largest eigenvalue of a symmetric matrix. */
function extremes(matrix: readonly (readonly number[])[]): readonly [number, number] {
  const largest = largestEntry(Float64Array.from(matrix.flat()));
  if (matrix.length === 0 || !Number.isFinite(largest)) return [Number.NaN, Number.NaN];
  if (largest === 0) return [0, 0];
  const { EigenvalueDecomposition, Matrix } = matrices();
  // Squares of entries beyond 1e154 are infinite, quotients by entries below 1e-308 too, and the rotations that are made of
  // them no numbers.
  const scaled = new Matrix(
    matrix.map((row) => row.map((x) => (Math.abs(x / largest) < NEGLIGIBLE ? 0 : x / largest))),
  );
  const { realEigenvalues } = new EigenvalueDecomposition(scaled, { assumeSymmetric: true });
  return [largest * Math.min(...realEigenvalues), largest * Math.max(...realEigenvalues)];
}

function inner(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
