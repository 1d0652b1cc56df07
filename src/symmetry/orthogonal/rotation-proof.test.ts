/** Which rotations keep F. */
import { describe, expect, it } from 'vitest';
import { axis, defineModel, tensor } from '../../models/contract.ts';
import { literal, object } from '../../models/schema.ts';
import { registering } from '../../testing/registering.ts';
import { reachable } from '../group/proof.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { isRotationInvariant } from './rotation-proof.ts';

const two = defineModel({
  kind: 'length-and-coordinate',
  formula: 'F(x) = ((u² + v²)x, ux)',
  spec: object({ kind: literal('length-and-coordinate') }),
  architecture: () => ({
    parameters: { u: tensor(), v: tensor() },
    inputs: { x: tensor() },
    output: axis('outputs', 2, 'output', null),
  }),
  evaluate: (field, { u, v }, { x }) => [
    field.mul(field.add(field.mul(u, u), field.mul(v, v)), x),
    field.mul(u, x),
  ],
});
registering(two);

it('rotations that keep one of two outputs keep not the other', () => {
  const { form } = symmetryOf({ kind: 'length-and-coordinate' });
  expect(isRotationInvariant(form, reachable(form), [0], [1])).toBe(false);
});

describe('rotations of the first half of the variables into the second', () => {
  const turns = (features: string[], variables = ['u', 'v']) => {
    const { form } = symmetryOf({ kind: 'polynomial', variables, features });
    const half = variables.length / 2;
    const all = [...variables.keys()];
    return isRotationInvariant(form, reachable(form), all.slice(0, half), all.slice(half));
  };
  const four = ['a', 'b', 'c', 'd'];

  it.each([
    [true, ['u^2 + v^2']],
    [false, ['u^2 - v^2']],
    [false, ['u^2 + 2*v^2']],
    [false, ['u*v']],
    [false, ['u + v']],
    [false, ['u^2']],
    [true, ['u^4 + 2*u^2*v^2 + v^4']],
    [false, ['u^4 + v^4']],
    [false, ['u^4 + u^2*v^2 + v^4']],
    [true, ['u^6 + 3*u^4*v^2 + 3*u^2*v^4 + v^6']],
    [false, ['u^2 + v^2', 'u']],
    [true, ['1/(1 + u^2 + v^2)']],
    [false, ['1/(1 + u^2 - v^2)']],
    [false, ['u/(1 + u^2 + v^2)']],
  ])('keep: %s of %j', (expected, features) => {
    expect(turns(features)).toBe(expected);
  });

  it.each([
    [true, ['a*b + c*d']],
    [false, ['a*b - c*d']],
    [true, ['a*d - b*c']],
    [false, ['a*d + b*c']],
    [true, ['a^2 + c^2', 'b^2 + d^2', 'a*b + c*d']],
    [true, ['a^2*d^2 - 2*a*b*c*d + b^2*c^2']],
    [false, ['a*b']],
  ])('of two vectors keep: %s of %j', (expected, features) => {
    expect(turns(features, four)).toBe(expected);
  });

  it('of units keep what is linear, whatever is multiplied out', () => {
    const units = (json: object) => {
      const { form, axes } = symmetryOf(json as never);
      return axes.map(({ slices }) =>
        isRotationInvariant(form, reachable(form), slices[0], slices[1]),
      );
    };
    const net = { kind: 'fully-connected', widths: [2, 2, 1], bias: false };
    expect(units({ kind: 'linear', widths: [2, 2, 2] })).toEqual([true]);
    expect(units({ kind: 'linear', widths: [2, 2, 2, 2] })).toEqual([true, true]);
    // Longer sums are atoms of their own.
    expect(units({ kind: 'linear', widths: [5, 5, 5, 5] })).toEqual([true, true]);
    expect(units({ ...net, activation: 'tanh' })).toEqual([false]);
    expect(units({ ...net, activation: 'square' })).toEqual([false]);
    expect(units({ ...net, widths: [2, 2, 2, 1], activation: 'identity' })).toEqual([true, true]);
  });
});
