/** Designs that differ in one thing, of which it is known what it changes. */
import { describe, expect, it } from 'vitest';
import { example, falsim, temporaryFile } from '../testing/command-line.ts';

let count = 0;
const model = (spec: object) =>
  temporaryFile(`model${count++}.json`, JSON.stringify({ model: spec }));
const compared = async (a: string, b: string) => {
  const { code, out } = await falsim(['compare', a, b, '--json']);
  expect(code).toBe(0);
  return JSON.parse(out);
};

describe('falsim compare', () => {
  it('tanh → GELU: reflections go, and the strata that they made', async () => {
    const files = ['tanh', 'gelu'].map((name) => example(`models/two-layer-${name}`));
    const { first, second, symmetries, strata, laws } = await compared(files[0], files[1]);
    // Signed permutations and permutations of three neurons.
    expect([first.groupOrder, second.groupOrder]).toEqual(['48', '6']);
    expect(symmetries.lost).toHaveLength(3);
    expect(symmetries.shared).toHaveLength(2);
    // Σ_z p(3 − z) = 3 + 2 + 1 + 1 types against p(3) = 3, the whole space among them.
    expect([strata.shared.length, strata.lost.length, strata.gained.length]).toEqual([2, 4, 0]);
    expect(laws).toEqual({ shared: [], lost: [], gained: [] });
    const { out } = await falsim(['compare', ...files]);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'has 2 of 5 generating symmetries, 2 of 6 types of strata and no conserved quantities either.',
    );
  });

  it('biases: each law has one more square', async () => {
    const units = { kind: 'fully-connected', widths: [2, 2, 1], activation: 'square' };
    const files = [false, true].map((bias) => model({ ...units, bias }));
    const { laws } = await compared(files[0], files[1]);
    expect(laws.lost).toEqual(['2a₁² − ‖w₁‖²', '2a₂² − ‖w₂‖²']);
    expect(laws.gained).toEqual(['2a₁² − ‖w₁‖² − b₁²', '2a₂² − ‖w₂‖² − b₂²']);
  });

  it('fixed weights beside a product change nothing; a gain on a norm adds laws', async () => {
    const product = { kind: 'low-rank', inputs: 2, rank: 2, outputs: 2 };
    const fixed = {
      ...product,
      fixed: [
        [1, 2],
        [3, 5],
      ],
    };
    const { laws } = await compared(model(product), model(fixed));
    expect([laws.shared.length, laws.lost.length, laws.gained.length]).toEqual([3, 0, 0]);
    const norm = { kind: 'rms-norm', inputs: 2, hidden: 2, outputs: 1 };
    const gained = await compared(model(norm), model({ ...norm, gain: true }));
    expect(gained.laws).toEqual({
      shared: ['‖W[1,:]‖² + ‖W[2,:]‖²'],
      lost: [],
      gained: ['A[1,1]² − γ₁²', 'A[1,2]² − γ₂²'],
    });
  });

  it('tells strata apart whose names are cut short', async () => {
    // One pair may be generic, u = v, u = −v or zero, pairs may be equal: Σ p(a) p(b) p(c) over a + b + c ≤ 3 is 35.
    const variables = ['u', 'v', 'w', 'z', 's', 't'];
    const products = model({ kind: 'polynomial', variables, features: ['u*v + w*z + s*t'] });
    const { out } = await falsim(['strata', products, '--no-orbits', '--json']);
    const names = JSON.parse(out).strata.map(
      ({ description }: { description: string }) => description,
    );
    expect([names.length, new Set(names).size]).toEqual([35, 35]);
    // Without exchanges of pairs: each by itself is one of four.
    const apart = model({ kind: 'polynomial', variables, features: ['u*v + 2*w*z + 3*s*t'] });
    const { strata } = await compared(products, apart);
    expect(strata.shared.length + strata.gained.length).toBe(4 ** 3 - 1);
    expect(strata.shared.length + strata.lost.length).toBe(34);
  });

  it('a skip keeps the laws of its branch, whatever its tensors are called', async () => {
    const plain = model({
      kind: 'fully-connected',
      widths: [2, 2, 2],
      bias: false,
      activation: 'cube',
    });
    const block = model({ kind: 'residual', channels: 2, hidden: [2], activation: 'cube' });
    const { laws, renamed } = await compared(plain, block);
    expect(renamed).toEqual([
      ['w', 'U'],
      ['a', 'V'],
    ]);
    expect(laws).toEqual({
      shared: ['3‖a₁‖² − ‖w₁‖²', '3‖a₂‖² − ‖w₂‖²'],
      lost: [],
      gained: [],
    });
    const { out } = await falsim(['compare', plain, block]);
    expect(out.replace(/\s+/g, ' ')).toContain(
      'by place and shape: w of the first and U of the second and a of the first and V of the second.',
    );
  });

  it('a normalisation, and a read-out tied, lose the laws of two linear layers', async () => {
    const linear = model({ kind: 'linear', widths: [2, 3, 1] });
    const norm = model({ kind: 'rms-norm', inputs: 2, hidden: 3, outputs: 1 });
    const normalised = await compared(linear, norm);
    expect(normalised.laws.lost).toHaveLength(6);
    expect(normalised.laws.gained).toEqual(['‖W[1,:]‖² + ‖W[2,:]‖² + ‖W[3,:]‖²']);
    const block = { kind: 'residual-block', inputs: 2, stream: 2, hidden: 1, outputs: 2 };
    const files = [false, true].map((tied) => model({ ...block, activation: 'tanh', tied }));
    const tied = await compared(files[0], files[1]);
    expect([tied.laws.shared, tied.laws.gained]).toEqual([[], []]);
    expect(tied.laws.lost).toHaveLength(3);
    // Each type is shared or not, the whole space left out.
    const heads = { kind: 'attention', positions: 2, channels: 1, heads: 2, keys: 1, values: 1 };
    const file = model({ ...heads, outputs: 1 });
    const { strata } = await compared(file, file);
    const { out } = await falsim(['strata', file, '--no-orbits', '--json']);
    expect(strata.shared).toHaveLength(JSON.parse(out).strata.length - 1);
    expect([strata.lost, strata.gained]).toEqual([[], []]);
  });

  it('knows a law by the span of others, not by its text', async () => {
    // The product keeps all differences of squares; z² − w² need not be one of those that are listed.
    const variables = ['u', 'v', 'w', 'z'];
    const files = [['u*v*w*z'], ['u*v', 'w*z']].map((features) =>
      model({ kind: 'polynomial', variables, features }),
    );
    const { laws } = await compared(files[0], files[1]);
    expect(laws.gained).toEqual([]);
    expect(laws.lost.length).toBeGreaterThan(0);
    expect((await compared(files[1], files[0])).laws.lost).toEqual([]);
  });
});
