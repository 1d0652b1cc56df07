/** Strata of orthogonal groups against what the groups themselves do. */
import { describe, expect, it } from 'vitest';
import type { KnownSpec as ModelSpec } from '../models/kinds/specs.ts';
import { rational, toDouble } from '../numerics/rational.ts';
import { orthogonalStratum } from './orthogonal-stratum.ts';
import { stratumOf } from './stratum.ts';

const theta = (...values: readonly number[]) => values.map((x) => rational(x));
const identity = (n: number): ModelSpec => ({
  kind: 'fully-connected',
  widths: [1, n, 1],
  bias: false,
  activation: 'identity',
});

describe('one function, one stratum: a·w·x', () => {
  const line = { name: 'polynomial', coefficients: [0, 3] } as const;
  const kinds: [string, ModelSpec][] = [
    ['identity', identity(1)],
    ['σ(z) = 3z', { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: line }],
    ['linear', { kind: 'linear', widths: [1, 1, 1] }],
    ['free gates', { kind: 'relu-paths', widths: [1, 1, 1], bias: false }],
    ['diagonal', { kind: 'diagonal-linear', inputs: 1, depth: 2 }],
    ['polynomial', { kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] }],
  ];
  it.each(kinds)('%s', (_, model) => {
    const dimension = (w: number, a: number) => stratumOf(model, theta(w, a)).dimension;
    expect([dimension(1, 1), dimension(2, -2), dimension(0, 0)]).toEqual([1, 1, 0]);
    expect([dimension(1, 2), dimension(0, 3)]).toEqual([2, 2]);
  });

  it.each<[string, ModelSpec]>([
    ['biases', { kind: 'relu-paths', widths: [1, 1, 1], bias: true }],
    [
      'σ(z) = z + 1',
      { ...identity(1), activation: { name: 'polynomial', coefficients: [1, 1] } } as ModelSpec,
    ],
    ['tanh', { ...identity(1), activation: 'tanh' } as ModelSpec],
    ['depth', { kind: 'relu-paths', widths: [1, 1, 1, 1], bias: false }],
  ])('no exchange with %s', (_, model) => {
    const size = model.kind === 'relu-paths' ? (model.bias ? 4 : 3) : 2;
    expect(orthogonalStratum(model, theta(...new Array<number>(size).fill(1)))).toBeNull();
  });
});

describe('a linear network of one input, one output and n hidden neurons', () => {
  // p = w + a, m = w − a: the stratum is the span of (p, p) and (m, −m).
  it.each([
    ['w = a', [1, 2, 1, 2], 1],
    ['w = −a', [1, 2, -1, -2], 1],
    ['w parallel to a', [1, 2, 2, 4], 2],
    ['w and a apart', [1, 2, 5, -3], 2],
    ['a = 0', [1, 2, 0, 0], 2],
    ['zero', [0, 0, 0, 0], 0],
  ])('%s', (_, values, dimension) => {
    const stratum = orthogonalStratum(identity(2), theta(...values))!;
    expect(stratum.dimension).toBe(dimension);
    const point = Float64Array.from(values);
    expect(stratum.subspace.distance(point)).toBeLessThan(1e-14);
    // ∇F = (a, w) is fixed by whatever fixes θ.
    const field = Float64Array.from([values[2]!, values[3]!, values[0]!, values[1]!]);
    const normal = stratum.subspace.normalComponent(field, new Float64Array(4));
    expect(Math.hypot(...normal)).toBeLessThan(1e-14);
  });

  it('coordinates and embedding are inverse to each other on the stratum', () => {
    const { subspace, dimension } = orthogonalStratum(identity(2), theta(1, 2, 5, -3))!;
    const point = Float64Array.from([1, 2, 5, -3]);
    const u = subspace.coordinates(point, new Float64Array(dimension));
    expect(Math.hypot(...u)).toBeCloseTo(Math.sqrt(39), 13);
    const back = subspace.embed(u, new Float64Array(4));
    back.forEach((x, i) => {
      expect(x).toBeCloseTo(point[i]!, 13);
    });
  });

  it('with free gates counts neuron by neuron', () => {
    const model: ModelSpec = { kind: 'relu-paths', widths: [1, 3, 1], bias: false };
    // (1, 1): a line; (1, 2): the plane; (0, 0): nothing.
    expect(stratumOf(model, theta(1, 1, 0, 1, 2, 0)).dimension).toBe(3);
  });
});

describe('exact directions of a linear stratum', () => {
  it.each<[string, readonly number[], readonly number[]]>([
    ['2-2-2 of rank one', [2, 2, 2], [1, 2, 2, 4, 1, 2, 3, 6]],
    ['2-2-2 at zero', [2, 2, 2], [0, 0, 0, 0, 0, 0, 0, 0]],
    ['2-3-1', [2, 3, 1], [1, 0, 0, 1, 0, 0, 1, 1, 0]],
    ['1-2-2-1, idle words', [1, 2, 2, 1], [1, 0, 2, 0, 0, 3, 1, 0]],
  ])('span the subspace: %s', (_, widths, values) => {
    const stratum = orthogonalStratum({ kind: 'linear', widths }, theta(...values))!;
    const directions = stratum.directions();
    expect(directions).toHaveLength(stratum.dimension);
    for (const [k, direction] of directions.entries()) {
      const vector = Float64Array.from(direction, (x) => toDouble(rational(x)));
      const normal = stratum.subspace.normalComponent(vector, new Float64Array(vector.length));
      expect(Math.hypot(...normal)).toBeLessThan(1e-12 * Math.hypot(...vector));
      for (const other of directions.slice(0, k))
        expect(direction.reduce((sum, x, i) => sum + x * other[i]!, 0n)).toBe(0n);
    }
  });
});
