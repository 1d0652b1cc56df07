/** Units by hand: exchanges and signs, what a symmetry does to units, and what people are told of it. */
import { describe, expect, it } from 'vitest';
import type { ModelJson } from '../../models/contract.ts';
import { rational } from '../../numerics/rational.ts';
import { dense } from '../../testing/dense.ts';
import { foundIsotropy, isotropyMoves, pointClasses } from '../isotropy/found-isotropy.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { describeMoves, fixedUnits, stratumName } from '../isotropy/stratum-description.ts';
import { moveOf, moveText } from './signed-move.ts';
import { arrows, nameSteps } from './symmetry-names.ts';
import { unitSteps } from './unit-action.ts';
import { exchangeOf, flipOf, signBasis, type UnitAxis, unitOrder, within } from './units.ts';

/** Three units of (w₁, w₂ | a), w in front: 0 1 | 6, 2 3 | 7, 4 5 | 8. */
const axis: UnitAxis = {
  label: 'layer 1',
  noun: 'neuron',
  slices: [Int32Array.of(0, 1, 6), Int32Array.of(2, 3, 7), Int32Array.of(4, 5, 8)],
  tensorOf: Int32Array.of(0, 0, 1),
  tensors: 2,
  symbols: ['W', 'A'],
  inputs: 1,
  permutable: true,
  signs: [3],
};
const net = (widths: number[], activation = 'tanh', bias = false) =>
  dense(widths, activation, bias);

describe('units', () => {
  it('are exchanged and change sign in some of their tensors', () => {
    expect(moveText(exchangeOf(axis, 0, 2, 0))).toBe('0,1,6,4,5,8>4,5,8,0,1,6*1,1,1,1,1,1');
    expect(moveText(exchangeOf(axis, 0, 1, 2))).toBe('0,1,6,2,3,7>2,3,7,0,1,6*1,1,-1,1,1,-1');
    expect(exchangeOf(axis, 0, 1, 2).steps).toEqual([
      { axis: 'layer 1', from: 0, to: 1, set: 2 },
      { axis: 'layer 1', from: 1, to: 0, set: 2 },
    ]);
    expect(moveText(flipOf(axis, 1, 1))).toBe('2,3>2,3*-1,-1');
    expect(moveText(flipOf(axis, 2, 3))).toBe('4,5,8>4,5,8*-1,-1,-1');
    expect(flipOf(axis, 2, 3).steps).toEqual([{ axis: 'layer 1', from: 2, to: 2, set: 3 }]);
  });

  it('have as many symmetries as orders and signs', () => {
    expect(unitOrder([])).toBe(1n);
    expect(unitOrder([axis])).toBe(48n);
    expect(unitOrder([{ ...axis, permutable: false }])).toBe(8n);
    expect(unitOrder([{ ...axis, signs: [] }, axis])).toBe(6n * 48n);
    expect(unitOrder([{ ...axis, signs: [1, 2, 3] }])).toBe(6n * 64n);
  });

  it('signs have a basis', () => {
    expect(signBasis([])).toEqual([]);
    expect(signBasis([3])).toEqual([3]);
    expect(signBasis([3, 1, 2])).toEqual([1, 2]);
    expect(signBasis([6, 5, 3])).toEqual([3, 5]);
    expect(signBasis([7, 1, 6])).toEqual([1, 6]);
    expect(signBasis([1, 2, 3, 4, 5, 6, 7])).toEqual([1, 2, 4]);
  });

  it('tensors are named where they are neither all nor what comes in', () => {
    expect([0, 1, 2, 3].map((set) => within(axis, set))).toEqual(['', '', ' in A', '']);
    const three = { ...axis, tensors: 3, symbols: ['W', 'b', 'A'], inputs: 3 };
    expect([3, 5, 7].map((set) => within(three, set))).toEqual(['', ' in W, A', '']);
  });

  it.each([
    ['tanh', true, [7]],
    ['cos', true, [3]],
    ['gelu', true, []],
  ])('of %s with biases may change sign in these tensors', (activation, permutable, signs) => {
    const [own] = symmetryOf(net([2, 3, 2], activation, true)).axes;
    expect(own).toMatchObject({ permutable, signs, tensors: 3, inputs: 3, noun: 'neuron' });
    // W is 0 … 5, b is 6 … 8, A is 9 … 14 by rows.
    expect([...own.slices[1]]).toEqual([2, 3, 7, 10, 13]);
    expect([...own.tensorOf]).toEqual([0, 0, 1, 2, 2]);
  });
});

