/**
 * Critical points over ℚ, made on purpose, and Hessians there.
 *
 * ∇L(θ) = (1/n) Σᵢₒ sᵢₒ ∇F_o(θ)(xᵢ) is linear in the slopes sᵢₒ of the loss. Of all targets for which θ is critical
 * those are taken that agree with the given ones for all outputs but as many as the rank of the Jacobian asks for. Where
 * θ is critical for the given targets, all of them stay.
 */
import { dualField } from '../../analytic/fields/dual.ts';
import { rationals } from '../../analytic/fields/rationals.ts';
import type { Data } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import type { BoundModel } from '../../models/bind.ts';
import { gradientOf } from '../../models/gradient.ts';
import { toRational, writeRational } from '../../numerics/numeral.ts';
import {
  add,
  commonDenominator,
  isZero,
  multiply,
  type Rational,
  rational,
  subtract,
  ZERO,
} from '../../numerics/rational.ts';
import { type RationalRows, rationalKernel } from '../../numerics/rational-matrix.ts';
import { lossGradient } from '../../training/field-objective.ts';

/** Losses whose slope has any value for a target, over ℚ: ŷ − y, and y. */
export const SLOPED_LOSSES = ['squared', 'linear'] as const;

/** F(θ)(xᵢ) for all data, one after another. @throws what ℚ throws for functions that have no rational values. */
export function outputsAt({ model, exact }: Subject, data: Data): Rational[] {
  return data.inputs.flatMap((x) => model.evaluate(rationals, exact, x.map(toRational)));
}

/**
 * The data with the targets for which θ is critical; null where those are none but what θ fits exactly.
 *
 * @throws UnsupportedError where F or its gradient is not rational at θ.
 */
export function nearestCritical(subject: Subject): Data | null {
  const { model, exact, instance } = subject;
  const data = instance.data!;
  const outputs = outputsAt(subject, data);
  const isSquared = instance.loss === 'squared';
  const targets = data.targets.flatMap((y) => y.map(toRational));
  const slopes = isSquared ? outputs.map((f, i) => subtract(f, targets[i])) : targets;
  const count = model.output.size;
  const columns = data.inputs.flatMap((x) =>
    Array.from({ length: count }, (_, o) =>
      gradientOf(model, rationals, exact, x.map(toRational), o),
    ),
  );
  const jacobian = exact.map((_, j) => columns.map((column) => column[j]));
  const critical = completed(slopes, jacobian);
  if (critical.every(isZero)) return null;
  const exactTargets = isSquared ? outputs.map((f, i) => subtract(f, critical[i])) : critical;
  return {
    inputs: data.inputs,
    targets: data.inputs.map((_, i) =>
      exactTargets.slice(i * count, (i + 1) * count).map(writeRational),
    ),
  };
}

/** The vector of the kernel that has the same entries where entries may be chosen. */
function completed(vector: readonly Rational[], matrix: RationalRows): Rational[] {
  return rationalKernel(matrix, vector.length).reduce<Rational[]>(
    (sum, { free, basis }) => {
      const share = vector[free];
      return sum.map((v, i) => add(v, multiply(share, basis[i])));
    },
    vector.map(() => ZERO),
  );
}

/** ∇L over ℚ. */
export function exactGradient(
  model: BoundModel,
  theta: readonly Rational[],
  data: Data,
  loss: string,
): readonly Rational[] {
  return lossGradient(model, rationals, theta, data, loss);
}

/**
 * c∇²L over ℚ, column by column, c > 0 such that targets and the mean over data add no denominators to those of θ and
 * the inputs: targets for which θ is critical have long ones, and sums would look for a common one at each step.
 */
export function scaledHessian(
  model: BoundModel,
  theta: readonly Rational[],
  data: Data,
  loss: string,
): Rational[][] {
  const field = dualField(rationals);
  const scale = rational(commonDenominator(data.targets.flat().map(toRational)));
  return theta.map((_, j) => {
    const line = theta.map((value, i) => ({ value, tangent: i === j ? rationals.one : ZERO }));
    return lossGradient(model, field, line, data, loss, scale).map(({ tangent }) => tangent);
  });
}
