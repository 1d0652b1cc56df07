/** Distances to strata against every clustering, written out; and trained-looking networks. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import { createRng } from '../../numerics/random.ts';
import { modelSymmetry } from '../group/model-symmetry.ts';
import { type Condensation, condensation, EXACT_UNITS } from './condensation.ts';

const network = (widths: number[], activation: string, bias = false) =>
  bind({ kind: 'fully-connected', widths, bias, activation });

/** θ of a two-layer network with one output from its neurons (w…, a). */
function pointOf(neurons: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from([
    ...neurons.flatMap((u) => u.slice(0, -1)),
    ...neurons.map((u) => u.at(-1)!),
  ]);
}

function condensed(neurons: readonly (readonly number[])[], activation = 'tanh'): Condensation {
  const bound = network([neurons[0].length - 1, neurons.length, 1], activation);
  const [axis] = modelSymmetry(bound, 'by-parity').axes;
  return condensation(axis, pointOf(neurons));
}

/**
 * The least distance for each dimension over all ways to give each neuron a label −m … m: 0 is the zero
 * neuron, ±j the j-th cluster with a sign, or without signs 1 … m.
 */
function byHand(neurons: readonly (readonly number[])[], parity: 'odd' | 'none') {
  const m = neurons.length;
  const size = neurons[0].length;
  const least = new Map<number, number>();
  const labels = Array.from({ length: 2 * m + 1 }, (_, i) => i - m).filter(
    (label) => parity === 'odd' || label > 0,
  );
  const visit = (chosen: number[]): void => {
    if (chosen.length < m) {
      for (const label of labels) visit([...chosen, label]);
      return;
    }
    let square = 0;
    const clusters = new Set(chosen.map(Math.abs).filter((label) => label > 0));
    chosen.forEach((label, i) => {
      if (label === 0) for (const x of neurons[i]) square += x * x;
    });
    for (const cluster of clusters) {
      const own = neurons.flatMap((u, i) =>
        Math.abs(chosen[i]) === cluster ? [u.map((x) => Math.sign(chosen[i]) * x)] : [],
      );
      for (let k = 0; k < size; k++) {
        const mean = own.reduce((sum, u) => sum + u[k], 0) / own.length;
        for (const u of own) square += (u[k] - mean) ** 2;
      }
    }
    const dimension = clusters.size * size;
    least.set(
      dimension,
      Math.min(least.get(dimension) ?? Number.POSITIVE_INFINITY, Math.sqrt(square)),
    );
  };
  visit([]);
  return least;
}

describe('distances to the nearest stratum of each dimension', () => {
  it.each(['odd', 'none'] as const)('are the least of all clusterings, parity %s', (parity) => {
    for (let seed = 0; seed < 5; seed++) {
      const rng = createRng(`condensed/${seed}`);
      const neurons = Array.from({ length: 4 }, () => [
        rng.gaussian(),
        rng.gaussian(),
        rng.gaussian(),
      ]);
      const { nearest, exact } = condensed(neurons, parity === 'odd' ? 'tanh' : 'gelu');
      expect(exact).toBe(true);
      const least = byHand(neurons, parity);
      for (const { dimension, distance } of nearest)
        expect(distance).toBeCloseTo(least.get(dimension)!, 10);
      // What is left out is no nearer than something smaller.
      for (const [dimension, distance] of least)
        expect(
          nearest.some((n) => n.dimension <= dimension && n.distance <= distance + 1e-10),
        ).toBe(true);
    }
  });

  it('know what an even function pins: the input weights alone', () => {
    // w of neuron 1 is small and a large: pinning w costs 0.01, zeroing would cost 5, no cluster is near.
    const { nearest } = condensed(
      [
        [0.01, 5],
        [3, -4],
      ],
      'cos',
    );
    const one = nearest.find(({ dimension }) => dimension === 3)!;
    expect(one.distance).toBeCloseTo(0.01, 12);
    expect(one.clusters.map(({ dimension }) => dimension).sort()).toEqual([1, 2]);
  });
});

