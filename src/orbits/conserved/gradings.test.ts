import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { createRng } from '../../numerics/random.ts';
import { affineAlgebra } from './affine-algebra.ts';
import { lawBlocks, lawsModulo } from './graded-laws.ts';
import { gradingOf } from './gradings.ts';
import { pointFields } from './point-fields.ts';
import { symmetricElements } from './symmetric-elements.ts';

const dense = (widths: number[], activation: string, bias = false): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});

describe('gradings', () => {
  /** The classes of products θᵢθⱼ that have more than one member besides squares, as pairs i ≤ j. */
  const classesOf = (model: ModelJson) => {
    const bound = bind(model);
    const grading = gradingOf(bound, createRng('gradings'));
    const classes = new Map<number, string[]>();
    for (let i = 0; i < bound.size; i++)
      for (let j = i; j < bound.size; j++) {
        const key = grading.product(i, j);
        classes.set(key, [...(classes.get(key) ?? []), `${i}${j}`]);
      }
    return [...classes.values()].map((list) => list.join(' '));
  };

  it('of a linear network 1-2-1: what two units bear meets, θ = (w₁, w₂, a₁, a₂)', () => {
    // w(wᵢ) = sᵢ − x, w(aᵢ) = f − sᵢ. Differences: s₁ − s₂ for w₁w₂, s₂ − s₁ for a₁a₂, sᵢ + sⱼ − x − f for wᵢaⱼ.
    expect(classesOf({ kind: 'linear', widths: [1, 2, 1] }).sort()).toEqual(
      ['00 11 22 33', '01 23', '02', '03 12', '13'].sort(),
    );
  });

  it('of tanh: signs only, so aᵢ and wᵢ differ by those of x and F', () => {
    // Signs: a₁ = s₁·f, w₁ = s₁·x. Products w₁a₁ and w₂a₂ both go with f·x.
    expect(classesOf(dense([1, 2, 1], 'tanh')).sort()).toEqual(
      ['00 11 22 33', '01 23', '02 13', '03 12'].sort(),
    );
  });

  it('of z²: a₁a₂ and w₁w₂ go with different powers of the scales', () => {
    // w(wᵢ) = sᵢ − x, w(aᵢ) = f − 2sᵢ: s₁ − s₂, 2(s₁ − s₂), sᵢ + 2sⱼ − x − f.
    expect(classesOf(dense([1, 2, 1], 'square')).sort()).toEqual(
      ['00 11 22 33', '01', '23', '02', '03', '12', '13'].sort(),
    );
  });

  it('of exp: nothing but F and x are scaled', () => {
    // Arguments have weight 0: wᵢ = −x, aᵢ = f.
    expect(classesOf(dense([1, 2, 1], 'exp')).sort()).toEqual(
      ['00 01 11 22 23 33', '02 03 12 13'].sort(),
    );
  });
});

describe('symmetric elements block by block are those of the whole algebra', () => {
  it.each([
    { kind: 'linear', widths: [2, 3, 2] },
    { kind: 'linear', widths: [1, 3, 1] },
    { kind: 'linear', widths: [3, 1, 2, 2] },
    { kind: 'relu-paths', widths: [2, 2, 2], bias: true },
    dense([2, 2, 1], 'identity', true),
    dense([2, 2, 2], 'square', true),
    dense([2, 3, 1], 'exp', true),
    dense([2, 2, 1], 'gelu'),
    dense([1, 2, 2, 1], 'cube'),
    { kind: 'polynomial', variables: ['u', 'v', 'w'], features: ['u^2 + v^2', 'u*v'] },
    { kind: 'polynomial', variables: ['u', 'v'], features: ['3*u + 5/7*v'] },
    { kind: 'rms-norm', inputs: 2, hidden: 2, outputs: 2 },
    { kind: 'layer-norm', inputs: 2, hidden: 2, outputs: 2 },
    {
      kind: 'attention',
      positions: 2,
      channels: 2,
      heads: 2,
      queries: 1,
      keys: 1,
      values: 1,
      outputs: 1,
    },
  ] as ModelJson[])('%j', (model) => {
    const bound = bind(model);
    const rng = createRng('both');
    const fields = pointFields(bound, rng.fork('fields'));
    const graded = symmetricElements(bound, fields, rng.fork('graded'))!;
    const { symmetric } = affineAlgebra(bound, fields, rng.fork('algebra'));
    expect(graded.vectors).toEqual(symmetric.vectors);
    expect(graded.dimension).toBe(symmetric.dimension);
  });
});

describe('laws in squares, read off the gradings', () => {
  const polynomial = (...features: string[]): ModelJson => ({
    kind: 'polynomial',
    variables: ['u', 'v', 'w'],
    features,
  });

  it.each<[string, ModelJson, number]>([
    ['linear 2-3-2, a law a unit', { kind: 'linear', widths: [2, 3, 2] }, 3],
    ['ReLU paths 2-2-3-1', { kind: 'relu-paths', widths: [2, 2, 3, 1], bias: true }, 5],
    ['diagonal, two of three factors', { kind: 'diagonal-linear', depth: 3, inputs: 2 }, 4],
    ['u²v and w', polynomial('u^2*v', 'w'), 1],
    ['w is not met', polynomial('u^2*v'), 2],
  ])('%s: as found at points', (_, model, laws) => {
    const bound = bind(model);
    const blocks = lawBlocks(bound, createRng('blocks'))!;
    expect(blocks.squares?.laws).toHaveLength(laws);
    const field = pointFields(bound, createRng('fields')).finding(0);
    const found = lawsModulo(blocks, [0], field, createRng('samples'));
    const sampled = lawsModulo({ ...blocks, squares: null }, [0], field, createRng('samples'));
    expect(found).toEqual(sampled);
  });

  it('not where a product is in one block with them: u + v has 2uv − u² − v²', () => {
    const bound = bind(polynomial('u + v'));
    expect(lawBlocks(bound, createRng('blocks'))!.squares).toBeNull();
  });

  it.each<[string, ModelJson]>([
    // Terms of either sign may cancel, and then there is more than the program's gradings know.
    ['a negative coefficient', polynomial('u^2*v - v^3')],
    ['functions', dense([1, 2, 1], 'square')],
  ])('not where %s', (_, model) => {
    expect(gradingOf(bind(model), createRng('gradings')).squares).toBeNull();
  });
});
