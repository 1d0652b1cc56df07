import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import type { Data } from '../instances/instance.ts';
import { createRng } from '../numerics/random.ts';
import { datasetOf } from './datasets.ts';
import { iris } from './iris.ts';
import { resolveLoss } from './loss.ts';
import { type DataKind, dataKinds, generateData } from './synthetic-data.ts';

const rowsOf = (data: Data) => data.inputs.map((x) => x.map(Number));
const targetsOf = (data: Data) => data.targets.map((y) => y.map(Number));

/** The property that a kind promises, checked on plain numbers. */
const promises: { readonly [kind in DataKind]: (data: Data) => boolean } = {
  lattice: (data) =>
    [...data.inputs, ...data.targets]
      .flat()
      .every((v) => Number.isInteger(v) && Math.abs(Number(v)) <= 2),
  single: (data) => data.inputs.length === 1,
  gaussian: (data) => new Set(data.inputs.flat()).size === data.inputs.flat().length,
  'zero-inputs': (data) => data.inputs.some((x) => x.every((v) => Object.is(v, 0))),
  duplicates: (data) =>
    new Set(data.inputs.map((x) => x.join())).size <= Math.ceil(data.inputs.length / 2),
  collinear(data) {
    const rows = rowsOf(data);
    // Products of two coordinates round twice each: |xᵢyⱼ − xⱼyᵢ| ≤ 4·2⁻⁵³·(|xᵢyⱼ| + |xⱼyᵢ|).
    return rows.every((x) =>
      rows.every((y) =>
        x.every((_, i) =>
          x.every((_, j) => {
            const [a, b] = [x[i] * y[j], x[j] * y[i]];
            return Math.abs(a - b) <= 2 * Number.EPSILON * (Math.abs(a) + Math.abs(b));
          }),
        ),
      ),
    );
  },
  mirrored(data) {
    const rows = rowsOf(data).map((x) => x.join());
    const mirror = rowsOf(data).map((x) => x.map((v) => 0 - v).join());
    return [...rows].sort().join(';') === [...mirror].sort().join(';');
  },
  'extreme-scales': (data) => data.inputs.flat().every((v) => Number.isFinite(v)),
};

describe('synthetic data', () => {
  const shapes = [
    { n: 1, d: 1, c: 1 },
    { n: 2, d: 3, c: 1 },
    { n: 7, d: 2, c: 3 },
    { n: 8, d: 4, c: 2 },
  ];

  it.each(dataKinds)('%s: shape, promise, seed, JSON', (kind) => {
    for (const shape of shapes) {
      for (let seed = 0; seed < 20; seed++) {
        const data = generateData(kind, createRng(seed), shape);
        const { n, d, c } = datasetOf(data);
        expect([n, d, c]).toEqual([kind === 'single' ? 1 : shape.n, shape.d, shape.c]);
        expect(promises[kind](data)).toBe(true);
        expect(generateData(kind, createRng(seed), shape)).toEqual(data);
        expect(JSON.parse(JSON.stringify(data))).toEqual(data);
      }
    }
  });

  it('scales spread over many powers of ten', () => {
    const data = generateData('extreme-scales', createRng(1), { n: 60, d: 3, c: 1 });
    const sizes = rowsOf(data).map((x) => Math.hypot(...x));
    expect(Math.max(...sizes) / Math.min(...sizes)).toBeGreaterThan(1e8);
  });

  it('mirrored targets are odd, even and unrelated in turn; duplicates agree and contradict', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 40; seed++) {
      const [y0, y1] = targetsOf(generateData('mirrored', createRng(seed), { n: 2, d: 2, c: 1 }));
      seen.add(y0[0] === y1[0] ? 'even' : y0[0] === -y1[0] ? 'odd' : 'none');
      const data = generateData('duplicates', createRng(seed), { n: 2, d: 2, c: 1 });
      seen.add(data.targets[0][0] === data.targets[1][0] ? 'agree' : 'contradict');
    }
    expect([...seen].sort()).toEqual(['agree', 'contradict', 'even', 'none', 'odd']);
  });

  it.each(dataKinds)('%s: targets suit the loss', (kind) => {
    for (let seed = 0; seed < 10; seed++) {
      const signs = generateData(kind, createRng(seed), {
        n: 5,
        d: 2,
        c: 2,
        targets: resolveLoss('logistic').targets,
      });
      expect(signs.targets.flat().every((y) => y === 1 || y === -1)).toBe(true);
      const distributions = generateData(kind, createRng(seed), {
        n: 5,
        d: 2,
        c: 3,
        targets: resolveLoss('cross-entropy').targets,
      });
      expect(targetsOf(distributions).every((y) => y.reduce((s, v) => s + v, 0) === 1)).toBe(true);
    }
  });

  it('refuses sizes below 1', () => {
    for (const shape of [
      { n: 0, d: 1, c: 1 },
      { n: 1, d: -1, c: 1 },
      { n: 1, d: 1, c: 1.5 },
    ])
      expect(() => generateData('gaussian', createRng(0), shape)).toThrow(InputError);
  });
});

