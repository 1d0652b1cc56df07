/**
 * One step of weight decay in decimals: does θ₁ = θ − η(∇L(θ) + λθ) leave the subspace that θ lies on? What the
 * subspace ties together moves by equal amounts, or the distance after the step is the normal component of
 * the displacement: nothing is subtracted that could hide it.
 */
import type { Subject } from '../../instances/subject.ts';
import { decimalFromDouble, decimalRing } from '../../numerics/decimal-ring.ts';
import { optimiserSpec } from '../../training/optimiser.ts';
import { largestOf, type SettledDifference, settleInDecimals } from './decimal-difference.ts';
import { decimalModel } from './decimal-model.ts';
import type { Subspace } from './subspace.ts';

const known = new WeakMap<Subject, SettledDifference | undefined>();

/**
 * @param subspace the stratum of θ by its isotropy: a function of the subject.
 * @returns undefined where decimals cannot reach it, or the method is another.
 */
export function firstStepInDecimals(
  subject: Subject,
  subspace: Subspace,
): SettledDifference | undefined {
  if (!known.has(subject)) known.set(subject, settled(subject, subspace));
  return known.get(subject);
}

function settled(subject: Subject, subspace: Subspace): SettledDifference | undefined {
  const { training, data, loss } = subject.instance;
  if (training === undefined || data === undefined || loss === undefined) return undefined;
  if (training.method !== 'weight-decay') return undefined;
  const spec = optimiserSpec(training);
  if (spec.method !== 'weight-decay') return undefined;
  return settleInDecimals((digits) => {
    const ring = decimalRing(digits);
    const model = decimalModel(subject, digits);
    const [rate, decay] = [spec.rate, spec.decay].map((x) => decimalFromDouble(x, digits));
    const gradient = model.lossGradient(model.theta, data, loss);
    const displacement = gradient.map((g, i) =>
      ring.mul(rate!, ring.add(g, ring.mul(decay!, model.theta[i]!))),
    );
    return {
      difference: model.normalNorm(subspace, displacement),
      scale: largestOf(displacement),
    };
  });
}
