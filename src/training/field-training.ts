/**
 * Discrete training over any field: the steps of `optimiser.ts`, exact over ℚ and enclosed in balls, in the metric of
 * rates ρ, one for each parameter: ρᵢ gᵢ in the place of the gradient gᵢ.
 */
import type { Field } from '../analytic/field.ts';
import type { Data, Numeral, TrainingSpec } from '../instances/instance.ts';
import type { BoundModel } from '../models/bind.ts';
import { toRational } from '../numerics/numeral.ts';
import { add, format, fromDouble, type Rational, rational } from '../numerics/rational.ts';
import { createBatches } from './batches.ts';
import { createDisturbance, type Disturbance } from './disturbance.ts';
import { lossGradient } from './field-objective.ts';
import { type FieldMethod, startTraining, trainingStep } from './field-optimiser.ts';
import { ADAM, DECAY, MOMENTUM, methodFacts, RMSPROP } from './methods.ts';
import type { SignsAndRoots } from './signs-and-roots.ts';

/** The method with its numbers; undefined for gradient flow. */
export function fieldMethod<T>(
  field: Pick<Field<T>, 'rational'>,
  { method, rate = 1 }: Pick<TrainingSpec, 'method' | 'rate'>,
): FieldMethod<T> | undefined {
  if (method === 'gradient-flow') return undefined;
  const spec = { method, rate: field.rational(toRational(rate)) };
  // The decimals that `methods.ts` writes, not the doubles next to them.
  const exact = (value: number) => field.rational(toRational(String(value)));
  const adam = () => ({
    beta1: exact(ADAM.beta1),
    beta2: exact(ADAM.beta2),
    epsilon: exact(ADAM.epsilon),
  });
  switch (method) {
    case 'momentum':
    case 'nesterov':
      return { ...spec, momentum: exact(MOMENTUM) };
    case 'weight-decay':
      return { ...spec, decay: exact(DECAY) };
    case 'rmsprop':
      return { ...spec, beta2: exact(RMSPROP.smoothing), epsilon: exact(RMSPROP.epsilon) };
    case 'adam':
      return { ...spec, ...adam() };
    case 'adamw':
      return { ...spec, ...adam(), decay: exact(DECAY) };
    default:
      return spec;
  }
}

/** The same for methods that are linear in gradients of L itself: over ℚ their steps are rational. */
export function linearFieldMethod<T>(
  field: Pick<Field<T>, 'rational'>,
  training: Pick<TrainingSpec, 'method' | 'rate'>,
): FieldMethod<T> | undefined {
  if (training.method === 'gradient-flow') return undefined;
  const { linear, draws } = methodFacts[training.method];
  return linear && draws === 'nothing' ? fieldMethod(field, training) : undefined;
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
  /** The rate of step k = 1, 2, …; default: that of the method. */
  readonly rateAt?: (step: number) => T;
  /** For the methods that take signs or roots. */
  readonly take?: SignsAndRoots<T>;
}

/**
 * θ after each step, without end.
 *
 * @throws what the field throws for values it does not have.
 */
export function* trained<T>(
  field: Field<T>,
  { model, start, data, loss, method, batch, seed, rates, rateAt, take }: FieldTraining<T>,
): Generator<readonly T[], never> {
  const samples = data.inputs.length;
  const batches =
    method.method === 'sgd' && batch !== undefined && batch < samples
      ? createBatches(samples, batch, seed)
      : null;
  const scale = rates?.map((rho) => field.rational(rho));
  const drawn = createDisturbance(method.method, model, samples, seed);
  let state = startTraining(field, start);
  for (let k = 1; ; k++) {
    batches?.next();
    drawn?.next();
    const part = batches === null ? noisy(data, drawn) : rowsOf(data, batches);
    const gradient = disturbedGradient(field, state.theta, drawn, (theta) =>
      lossGradient(model, field, theta, part, loss),
    );
    const direction =
      scale === undefined ? gradient : gradient.map((g, i) => field.mul(scale[i], g));
    const paced = rateAt === undefined ? method : { ...method, rate: rateAt(k) };
    state = trainingStep(field, paced, state, direction, take);
    yield state.theta;
  }
}

function noisy(data: Data, drawn: Disturbance | null): Data {
  const noise = drawn?.targets;
  if (noise == null) return data;
  const exact = (numeral: Numeral, at: number) =>
    format(add(toRational(numeral), fromDouble(noise[at])));
  const targets = data.targets.map((row, i) => row.map((y, o) => exact(y, i * row.length + o)));
  return { ...data, targets };
}

/** D∇L(Dθ) + ξ. */
function disturbedGradient<T>(
  field: Field<T>,
  theta: readonly T[],
  drawn: Disturbance | null,
  gradientAt: (theta: readonly T[]) => readonly T[],
): readonly T[] {
  if (drawn === null) return gradientAt(theta);
  const { factors, gradient } = drawn;
  const scaled = (v: readonly T[]) =>
    factors === null ? v : v.map((x, i) => field.mul(field.rational(factors[i]), x));
  const pulled = scaled(gradientAt(scaled(theta)));
  if (gradient === null) return pulled;
  return pulled.map((g, i) => field.add(g, field.rational(fromDouble(gradient[i]))));
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
