/** Edits of models of several kinds: which are refused, and what becomes of tensors and data. */
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import type { Instance, Numeral } from '../instances/instance.ts';
import { bind } from '../models/bind.ts';
import { unitAxes } from '../models/units.ts';
import { linear, numbers, offered } from '../testing/linear-candidates.ts';
import { freeCoordinatesOf } from './free-coordinates.ts';
import { shrinkTargetOf } from './passes.ts';
import { bindIfPossible, keepIndices, mergeUnits, underSpec } from './unit-edits.ts';

const network = (bias: boolean): Instance => ({
  model: { kind: 'fully-connected', widths: [1, 2, 1], bias, activation: 'exp' },
  parameters: {
    layers: [
      { weights: [[1], [2]], bias: bias ? [3, 4] : null },
      { weights: [[5, 6]], bias: bias ? [7] : null },
    ],
  },
});
const unitsOf = (instance: Instance, role: 'input' | 'hidden' | 'output' | 'place') =>
  unitAxes(bind(instance.model), [role])[0]!;

describe('edits', () => {
  it('of an axis that is input and output at once cut both data', () => {
    const tied: Instance = {
      model: { kind: 'tied-autoencoder', inputs: 2, hidden: 1, activation: 'exp' },
      parameters: { weights: [[1, 2]] } as never,
      data: { inputs: [[3, 4]], targets: [[5, 6]] },
    };
    expect(numbers('drop-input', tied)).toEqual([
      [1, 3, 5],
      [2, 4, 6],
    ]);
  });

  it('of variables cut the list of names, where no formula needs what is dropped', () => {
    const model = { kind: 'polynomial', variables: ['u', 'v'], features: ['u^2'] };
    const parameters = { layers: [{ weights: [[1, 2]], bias: null }] };
    const found = offered('drop-place', { model, parameters });
    expect(found.map(({ model: m, parameters: p }) => [m['variables'], p])).toEqual([
      [['u'], { layers: [{ weights: [[1]], bias: null }] }],
    ]);
  });

  it('leave out biases and layers of which nothing is asked any more', () => {
    expect(numbers('simpler-options', network(true))).toEqual([[1, 2, 5, 6]]);
    expect(numbers('simpler-options', network(false))).toEqual([]);
  });

  it('make products of fewer factors, of those that are there', () => {
    const layers = [2, 3, 5].map((x) => ({ weights: [[x]], bias: null }));
    const model = { kind: 'diagonal-linear', depth: 3, inputs: 1 };
    expect(numbers('simpler-options', { model, parameters: { layers } })).toEqual([[2], [2, 3]]);
  });

  it('keep an axis as it is where all indices stay, and exchange units by their indices', () => {
    const { axis } = unitsOf(network(true), 'hidden');
    expect(keepIndices(network(true), axis, [0, 1])).toEqual(network(true));
    expect(numbers('reorder-units', network(true))).toEqual([[2, 1, 4, 3, 6, 5, 7]]);
    expect(keepIndices(network(true), { ...axis, path: null }, [0])).toBeNull();
    expect(keepIndices(network(true), { ...axis, path: ['bias'] }, [0])).toBeNull();
  });

  it('merge units that have weights of their own on both sides', () => {
    expect(numbers('merge-neurons', network(true))).toEqual([[1, 3, 11, 7]]);
    const units = unitsOf(network(true), 'hidden');
    const none = [[], []];
    expect(mergeUnits(network(true), { ...units, incoming: none }, 0, 1)).toBeNull();
    expect(mergeUnits(network(true), { ...units, outgoing: none }, 0, 1)).toBeNull();
    expect(mergeUnits(network(true), units, 1, 0)!.parameters).toEqual({
      layers: [
        { weights: [[2]], bias: [4] },
        { weights: [[11]], bias: [7] },
      ],
    });
  });

  it('under another spec refuse what asks for other tensors or data', () => {
    const { model } = network(false);
    const under = (change: object) => underSpec(network(false), { ...model, ...change });
    expect(under({ activation: 'sin' })).toEqual({
      ...network(false),
      model: { ...model, activation: 'sin' },
    });
    for (const change of [
      { activation: 'no such function' },
      { bias: true },
      { widths: [2, 2, 1] },
      { widths: [1, 2, 2] },
      { widths: [1, 1, 1] },
      { widths: [1, 2, 2, 1] },
    ])
      expect(under(change)).toBeNull();
    expect(bindIfPossible({ kind: 'none' } as never)).toBeNull();
    expect(() => bind({ kind: 'none' } as never)).toThrow(InputError);
  });
});

