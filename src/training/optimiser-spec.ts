/** Discrete methods with all their numbers, from what an instance says. */
import { InputError } from '../errors.ts';
import type { Numeral, TrainingSpec } from '../instances/instance.ts';
import { toFloat } from '../numerics/numeral.ts';
import { ADAM, DECAY, MOMENTUM, RMSPROP } from './methods.ts';

interface Adaptive {
  readonly rate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/** A method with all its numbers. */
export type OptimiserSpec =
  | {
      readonly method:
        | 'gradient-descent'
        | 'sign-descent'
        | 'label-noise'
        | 'shared-noise'
        | 'gradient-noise'
        | 'shared-dropout'
        | 'dropout';
      readonly rate: number;
    }
  | { readonly method: 'sgd'; readonly rate: number; readonly batch: number }
  | {
      readonly method: 'momentum' | 'nesterov';
      readonly rate: number;
      readonly momentum: number;
    }
  | { readonly method: 'weight-decay'; readonly rate: number; readonly decay: number }
  | {
      readonly method: 'rmsprop';
      readonly rate: number;
      readonly smoothing: number;
      readonly epsilon: number;
    }
  | ({ readonly method: 'adam' } & Adaptive)
  | ({ readonly method: 'adamw'; readonly decay: number } & Adaptive);

/**
 * The method that an instance's `training` means: μ = 0.9, λ = 0.01, Adam as published, RMSProp with ρ = 0.99.
 *
 * @throws InputError for gradient flow, a missing or bad rate, a missing or bad batch size.
 */
export function optimiserSpec(training: TrainingSpec, path = 'training'): OptimiserSpec {
  const { method } = training;
  if (method === 'gradient-flow')
    throw new InputError(`${path}.method`, 'a discrete method', 'gradient-flow');
  const rate = readRate(training.rate, `${path}.rate`);
  switch (method) {
    case 'sgd': {
      const { batch } = training;
      if (batch === undefined || !Number.isInteger(batch) || batch < 1)
        throw new InputError(`${path}.batch`, 'an integer ≥ 1', String(batch));
      return { method, rate, batch };
    }
    case 'momentum':
    case 'nesterov':
      return { method, rate, momentum: MOMENTUM };
    case 'weight-decay':
      return { method, rate, decay: DECAY };
    case 'rmsprop':
      return { method, rate, ...RMSPROP };
    case 'adam':
      return { method, rate, ...ADAM };
    case 'adamw':
      return { method, rate, ...ADAM, decay: DECAY };
    default:
      return { method, rate };
  }
}

function readRate(rate: Numeral | undefined, path: string): number {
  if (rate === undefined) throw new InputError(path, 'a number > 0', 'nothing');
  const value = toFloat(rate);
  if (!(value > 0 && Number.isFinite(value)))
    throw new InputError(path, 'a number > 0', String(rate));
  return value;
}
