/**
 * dℓ/dŷ over any field, for the losses of `training/loss.ts` (same formulas, second implementation). Over
 * decimals a number, over balls an enclosure, over series the jet along a trajectory.
 */
import type { Field } from '../../analytic/field.ts';
import { exp } from '../../analytic/functions/exp.ts';
import { relu } from '../../analytic/functions/relu.ts';
import { sigmoid } from '../../analytic/functions/sigmoid.ts';
import { tanh } from '../../analytic/functions/tanh.ts';

/** @throws RangeError on an unknown loss. */
export function lossSlope<T>(
  field: Field<T>,
  loss: string,
  prediction: readonly T[],
  target: readonly T[],
): T[] {
  const { one, add, sub, mul, neg, apply } = field;
  const residual = prediction.map((y, o) => sub(y, target[o]!));
  switch (loss) {
    case 'squared':
      return residual;
    case 'quartic':
      return residual.map((r) => mul(r, mul(r, r)));
    case 'linear':
      return [...target];
    case 'log-cosh':
      return residual.map((r) => apply(tanh, r));
    case 'logistic':
      return prediction.map((y, o) => {
        const t = neg(target[o]!);
        return mul(t, apply(sigmoid, mul(t, y)));
      });
    case 'exponential':
      return prediction.map((y, o) => {
        const t = neg(target[o]!);
        return mul(t, apply(exp, mul(t, y)));
      });
    case 'cross-entropy': {
      // One output: the softmax of the pair (ŷ, 0).
      if (prediction.length === 1)
        return prediction.map((y, o) => sub(apply(sigmoid, y), target[o]!));
      const weights = prediction.map((y) => apply(exp, y));
      const share = mul(target.reduce(add), field.inverse(weights.reduce(add)));
      return weights.map((w, o) => sub(mul(share, w), target[o]!));
    }
    case 'huber':
      // r cut off at ±1.
      return residual.map((r) => {
        const above = apply(relu, sub(r, one));
        const below = apply(relu, sub(neg(one), r));
        return add(sub(r, above), below);
      });
    default:
      throw new RangeError(`lossSlope: unknown loss "${loss}"`);
  }
}
