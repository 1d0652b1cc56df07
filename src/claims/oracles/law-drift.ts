/**
 * Whether a law h is kept, by enclosures: along a flow ⟨∇h, ∇F_o(x)⟩ at θ must be 0 for every x and o; under
 * Euler steps, which are a map without any error of their own, h itself is followed in balls.
 */
import type { Field } from '../../analytic/field.ts';
import { ballsField } from '../../analytic/fields/balls.ts';
import { dualField } from '../../analytic/fields/dual.ts';
import type { Subject } from '../../instances/subject.ts';
import { type Ball, ballOfDouble } from '../../numerics/balls/ball.ts';
import { fromDouble } from '../../numerics/rational.ts';
import { lawTerms } from '../../orbits/conserved/evaluate-law.ts';
import type { Law } from '../../orbits/conserved/law.ts';
import { largestOf, normOf, type Settled, settle } from './enclosed-difference.ts';
import { modelOver, normalComponent } from './model-over-field.ts';
import { EULER_STEPS } from './orbit-walk.ts';
import type { Subspace } from './subspace.ts';
import { probesOf } from './tangency.ts';
import type { TrainingSegment } from './training-segment.ts';

/** ⟨∇h(θ), ∇F_o(θ)(x)⟩ at the first probe and output where it differs from 0, else at the last one. */
export function slopeOfLaw(subject: Subject, law: Law): Settled | null {
  let last: Settled | null = null;
  for (const probe of probesOf(subject)) {
    for (let output = 0; output < subject.model.output.size; output++) {
      last = settle((bits) => {
        const field = ballsField(bits);
        const model = modelOver(subject, field);
        const { theta } = model;
        const pull = model.outputGradient(theta, Array.from(probe, ballOfDouble), output);
        const along = theta.map((value, i) => ({ value, tangent: pull[i] }));
        const slopes = lawTerms(dualField(field), law, along).map(({ tangent }) => tangent);
        return {
          difference: slopes.reduce(field.add, field.zero),
          scale: largestOf(slopes, bits),
        };
      });
      if (last.decided === 'differs') return last;
    }
  }
  return last;
}

/** h(θ_k) − h(θ₀) after the first segment of Euler steps, and if that does not tell, after all. */
export function driftUnderSteps(
  subject: Subject,
  law: Law,
  segments: readonly TrainingSegment[],
): Settled | null {
  return afterSegments(subject, segments, (field, from, to, bits) => {
    const [before, after] = [from, to].map((theta) => lawTerms(field, law, theta));
    const total = (terms: readonly Ball[]) => terms.reduce(field.add, field.zero);
    return {
      difference: field.sub(total(after), total(before)),
      scale: largestOf([...before, ...after], bits),
    };
  });
}

/** The normal component of θ_k − θ₀. */
export function strayUnderSteps(
  subject: Subject,
  subspace: Pick<Subspace, 'orbit' | 'sign'>,
  segments: readonly TrainingSegment[],
): Settled | null {
  return afterSegments(subject, segments, (field, from, to, bits) => {
    const way = to.map((v, i) => field.sub(v, from[i]));
    return {
      difference: normOf(normalComponent(field, subspace, way), bits),
      scale: largestOf(way, bits),
    };
  });
}

function afterSegments(
  subject: Subject,
  segments: readonly TrainingSegment[],
  compare: (
    field: Field<Ball>,
    from: readonly Ball[],
    to: readonly Ball[],
    bits: number,
  ) => { readonly difference: Ball; readonly scale: Ball },
): Settled | null {
  const after = (taken: readonly TrainingSegment[]) =>
    settle((bits) => {
      const field = ballsField(bits);
      const [from, to] = endsOfSteps(subject, field, taken);
      return compare(field, from, to, bits);
    });
  if (segments.length === 0) return null;
  const first = after(segments.slice(0, 1));
  return first.decided === 'differs' || segments.length === 1 ? first : after(segments);
}

/** θ before and after Euler steps of exactly a quarter of each segment's length. */
function endsOfSteps<T>(
  subject: Subject,
  field: Field<T>,
  segments: readonly TrainingSegment[],
): readonly [readonly T[], readonly T[]] {
  const model = modelOver(subject, field);
  let theta = model.theta;
  for (const { data, loss, duration } of segments) {
    const step = field.rational(fromDouble(duration / EULER_STEPS));
    for (let k = 0; k < EULER_STEPS; k++) {
      const slope = model.lossGradient(theta, data, loss);
      theta = theta.map((v, i) => field.sub(v, field.mul(step, slope[i])));
    }
  }
  return [model.theta, theta];
}
