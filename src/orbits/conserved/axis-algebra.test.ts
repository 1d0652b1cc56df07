/** Of more than forty parameters the algebra is sought along axes: two cubic units of twenty inputs, by hand. */
import { expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import { createRng } from '../../numerics/random.ts';
import { format } from '../../numerics/rational.ts';
import { affineAlgebra } from './affine-algebra.ts';
import { pointFields } from './point-fields.ts';

it('has the laws of the units, ‖wₖ‖² − 3aₖ², and nothing that turns', () => {
  const bound = bind({
    kind: 'fully-connected',
    widths: [20, 2, 1],
    bias: false,
    activation: 'cube',
  });
  const fields = pointFields(bound, createRng('fields'));
  const { ansatz, symmetric, antisymmetric } = affineAlgebra(bound, fields, createRng('axes'));
  expect(ansatz).toBe('axes');
  const entries = symmetric.vectors.map((vector) => vector.map(([at, q]) => `${at}: ${format(q)}`));
  // θ = (w₁, w₂, a₁, a₂), 42 numbers; entry (i, i) of A is number 43i.
  const law = (k: number) => [
    ...Array.from({ length: 20 }, (_, i) => `${43 * (20 * k + i)}: 1`),
    `${43 * (40 + k)}: -3`,
  ];
  expect(entries).toEqual([law(0), law(1)]);
  expect([symmetric.dimension, antisymmetric.dimension, antisymmetric.vectors]).toEqual([2, 0, []]);
});
