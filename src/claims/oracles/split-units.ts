/**
 * A network widened by splitting a unit: its copies take in what it takes in, and put out shares of what it puts out.
 *
 * Shares that add up to 1 leave F as it is. Let the copies be (αₖA, w). What moves all copies alike changes F as the
 * narrower network does; what moves them apart, (γₖ, βₖ) with Σγₖ = 0 and Σαₖβₖ = 0, does not change F to first order,
 * so that ∇²L is block diagonal: that of the narrower network, and on what moves them apart
 *
 *     2 Σₖ γₖ q βₖ + Σₖ αₖ βₖᵀ(A S)βₖ,
 *
 * q and S as in `across.ts`. A block more takes no eigenvalue of any sign away.
 */
import type { Instance } from '../../instances/instance.ts';
import { flatten, withParameters } from '../../instances/layout.ts';
import { open, type Subject } from '../../instances/subject.ts';
import { type UnitAxis, unitAxes } from '../../models/units.ts';
import { toRational, writeRational } from '../../numerics/numeral.ts';
import { add, isZero, multiply, ONE, type Rational, rational } from '../../numerics/rational.ts';
import { type Inertia, inertiaOf, rationalRank } from '../../numerics/rational-matrix.ts';
import { keepIndices } from '../../shrinking/unit-edits.ts';
import type { MeasuredDecision } from '../decision.ts';
import type { Finding } from './conclude.ts';
import { exactGradient, nearestCritical, scaledHessian } from './critical-point.ts';
import { vanishing } from './exact-finding.ts';

export interface Unit {
  /** Which of the hidden axes. */
  readonly layer: number;
  readonly index: number;
}

/** Where a unit's outgoing weights are all 0 its shares are all alike. */
export function putsOut({ model, exact }: Subject, { layer, index }: Unit): boolean {
  return unitAxes(model)[layer].outgoing[index].some((at) => !isZero(exact[at]));
}

export function hiddenUnits({ model }: Subject): Unit[] {
  return unitAxes(model).flatMap(({ axis }, layer) =>
    Array.from({ length: axis.size }, (_, index) => ({ layer, index })),
  );
}

export const nameOf = ({ layer, index }: Unit): string => `unit ${index + 1} of layer ${layer + 1}`;

/**
 * The instance with one unit in as many copies as there are shares.
 *
 * @param moved what is added to each incoming weight of the last copy.
 * @throws RangeError where the model has no wider one.
 */
export function withSplitUnit(
  subject: Subject,
  { layer, index }: Unit,
  shares: readonly Rational[],
  moved?: Rational,
): Instance {
  const { axis } = unitAxes(subject.model)[layer];
  const kept = Array.from({ length: axis.size }, (_, k) => k).flatMap((k) =>
    k === index ? shares.map(() => k) : [k],
  );
  const wide = keepIndices(subject.instance, axis, kept);
  if (wide === null) throw new RangeError('withSplitUnit: expected a model that can be wider');
  const own: UnitAxis = unitAxes(open(wide).model)[layer];
  const theta = [...flatten(wide.parameters)];
  for (const [k, share] of shares.entries())
    for (const at of own.outgoing[index + k])
      theta[at] = writeRational(multiply(share, toRational(theta[at])));
  if (moved !== undefined)
    for (const at of own.incoming[index + shares.length - 1])
      theta[at] = writeRational(add(moved, toRational(theta[at])));
  return withParameters(wide, theta);
}

/** Shares of a unit's outgoing weights that add up to 1: inside, outside, and in three parts. */
export const SHARES: readonly (readonly Rational[])[] = [
  [rational(1, 2), rational(1, 2)],
  [rational(2), rational(-1)],
  [rational(1, 2), ONE, rational(-1, 2)],
];

/** An instance with targets for which θ is critical; null where only what fits exactly would do. */
export function madeCritical(subject: Subject): Subject | null {
  const data = nearestCritical(subject);
  return data === null ? null : open({ ...subject.instance, data });
}

/** The entry of ∇L that is largest, which has to be 0. */
export function isCritical(subject: Subject, where: string): Finding<MeasuredDecision> {
  const { model, exact, instance } = subject;
  const gradient = exactGradient(model, exact, instance.data!, instance.loss!);
  const size = ({ numerator, denominator }: Rational) =>
    Math.abs(Number(numerator) / Number(denominator));
  const largest = gradient.find(
    (g) => !isZero(g) && gradient.every((other) => size(other) <= size(g)),
  );
  const any = largest ?? gradient.find((g) => !isZero(g)) ?? gradient[0];
  return vanishing({ clause: 'critical', what: `the largest slope of L ${where}` }, any);
}

/** How many eigenvalues of ∇²L, or of a positive multiple of it, are positive, 0 and negative. */
export function hessianInertia({ model, exact, instance }: Subject): Inertia {
  return inertiaOf(scaledHessian(model, exact, instance.data!, instance.loss!));
}

/** Dimension of the set of points that shares of this many copies, which add up to 1, give. */
export function sharesDimension(subject: Subject, unit: Unit, copies: number): number {
  const at = (k: number) =>
    open(
      withSplitUnit(
        subject,
        unit,
        Array.from({ length: copies }, (_, n) => rational(n === k ? 1 : 0)),
      ),
    ).exact;
  const first = at(0);
  const directions = Array.from({ length: copies - 1 }, (_, k) =>
    at(k + 1).map((v, i) => add(v, multiply(rational(-1), first[i]))),
  );
  return rationalRank(directions);
}
