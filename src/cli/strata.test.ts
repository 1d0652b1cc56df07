import { describe, expect, it } from 'vitest';
import { falsim, temporaryFile } from '../testing/command-line.ts';

function modelFile(widths: readonly number[], activation: string): string {
  const model = { kind: 'fully-connected', widths, bias: false, activation };
  return temporaryFile('model.json', JSON.stringify({ model }));
}

describe('falsim strata', () => {
  it('says that orbits of tanh networks fill their strata', async () => {
    const { code, out } = await falsim(['strata', modelFile([2, 2, 1], 'tanh'), '--json']);
    expect(code).toBe(0);
    const { strata, ...all } = JSON.parse(out);
    // Dowling lattice of rank 2: everything, 1 = ±2, one zero, both zero.
    expect(all).toMatchObject({ parameters: 6, order: '8', complete: true, subspaces: 6 });
    expect(strata).toMatchObject([
      { dimension: 6, copies: 1, contains: [2, 3], orbit: { dimension: 6, filled: true } },
      { dimension: 3, copies: 2, contains: [4], orbit: { dimension: 3, filled: true } },
      { dimension: 3, copies: 2, contains: [4], orbit: { dimension: 3, filled: true } },
      { dimension: 0, copies: 1, contains: [], orbit: { dimension: 0, filled: true } },
    ]);
  });

  it('says what keeps orbits from filling them', async () => {
    // z³ with one neuron: 3a² − ‖w‖² is conserved, of 3 parameters 2 are left.
    const { code, out } = await falsim(['strata', modelFile([2, 1, 1], 'cube')]);
    expect(code).toBe(0);
    expect(out).toMatch(/^1 +3 +1 +2 +everything +no: 1 conserved, e\.g\. /m);
    expect(out).toMatch(/^2 +0 +1 +0 +neuron 1 zero in layer +yes$/m);
  });

  it('lists a stratum on which F has no value, without an orbit', async () => {
    const model = { kind: 'rms-norm', inputs: 1, hidden: 1, outputs: 1 };
    const file = temporaryFile('norm.json', JSON.stringify({ model }));
    const { code, out } = await falsim(['strata', file]);
    expect(code).toBe(0);
    // Where W = 0, W x/‖W x‖ is 0/0.
    expect(out).toMatch(/^ *\d +0 +1 +– .*F is undefined there$/m);
    const { strata } = JSON.parse((await falsim(['strata', file, '--json'])).out);
    expect(strata.at(-1)).toMatchObject({ dimension: 0, orbit: null });
  });

  it('gives strata names of their own where units have several signs', async () => {
    const model = {
      kind: 'attention',
      positions: 2,
      channels: 2,
      heads: 2,
      keys: 1,
      values: 1,
      outputs: 1,
    };
    const file = temporaryFile('heads.json', JSON.stringify({ model }));
    const { out } = await falsim(['strata', file, '--no-orbits', '--json']);
    const names = JSON.parse(out).strata.map((s: { description: string }) => s.description);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('unit 1 zero in Q, K in axis "heads"');
    expect(names).toContain('unit 1 zero in V, O in axis "heads"');
    // All of it, by two symmetries.
    expect(names).toContain('unit 1 zero in axis "heads"');
  });

  it('draws inclusions for Graphviz', async () => {
    const { out } = await falsim(['strata', modelFile([1, 2, 1], 'gelu'), '--dot', '--no-orbits']);
    expect(out).toBe(
      'digraph strata {\n  node [shape=box];\n  s1 [label="4: everything"];\n' +
        '  s2 [label="2: neurons 1 = 2 in layer 1"];\n  s1 -> s2;\n}\n',
    );
  });

  it('says that it sampled', async () => {
    const file = modelFile([1, 12, 1], 'tanh');
    const { out } = await falsim(['strata', file, '--no-orbits']);
    expect(out).toMatch(/^A sample of \d+ types of strata/);
    expect(out).toMatch(/there\s+may be others/);
  });

  it('refuses a file without a model, and keys it does not know', async () => {
    const { code, err } = await falsim(['strata', temporaryFile('none.json', '{}')]);
    expect(code).toBe(2);
    expect(err).toMatch(/none\.json: model: expected an object/);
    const misspelt = temporaryFile('misspelt.json', '{"model": {}, "lost": 1}');
    expect((await falsim(['strata', misspelt])).code).toBe(2);
  });
});
