/**
 * Tangency: an affine subspace is invariant under every loss and every dataset exactly when each field
 * X_x = ∇_θ F_o(·)(x) is tangent to it there,
 *
 *     ‖(I − P) X_x(θ)‖ = 0   for θ on the subspace, all inputs x and outputs o.
 *
 * No integration, so this is the sharpest oracle falsim has for escape. Float64 looks first; whatever
 * is not explained by rounding is enclosed in balls, and only an enclosure without 0 may say `fails`.
 * Source: Zhao, Luo, Zhang, arXiv:2510.09564; the invariance criterion for submanifolds is textbook
 * (Jurdjevic, Geometric Control Theory, ch. 2).
 */
import { ballsField } from '../../analytic/fields/balls.ts';
import { euclideanNorm } from '../../dynamics/euclidean-norm.ts';
import type { Subject } from '../../instances/subject.ts';
import { ballOfDouble } from '../../numerics/balls/ball.ts';
import { listOf } from '../../numerics/list-of.ts';
import { toFloat } from '../../numerics/numeral.ts';
import type { TangencyDecision } from '../decision.ts';
import { type Finding, holds } from './conclude.ts';
import { largestOf, normOf, settle } from './enclosed-difference.ts';
import { networkOf } from './float-model.ts';
import { modelOver, normalComponent } from './model-over-field.ts';
import { concludeSettled, enclosureOf } from './settled-finding.ts';
import type { Subspace } from './subspace.ts';

/** Unit round-off of float64. */
const UNIT = 2 ** -53;

/** Inputs at which fields are compared: the data's own, the unit vectors, and (1, …, 1). */
export function probesOf({ instance, model }: Subject): Float64Array[] {
  const d = model.inputs.datum;
  const probes = listOf(d, (j) => {
    const unit = new Float64Array(d);
    unit[j] = 1;
    return unit;
  });
  probes.push(new Float64Array(d).fill(1));
  for (const x of instance.data?.inputs.slice(0, 8) ?? []) {
    probes.push(Float64Array.from(x, toFloat));
  }
  return probes;
}

/**
 * Whether ∇F(x) at θ is tangent to a subspace for all x and outputs that are tried.
 *
 * @param subspace affine subspace that contains θ of the instance.
 */
export function tangency(subject: Subject, subspace: Subspace): Finding<TangencyDecision> {
  const network = networkOf(subject);
  const theta = subject.float;
  const outputs = subject.model.output.size;
  const gradient = new Float64Array(network.size);
  const normal = new Float64Array(network.size);
  // Each gradient entry is a sum of products along paths: at most (width + 4) roundings a layer.
  const roundings = 8 * (network.size + 8);
  let worst = {
    ratio: 0,
    x: new Float64Array(0) as Float64Array,
    output: 0,
    distance: 0,
    bound: 0,
  };
  let fieldNorm = 0;
  for (const x of probesOf(subject)) {
    for (let output = 0; output < outputs; output++) {
      network.outputGradient(theta, x, output, gradient);
      const norm = euclideanNorm(gradient);
      if (!Number.isFinite(norm)) continue;
      fieldNorm = Math.max(fieldNorm, norm);
      subspace.normalComponent(gradient, normal);
      const distance = euclideanNorm(normal);
      const bound = roundings * UNIT * norm;
      // Not where both are 0: what is no number is not larger.
      const ratio = distance / bound;
      if (ratio > worst.ratio) worst = { ratio, x, output, distance, bound };
    }
  }
  const { distance, bound, x, output } = worst;
  const float64 = { clause: 'tangency', distance, bound, fieldNorm } as const;
  if (worst.ratio <= 1) return holds({ ...float64, worst: null });
  const settled = settle((bits) => {
    const field = ballsField(bits);
    const model = modelOver(subject, field);
    const gradient = model.outputGradient(model.theta, Array.from(x, ballOfDouble), output);
    const normal = normalComponent(field, subspace, gradient);
    return { difference: normOf(normal, bits), scale: largestOf(gradient, bits) };
  });
  const decision: TangencyDecision = {
    ...float64,
    worst: { x: Array.from(x), output, enclosure: enclosureOf(settled) },
  };
  return concludeSettled(decision, settled);
}
