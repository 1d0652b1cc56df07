/** What is found of a model without θ. */
import { expect, it } from 'vitest';
import type { ModelJson } from '../../models/contract.ts';
import { format } from '../../numerics/rational.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';

const net = (widths: number[], activation: unknown, bias = false): ModelJson => ({
  kind: 'fully-connected',
  widths,
  bias,
  activation,
});
const linear = (...widths: number[]): ModelJson => ({ kind: 'linear', widths });

it.each([
  // Exchanges of neighbours and one change of sign for each unit.
  [net([1, 3, 1], 'tanh'), 5, true, 48n],
  [net([1, 3, 1], 'gelu'), 2, true, 6n],
  [net([1, 3, 1], 'cos'), 5, true, 48n],
  [net([2, 1, 1], 'tanh'), 1, true, 2n],
  [net([2, 1, 1], 'gelu'), 0, true, 1n],
  [net([2, 2, 2], 'tanh', true), 3, true, 8n],
  [linear(2, 1, 2), 1, true, 2n],
  [linear(2, 3, 1), 5, true, 48n],
  // a_k ↔ w_k is no symmetry of units: 8·2² in all.
  [linear(1, 1, 1), 1, false, 4n],
  [linear(1, 2, 1), 3, false, 32n],
  // Several layers, and none.
  [net([1, 2, 2, 1], 'tanh'), 6, false, 64n],
  [{ kind: 'polynomial', variables: ['u', 'v'], features: ['u*v'] }, 0, false, 4n],
  // Units of free gates are not exchanged.
  [{ kind: 'relu-paths', widths: [2, 2, 1], bias: false }, 2, false, 4n],
] as [ModelJson, number, boolean, bigint][])('%j', (model, moves, independent, order) => {
  const found = symmetryOf(model);
  expect(found.unitMoves).toHaveLength(moves);
  expect(found.independent).toBe(independent);
  expect(found.whole).toMatchObject({ complete: true, order });
  expect(found.isCut).toBe(false);
  expect(found.whole.moves.slice(0, moves)).toEqual(found.unitMoves);
  for (const move of found.whole.moves) expect(found.prove(move)).toBe(true);
});

it('is shared by functions with the same laws, and by no others', () => {
  const of = (activation: unknown, signs?: 'odd' | 'even' | 'none') =>
    symmetryOf(net([3, 3, 1], activation), signs);
  expect(of('sin')).toBe(of('tanh'));
  for (const other of ['cos', 'exp'])
    expect(of(other).whole.moves).not.toEqual(of('tanh').whole.moves);
  // What is asserted of a function is part of it.
  expect(
    [of('tanh'), of('tanh', 'none'), of('tanh', 'even')].map(({ whole }) => whole.order),
  ).toEqual([48n, 6n, 48n]);
  expect(of('tanh', 'even').whole.moves).not.toEqual(of('tanh').whole.moves);
  expect(of('cos', 'odd').whole.moves).toEqual(of('tanh').whole.moves);
  // sin(z + c) is odd about −c, from which biases count.
  const centre = (shift: string) =>
    format(symmetryOf(net([3, 3, 1], { name: 'shifted', base: 'sin', shift }, true)).form.center);
  expect([centre('1/4'), centre('1/3'), centre('1/4')]).toEqual(['-1/4', '-1/3', '-1/4']);
});
