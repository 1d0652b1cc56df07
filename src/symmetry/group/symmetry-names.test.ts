/** What coordinates are called, and what a move of them is. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import { axis, defineModel, type ModelJson, tensor } from '../../models/contract.ts';
import { literal, object } from '../../models/schema.ts';
import { dense } from '../../testing/dense.ts';
import { registering } from '../../testing/registering.ts';
import { moveOf } from './signed-move.ts';
import { coordinateNames, nameCoordinates } from './symmetry-names.ts';

const pair = axis('inputs', 2, 'input', null);
const lists = defineModel({
  kind: 'lists-of-tensors',
  formula: 'F(x) = Σₗ uₗ vₗx',
  spec: object({ kind: literal('lists-of-tensors') }),
  architecture: () => ({
    parameters: { layers: [1, 2].map(() => ({ v: tensor(pair), u: tensor() })) },
    inputs: { x: tensor(pair) },
    output: axis('outputs', 1, 'output', null),
  }),
  evaluate(field, { layers }, { x }) {
    const terms = layers.map(({ v, u }) => field.mul(u, field.dot(v, x)));
    return [field.add(terms[0], terms[1])];
  },
});
registering(lists);

describe('coordinates', () => {
  const names = 'abcdefghij'.split('');

  it('are called by what moves, eight at most', () => {
    const quarter = moveOf([
      [0, 1, 1],
      [1, 0, -1],
    ]);
    expect(nameCoordinates(quarter, names)).toBe('a→b, b→−a');
    const flips = (n: number) => moveOf(Array.from({ length: n }, (_, i) => [i, i, -1] as const));
    expect(nameCoordinates(flips(8), names)).toBe('a→−a, b→−b, c→−c, d→−d, e→−e, f→−f, g→−g, h→−h');
    expect(nameCoordinates(flips(9), names)).toBe(
      'a→−a, b→−b, c→−c, d→−d, e→−e, f→−f, g→−g, h→−h, …',
    );
    expect(nameCoordinates(flips(9), names, true)).toMatch(/h→−h, i→−i$/);
  });

  it('have the names of the model, of tensors and indices', () => {
    const of = (json: ModelJson) => coordinateNames(bind(json)).join(' ');
    expect(of({ kind: 'polynomial', variables: ['u', 'v1'], features: ['u*v1'] })).toBe('u v1');
    expect(of({ kind: 'linear', widths: [2, 2, 1] })).toBe('w[1,1] w[1,2] w[2,1] w[2,2] a[1] a[2]');
    expect(of(dense([1, 2, 1], 'tanh', true))).toBe('w[1] w[2] b[1] b[2] a[1] a[2] c');
    expect(of({ kind: 'linear', widths: [1, 2, 2, 1] })).toBe(
      'W₁[1] W₁[2] W₂[1,1] W₂[1,2] W₂[2,1] W₂[2,2] W₃[1] W₃[2]',
    );
    expect(of(dense([1, 1, 1], 'tanh'))).toBe('w a');
    // Tensors without a symbol: by their keys, numbers of a list as subscripts.
    expect(of({ kind: 'lists-of-tensors' })).toBe('v₁[1] v₁[2] u₁ v₂[1] v₂[2] u₂');
  });
});