it('units that are not exchanged vanish one by one, those first that cost least', () => {
  const axis = (tensors: number, signs: readonly number[]) => ({
    label: 'layer 1',
    noun: 'neuron',
    slices: [0, 1, 2].map((u) => Int32Array.from({ length: tensors }, (_, t) => u * tensors + t)),
    tensorOf: Int32Array.from({ length: tensors }, (_, t) => t),
    tensors,
    symbols: [],
    inputs: 1,
    permutable: false,
    signs,
  });
  for (const theta of [
    [5, 1, 3],
    [1, 3, 5],
    [3, -5, 1],
  ]) {
    const { nearest, exact, isSigned } = condensation(axis(1, [1]), theta);
    expect({ exact, isSigned }).toEqual({ exact: true, isSigned: true });
    expect(nearest.map(({ dimension, distance }) => [dimension, distance ** 2])).toEqual([
      [0, expect.closeTo(35, 12)],
      [1, expect.closeTo(10, 12)],
      [2, 1],
      [3, 0],
    ]);
    const [, two] = nearest;
    expect(two.clusters.map(({ units }) => units)).toEqual([[0], [1], [2]]);
    expect(two.clusters.map(({ dimension }) => dimension)).toEqual(
      theta.map((x) => (Math.abs(x) === 5 ? 1 : 0)),
    );
  }
  // Equal ones are no nearer, and without signs nothing vanishes.
  expect(condensation(axis(1, []), [2, 2, 2])).toMatchObject({
    isSigned: false,
    nearest: [{ dimension: 3, distance: 0 }],
  });
  // Two tensors of which each may vanish: (1 | 4), (2 | 0), (0 | 3).
  const both = condensation(axis(2, [1, 2, 3]), [1, 4, 2, 0, 0, 3]).nearest;
  expect(both.map(({ dimension, distance }) => [dimension, distance ** 2])).toEqual([
    [0, expect.closeTo(30, 12)],
    [1, expect.closeTo(14, 12)],
    [2, expect.closeTo(5, 12)],
    [3, 1],
    [4, 0],
  ]);
});

describe('a condensed network', () => {
  const rng = createRng('condensed');
  const centres = [
    [1, -2, 3],
    [0.5, 4, -1],
    [-3, 0.2, 2],
  ];

  it.each([
    [8, true],
    [50, false],
  ])('of %i neurons in 3 clusters, opposite ones among them, is seen as such', (m, exact) => {
    const labels = Array.from({ length: m }, (_, i) => i % 3);
    const signs = labels.map(() => (rng.uniform() < 0.5 ? -1 : 1));
    const noise = labels.map(() => [0, 1, 2].map(() => 1e-4 * rng.gaussian()));
    const neurons = labels.map((label, i) =>
      centres[label].map((x, k) => signs[i] * (x + noise[i][k])),
    );
    const found = condensed(neurons);
    expect(found.exact).toBe(exact);
    // 3(d + c) dimensions, at the distance of the noise from its means.
    let square = 0;
    for (const cluster of [0, 1, 2])
      for (const k of [0, 1, 2]) {
        const own = noise.filter((_, i) => labels[i] === cluster).map((u) => u[k]);
        const mean = own.reduce((a, b) => a + b) / own.length;
        for (const x of own) square += (x - mean) ** 2;
      }
    const three = found.nearest.find(({ dimension }) => dimension === 9)!;
    expect(three.distance).toBeCloseTo(Math.sqrt(square), 12);
    expect(three.clusters.map(({ units }) => units[0]).sort()).toEqual([0, 1, 2]);
    const fewer = found.nearest.filter(({ dimension }) => dimension < 9);
    for (const { distance } of fewer) expect(distance).toBeGreaterThan(1);
  });

  it('of equal and opposite neurons is on the stratum exactly', () => {
    const [u, v] = [
      [0.1, 0.7, -1 / 3],
      [Math.PI, 2, 1e-3],
    ];
    const opposite = u.map((x) => -x);
    const { nearest } = condensed([u, v, opposite, u]);
    expect(nearest.find(({ dimension }) => dimension === 6)!.distance).toBe(0);
    expect(nearest.at(-1)!.dimension).toBe(6);
  });

  it('beyond 8 neurons has upper bounds that a clustering attains', () => {
    const neurons = Array.from({ length: EXACT_UNITS + 3 }, () => [rng.gaussian(), rng.gaussian()]);
    const { nearest, exact } = condensed(neurons);
    expect(exact).toBe(false);
    for (const { clusters, distance, dimension } of nearest) {
      expect(clusters.flatMap(({ units }) => units).sort((a, b) => a - b)).toEqual([
        ...neurons.keys(),
      ]);
      expect(clusters.reduce((sum, c) => sum + c.dimension, 0)).toBe(dimension);
      // No clustering is nearer than what its members leave: signs chosen at their best.
      let square = 0;
      for (const { units, dimension: kept } of clusters) {
        const own = units.map((i) => neurons[i]);
        const norms = own.flat().reduce((sum, x) => sum + x * x, 0);
        if (kept === 0) square += norms;
        else {
          let largest = 0;
          for (let bits = 0; bits < 2 ** (own.length - 1); bits++) {
            const sum = [0, 1].map((k) =>
              own.reduce((s, u, i) => s + (i > 0 && (bits >> (i - 1)) & 1 ? -u[k] : u[k]), 0),
            );
            largest = Math.max(largest, sum[0] ** 2 + sum[1] ** 2);
          }
          square += norms - largest / own.length;
        }
      }
      expect(distance).toBeGreaterThan(Math.sqrt(Math.max(0, square)) - 1e-9);
    }
    expect(nearest.at(-1)!.distance).toBe(0);
  });
});
