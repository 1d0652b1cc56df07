/**
 * The objective that training descends,
 *
 *   L(θ) = (1/n) Σᵢ ℓ(F(θ)(xᵢ), yᵢ),     ∇L = (1/n) Σᵢ Jᵢᵀ ∂ℓᵢ,
 *   ∇²L v = (1/n) Σᵢ (Jᵢᵀ ∂²ℓᵢ Jᵢ v + (d/dε Jᵢ(θ + εv))ᵀ ∂ℓᵢ),     Jᵢ = ∂F(θ)(xᵢ)/∂θ.
 *
 * Values that overflow come out as ±∞ or NaN: a solver ends `blown-up` on them. Nothing is allocated
 * after construction, but for one workspace the first time a mini-batch of a new size is asked for.
 */
import { ShapeError } from '../errors.ts';
import type { ModelSpec } from '../instances/instance.ts';
import { inputDimension, outputDimension } from '../instances/layout.ts';
import { bind } from '../models/bind.ts';
import { requireGradients } from '../models/family.ts';
import { createNetwork } from '../models/float-network.ts';
import type { Dataset } from './datasets.ts';
import type { Loss } from './loss.ts';

/** L(θ), the mean loss over data, and its derivatives in float64. */
export interface Objective {
  /** M. */
  readonly size: number;
  /** n. */
  readonly samples: number;
  /** L(θ). */
  value(theta: Float64Array): number;
  /** Writes ∇L(θ) into `out` and returns L(θ). */
  gradient(theta: Float64Array, out: Float64Array): number;
  /** Writes ∇²L(θ) v into `out`. */
  hessianVector(theta: Float64Array, v: Float64Array, out: Float64Array): void;
  /**
   * Like `gradient`, for the mean over the data order[from], …, order[from + count − 1] only.
   */
  batchGradient(
    theta: Float64Array,
    order: Int32Array,
    from: number,
    count: number,
    out: Float64Array,
  ): number;
}

/**
 * L for a model, data and a loss.
 *
 * @param model fully connected or linear.
 * @throws ShapeError when the data do not fit the model; UnsupportedError for other models.
 */
export function createObjective(model: ModelSpec, dataset: Dataset, loss: Loss): Objective {
  requireGradients(bind(model), 'training');
  const [d, c] = [inputDimension(model), outputDimension(model)];
  if (dataset.d !== d || dataset.c !== c)
    throw new ShapeError(
      'createObjective: data',
      `${d} inputs and ${c} outputs`,
      `${dataset.d} and ${dataset.c}`,
    );
  const whole = createWorkspace(model, loss, dataset.n);
  whole.inputs.set(dataset.inputs);
  whole.targets.set(dataset.targets);
  const parts = new Map<number, Workspace>();
  return {
    size: whole.size,
    samples: dataset.n,
    value: whole.value,
    gradient: whole.gradient,
    hessianVector: whole.hessianVector,
    batchGradient(theta, order, from, count, out) {
      let part = parts.get(count);
      if (part === undefined) {
        part = createWorkspace(model, loss, count);
        parts.set(count, part);
      }
      const { inputs, targets } = part;
      for (let k = 0; k < count; k++) {
        const i = order[from + k];
        for (let j = 0; j < d; j++) inputs[k * d + j] = dataset.inputs[i * d + j];
        for (let o = 0; o < c; o++) targets[k * c + o] = dataset.targets[i * c + o];
      }
      return part.gradient(theta, out);
    },
  };
}

interface Workspace extends Pick<Objective, 'size' | 'value' | 'gradient' | 'hessianVector'> {
  readonly inputs: Float64Array;
  readonly targets: Float64Array;
}

function createWorkspace(model: ModelSpec, loss: Loss, n: number): Workspace {
  const network = createNetwork(model, n);
  const c = network.outputs;
  const inputs = new Float64Array(n * network.inputs);
  const row = () => new Float64Array(n * c);
  const [targets, prediction, residual] = [row(), row(), row()];
  const [direction, bend] = [row(), row()];

  /** Predictions of θ; returns their mean loss. */
  function value(theta: Float64Array): number {
    network.forward(theta, inputs, prediction);
    let sum = 0;
    for (let i = 0; i < n; i++) sum += loss.value(prediction, targets, i * c, c);
    return sum / n;
  }
  /** ∂L/∂ŷ at the predictions. */
  function weighResiduals(): void {
    for (let i = 0; i < n; i++) loss.gradient(prediction, targets, i * c, c, residual);
    for (let k = 0; k < n * c; k++) residual[k] /= n;
  }
  return {
    size: network.size,
    inputs,
    targets,
    value,
    gradient(theta, out) {
      const mean = value(theta);
      weighResiduals();
      network.backpropagate(theta, residual, out);
      return mean;
    },
    hessianVector(theta, v, out) {
      network.forward(theta, inputs, prediction);
      weighResiduals();
      network.pushforward(theta, v, inputs, direction);
      for (let i = 0; i < n; i++) loss.curvature(prediction, targets, i * c, c, direction, bend);
      for (let k = 0; k < n * c; k++) bend[k] /= n;
      network.backpropagateDerivative(theta, v, residual, bend, out);
    },
  };
}
