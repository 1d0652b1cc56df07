/**
 * A proof that a trajectory leaves an affine subspace V, without integrating anything: the Taylor
 * coefficients in t of the trajectory at its exact start,
 *
 *     θ(t) = Σ θₖ tᵏ,   (k + 1) θₖ₊₁ = −[tᵏ] ∇L(θ(t)),
 *
 * are enclosed in balls. The field is analytic near θ₀, so the normal component N∇L(θ(t)) is analytic in
 * t; were the trajectory to stay on V for any stretch of time, all its coefficients would vanish. One whose
 * enclosure excludes 0 proves that it leaves at once. There is no discretisation whose error would have
 * to be bounded.
 *
 * Where data and loss are switched, N∇L₂ along the trajectory of both segments is analytic in both times s, t.
 * A coefficient of s⁰tᵏ (the second segment from θ₀) or of sᵏt⁰ (the second field along the first segment) that is
 * not 0 proves that the trajectory leaves V after the switch, for every time of it but isolated ones.
 *
 * The other way round nothing is concluded: coefficients that vanish to some order prove nothing.
 * Functions made of pieces count as analytic inside of a piece and are refused where pieces meet.
 */
import { ballsField } from '../../analytic/fields/balls.ts';
import { seriesField } from '../../analytic/fields/series.ts';
import type { Subject } from '../../instances/subject.ts';
import { type Ball, ZERO_BALL } from '../../numerics/balls/ball.ts';
import { flowSeries } from '../../training/field-training.ts';
import type { ProvenEscape } from '../decision.ts';
import type { EnclosureProof } from '../proof.ts';
import { largestOf, normOf, settle } from './enclosed-difference.ts';
import { modelOver, normalComponent } from './model-over-field.ts';
import type { Subspace } from './subspace.ts';
import type { TrainingSegment } from './training-segment.ts';

/** Coefficients looked at: those of t⁰ … t³. */
const ORDERS = 4;

/** Escapes that are there are large: two precisions are enough. */
const DIGITS = [60, 240] as const;

/** Time alone: gradients of one datum times parameters that one look may cost; larger ones stay undecided. */
const BUDGET = 40_000;

export interface Escape {
  readonly coefficient: ProvenEscape;
  readonly proof: EnclosureProof;
}

/** The escape of the lowest order that is proved, or null. */
export function provenEscape(
  subject: Subject,
  subspace: Pick<Subspace, 'orbit' | 'sign' | 'size'>,
  segments: readonly TrainingSegment[],
): Escape | null {
  const rows = segments.reduce((total, { data }) => total + data.inputs.length, 0);
  for (let order = 0; order < ORDERS; order++) {
    if (rows * subspace.size * (order + 1) ** 3 > BUDGET) return null;
    for (let segment = 0; segment < segments.length; segment++) {
      // Along itself, or along the segment before it; to order 0 that is the same.
      for (const path of segment === 0 || order === 0 ? [segment] : [segment, 0]) {
        const settled = settle((bits) => {
          const coefficient = coefficientAlong(
            subject,
            segments[path],
            segments[segment],
            order,
            bits,
          );
          const normal = normalComponent(ballsField(bits), subspace, coefficient);
          return { difference: normOf(normal, bits), scale: largestOf(coefficient, bits) };
        }, DIGITS);
        if (settled.decided === 'differs') {
          const { enclosure, proof } = settled;
          return { coefficient: { leg: segment, order, enclosure }, proof };
        }
      }
    }
  }
  return null;
}

/** [t^order] ∇L(θ(t)), L of `segment`, θ(t) along `path`. */
function coefficientAlong(
  subject: Subject,
  path: TrainingSegment,
  segment: TrainingSegment,
  order: number,
  bits: number,
): Ball[] {
  const field = ballsField(bits, 'refused');
  const gradientAt = (
    { data, loss }: TrainingSegment,
    theta: readonly (readonly Ball[])[],
    length: number,
  ) => modelOver(subject, seriesField(field, length)).lossGradient(theta, data, loss);
  const { theta: start } = modelOver(subject, field);
  const theta = flowSeries(field, start, order, (series, length) =>
    gradientAt(path, series, length),
  );
  return gradientAt(segment, theta, order + 1).map((g) => g[order] ?? ZERO_BALL);
}
