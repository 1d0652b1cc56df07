/**
 * On a subspace of equal, opposite and zero neurons IEEE arithmetic is itself equivariant: every
 * solver and every optimiser stays on it to the last bit. No tolerance appears here.
 */
import { describe, expect, it } from 'vitest';
import type { TrainingSpec } from '../instances/instance.ts';
import { layoutOf } from '../instances/layout.ts';
import type { FullyConnectedSpec, LinearSpec } from '../models/kinds/specs.ts';
import { createRng, type Rng } from '../numerics/random.ts';
import { datasetOf } from '../training/datasets.ts';
import { resolveLoss } from '../training/loss.ts';
import { createObjective } from '../training/objective.ts';
import { createOptimiser } from '../training/optimiser.ts';
import { optimiserSpec } from '../training/optimiser-spec.ts';
import { generateData } from '../training/synthetic-data.ts';
import { constant } from './constant.ts';
import { dormandPrince5 } from './dormand-prince-5.ts';
import { proportionalIntegral } from './proportional-integral.ts';
import { rungeKutta4 } from './runge-kutta-4.ts';
import { solve } from './solve.ts';
import { gradientFlow } from './vector-field.ts';

/** Neuron i of a layer is `sign` times neuron `like`; sign 0 is a zero neuron. */
interface Copy {
  readonly like: number;
  readonly sign: -1 | 0 | 1;
}

const self = (width: number): Copy[] =>
  Array.from({ length: width }, (_, like) => ({ like, sign: 1 }));

/** Neurons 1 = 2 and, as far as the parity allows, 3 = −4 and 5 zero; the rest free. */
function tie(width: number, parity: Parity): Copy[] {
  const copies = self(width);
  if (width >= 2) copies[1] = { like: 0, sign: 1 };
  if (width >= 4) copies[3] = { like: 2, sign: parity === 'none' ? 1 : -1 };
  if (width >= 5 && parity !== 'none') copies[4] = { like: 4, sign: 0 };
  return copies;
}

/**
 * For each parameter the parameter it copies and the sign. A sign on an odd neuron goes to its incoming
 * and outgoing weights, on an even one to the incoming weights only (and a "zero" one has zero
 * incoming weights, while its outgoing ones are free).
 */
function copiesOf(model: FullyConnectedSpec | LinearSpec, parity: Parity) {
  const { layers, size } = layoutOf(model);
  const like = new Int32Array(size);
  const sign = new Int8Array(size);
  layers.forEach(({ rows, columns, weights, bias }, l) => {
    const into = l === layers.length - 1 ? self(rows) : tie(rows, parity);
    const from = l === 0 ? self(columns) : tie(columns, parity);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < columns; j++) {
        const outgoing = parity === 'odd' ? from[j].sign : 1;
        like[weights + i * columns + j] = weights + into[i].like * columns + from[j].like;
        sign[weights + i * columns + j] = into[i].sign * outgoing;
      }
      if (bias >= 0) {
        like[bias + i] = bias + into[i].like;
        sign[bias + i] = into[i].sign;
      }
    }
  });
  return { like, sign, size };
}

type Parity = 'odd' | 'even' | 'none';
type Case = [FullyConnectedSpec | LinearSpec, Parity];

const network = (widths: number[], bias: boolean, activation: string): FullyConnectedSpec => {
  return { kind: 'fully-connected', widths, bias, activation };
};

const models: readonly Case[] = [
  ...['tanh', 'sin', 'erf', 'arctan', 'identity', 'cube'].flatMap((activation): Case[] => [
    [network([2, 6, 1], false, activation), 'odd'],
    [network([3, 6, 5, 2], true, activation), 'odd'],
  ]),
  ...['cos', 'gaussian', 'square'].map(
    (activation): Case => [network([3, 6, 5, 2], true, activation), 'even'],
  ),
  ...['sigmoid', 'softplus', 'silu', 'gelu', 'exp', 'relu'].map(
    (activation): Case => [network([3, 6, 5, 2], true, activation), 'none'],
  ),
  [{ kind: 'linear', widths: [3, 6, 5, 2] }, 'odd'],
];

const methods: readonly TrainingSpec[] = [
  { method: 'gradient-descent', rate: 0.05 },
  { method: 'sgd', rate: 0.05, batch: 4 },
  { method: 'momentum', rate: 0.01 },
  { method: 'adam', rate: 0.01 },
  { method: 'weight-decay', rate: 0.05 },
];

function problem(model: FullyConnectedSpec | LinearSpec, parity: Parity) {
  const rng: Rng = createRng(JSON.stringify(model));
  const { like, sign, size } = copiesOf(model, parity);
  const free = Float64Array.from({ length: size }, () => 0.3 * rng.gaussian());
  const start = free.map((_, i) => sign[i] * free[like[i]]);
  const [d, c] = [model.widths[0], model.widths[model.widths.length - 1]];
  const data = generateData('gaussian', rng, { n: 11, d, c });
  const objective = createObjective(model, datasetOf(data), resolveLoss('log-cosh'));
  /** Largest deviation from the copies; 0 means to the last bit (0 and −0 being equal). */
  const drift = (theta: Float64Array) =>
    theta.reduce((worst, v, i) => {
      const off = Math.abs(v - sign[i] * theta[like[i]]);
      return off <= worst ? worst : off;
    }, 0);
  const moved = (theta: Float64Array) => Math.max(...theta.map((v, i) => Math.abs(v - start[i])));
  const tied = like.reduce((count, k, i) => count + (k === i && sign[i] === 1 ? 0 : 1), 0);
  return { objective, start, drift, moved, tied };
}

describe.each(models)('%j', (model, parity) => {
  const { objective, start, drift, moved, tied } = problem(model, parity);

  it('every optimiser', () => {
    expect(tied).toBeGreaterThan(4);
    for (const training of methods) {
      const optimiser = createOptimiser(optimiserSpec(training), objective, 1);
      const theta = start.slice();
      let steps = 0;
      while (steps < 200 && drift(theta) === 0) {
        optimiser.step(theta);
        steps++;
      }
      expect([training.method, steps, drift(theta)]).toEqual([training.method, 200, 0]);
      expect(moved(theta)).toBeGreaterThan(1e-2);
    }
  });

  it('every solver', () => {
    const field = gradientFlow(objective);
    let steps = 0;
    const onStep = (_t: number, theta: Float64Array) => {
      steps++;
      if (drift(theta) !== 0) throw new Error(`left the subspace at step ${steps}`);
    };
    const interval = { from: 0, until: 5, onStep };
    const fixed = { ...interval, control: constant(100) };
    const control = proportionalIntegral({ relative: 1e-7, absolute: 1e-7, maxSteps: 5000 });
    const ends = [
      solve(field, start, { ...fixed, method: rungeKutta4 }),
      solve(field, start, { ...fixed, method: dormandPrince5 }),
      solve(field, start, { ...interval, method: dormandPrince5, control }),
    ];
    expect(steps).toBeGreaterThan(205);
    for (const { end, y } of ends) {
      // A trajectory of a ReLU network may slide along a kink, where an adaptive solver never arrives.
      expect(parity === 'none' ? ['reached', 'too-many-steps'] : ['reached']).toContain(end);
      expect(moved(y)).toBeGreaterThan(1e-2);
    }
  });
});

it('a copy that is one ulp off is seen', () => {
  const { start, drift } = problem(models[0][0], 'odd');
  expect(drift(start)).toBe(0);
  const off = start.slice();
  off[2] += Math.abs(off[2]) * Number.EPSILON;
  expect(drift(off)).toBeGreaterThan(0);
});
