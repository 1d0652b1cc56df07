/** What single colours must say: signs that go together, and signs that never change. */
import { describe, expect, it } from 'vitest';
import { registering } from '../../testing/registering.ts';
import { all, image, orbits, pattern } from '../../testing/signed-permutations.ts';
import { families, fields } from '../../testing/small-symmetric-models.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';

registering(...families);

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

  it('know which signs change together', () => {
    // (u + v)(w − z): all four, and the exchanges u ↔ v, w ↔ −z.
    const { graph } = of(['u', 'v', 'w', 'z'], '(u + v)*(w - z)', 'u^2 + v^2 + 2*w^2 + 2*z^2');
    const start = graph.initial(null);
    expect(coloursOf(start, 4)).toBe('±a ±a ±b ±b');
    // With u singled out the signs of all others are settled.
    expect(coloursOf(graph.individualise(start, 0, 0), 4)).toBe('a b c -c');
  });
});
