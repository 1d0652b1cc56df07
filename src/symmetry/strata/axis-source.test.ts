/** Units where they are stored: what is read of them, and that the same clusters are found as in memory. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import { createRng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import { modelSymmetry } from '../group/model-symmetry.ts';
import { axisSources, axisSourcesAt, condensationOf } from './axis-source.ts';
import { centred } from './centred.ts';
import { condensation } from './condensation.ts';

const network = (widths: readonly number[], activation: unknown, bias = true) => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});

it('biases alone are counted from the centre of a function', () => {
  expect([
    ...centred(
      { center: rational(1, 2), centered: Uint8Array.of(0, 1, 1) },
      Float64Array.of(1, 1, 3),
    ),
  ]).toEqual([1, 0.5, 2.5]);
  const shifted = { name: 'shifted', base: 'tanh', shift: '1/2' };
  // W = 1, 2; b = 3, 4; A = 5, 6; the output bias.
  const theta = Float64Array.of(1, 2, 3, 4, 5, 6, 7);
  const of = (activation: unknown) => {
    const [source] = axisSourcesAt(network([1, 2, 1], activation), theta);
    return {
      center: source.center,
      read: source.tensors.map(({ read }) => [...read(0, 2)]),
      found: condensationOf(source, 1).center,
    };
  };
  expect(of(shifted)).toEqual({
    center: -0.5,
    read: [
      [1, 2],
      [3.5, 4.5],
      [5, 6],
    ],
    found: -0.5,
  });
  // The second unit's alone.
  const [{ tensors }] = axisSourcesAt(network([1, 2, 1], shifted), theta);
  expect(tensors.map(({ read }) => [...read(1, 1)])).toEqual([[2], [4.5], [6]]);
  expect(of('tanh')).toEqual({
    center: undefined,
    read: [
      [1, 2],
      [3, 4],
      [5, 6],
    ],
    found: undefined,
  });
});

describe('the clusters of every hidden axis', () => {
  it.each([
    [network([3, 4, 2], 'tanh')],
    [network([2, 5, 3], 'cos')],
    [network([2, 3, 4, 2], 'gelu', false)],
    [{ kind: 'attention', positions: 2, channels: 2, heads: 2, keys: 2, values: 1, outputs: 2 }],
  ])('are those of θ in memory: %j', (json) => {
    const symmetry = modelSymmetry(bind(json as never), 'by-parity');
    const rng = createRng(JSON.stringify(json));
    const theta = Float64Array.from({ length: symmetry.size }, rng.gaussian);
    const sources = axisSourcesAt(json as never, theta);
    expect(sources).toHaveLength(symmetry.axes.length);
    sources.forEach((source, k) => {
      const { nearest, ...rest } = condensationOf(source, 1);
      const { nearest: expected, ...own } = condensation(symmetry.axes[k], theta);
      expect(rest).toEqual(own);
      expect(nearest.map(({ dimension }) => dimension)).toEqual(
        expected.map(({ dimension }) => dimension),
      );
      nearest.forEach(({ distance, clusters }, n) => {
        expect(distance).toBeCloseTo(expected[n].distance, 12);
        expect(clusters).toEqual(expected[n].clusters);
      });
    });
  });
});

it('nothing of a network is bound that is too large for it', () => {
  const large = network([1000, 100_000, 1000], 'tanh');
  const [{ units, signs, tensors }] = axisSources(large as never, (index, axis) => ({
    outer: index,
    inner: axis,
    read: () => new Float64Array(0),
  }));
  expect({ units, signs }).toEqual({ units: 100_000, signs: [7] });
  // W and b bear the axis in front, A behind.
  expect(tensors.map(({ outer, inner }) => [outer, inner])).toEqual([
    [0, 0],
    [1, 0],
    [2, 1],
  ]);
});
