/**
 * Discrete training methods. With g = ∇L(θ), or the gradient of a mini-batch, and rate η:
 *
 *   gradient descent   θ ← θ − ηg
 *   sgd                the same on mini-batches; each epoch is one seeded shuffle of the data, cut into
 *                      batches, the last of which may be smaller
 *   momentum           v ← μv + g,  θ ← θ − ηv                                   (Polyak's heavy ball)
 *   weight decay       θ ← θ − η(g + λθ)                             (coupled: descent on L + ½λ‖θ‖²)
 *   nesterov           v ← μv + g,  θ ← θ − η(g + μv)
 *   sign descent       θ ← θ − η sgn g,  sgn 0 = 0
 *   rmsprop            s ← ρs + (1 − ρ)g²,  θ ← θ − η g / (√s + ε)
 *   adam               m ← β₁m + (1 − β₁)g,  s ← β₂s + (1 − β₂)g²,
 *                      θ ← θ − η m̂ / (√ŝ + ε),  m̂ = m/(1 − β₁ᵏ),  ŝ = s/(1 − β₂ᵏ)
 *   adamw              θ ← θ − ηλθ, then as Adam                                 (decoupled decay)
 *
 * Noise and dropout are gradient descent on what `disturbance.ts` draws. All other methods see every parameter through
 * the same operations in the same order, and each update is an odd function of
 * (θ, g, memory) in floating point too: equal neurons stay equal, opposite ones opposite and zero ones
 * zero, to the last bit, when the gradient keeps them so.
 *
 * Sources: B. T. Polyak 1964; Y. Nesterov 1983, with the gradient at θ as in Sutskever et al., ICML 2013; T. Tieleman,
 * G. Hinton, RMSProp, 2012; D. P. Kingma, J. Ba, Adam, ICLR 2015, Algorithm 1; I. Loshchilov, F. Hutter, AdamW, ICLR 2019,
 * Algorithm 2.
 */
import { InputError, ShapeError } from '../errors.ts';
import type { Data, ModelSpec, TrainingSpec } from '../instances/instance.ts';
import { bind } from '../models/bind.ts';
import { indicesTo } from '../numerics/list-of.ts';
import { createBatches } from './batches.ts';
import { datasetOf } from './datasets.ts';
import { createDisturbance, type Disturbance } from './disturbance.ts';
import { resolveLoss } from './loss.ts';
import { type DiscreteMethod, methodFacts } from './methods.ts';
import { createObjective, type Objective } from './objective.ts';
import { type OptimiserSpec, optimiserSpec } from './optimiser-spec.ts';
import { createUpdate } from './updates.ts';

export interface Optimiser {
  readonly method: DiscreteMethod;
  /** One update of θ in place; returns L, or the batch's mean loss, before it. */
  step(theta: Float64Array): number;
}

/**
 * @param seed of the shuffles of SGD.
 * @param disturbance what is drawn at every step of a method with noise or masks (`createTraining`).
 * @throws InputError for a rate that is not > 0, or a method that draws where nothing is; ShapeError from `step` when
 *   θ does not fit.
 */
export function createOptimiser(
  spec: OptimiserSpec,
  objective: Objective,
  seed: number | string,
  disturbance: Disturbance | null = null,
): Optimiser {
  const { method, rate } = spec;
  if (!(rate > 0)) throw new InputError('training.rate', 'a number > 0', String(rate));
  if ((methodFacts[method].draws === 'nothing') !== (disturbance === null))
    throw new InputError('training.method', 'what the method draws', method);
  const gradient = new Float64Array(objective.size);
  const update = createUpdate(spec, objective.size, gradient);
  const evaluate =
    spec.method === 'sgd'
      ? onBatches(objective, spec.batch, seed)
      : disturbance === null
        ? (theta: Float64Array, out: Float64Array) => objective.gradient(theta, out)
        : disturbed(objective, disturbance);
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

/** ∇L(θ) with what the method draws; noise of targets has been added where `objective` reads them from. */
function disturbed(objective: Objective, { gradient, factors, next }: Disturbance) {
  const order = indicesTo(objective.samples);
  const masked = new Float64Array(objective.size);
  return (theta: Float64Array, out: Float64Array): number => {
    next();
    if (factors !== null) for (let i = 0; i < masked.length; i++) masked[i] = factors[i] * theta[i];
    const at = factors === null ? theta : masked;
    const loss = objective.batchGradient(at, order, 0, order.length, out);
    if (factors !== null) for (let i = 0; i < out.length; i++) out[i] *= factors[i];
    if (gradient !== null) for (let i = 0; i < out.length; i++) out[i] += gradient[i];
    return loss;
  };
}

/**
 * A method on a model, its data and its loss, with everything that it draws.
 *
 * @param seed of shuffles, noise and masks.
 * @throws InputError, ShapeError as `optimiserSpec`, `datasetOf` and `createObjective` do.
 */
export function createTraining(
  { model, data, loss, training }: Training,
  seed: number | string,
): Optimiser {
  const spec = optimiserSpec(training);
  const dataset = datasetOf(data);
  const objective = createObjective(model, dataset, resolveLoss(loss));
  const drawn = createDisturbance(spec.method, bind(model), dataset.n, seed);
  const { targets } = dataset;
  if (drawn?.targets == null) return createOptimiser(spec, objective, seed, drawn);
  const noise = drawn.targets;
  const clean = targets.slice();
  const next = () => {
    drawn.next();
    for (let i = 0; i < targets.length; i++) targets[i] = clean[i] + noise[i];
  };
  return createOptimiser(spec, objective, seed, { ...drawn, next });
}

/** What is trained. */
export interface Training {
  readonly model: ModelSpec;
  readonly data: Data;
  readonly loss: string;
  readonly training: TrainingSpec;
}
