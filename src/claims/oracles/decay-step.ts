/**
 * The first step of weight decay, θ ← θ − η(∇L + λθ), leaves an affine subspace that contains θ where the
 * normal component of ∇L + λθ is not 0: enclosed at the exact θ.
 */
import { ballsField } from '../../analytic/fields/balls.ts';
import type { Subject } from '../../instances/subject.ts';
import { fromDouble } from '../../numerics/rational.ts';
import { DECAY } from '../../training/methods.ts';
import { largestOf, normOf, type Settled, settle } from './enclosed-difference.ts';
import { modelOver, normalComponent } from './model-over-field.ts';
import type { Subspace } from './subspace.ts';

/**
 * Whether the first step of weight decay leaves the subspace.
 *
 * @throws TypeError unless the instance has data and a loss.
 */
export function decayStep(subject: Subject, subspace: Pick<Subspace, 'orbit' | 'sign'>): Settled {
  const { data, loss } = subject.instance;
  if (data === undefined || loss === undefined)
    throw new TypeError('decayStep: the instance has no data or no loss');
  return settle((bits) => {
    const field = ballsField(bits);
    const model = modelOver(subject, field);
    const decay = field.rational(fromDouble(DECAY));
    const step = model
      .lossGradient(model.theta, data, loss)
      .map((g, i) => field.add(g, field.mul(decay, model.theta[i])));
    return {
      difference: normOf(normalComponent(field, subspace, step), bits),
      scale: largestOf(step, bits),
    };
  });
}