describe('datasetOf', () => {
  it('reads numerals row by row', () => {
    const { inputs, targets } = datasetOf({
      inputs: [
        ['1/2', -0],
        [3, '1e-3'],
      ],
      targets: [[1], [2]],
    });
    expect([...inputs]).toEqual([0.5, -0, 3, 0.001]);
    expect([...targets]).toEqual([1, 2]);
  });

  it.each<[Data, string]>([
    [{ inputs: [], targets: [] }, 'then.data.inputs'],
    [{ inputs: [[1]], targets: [] }, 'then.data.targets'],
    [{ inputs: [[1, 2], [3]], targets: [[1], [1]] }, 'then.data.inputs[1]'],
    [{ inputs: [[1], [3]], targets: [[1], [1, 2]] }, 'then.data.targets[1]'],
    [{ inputs: [[1], ['1e999']], targets: [[1], [1]] }, 'then.data.inputs[1][0]'],
  ])('refuses %j at its path', (data, path) => {
    expect(() => datasetOf(data, 'data', 'then.data')).toThrow(
      expect.objectContaining({ name: 'InputError', path }),
    );
  });
});

describe('iris', () => {
  it('has the published means and deviations', () => {
    // R 4, summary(iris) and sapply(iris[1:4], sd), to the digits printed there.
    const means = [5.843333, 3.057333, 3.758, 1.199333];
    const deviations = [0.8280661, 0.4358663, 1.7652982, 0.7622377];
    const { n, d, c, inputs, targets } = datasetOf(iris({ standardised: false }));
    expect([n, d, c]).toEqual([150, 4, 3]);
    for (let j = 0; j < 4; j++) {
      let [sum, squares] = [0, 0];
      for (let i = 0; i < n; i++) sum += inputs[4 * i + j];
      const mean = sum / n;
      for (let i = 0; i < n; i++) squares += (inputs[4 * i + j] - mean) ** 2;
      expect(Math.abs(mean - means[j])).toBeLessThan(1e-6);
      expect(Math.abs(Math.sqrt(squares / (n - 1)) - deviations[j])).toBeLessThan(1e-7);
    }
    for (let o = 0; o < 3; o++)
      for (let i = 0; i < n; i++) expect(targets[3 * i + o]).toBe(Math.floor(i / 50) === o ? 1 : 0);
  });

  it('standardised: mean 0, variance 1, order kept', () => {
    const raw = datasetOf(iris({ standardised: false })).inputs;
    const { inputs } = datasetOf(iris({ standardised: true }));
    for (let j = 0; j < 4; j++) {
      const column = Array.from({ length: 150 }, (_, i) => inputs[4 * i + j]);
      // 150 additions of numbers below 4.
      const rounding = 150 * 4 * Number.EPSILON;
      expect(Math.abs(column.reduce((s, x) => s + x, 0) / 150)).toBeLessThan(rounding);
      expect(Math.abs(column.reduce((s, x) => s + x * x, 0) / 150 - 1)).toBeLessThan(rounding);
      for (let i = 1; i < 150; i++)
        expect(Math.sign(column[i] - column[0])).toBe(Math.sign(raw[4 * i + j] - raw[j]));
    }
  });
});
