/** What is no symmetry, though all but one of what is looked up is there. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import { axis, defineModel, tensor } from '../../models/contract.ts';
import { literal, object } from '../../models/schema.ts';
import { registering } from '../../testing/registering.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { moveOf } from './signed-move.ts';

/** Of f and g, θ = (c, a, b). */
const sumOf = (first: string, second: string) =>
  defineModel({
    kind: `${first}-and-${second}`,
    formula: 'F(x) = c + f(ax) + g(bx)',
    spec: object({ kind: literal(`${first}-and-${second}`) }),
    architecture: () => ({
      parameters: { c: tensor(), a: tensor(), b: tensor() },
      inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
      output: axis('outputs', 1, 'output', null),
    }),
    evaluate(field, { c, a, b }, { x }) {
      const of = (f: string, w: typeof a) => field.apply(resolveFunction(f), field.mul(w, x[0]));
      return [field.add(c, field.add(of(first, a), of(second, b)))];
    },
  });
/** An argument that nothing is left of. */
const cancelled = defineModel({
  kind: 'cancelled',
  formula: 'F(x) = (a + b)x + tanh(ax) − tanh(ax)',
  spec: object({ kind: literal('cancelled') }),
  architecture: () => ({
    parameters: { a: tensor(), b: tensor() },
    inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
    output: axis('outputs', 1, 'output', null),
  }),
  evaluate(field, { a, b }, { x }) {
    const term = field.apply(resolveFunction('tanh'), field.mul(a, x[0]));
    return [field.add(field.mul(field.add(a, b), x[0]), field.sub(term, term))];
  },
});
registering(cancelled, sumOf('tanh', 'tanh'), sumOf('tanh', 'sin'), sumOf('exp', 'cos'));

describe('an exchange of arguments', () => {
  const exchange = moveOf([
    [1, 2, 1],
    [2, 1, 1],
  ]);

  it('is one of functions where they are the same', () => {
    expect(symmetryOf({ kind: 'tanh-and-tanh' }).prove(exchange)).toBe(true);
  });

  it('is one where what would be missed is of no output', () => {
    const swap = moveOf([
      [0, 1, 1],
      [1, 0, 1],
    ]);
    expect(symmetryOf({ kind: 'cancelled' }).prove(swap)).toBe(true);
  });

  it.each(['tanh-and-sin', 'exp-and-cos'])('is none where they differ: %s', (kind) => {
    expect(symmetryOf({ kind }).prove(exchange)).toBe(false);
  });
});
