/** The subspace of clusters is as far from θ as the clusters are said to be, by another formula. */
import { expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import { createRng } from '../../numerics/random.ts';
import { modelSymmetry } from '../group/model-symmetry.ts';
import { clusteredSubspace } from './clustered-subspace.ts';
import { condensation } from './condensation.ts';

const FUNCTIONS = [
  'tanh',
  'square',
  'gelu',
  { name: 'shifted', base: 'tanh', shift: '1/2' },
] as const;

it('of one axis: at the distance of the clusters, of their dimension and what is free besides', () => {
  for (let seed = 0; seed < 16; seed++) {
    const rng = createRng(`clusters/${seed}`);
    const widths = [rng.integer(1, 2), rng.integer(1, 5), rng.integer(1, 2)];
    const bias = seed % 3 === 0;
    const bound = bind({ kind: 'fully-connected', widths, bias, activation: FUNCTIONS[seed % 4] });
    const symmetry = modelSymmetry(bound, 'by-parity');
    const theta = Float64Array.from({ length: bound.size }, rng.gaussian);
    const [axis] = symmetry.axes;
    const from = symmetry.form.center.numerator === 0n ? 0 : -0.5;
    const counted = theta.map((x, p) => (symmetry.form.centered[p] === 1 ? x - from : x));
    const free = bound.size - axis.slices.length * axis.slices[0].length;
    for (const near of condensation(axis, counted).nearest) {
      const subspace = clusteredSubspace(symmetry, [near.clusters], theta);
      expect(subspace.dimension).toBe(near.dimension + free);
      // Signs are those of the largest unit, and with many units others may be nearer.
      expect(subspace.distance(theta)).toBeGreaterThan(near.distance - 1e-12);
      if (near.clusters.every(({ units }) => units.length < 3))
        expect(subspace.distance(theta)).toBeCloseTo(near.distance, 10);
    }
  }
});

it('of several axes: all of it at once', () => {
  const bound = bind({
    kind: 'fully-connected',
    widths: [1, 2, 2, 1],
    bias: false,
    activation: 'tanh',
  });
  const symmetry = modelSymmetry(bound, 'by-parity');
  const together = [{ units: [0, 1], dimension: 3 }];
  const tied = clusteredSubspace(symmetry, [together, together], new Float64Array(8).fill(1));
  // w, w; four equal weights; a, a.
  expect(tied.dimension).toBe(3);
  const apart = [
    { units: [0], dimension: 3 },
    { units: [1], dimension: 3 },
  ];
  expect(clusteredSubspace(symmetry, [together, apart], new Float64Array(8)).dimension).toBe(5);
});

it('signs are those that bring units next to the largest one, not to the first', () => {
  const bound = bind({
    kind: 'fully-connected',
    widths: [1, 3, 1],
    bias: false,
    activation: 'tanh',
  });
  const symmetry = modelSymmetry(bound, 'by-parity');
  // (w, a): a short unit that is next to the second with one sign and to the third with the other, which are near.
  const units = [
    [1 / 64, -1 / 64],
    [2, 1],
    [1, 2],
  ];
  for (const order of [
    [0, 1, 2],
    [1, 0, 2],
    [2, 1, 0],
  ]) {
    const theta = Float64Array.from([
      ...order.map((u) => units[u][0]),
      ...order.map((u) => units[u][1]),
    ]);
    const subspace = clusteredSubspace(symmetry, [[{ units: [0, 1, 2], dimension: 2 }]], theta);
    const signs = order.map((_, k) => subspace.sign[k]);
    expect(signs[order.indexOf(1)]).toBe(signs[order.indexOf(2)]);
    // Σ‖u‖² − ‖Σu‖²/3 = 10 − 18/3 but for the short one; it would be 10 − 2/3 with the other sign.
    expect(subspace.dimension).toBe(2);
    expect(subspace.distance(theta) ** 2).toBeLessThan(4.2);
    expect(subspace.distance(theta) ** 2).toBeGreaterThan(3.8);
  }
});
