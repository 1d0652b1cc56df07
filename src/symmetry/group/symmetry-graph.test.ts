/** What single colours must say: signs that go together, and signs that never change. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import { axis, defineModel, tensor } from '../../models/contract.ts';
import { literal, object } from '../../models/schema.ts';
import { registering } from '../../testing/registering.ts';
import { all, image, orbits, pattern } from '../../testing/signed-permutations.ts';
import { families, fields } from '../../testing/small-symmetric-models.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { moveOf } from './signed-move.ts';

const exp = resolveFunction('exp');
const both = defineModel({
  kind: 'both-signs',
  formula: 'F(x) = a exp(wx) + b exp(−wx)',
  spec: object({ kind: literal('both-signs') }),
  architecture: () => ({
    parameters: { w: tensor(), a: tensor(), b: tensor() },
    inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
    output: axis('outputs', 1, 'output', null),
  }),
  evaluate(field, { w, a, b }, { x }) {
    const z = field.mul(w, x[0]);
    const of = (c: typeof a, argument: typeof a) => field.mul(c, field.apply(exp, argument));
    return [field.add(of(a, z), of(b, field.neg(z)))];
  },
});
registering(...families, both);

const POINTS = [
  [3, 7, 19],
  [-5, 11, 13],
];

const coloursOf = (colours: Int32Array, size: number) =>
  pattern(Array.from({ length: size }, (_, i) => [colours[2 * i], colours[2 * i + 1]] as const));

describe('colours of vector fields', () => {
  // Of three others refinement says less, and the search says the rest.
  const told = fields.filter((_, k) => ![3, 5, 10].includes(k));

  it.each(told)('tell apart what no symmetry takes to one another: $name', ({ model, value }) => {
    const group = all[2].filter((element) =>
      POINTS.every((theta) => {
        const wanted = image(element, value(theta));
        return value(image(element, theta)).every((y, o) => y === wanted[o]);
      }),
    );
    const { graph } = symmetryOf(model);
    expect(coloursOf(graph.initial(null), 3)).toBe(orbits(group, 3));
  });
});

describe('colours of products that were multiplied out', () => {
  const of = (variables: string[], ...features: string[]) =>
    symmetryOf({ kind: 'polynomial', variables, features });

  it('know which signs never change, and which of them is the negative one', () => {
    // u ↔ −v, and the sign of w.
    const { graph, whole } = of(['u', 'v', 'w'], '(u - v)*(1 + w^2)');
    expect(coloursOf(graph.initial(null), 3)).toBe('a -a ±b');
    expect(whole.order).toBe(4n);
    // u ↔ v.
    expect(coloursOf(of(['u', 'v', 'w'], '(u + v)*(1 + w^2)').graph.initial(null), 3)).toBe(
      'a a ±b',
    );
  });

  it('know which signs change together where all terms have other signs that are not known', () => {
    // W₁ is 0 … 3 by rows: what comes into one unit.
    const { graph } = symmetryOf({ kind: 'linear', widths: [2, 2, 2, 1] });
    const colours = graph.individualise(graph.initial(null), 0, 0);
    const signs = (i: number) => colours[2 * i] !== colours[2 * i + 1];
    expect([0, 1, 2, 3, 4].map(signs)).toEqual([true, true, false, false, false]);
  });

  it('know which signs change together', () => {
    // (u + v)(w − z): all four, and the exchanges u ↔ v, w ↔ −z.
    const { graph } = of(['u', 'v', 'w', 'z'], '(u + v)*(w - z)', 'u^2 + v^2 + 2*w^2 + 2*z^2');
    const start = graph.initial(null);
    expect(coloursOf(start, 4)).toBe('±a ±a ±b ±b');
    // With u singled out the signs of all others are settled.
    expect(coloursOf(graph.individualise(start, 0, 0), 4)).toBe('a b c -c');
  });
});

it('colours of a function of both signs of one argument follow the sign', () => {
  const { graph, whole, prove } = symmetryOf({ kind: 'both-signs' });
  // w ↦ −w with a ↔ b.
  expect(whole.order).toBe(2n);
  const start = graph.initial(null);
  expect(coloursOf(start, 3)).toBe('±a b b');
  expect(coloursOf(graph.individualise(start, 0, 0), 3)).toBe('a b c');
  const exchange = [
    [1, 2, 1],
    [2, 1, 1],
  ] as const;
  expect(prove(moveOf([[0, 0, -1], ...exchange]))).toBe(true);
  expect(prove(moveOf(exchange))).toBe(false);
  expect(prove(moveOf([[0, 0, -1]]))).toBe(false);
});
