import { describe, expect, it } from 'vitest';
import { ShapeError } from '../errors.ts';
import { inputDimension, layoutOf, outputDimension } from '../instances/layout.ts';
import { createNetwork } from '../models/float-network.ts';
import type { FullyConnectedSpec, LinearSpec } from '../models/kinds/specs.ts';
import { fittedSlope } from '../numerics/fitted-slope.ts';
import { createRng } from '../numerics/random.ts';
import { datasetOf } from './datasets.ts';
import { lossNames, resolveLoss } from './loss.ts';
import { createObjective } from './objective.ts';
import { generateData } from './synthetic-data.ts';

const EPS = Number.EPSILON;

const models: readonly (FullyConnectedSpec | LinearSpec)[] = [
  { kind: 'fully-connected', widths: [2, 4, 1], bias: false, activation: 'tanh' },
  { kind: 'fully-connected', widths: [3, 4, 3, 2], bias: true, activation: 'softplus' },
  // Four layers, so that L has third and fourth derivatives under every loss.
  { kind: 'linear', widths: [2, 3, 2, 2, 3] },
];

function problem(model: FullyConnectedSpec | LinearSpec, lossName: string, n = 7) {
  const rng = createRng(`${JSON.stringify(model)} ${lossName}`);
  const loss = resolveLoss(lossName);
  const [d, c] = [inputDimension(model), outputDimension(model)];
  const dataset = datasetOf(generateData('gaussian', rng, { n, d, c, targets: loss.targets }));
  const size = layoutOf(model).size;
  const draw = (scale: number) => Float64Array.from({ length: size }, () => scale * rng.gaussian());
  return { objective: createObjective(model, dataset, loss), dataset, loss, draw, size };
}

const dot = (a: Float64Array, b: Float64Array) => a.reduce((s, x, i) => s + x * b[i], 0);
const norm = (a: Float64Array) => Math.sqrt(dot(a, a));
const shifted = (a: Float64Array, h: number, v: Float64Array) => a.map((x, i) => x + h * v[i]);

const cases = models.flatMap((model) =>
  lossNames.map((loss) => ({ kind: `${model.kind} ${model.widths.join('–')}`, model, loss })),
);