describe('free numbers', () => {
  // On sin, which is odd, units 1 and 2 are tied as w₂ = −w₁, a₂ = −a₁.
  const tied: Instance = {
    model: { kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation: 'sin' },
    parameters: {
      layers: [
        { weights: [[2], [-2]], bias: null },
        { weights: [[3, -3]], bias: null },
      ],
    },
    data: { inputs: [['1/2']], targets: [[5]] },
    training: { method: 'gradient-descent', rate: '1/3', steps: 2 },
    then: { data: { inputs: [[7]], targets: [[8]] }, loss: 'squared' },
  };

  it('are one for what is tied, then inputs, targets and the schedule', () => {
    const { values, groups, ofParameter, signs, write } = freeCoordinatesOf(tied);
    expect(values).toEqual([2, 3, '1/2', 5, 7, 8, '1/3']);
    expect(groups).toEqual([
      'parameter',
      'parameter',
      'input',
      'target',
      'input',
      'target',
      'schedule',
    ]);
    expect([...ofParameter]).toEqual([0, 0, 1, 1]);
    expect([...signs]).toEqual([1, -1, 1, -1]);
    const written = write([10, '2/4', 11, 12, 13, 14, 15]);
    expect(written).toEqual({
      ...tied,
      parameters: {
        layers: [
          { weights: [[10], [-10]], bias: null },
          { weights: [['2/4', '-2/4']], bias: null },
        ],
      },
      data: { inputs: [[11]], targets: [[12]] },
      training: { ...tied.training, rate: 15 },
      then: { data: { inputs: [[13]], targets: [[14]] }, loss: 'squared' },
    });
    expect(write(values)).toEqual(tied);
  });

  it('are all of θ where nothing is tied', () => {
    const { values, ofParameter, signs, write } = freeCoordinatesOf(tied, 'free');
    expect(values.slice(0, 4)).toEqual([2, -2, 3, -3]);
    expect([...ofParameter]).toEqual([0, 1, 2, 3]);
    expect([...signs]).toEqual([1, 1, 1, 1]);
    expect(write([1, 2, 3, 4, ...values.slice(4)]).parameters).toEqual({
      layers: [
        { weights: [[1], [2]], bias: null },
        { weights: [[3, 4]], bias: null },
      ],
    });
  });

  it('are none for pinned numbers, and count from the centre of a reflection', () => {
    // σ(z) = 1/2 + odd: unit with w = 0, b = 0 is pinned; sigmoid's bias absorbs 1/2·a.
    const pinned: Instance = {
      model: { kind: 'fully-connected', widths: [1, 1, 1], bias: false, activation: 'sin' },
      parameters: {
        layers: [
          { weights: [[0]], bias: null },
          { weights: [[0]], bias: null },
        ],
      },
    };
    const { values, ofParameter, write } = freeCoordinatesOf(pinned);
    expect(values).toEqual([]);
    expect([...ofParameter]).toEqual([-1, -1]);
    expect(write([])).toEqual(pinned);
  });

  it('have the times and the numbers of functions', () => {
    const activation = {
      name: 'sum' as const,
      terms: [
        { name: 'shifted' as const, base: 'exp', shift: 4 },
        { name: 'polynomial' as const, coefficients: [5, 6] },
      ],
    };
    const instance: Instance = {
      ...network(false),
      model: { ...network(false).model, activation },
      training: { method: 'gradient-flow', time: 9 },
    };
    const { values, groups, write } = freeCoordinatesOf(instance);
    expect(values).toEqual([1, 2, 5, 6, 9, 4, 5, 6]);
    expect(groups.slice(4)).toEqual(['schedule', 'activation', 'activation', 'activation']);
    const filled = write([...values.slice(0, 4), 10, 11, 12, 13] as Numeral[]);
    expect(filled.training).toEqual({ method: 'gradient-flow', time: 10 });
    expect(filled.model['activation']).toEqual({
      name: 'sum',
      terms: [
        { name: 'shifted', base: 'exp', shift: 11 },
        { name: 'polynomial', coefficients: [12, 13] },
      ],
    });
  });

  it('are found once for a target', () => {
    const target = shrinkTargetOf(linear([1, 1], [1]), 'by-parity');
    expect(target.coordinates).toBe(target.coordinates);
  });
});

describe('simpler functions', () => {
  const under = (activation: unknown): Instance => ({
    ...network(false),
    model: { ...network(false).model, activation },
  });
  const offers = (activation: unknown) =>
    offered('simpler-activation', under(activation)).map(({ model }) => model['activation']);

  it('are those before it in the list', () => {
    expect(offers('identity')).toEqual([]);
    expect(offers('cube')).toEqual(['identity', 'square']);
  });

  it('of a shifted one the base, a simpler base, a simpler shift', () => {
    const composed = offers({ name: 'shifted', base: 'cube', shift: 2 }).filter(
      (f) => typeof f !== 'string' || f === 'cube',
    );
    expect(composed.filter((f) => typeof f === 'object')).toEqual([
      { name: 'shifted', base: 'identity', shift: 2 },
      { name: 'shifted', base: 'square', shift: 2 },
      ...[0, 1, -1].map((shift) => ({ name: 'shifted', base: 'cube', shift })),
    ]);
    expect(composed.filter((f) => f === 'cube')).toHaveLength(2);
  });

  it('of polynomials fewer coefficients', () => {
    const composed = offers({ name: 'polynomial', coefficients: [1, 2, 3] });
    expect(
      composed.filter((f) => typeof f === 'object').map((f) => (f as never)['coefficients']),
    ).toEqual([[1], [2], [3], [2, 3], [1, 3], [1, 2]]);
  });
});