describe('a symmetry of 1-2-2-1 as units see it', () => {
  // W₁ = (0, 1), W₂ = (2 3; 4 5), W₃ = (6, 7).
  const { axes, places } = symmetryOf(net([1, 2, 2, 1]));
  const stepsOf = (...triples: [number, number, number][]) =>
    unitSteps(moveOf(triples), axes, places);
  const step = (layer: number, from: number, to: number, set = 0) => ({
    axis: `layer ${layer}`,
    from,
    to,
    set,
  });

  it('is steps, one for each unit that moves', () => {
    expect(stepsOf()).toEqual([]);
    expect(stepsOf([0, 1, 1], [1, 0, 1], [2, 3, 1], [3, 2, 1], [4, 5, 1], [5, 4, 1])).toEqual([
      step(1, 0, 1),
      step(1, 1, 0),
    ]);
    expect(stepsOf([0, 0, -1], [2, 2, -1], [4, 4, -1])).toEqual([step(1, 0, 0, 3)]);
    expect(stepsOf([4, 4, -1], [5, 5, -1], [7, 7, -1])).toEqual([step(2, 1, 1, 3)]);
    // Both: what both bear keeps its sign.
    expect(stepsOf([0, 0, -1], [2, 2, -1], [5, 5, -1], [7, 7, -1])).toEqual([
      step(1, 0, 0, 3),
      step(2, 1, 1, 3),
    ]);
    // Exchanged in the second layer, with one sign.
    expect(stepsOf([2, 4, 1], [3, 5, 1], [6, 7, 1], [4, 2, -1], [5, 3, -1], [7, 6, -1])).toEqual([
      step(2, 0, 1),
      step(2, 1, 0, 3),
    ]);
    expect(
      stepsOf(
        [0, 1, 1],
        [1, 0, 1],
        [2, 5, 1],
        [3, 4, 1],
        [4, 3, 1],
        [5, 2, 1],
        [6, 7, 1],
        [7, 6, 1],
      ),
    ).toEqual([step(1, 0, 1), step(1, 1, 0), step(2, 0, 1), step(2, 1, 0)]);
  });

  it('is none where parts of units move', () => {
    expect(stepsOf([0, 1, 1], [1, 0, 1])).toBeNull();
    expect(stepsOf([0, 0, -1])).toBeNull();
    expect(stepsOf([0, 0, -1], [2, 2, -1])).toBeNull();
    expect(stepsOf([0, 6, 1], [6, 0, 1])).toBeNull();
    expect(stepsOf([2, 3, 1], [3, 2, 1])).toBeNull();
    expect(stepsOf([2, 5, 1], [5, 2, 1])).toBeNull();
    expect(unitSteps(moveOf([[0, 0, -1]]), [], { unit: [], place: [] })).toBeNull();
    // The two inputs of every unit exchanged: each unit stays, but not its parts.
    const two = symmetryOf(net([2, 2, 1]));
    const inputs = moveOf([
      [0, 1, 1],
      [1, 0, 1],
      [2, 3, 1],
      [3, 2, 1],
    ]);
    expect(unitSteps(inputs, two.axes, two.places)).toBeNull();
  });

  it('is a step in the tensors that change their sign', () => {
    // B, C, A of two units: 0 1, 2 3, 4 5. C and A together.
    const gates = { kind: 'gated', inputs: 1, hidden: 2, outputs: 1, activation: 'exp' };
    const own = symmetryOf(gates as ModelJson);
    const flips = (...moved: number[]) =>
      unitSteps(moveOf(moved.map((p) => [p, p, -1] as const)), own.axes, own.places);
    expect(own.axes[0].signs).toEqual([6]);
    expect(flips(3, 5)).toEqual([{ axis: 'layer 1', from: 1, to: 1, set: 6 }]);
    expect(flips(1, 3, 5)).toBeNull();
    expect(flips(1)).toBeNull();
  });

  it('has a name', () => {
    const name = (...steps: ReturnType<typeof step>[]) => nameSteps(steps, axes);
    expect(name()).toBe('identity');
    expect(name(step(1, 1, 1, 3))).toBe('reflect neuron 2 of layer 1');
    expect(name(step(2, 0, 0, 1))).toBe('reflect neuron 1 of layer 2');
    expect(name(step(1, 0, 1), step(1, 1, 0))).toBe('swap neurons 1, 2 of layer 1');
    expect(name(step(1, 0, 1, 3), step(1, 1, 0, 3))).toBe(
      'swap and reflect neurons 1, 2 of layer 1',
    );
    expect(name(step(1, 0, 1), step(1, 1, 0, 3))).toBe('1→2, 2→−1 in layer 1');
    expect(name(step(1, 0, 0, 3), step(1, 1, 1, 3))).toBe('1→−1, 2→−2 in layer 1');
    expect(name(step(1, 0, 0, 3), step(2, 1, 1, 3))).toBe('1→−1 in layer 1 with 2→−2 in layer 2');
    expect(arrows([step(2, 0, 1), step(1, 0, 0, 3), step(2, 1, 0)], axes)).toBe(
      '1→−1 in layer 1 with 1→2, 2→1 in layer 2',
    );
    expect(nameSteps([{ axis: 'elsewhere', from: 0, to: 0, set: 1 }], [])).toBe(
      'reflect unit 1 of elsewhere',
    );
    expect(nameSteps([{ ...step(1, 2, 2), set: 2 }], [axis])).toBe(
      'reflect neuron 3 of layer 1 in A',
    );
  });
});

