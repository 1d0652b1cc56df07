/**
 * Discrete training over any field: the steps of `optimiser.ts`, exact over ℚ and enclosed in balls, in the metric of
 * rates ρ, one for each parameter: ρᵢ gᵢ in the place of the gradient gᵢ.
 */
import type { Field } from '../analytic/field.ts';
import type { Data, TrainingSpec } from '../instances/instance.ts';
import type { BoundModel } from '../models/bind.ts';
import { toRational } from '../numerics/numeral.ts';
import { type Rational, rational } from '../numerics/rational.ts';
import { createBatches } from './batches.ts';
import { lossGradient } from './field-objective.ts';
import { type FieldMethod, startTraining, trainingStep } from './field-optimiser.ts';

/** The numbers of `optimiser.ts`, as fractions. */
const MOMENTUM = rational(9, 10);
const DECAY = rational(1, 100);

/** The method with its numbers; undefined for gradient flow and for methods that take roots. */
export function fieldMethod<T>(
  field: Pick<Field<T>, 'rational'>,
  { method, rate = 1 }: Pick<TrainingSpec, 'method' | 'rate'>,
): FieldMethod<T> | undefined {
  const eta = field.rational(toRational(rate));
  switch (method) {
    case 'gradient-descent':
    case 'sgd':
      return { method, rate: eta };
    case 'momentum':
      return { method, rate: eta, momentum: field.rational(MOMENTUM) };
    case 'weight-decay':
      return { method, rate: eta, decay: field.rational(DECAY) };
    default:
      return undefined;
  }
}

export interface FieldTraining<T> {
  readonly model: BoundModel;
  readonly start: readonly T[];
  readonly data: Data;
  readonly loss: string;
  readonly method: FieldMethod<T>;
  /** Size of the batches of SGD, and the seed of its shuffles. */
  readonly batch?: number | undefined;
  readonly seed: number | string;
  /** ρ; default: all 1. */
  readonly rates?: readonly Rational[];
}

/**
 * θ after each step, without end.
 *
 * @throws what the field throws for values it does not have.
 */
export function* trained<T>(
  field: Field<T>,
  { model, start, data, loss, method, batch, seed, rates }: FieldTraining<T>,
): Generator<readonly T[], never> {
  const samples = data.inputs.length;
  const batches =
    method.method === 'sgd' && batch !== undefined && batch < samples
      ? createBatches(samples, batch, seed)
      : null;
  const scale = rates?.map((rho) => field.rational(rho));
  let state = startTraining(field, start);
  for (;;) {
    batches?.next();
    const part = batches === null ? data : rowsOf(data, batches);
    const gradient = lossGradient(model, field, state.theta, part, loss);
    const direction =
      scale === undefined ? gradient : gradient.map((g, i) => field.mul(scale[i], g));
    state = trainingStep(field, method, state, direction);
    yield state.theta;
  }
}

function rowsOf(
  { inputs, targets }: Data,
  { order, from, count }: { order: Int32Array; from: number; count: number },
): Data {
  const rows = Array.from(order.subarray(from, from + count));
  return { inputs: rows.map((i) => inputs[i]), targets: rows.map((i) => targets[i]) };
}

/**
 * Taylor coefficients in t of gradient flow in the metric of rates ρ, θ̇ᵢ = −ρᵢ ∂L/∂θᵢ: the vectors of t⁰, …, t^orders.
 *
 * @param gradientAt [t⁰ … t^{length−1}] of ∇L along the series of θ that is given up to that order.
 */
export function flowSeries<T>(
  field: Field<T>,
  start: readonly T[],
  orders: number,
  gradientAt: (theta: readonly (readonly T[])[], length: number) => readonly (readonly T[])[],
  rates?: readonly Rational[],
): readonly (readonly T[])[] {
  let theta: readonly (readonly T[])[] = start.map((v) => [v]);
  for (let k = 0; k < orders; k++) {
    const slope = gradientAt(theta, k + 1);
    theta = theta.map((c, i) => {
      const rho = rates?.[i] ?? rational(1);
      const share = field.rational(rational(-rho.numerator, rho.denominator * BigInt(k + 1)));
      return [...c, field.mul(share, slope[i][k] ?? field.zero)];
    });
  }
  return theta;
}
