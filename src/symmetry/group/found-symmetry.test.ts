import { describe, expect, it } from 'vitest';
import type { ModelJson } from '../../models/contract.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { orthogonalAction } from '../orthogonal/orthogonal-action.ts';
import { moveOf } from './signed-move.ts';

const net = (widths: number[], bias: boolean, activation: unknown): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});
const orderOf = (model: ModelJson): bigint => {
  const { whole } = symmetryOf(model);
  expect(whole.complete).toBe(true);
  return whole.order;
};

describe('the group that is found', () => {
  it('has the order of signed permutations of units, layer by layer', () => {
    // 2³·3!, and permutations only where there is no parity.
    expect(orderOf(net([2, 3, 1], false, 'tanh'))).toBe(48n);
    expect(orderOf(net([2, 3, 1], true, 'gelu'))).toBe(6n);
    expect(orderOf(net([2, 3, 3, 1], true, 'tanh'))).toBe(48n ** 2n);
    expect(orderOf(net([2, 4, 3, 1], false, 'softplus'))).toBe(24n * 6n);
    expect(orderOf({ kind: 'linear', widths: [2, 3, 3, 2] })).toBe(48n ** 2n);
  });

  it('is Weyl groups of type D for products of factors, 2^{L−1}·L! for each input', () => {
    expect(orderOf({ kind: 'diagonal-linear', depth: 3, inputs: 2 })).toBe(24n ** 2n);
  });

  it('leaves the units of free gates in place, and finds a_k ↔ w_k', () => {
    // Each unit a·g·w·x has the four symmetries of a·w.
    expect(orderOf({ kind: 'relu-paths', widths: [1, 2, 1], bias: false })).toBe(16n);
    // With two inputs only the sign of each unit is left.
    expect(orderOf({ kind: 'relu-paths', widths: [2, 3, 1], bias: false })).toBe(8n);
  });

  it('counts from the centre of an affine function and of shifted ones', () => {
    // a(wx + b + 1): (a, w, b + 1) ↦ −(a, w, b + 1), and a ↔ nothing else with two inputs.
    const affine = net([2, 1, 1], true, { name: 'polynomial', coefficients: [1, 1] });
    expect(orderOf(affine)).toBe(2n);
    const { form } = symmetryOf(affine);
    expect(form.center).toEqual({ numerator: -1n, denominator: 1n });
    expect([...form.centered]).toEqual([0, 0, 1, 0, 0]);
  });

  it('is what a claim asserts where it asserts a parity', () => {
    expect(symmetryOf(net([2, 2, 1], false, 'gelu'), 'odd').whole.order).toBe(8n);
    expect(symmetryOf(net([2, 2, 1], false, 'gelu'), 'even').whole.order).toBe(8n);
    expect(symmetryOf(net([2, 2, 1], false, 'tanh'), 'none').whole.order).toBe(2n);
  });
});

describe('proof by normal form', () => {
  const flip = (indices: number[]) => moveOf(indices.map((i) => [i, i, -1] as const));

  it('accepts what is true and nothing that is false', () => {
    // θ = (w₁, w₂, a₁, a₂).
    const tanh = symmetryOf(net([1, 2, 1], false, 'tanh'));
    expect(tanh.prove(flip([0, 2]))).toBe(true);
    expect(tanh.prove(flip([0]))).toBe(false);
    expect(tanh.prove(flip([0, 3]))).toBe(false);
    const cos = symmetryOf(net([1, 2, 1], false, 'cos'));
    expect(cos.prove(flip([0]))).toBe(true);
    expect(cos.prove(flip([0, 2]))).toBe(false);
    for (const activation of ['softplus', 'silu', 'gelu', 'sigmoid', 'exp']) {
      const { prove } = symmetryOf(net([1, 2, 1], false, activation));
      for (const indices of [[0], [2], [0, 2], [0, 1], [0, 1, 2, 3]])
        expect(prove(flip(indices))).toBe(false);
      const exchange = [
        [0, 1, 1],
        [1, 0, 1],
        [2, 3, 1],
        [3, 2, 1],
      ] as const;
      expect(prove(moveOf(exchange))).toBe(true);
      expect(prove(moveOf(exchange.slice(0, 2)))).toBe(false);
    }
  });

  it('sees that terms cancel: u − v and (u + v)(u − v) = u² − v²', () => {
    const model = (features: string[]): ModelJson => ({
      kind: 'polynomial',
      variables: ['u', 'v'],
      features,
    });
    const swap = moveOf([
      [0, 1, 1],
      [1, 0, 1],
    ]);
    expect(symmetryOf(model(['u - v'])).prove(swap)).toBe(false);
    expect(symmetryOf(model(['u^2 + v^2 - 2*u*v'])).prove(swap)).toBe(true);
    expect(symmetryOf(model(['u^2 - v^2'])).prove(swap)).toBe(false);
  });
});

describe('axes with the whole orthogonal group', () => {
  it('are those whose units only meet in inner products', () => {
    const labels = (model: ModelJson) => orthogonalAction(symmetryOf(model))?.labels ?? [];
    expect(labels({ kind: 'linear', widths: [2, 3, 3, 2] })).toEqual(['layer 1', 'layer 2']);
    expect(labels(net([2, 3, 2], true, 'identity'))).toEqual(['layer 1']);
    expect(labels({ kind: 'linear', widths: [9, 9, 9, 2] })).toEqual(['layer 1', 'layer 2']);
    // Of one unit the signs are its orthogonal group.
    expect(labels({ kind: 'linear', widths: [2, 3, 1, 2] })).toEqual(['layer 1', 'layer 2']);
    expect(labels({ kind: 'linear', widths: [2, 1, 2] })).toEqual([]);
    expect(labels({ kind: 'linear', widths: [1, 2, 1] })).toEqual([
      'layer 1 (sums)',
      'layer 1 (differences)',
    ]);
    // A residual stream: nothing of it is said by the model. Keys and values of attention.
    const residual = { inputs: 2, stream: 2, hidden: 2, outputs: 1, activation: 'tanh' };
    expect(labels({ kind: 'residual-block', ...residual })).toEqual(['axis "stream"']);
    const attention = { positions: 2, channels: 2, keys: 2, values: 2, outputs: 2 };
    expect(labels({ kind: 'attention', ...attention })).toEqual(
      expect.arrayContaining(['axis "keys"', 'axis "values"']),
    );
    expect(labels(net([2, 3, 2], false, 'tanh'))).toEqual([]);
    expect(labels({ kind: 'relu-paths', widths: [2, 3, 2], bias: false })).toEqual([]);
    expect(labels({ kind: 'diagonal-linear', depth: 2, inputs: 3 })).toEqual([]);
  });
});
