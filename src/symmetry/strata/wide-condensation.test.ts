/** Wide axes: what is found through pictures, against clusters that were planted and against the exact answer. */
import { expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import { axisSourcesAt, condensationOf } from './axis-source.ts';
import { wideCondensation } from './wide-condensation.ts';

const model = (hidden: number, activation = 'tanh') => ({
  kind: 'fully-connected',
  widths: [3, hidden, 2],
  bias: true,
  activation,
});

/** θ of neurons (w, b, a), with an output bias. */
function thetaOf(neurons: readonly (readonly number[])[]): Float64Array {
  const row = (o: number) => neurons.map((n) => n[4 + o]);
  return Float64Array.from([
    ...neurons.flatMap((n) => n.slice(0, 3)),
    ...neurons.map((n) => n[3]),
    ...row(0),
    ...row(1),
    ...[1, 2],
  ]);
}

it('finds planted clusters of 200 neurons, with their signs, and their distance', () => {
  const rng = createRng('wide');
  const neurons = Array.from({ length: 200 }, () => Array.from({ length: 6 }, rng.gaussian));
  const near = (n: readonly number[], sign: number, by: number) =>
    n.map((x, k) => sign * x + (k === 0 ? by : 0));
  // 0 ≈ 50 ≈ −120, all 10⁻³ apart along one coordinate: −e, 0 and e about the mean, 2e² in all; and 30 is nearly zero.
  const e = 2 ** -10;
  neurons[50] = near(neurons[0], 1, e);
  neurons[120] = near(neurons[0], -1, e);
  neurons[30] = [e, 0, 0, 0, 0, 0];
  const [source] = axisSourcesAt(model(200), thetaOf(neurons));
  const { nearest, exact } = condensationOf(source, 0.1);
  expect(exact).toBe(false);
  const found = nearest.find(({ distance }) => distance > 0 && distance < 0.1);
  expect(found?.dimension).toBe(6 * (200 - 3));
  expect(found?.distance).toBeCloseTo(Math.sqrt(3) * e, 12);
  const large = found!.clusters.filter(({ units, dimension }) => units.length > 1 || dimension < 6);
  expect(large).toEqual([
    { units: [0, 50, 120], dimension: 6 },
    { units: [30], dimension: 0 },
  ]);
  expect(nearest.at(-1)).toMatchObject({ dimension: 1200, distance: 0 });
  // Where more is near, more is found: the shortest neuron may vanish as well.
  const lengths = neurons.map((n) => Math.hypot(...n)).sort((a, b) => a - b);
  const wide = condensationOf(source, 2 * lengths[1]).nearest;
  expect(wide.filter(({ distance }) => distance <= 2 * lengths[1])[0].dimension).toBeLessThan(
    6 * (200 - 3),
  );
});

it('is never below the exact distance, and meets it where units are equal', () => {
  const rng = createRng('wide and exact');
  for (const activation of ['tanh', 'cos', 'softplus']) {
    const neurons = Array.from({ length: 6 }, () => Array.from({ length: 6 }, rng.gaussian));
    neurons[4] = [...neurons[1]];
    const [source] = axisSourcesAt(model(6, activation), thetaOf(neurons));
    const exact = condensationOf(source, 5);
    expect(exact.exact).toBe(true);
    expect(exact.isSigned).toBe(activation !== 'softplus');
    expect(wideCondensation(source, 1).isSigned).toBe(exact.isSigned);
    for (const tolerance of [0, 1, 3, 5]) {
      const { nearest } = wideCondensation(source, tolerance);
      expect(nearest).toContainEqual(expect.objectContaining({ dimension: 30, distance: 0 }));
      for (const { dimension, distance } of nearest) {
        const best = exact.nearest.filter((one) => one.dimension <= dimension).at(-1)!;
        expect(distance).toBeGreaterThanOrEqual(best.distance * (1 - 1e-12));
      }
    }
  }
});

it('of a small sibling are the symmetries of a network that is too large to be looked at', () => {
  const signsOf = (activation: string, hidden: number) => {
    const [{ signs, permutable, tensors }] = axisSourcesAt(
      model(hidden, activation),
      new Float64Array(6 * hidden + 2),
    );
    return { signs, permutable, tensors: tensors.length };
  };
  // Weights, biases and read-outs turn together where the function is odd, the first two where it is even.
  expect(signsOf('tanh', 2000)).toEqual({ signs: [7], permutable: true, tensors: 3 });
  expect(signsOf('cos', 2000)).toEqual({ signs: [3], permutable: true, tensors: 3 });
  expect(signsOf('gelu', 2000)).toEqual({ signs: [], permutable: true, tensors: 3 });
  for (const activation of ['tanh', 'cos', 'gelu'])
    expect(signsOf(activation, 5)).toEqual(signsOf(activation, 2000));
});