describe('strata in words', () => {
  /** Words, their type, and what is fixed. */
  const told = (model: ModelJson, ...theta: number[]) => {
    const symmetry = symmetryOf(model);
    const found = foundIsotropy(
      symmetry,
      theta.map((x) => rational(x * 10, 10)),
    );
    const { moves } = isotropyMoves(symmetry, pointClasses(symmetry, Float64Array.from(theta)));
    expect(found.subspace.describe()).toBe(describeMoves(symmetry, moves));
    expect(found.stratumId).toBe(stratumName(symmetry, moves, found.dimension, 1n));
    return [found.subspace.describe(), found.stratumId];
  };

  it('of one layer', () => {
    // w of four neurons, then a.
    const four = net([1, 4, 1]);
    expect(told(four, 1, 2, 3, 4, 5, 6, 7, 8)).toEqual(['no symmetry', '[1^4] dimension 8']);
    expect(told(four, 1, 2, 1, 4, 5, 6, 5, 8)).toEqual([
      'neurons 1 = 3 in layer 1',
      '[2 1^2] dimension 6',
    ]);
    expect(told(four, 1, 2, -1, 2, 5, 6, -5, 6)).toEqual([
      'neurons 1 = −3 in layer 1; neurons 2 = 4 in layer 1',
      '[2^2] dimension 4',
    ]);
    expect(told(four, 1, 0, 3, 0, 5, 0, 7, 0)).toEqual([
      'neurons 2, 4 zero in layer 1',
      '[1^2 0×2] dimension 4',
    ]);
    expect(told(net([1, 3, 1], 'cos'), 0, 2, -2, 5, 6, 6)).toEqual([
      'neuron 1 with zero input weights in layer 1; neurons 2 = −3 in layer 1 (− reflects the input side only)',
      '[2 0×1] dimension 3',
    ]);
    // B, C, A of two units each, A(σ(Bx) ⊙ Cx): C and A change their signs together, and are 0 together.
    const gates: ModelJson = {
      kind: 'gated',
      inputs: 2,
      hidden: 2,
      outputs: 1,
      activation: 'exp',
    };
    expect(told(gates, 1, 2, 3, 4, 0, 0, 5, 6, 0, 8)[0]).toBe('neuron 1 zero in C, A in layer 1');
    const { others, groups } = foundIsotropy(
      symmetryOf(net([1, 3, 1], 'cos')),
      Float64Array.of(0, 2, -2, 5, 6, 6),
    ).fixed;
    expect(others).toEqual([]);
    expect(groups).toEqual([
      {
        label: 'layer 1',
        noun: 'neuron',
        members: [{ label: 1, sign: expect.anything() }],
        zero: 'inputs',
      },
      {
        label: 'layer 1',
        noun: 'neuron',
        members: [
          { label: 2, sign: 1 },
          { label: 3, sign: -1 },
        ],
        zero: 'nothing',
      },
    ]);
  });

  it('of several layers together, and of coordinates', () => {
    const deep = net([1, 2, 2, 1], 'exp');
    const together = 'unchanged by 1→2, 2→1 in layer 1 with 1→2, 2→1 in layer 2 together';
    const theta = [1, 1, 2, 3, 3, 2, 5, 5];
    const symmetry = symmetryOf(deep);
    const found = foundIsotropy(symmetry, Float64Array.from(theta));
    expect(found.subspace.describe()).toBe(together);
    expect(found.stratumId).toBe('[2] [2] dimension 4 order 2');
    expect(found.fixed.others).toEqual([together.slice('unchanged by '.length)]);
    const product: ModelJson = {
      kind: 'polynomial',
      variables: ['u', 'v'],
      features: ['u*v'],
    };
    const equal = foundIsotropy(symmetryOf(product), Float64Array.of(3, 3));
    expect(equal.subspace.describe()).toBe('unchanged by u→v, v→u');
    expect(equal.stratumId).toBe('dimension 1 order 2');
    expect(foundIsotropy(symmetryOf(product), Float64Array.of(3, 5)).stratumId).toBe(
      'dimension 2 order 1',
    );
    const { moves } = symmetryOf({
      kind: 'polynomial',
      variables: ['a', 'b', 'c', 'd', 'e'],
      features: ['a^2 + b^2 + c^2 + d^2 + e^2'],
    }).whole;
    expect(fixedUnits(symmetryOf(product), []).groups).toEqual([]);
    expect(moves.length).toBeGreaterThan(4);
    const flips = [0, 1, 0, 1].map((i) => moveOf([[i, i, -1]]));
    const words = describeMoves(symmetryOf(product), flips);
    expect(words).toBe('unchanged by u→−u; unchanged by v→−v; unchanged by u→−u; and by 1 more');
    expect(describeMoves(symmetryOf(product), flips, true).split('; ')).toHaveLength(4);
  });
});
