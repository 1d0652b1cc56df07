/** ∂ℓ/∂ŷ over any field with functions: the losses of `loss.ts`, a second implementation of their slopes. */
import type { Field } from '../analytic/field.ts';
import { resolveFunction } from '../analytic/registry.ts';
import { type LossName, resolveLoss } from './loss.ts';

/** Slope of one number ŷ against one number y. */
type Slope = <T>(field: Field<T>, prediction: T, target: T) => T;

const [tanh, exp, sigmoid, relu] = ['tanh', 'exp', 'sigmoid', 'relu'].map((name) =>
  resolveFunction(name),
);

const slopes: { readonly [name in Exclude<LossName, 'cross-entropy'>]: Slope } = {
  squared: (field, y, t) => field.sub(y, t),
  linear: (_field, _y, t) => t,
  quartic(field, y, t) {
    const r = field.sub(y, t);
    return field.mul(r, field.mul(r, r));
  },
  'log-cosh': (field, y, t) => field.apply(tanh, field.sub(y, t)),
  logistic(field, y, t) {
    const opposite = field.neg(t);
    return field.mul(opposite, field.apply(sigmoid, field.mul(opposite, y)));
  },
  exponential(field, y, t) {
    const opposite = field.neg(t);
    return field.mul(opposite, field.apply(exp, field.mul(opposite, y)));
  },
  /** r cut off at ±1: (r + 1)₊ − (r − 1)₊ − 1. */
  huber(field, y, t) {
    const r = field.sub(y, t);
    const [above, below] = [field.sub(r, field.one), field.add(r, field.one)];
    return field.sub(field.sub(field.apply(relu, below), field.apply(relu, above)), field.one);
  },
};

/**
 * s·softmax(ŷ) − y with s = Σ y; one output is the pair (ŷ, 0). Of two, each is the sigmoid of how far it is ahead:
 * that saturates where exponentials are past all exponents.
 */
function crossEntropySlope<T>(
  field: Field<T>,
  prediction: readonly T[],
  target: readonly T[],
): readonly T[] {
  if (prediction.length === 1)
    return prediction.map((y, o) => field.sub(field.apply(sigmoid, y), target[o]));
  const sum = (terms: readonly T[]) => terms.reduce((a, b) => field.add(a, b), field.zero);
  if (prediction.length === 2) {
    const [first, second] = prediction;
    const total = sum(target);
    return [field.sub(first, second), field.sub(second, first)].map((ahead, o) =>
      field.sub(field.mul(total, field.apply(sigmoid, ahead)), target[o]),
    );
  }
  const weights = prediction.map((y) => field.apply(exp, y));
  const scale = field.mul(sum(target), field.inverse(sum(weights)));
  return weights.map((w, o) => field.sub(field.mul(scale, w), target[o]));
}

/**
 * [∂ℓ/∂ŷ_o for every output o] of one datum.
 *
 * @throws InputError for an unknown loss, what the field throws for values it does not have: over ℚ
 *   only the polynomial losses have slopes everywhere.
 */
export function lossSlope<T>(
  field: Field<T>,
  loss: string,
  prediction: readonly T[],
  target: readonly T[],
): readonly T[] {
  const { name } = resolveLoss(loss);
  if (name === 'cross-entropy') return crossEntropySlope(field, prediction, target);
  return prediction.map((y, o) => slopes[name](field, y, target[o]));
}
