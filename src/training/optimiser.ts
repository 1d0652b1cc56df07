/**
 * Discrete training methods. With g = ∇L(θ), or the gradient of a mini-batch, and rate η:
 *
 *   gradient descent   θ ← θ − ηg
 *   sgd                the same on mini-batches; each epoch is one seeded shuffle of the data, cut into
 *                      batches, the last of which may be smaller
 *   momentum           v ← μv + g,  θ ← θ − ηv                                   (Polyak's heavy ball)
 *   weight decay       θ ← θ − η(g + λθ)                             (coupled: descent on L + ½λ‖θ‖²)
 *   adam               m ← β₁m + (1 − β₁)g,  s ← β₂s + (1 − β₂)g²,
 *                      θ ← θ − η m̂ / (√ŝ + ε),  m̂ = m/(1 − β₁ᵏ),  ŝ = s/(1 − β₂ᵏ)
 *
 * Every parameter sees the same operations in the same order, and each update is an odd function of
 * (θ, g, memory) in floating point too: equal neurons stay equal, opposite ones opposite and zero ones
 * zero, to the last bit, when the gradient keeps them so.
 *
 * Sources: B. T. Polyak 1964; D. P. Kingma, J. Ba, Adam, ICLR 2015, Algorithm 1.
 */
import { InputError, ShapeError } from '../errors.ts';
import type { Numeral, TrainingSpec } from '../instances/instance.ts';
import { toFloat } from '../numerics/numeral.ts';
import { createBatches } from './batches.ts';
import type { Objective } from './objective.ts';

export type DiscreteMethod = Exclude<TrainingSpec['method'], 'gradient-flow'>;

/** A method with all its numbers. */
export type OptimiserSpec =
  | { readonly method: 'gradient-descent'; readonly rate: number }
  | { readonly method: 'sgd'; readonly rate: number; readonly batch: number }
  | { readonly method: 'momentum'; readonly rate: number; readonly momentum: number }
  | { readonly method: 'weight-decay'; readonly rate: number; readonly decay: number }
  | {
      readonly method: 'adam';
      readonly rate: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    };

/** The numbers that an instance's `training` does not set. */
export const MOMENTUM = 0.9;
export const DECAY = 0.01;
export const ADAM = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

export interface Optimiser {
  readonly method: DiscreteMethod;
  /** One update of θ in place; returns L, or the batch's mean loss, before it. */
  step(theta: Float64Array): number;
}

/**
 * The method that an instance's `training` means: μ = 0.9, λ = 0.01, Adam as published.
 *
 * @throws InputError for gradient flow, a missing or bad rate, a missing or bad batch size.
 */
export function optimiserSpec(training: TrainingSpec, path = 'training'): OptimiserSpec {
  const { method } = training;
  if (method === 'gradient-flow')
    throw new InputError(`${path}.method`, 'a discrete method', 'gradient-flow');
  const rate = readRate(training.rate, `${path}.rate`);
  switch (method) {
    case 'gradient-descent':
      return { method, rate };
    case 'sgd': {
      const { batch } = training;
      if (batch === undefined || !Number.isInteger(batch) || batch < 1)
        throw new InputError(`${path}.batch`, 'an integer ≥ 1', String(batch));
      return { method, rate, batch };
    }
    case 'momentum':
      return { method, rate, momentum: MOMENTUM };
    case 'weight-decay':
      return { method, rate, decay: DECAY };
    case 'adam':
      return { method, rate, ...ADAM };
  }
}

function readRate(rate: Numeral | undefined, path: string): number {
  if (rate === undefined) throw new InputError(path, 'a number > 0', 'nothing');
  const value = toFloat(rate);
  if (!(value > 0 && Number.isFinite(value)))
    throw new InputError(path, 'a number > 0', String(rate));
  return value;
}

/**
 * @param seed of the shuffles; only SGD draws.
 * @throws InputError for a rate that is not > 0; ShapeError from `step` when θ does not fit.
 */
export function createOptimiser(
  spec: OptimiserSpec,
  objective: Objective,
  seed: number | string,
): Optimiser {
  const { method, rate } = spec;
  if (!(rate > 0)) throw new InputError('training.rate', 'a number > 0', String(rate));
  const gradient = new Float64Array(objective.size);
  const update = createUpdate(spec, objective.size, gradient);
  const evaluate =
    spec.method === 'sgd'
      ? onBatches(objective, spec.batch, seed)
      : (theta: Float64Array, out: Float64Array) => objective.gradient(theta, out);
  return {
    method,
    step(theta) {
      if (theta.length !== objective.size)
        throw new ShapeError('optimiser: θ', `${objective.size} numbers`, `${theta.length}`);
      const loss = evaluate(theta, gradient);
      update(theta);
      return loss;
    },
  };
}

/** Gradients of successive mini-batches, epoch by epoch. */
function onBatches(objective: Objective, batch: number, seed: number | string) {
  const batches = createBatches(objective.samples, batch, seed);
  return (theta: Float64Array, out: Float64Array): number => {
    batches.next();
    return objective.batchGradient(theta, batches.order, batches.from, batches.count, out);
  };
}

/** The update of θ from the gradient that has just been written. */
function createUpdate(
  spec: OptimiserSpec,
  size: number,
  gradient: Float64Array,
): (theta: Float64Array) => void {
  const { rate } = spec;
  switch (spec.method) {
    case 'gradient-descent':
    case 'sgd':
      return (theta) => {
        for (let i = 0; i < size; i++) theta[i] -= rate * gradient[i];
      };
    case 'momentum': {
      const velocity = new Float64Array(size);
      return (theta) => {
        for (let i = 0; i < size; i++) {
          velocity[i] = spec.momentum * velocity[i] + gradient[i];
          theta[i] -= rate * velocity[i];
        }
      };
    }
    case 'weight-decay':
      return (theta) => {
        for (let i = 0; i < size; i++) theta[i] -= rate * (gradient[i] + spec.decay * theta[i]);
      };
    case 'adam': {
      const { beta1, beta2, epsilon } = spec;
      const mean = new Float64Array(size);
      const square = new Float64Array(size);
      let power1 = 1;
      let power2 = 1;
      return (theta) => {
        power1 *= beta1;
        power2 *= beta2;
        for (let i = 0; i < size; i++) {
          const g = gradient[i];
          mean[i] = beta1 * mean[i] + (1 - beta1) * g;
          square[i] = beta2 * square[i] + (1 - beta2) * (g * g);
          const root = Math.sqrt(square[i] / (1 - power2));
          theta[i] -= (rate * (mean[i] / (1 - power1))) / (root + epsilon);
        }
      };
    }
  }
}
