/**
 * Bit for bit: on a subspace of equal, opposite and zero neurons IEEE arithmetic is itself equivariant
 * as long as every neuron is treated alike, so Runge–Kutta, gradient descent, SGD, momentum, Adam and
 * weight decay stay on it to the last bit. Any drift is a defect of falsim's own kernels, not of the
 * theory: it is reported as undecided, with that reason, and the harness's tests forbid it.
 */
import { constant } from '../../dynamics/constant.ts';
import { rungeKutta4 } from '../../dynamics/runge-kutta-4.ts';
import { solve } from '../../dynamics/solve.ts';
import { gradientFlow } from '../../dynamics/vector-field.ts';
import type { TrainingSpec } from '../../instances/instance.ts';
import type { Subject } from '../../instances/subject.ts';
import { createTraining } from '../../training/optimiser.ts';
import type { BitwiseDecision } from '../decision.ts';
import { doubtful, type Finding, holds } from './conclude.ts';
import { objectiveOf, relativeDistance } from './float-model.ts';
import type { Subspace } from './subspace.ts';

export const DISCRETE_METHODS = [
  'gradient-descent',
  'sgd',
  'momentum',
  'adam',
  'weight-decay',
] as const;

/** Seed of shuffles, noise and masks: part of the definition of a discrete walk, so that it can be replayed. */
export const SEED = 'walk';

/** θ after `steps` steps of one method, or after the last one that is finite. */
export function walk(subject: Subject, training: TrainingSpec, steps: number): Float64Array {
  const theta = subject.float.slice();
  const { model, data, loss } = subject.instance;
  if (training.method === 'gradient-flow') {
    return solve(gradientFlow(objectiveOf(subject)), theta, {
      method: rungeKutta4,
      control: constant(steps),
      from: 0,
      until: 0.1 * steps,
    }).y;
  }
  if (data === undefined || loss === undefined)
    throw new TypeError('walk: the instance has no data or no loss');
  const optimiser = createTraining({ model, data, loss, training }, SEED);
  const last = new Float64Array(theta.length);
  for (let k = 0; k < steps; k++) {
    last.set(theta);
    optimiser.step(theta);
    // Steps that overflow say nothing; those before them do.
    if (!theta.every(Number.isFinite)) return last;
  }
  return theta;
}

/**
 * Whether discrete methods keep θ on a subspace to the last bit.
 *
 * @param methods the methods to walk with, each for `steps` steps.
 */
export function bitwise(
  subject: Subject,
  subspace: Subspace,
  methods: readonly TrainingSpec[],
  steps: number,
): Finding<BitwiseDecision> {
  const start = subject.float;
  let moved = 0;
  let distance = 0;
  let drifted = '';
  for (const training of methods) {
    const theta = walk(subject, training, steps);
    if (!theta.every(Number.isFinite)) continue;
    moved = Math.max(moved, relativeDistance(theta, start));
    if (!subspace.contains(theta)) {
      drifted = training.method;
      distance = Math.max(distance, subspace.distance(theta));
    }
  }
  if (drifted !== '') return doubtful({ reason: 'defect', method: drifted, distance });
  return holds({ clause: 'bitwise', methods: methods.map((m) => m.method), steps, moved });
}
