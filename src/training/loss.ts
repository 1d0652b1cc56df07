/**
 * Losses ℓ(ŷ, y) of one datum, summed over the c outputs; L(θ) = (1/n) Σᵢ ℓ(F(θ)(xᵢ), yᵢ).
 *
 *   squared        ½‖ŷ − y‖²                                    any y
 *   linear         ⟨y, ŷ⟩: with one datum and y = ±1 the flow is ∓∇F; the adversary that walks orbits
 *   quartic        ¼ Σ (ŷ − y)⁴                                 any y
 *   log-cosh       Σ log cosh(ŷ − y)                            any y
 *   logistic       Σ log(1 + e^{−yŷ})                           y = ±1; defined for any y
 *   exponential    Σ e^{−yŷ}                                    y = ±1; defined for any y
 *   cross-entropy  −Σ y log softmax(ŷ)                          y a distribution; defined for any y
 *   huber          Σ ½r² where |r| ≤ 1, else |r| − ½, r = ŷ − y  any y; the non-analytic foil (C¹)
 *
 * With one output softmax(ŷ) is 1 and cross-entropy would be constant. There it is the binary one,
 * y log(1 + e^{−ŷ}) + (1 − y) log(1 + e^{ŷ}) with y ∈ {0, 1}: the softmax of the pair (ŷ, 0).
 *
 * All are finite, with small relative error, wherever the exact value is a double: log-cosh at 1e3,
 * logistic at ±1e3, softmax of 1e3 do not overflow. Quartic and exponential do overflow, as they must.
 */
import { InputError } from '../errors.ts';
import { suggestion } from '../nearest.ts';
import { crossEntropy } from './cross-entropy.ts';
import type { RowLoss } from './row-loss.ts';
import {
  exponential,
  huber,
  linear,
  logCosh,
  logistic,
  quartic,
  type Scalar,
  squared,
} from './scalar-losses.ts';

/** From the simplest on: what a shrinker tries first. */
export const lossNames = [
  'squared',
  'linear',
  'quartic',
  'log-cosh',
  'logistic',
  'exponential',
  'cross-entropy',
  'huber',
] as const;

export type LossName = (typeof lossNames)[number];

/** What a loss wants y to be: any numbers, ±1, or non-negative numbers of sum 1. */
export type TargetKind = 'real' | 'sign' | 'distribution';

/** ℓ(ŷ, y) with its first two derivatives in ŷ. */
export interface Loss extends RowLoss {
  readonly name: LossName;
  /** Analytic in ŷ on the whole line. */
  readonly analytic: boolean;
  readonly targets: TargetKind;
}

function elementwise(name: LossName, targets: TargetKind, analytic: boolean, of: Scalar): Loss {
  return {
    name,
    analytic,
    targets,
    value(prediction, target, offset, c) {
      let sum = 0;
      for (let o = offset; o < offset + c; o++) sum += of.value(prediction[o], target[o]);
      return sum;
    },
    gradient(prediction, target, offset, c, out) {
      for (let o = offset; o < offset + c; o++) out[o] = of.slope(prediction[o], target[o]);
    },
    curvature(prediction, target, offset, c, direction, out) {
      for (let o = offset; o < offset + c; o++)
        out[o] = of.curvature(prediction[o], target[o]) * direction[o];
    },
  };
}

const losses: { readonly [name in LossName]: Loss } = {
  squared: elementwise('squared', 'real', true, squared),
  linear: elementwise('linear', 'sign', true, linear),
  quartic: elementwise('quartic', 'real', true, quartic),
  'log-cosh': elementwise('log-cosh', 'real', true, logCosh),
  logistic: elementwise('logistic', 'sign', true, logistic),
  exponential: elementwise('exponential', 'sign', true, exponential),
  'cross-entropy': {
    name: 'cross-entropy',
    analytic: true,
    targets: 'distribution',
    ...crossEntropy,
  },
  huber: elementwise('huber', 'real', false, huber),
};

/**
 * The loss of this name.
 *
 * @throws InputError for an unknown name, with the list of known ones.
 */
export function resolveLoss(name: string, path = 'loss'): Loss {
  const known = lossNames.find((candidate) => candidate === name);
  if (known === undefined) {
    const received =
      typeof name === 'string' ? `"${name}"${suggestion(name, lossNames)}` : typeof name;
    throw new InputError(path, `one of ${lossNames.join(', ')}`, received);
  }
  return losses[known];
}

/**
 * Place in the order of simplicity, 0 the simplest.
 * @throws InputError for an unknown name.
 */
export function lossComplexity(name: string): number {
  return lossNames.indexOf(resolveLoss(name).name);
}
