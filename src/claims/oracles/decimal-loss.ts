/**
 * dℓ/dŷ in decimals, for the losses of `training/loss.ts` (same formulas, second implementation).
 */
import type { Decimal } from 'decimal.js';
import type { Ring } from '../../numerics/ring.ts';

/** @throws RangeError on an unknown loss. */
export function decimalLossGradient(
  ring: Ring<Decimal>,
  loss: string,
  prediction: readonly Decimal[],
  target: readonly Decimal[],
): Decimal[] {
  const { one } = ring;
  const residual = prediction.map((y, o) => ring.sub(y, target[o]!));
  switch (loss) {
    case 'squared':
      return residual;
    case 'quartic':
      return residual.map((r) => ring.mul(r, ring.mul(r, r)));
    case 'linear':
      return [...target];
    case 'log-cosh':
      return residual.map((r) => r.tanh());
    case 'logistic':
      return prediction.map((y, o) => {
        const t = target[o]!;
        return t.neg().div(ring.add(one, ring.mul(t, y).exp()));
      });
    case 'exponential':
      return prediction.map((y, o) => {
        const t = target[o]!;
        return ring.mul(t.neg(), ring.mul(t, y).neg().exp());
      });
    case 'cross-entropy': {
      // One output: the softmax of the pair (ŷ, 0).
      if (prediction.length === 1) {
        return prediction.map((y, o) =>
          ring.sub(one.div(ring.add(one, y.neg().exp())), target[o]!),
        );
      }
      const weights = prediction.map((y) => y.exp());
      const total = weights.reduce((a, b) => ring.add(a, b), ring.zero);
      const mass = target.reduce((a, b) => ring.add(a, b), ring.zero);
      return weights.map((w, o) => ring.sub(ring.mul(mass, w.div(total)), target[o]!));
    }
    case 'huber':
      return residual.map((r) => (r.abs().lte(1) ? r : one.mul(r.lt(0) ? -1 : 1)));
    default:
      throw new RangeError(`decimalLossGradient: unknown loss "${loss}"`);
  }
}
