import { describe, expect, it } from 'vitest';
import { falsim, temporaryFile } from '../testing/command-line.ts';

function networkFile(neurons: readonly (readonly number[])[], activation = 'tanh'): string {
  const model = {
    kind: 'fully-connected',
    widths: [1, neurons.length, 1],
    bias: false,
    activation,
  };
  const layers = [
    { weights: neurons.map(([w]) => [w]), bias: null },
    { weights: [neurons.map(([, a]) => a)], bias: null },
  ];
  return temporaryFile('network.json', JSON.stringify({ model, parameters: { layers } }));
}

describe('falsim condense', () => {
  // u and −u with 10⁻³ between them, and a neuron of its own: two clusters, 10⁻³/√2 away.
  const file = networkFile([
    [2, 1],
    [-2.001, -1],
    [1, 3],
  ]);

  it('says how many clusters there are, and how far the stratum is', async () => {
    const { code, out } = await falsim(['condense', file]);
    expect(code).toBe(0);
    expect(out).toContain('3 neurons in 2 clusters; nearest stratum of dimension 4 at distance');
    expect(out).toContain('neurons 1, 2: equal or opposite');
  });

  it('says opposite only where a sign change of a unit is a symmetry', async () => {
    const twins = [
      [2, 1],
      [2.001, 1],
      [1, 3],
    ];
    for (const [activation, state] of [
      ['gelu', 'equal'],
      ['softplus', 'equal'],
      ['tanh', 'equal or opposite'],
      ['cos', 'equal or opposite'],
    ]) {
      const { out } = await falsim(['condense', '--no-laws', networkFile(twins, activation)]);
      expect(out).toMatch(new RegExp(`neurons 1, 2: ${state}$`, 'm'));
    }
  });

  it('refuses what an instance says itself', async () => {
    for (const options of [
      ['--activation', 'tanh'],
      ['--heads', '2'],
      ['--map', 'map.json'],
    ]) {
      const { code, err } = await falsim(['condense', file, ...options]);
      expect(code).toBe(2);
      expect(err.replace(/\s+/g, ' ')).toContain(
        `${options[0]}: expected a checkpoint to say it of, received`,
      );
    }
  });

  it('to programs, too', async () => {
    const { out } = await falsim(['condense', file, '--json']);
    const { axes, parameters } = JSON.parse(out);
    expect(parameters).toBe(6);
    expect(axes).toMatchObject([{ effectiveWidth: 2, exact: true, near: { dimension: 4 } }]);
    expect(axes[0].near.distance).toBeCloseTo(1e-3 / Math.SQRT2, 12);
  });

  it('has no share of a θ that is 0', async () => {
    const { out } = await falsim(['condense', networkFile([[0, 0]])]);
    expect(out).toContain(
      '1 neuron in 0 clusters; nearest stratum of dimension 0 at distance 0.\n',
    );
    expect(out).not.toContain('NaN');
  });

  it('near is what the tolerance says', async () => {
    const { out } = await falsim(['condense', file, '--tolerance', '1e-5']);
    expect(out).toContain('no stratum of equal or zero ones within');
    expect((await falsim(['condense', file, '--tolerance', '-1'])).code).toBe(2);
  });

  it('and what stays on that stratum: all but one dimension where F = x³ Σ aw³', async () => {
    const cubes = networkFile(
      [
        [2, 1],
        [2.001, 1],
        [1, 3],
      ],
      'cube',
    );
    const { out } = await falsim(['condense', cubes]);
    expect(out).toContain('of dimension 4 at distance 7.07e-4, 3 quantities are');
    expect(out).toContain('3a₁² − w₁²');
    const { laws } = JSON.parse((await falsim(['condense', cubes, '--json'])).out);
    expect(laws).toMatchObject({ dimension: 4, orbit: { dimension: 1, status: 'explained' } });
    expect(laws.invariants).toHaveLength(3);
    expect((await falsim(['condense', file])).out).toContain('nothing is conserved');
    const without = await falsim(['condense', cubes, '--no-laws', '--json']);
    expect(JSON.parse(without.out).laws).toBeNull();
  });

  it('a unit is zero where its bias is at the centre of a reflection', async () => {
    const shifted = temporaryFile(
      'shifted.json',
      JSON.stringify({
        model: {
          kind: 'fully-connected',
          widths: [1, 2, 1],
          bias: true,
          activation: { name: 'shifted', base: 'tanh', shift: '1' },
        },
        parameters: {
          layers: [
            { weights: [[0], [2]], bias: [-1, 3] },
            { weights: [[0, 5]], bias: [0] },
          ],
        },
      }),
    );
    const { out } = await falsim(['condense', shifted]);
    expect(out).toContain('nearest stratum of dimension 4 at distance 0');
    expect(out).toContain('neuron 1: zero');
    expect(out).toContain('Biases count from -1.');
  });
});