describe('objective', () => {
  it.each(cases)('$kind $loss: the mean of the losses, datum by datum', ({ model, loss: name }) => {
    const { objective, dataset, loss, draw, size } = problem(model, name);
    const theta = draw(0.7);
    const network = createNetwork(model, 1);
    const { n, d, c } = dataset;
    const prediction = new Float64Array(c);
    const residual = new Float64Array(c);
    const slope = new Float64Array(size);
    const expected = new Float64Array(size);
    let value = 0;
    let scale = 0;
    for (let i = 0; i < n; i++) {
      const x = dataset.inputs.slice(i * d, (i + 1) * d);
      const y = dataset.targets.slice(i * c, (i + 1) * c);
      network.forward(theta, x, prediction);
      value += loss.value(prediction, y, 0, c) / n;
      loss.gradient(prediction, y, 0, c, residual);
      for (let o = 0; o < c; o++) {
        network.outputGradient(theta, x, o, slope);
        for (let k = 0; k < size; k++) expected[k] += (residual[o] * slope[k]) / n;
        scale += (Math.abs(residual[o]) * norm(slope)) / n;
      }
    }
    const gradient = new Float64Array(size);
    const returned = objective.gradient(theta, gradient);
    // The same numbers added in another order: n·c terms of total size `scale`, each after at most 40
    // operations. A wrong factor or sign would be off by the scale itself.
    expect(norm(shifted(gradient, -1, expected))).toBeLessThan(100 * EPS * scale);
    expect(scale).toBeGreaterThan(1e-3);
    expect(Math.abs(returned - value)).toBeLessThan(100 * EPS * (Math.abs(value) + scale));
    expect(objective.value(theta)).toBe(returned);
  });

  it.each(cases)('$kind $loss: ∇L is the derivative of L', ({ model, loss }) => {
    const { objective, draw, size } = problem(model, loss);
    const theta = draw(0.5);
    const v = draw(1);
    const gradient = new Float64Array(size);
    objective.gradient(theta, gradient);
    const along = dot(gradient, v);
    const steps = [0.016, 0.008, 0.004, 0.002, 0.001];
    const errors = steps.map((h) => {
      const difference =
        objective.value(shifted(theta, h, v)) - objective.value(shifted(theta, -h, v));
      return Math.abs(difference / (2 * h) - along);
    });
    // A central difference is off by h²/6·L‴. Huber's kinks may be crossed: order 1 at least.
    if (loss === 'huber') expect(fittedSlope(steps, errors)).toBeGreaterThan(0.7);
    else expect(Math.abs(fittedSlope(steps, errors) - 2)).toBeLessThan(0.2);
  });

  it.each(cases.filter(({ loss }) => loss !== 'huber'))(
    '$kind $loss: ∇²L v is the derivative of ∇L, and symmetric',
    ({ model, loss }) => {
      const { objective, draw, size } = problem(model, loss);
      const theta = draw(0.5);
      const [u, v] = [draw(1), draw(1)];
      const [up, down, hu, hv] = Array.from({ length: 4 }, () => new Float64Array(size));
      objective.hessianVector(theta, v, hv);
      objective.hessianVector(theta, u, hu);
      const steps = [0.016, 0.008, 0.004, 0.002, 0.001];
      const errors = steps.map((h) => {
        objective.gradient(shifted(theta, h, v), up);
        objective.gradient(shifted(theta, -h, v), down);
        return norm(up.map((g, i) => (g - down[i]) / (2 * h) - hv[i]));
      });
      expect(Math.abs(fittedSlope(steps, errors) - 2)).toBeLessThan(0.2);
      // Both are ⟨u, ∇²L v⟩, each from some 10³ operations on numbers of the products' size.
      expect(Math.abs(dot(u, hv) - dot(v, hu))).toBeLessThan(
        1000 * EPS * (norm(u) * norm(hv) + norm(v) * norm(hu)),
      );
    },
  );

  it.each(models)('$kind: batches of an epoch average to the whole', (model) => {
    const { objective, draw, size } = problem(model, 'squared', 12);
    const theta = draw(0.7);
    const order = Int32Array.of(7, 2, 11, 0, 1, 9, 3, 4, 10, 5, 8, 6);
    const whole = new Float64Array(size);
    const value = objective.gradient(theta, whole);
    for (const batch of [1, 3, 4, 12]) {
      const sum = new Float64Array(size);
      const part = new Float64Array(size);
      let loss = 0;
      for (let from = 0; from < 12; from += batch) {
        loss += objective.batchGradient(theta, order, from, batch, part) * (batch / 12);
        for (let k = 0; k < size; k++) sum[k] += part[k] * (batch / 12);
      }
      expect(norm(shifted(sum, -1, whole))).toBeLessThan(1000 * EPS * (value + norm(whole)));
      expect(Math.abs(loss - value)).toBeLessThan(100 * EPS * value);
    }
    // A batch is its own data, not the whole.
    const part = new Float64Array(size);
    objective.batchGradient(theta, order, 2, 1, part);
    expect(norm(shifted(part, -1, whole))).toBeGreaterThan(1e-3);
  });

  it('numbers beyond range come out as such', () => {
    const model: LinearSpec = { kind: 'linear', widths: [1, 1, 1] };
    const dataset = datasetOf({ inputs: [[1]], targets: [[0]] });
    const objective = createObjective(model, dataset, resolveLoss('quartic'));
    const out = new Float64Array(2);
    expect(objective.value(Float64Array.of(1e100, 1e100))).toBe(Number.POSITIVE_INFINITY);
    expect(objective.gradient(Float64Array.of(1e100, 1e100), out)).toBe(Number.POSITIVE_INFINITY);
    expect(out.some((g) => Number.isFinite(g))).toBe(false);
    expect(objective.value(Float64Array.of(Number.NaN, 1))).toBeNaN();
  });

  it('refuses data of other dimensions', () => {
    const dataset = datasetOf({ inputs: [[1, 2]], targets: [[0]] });
    const model: LinearSpec = { kind: 'linear', widths: [1, 1, 1] };
    expect(() => createObjective(model, dataset, resolveLoss('squared'))).toThrow(ShapeError);
  });
});
