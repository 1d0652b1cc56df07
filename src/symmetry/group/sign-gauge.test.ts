/** Changes of sign that keep small polynomials, solved by hand. */
import { describe, expect, it } from 'vitest';
import { rational } from '../../numerics/rational.ts';
import type { Atom, NormalForm } from './normal-form.ts';
import { signGauge } from './sign-gauge.ts';

/** Coefficient, then the atoms of a product, one for each time that it is there. */
type Product = readonly [number, ...number[]];

const node = (...products: Product[]) =>
  new Map(
    products.map(([coefficient, ...atoms]) => [
      `${atoms}`,
      {
        coefficient: rational(coefficient),
        factors: [...new Set(atoms)].flatMap((a) => [a, atoms.filter((b) => b === a).length]),
      },
    ]),
  );

/** Parameters 0 … m − 1, the input m, then functions of nodes; outputs are nodes from the first on. */
function gauge(
  parameters: number,
  nodes: ReturnType<typeof node>[],
  {
    over = [],
    signs = [1],
    unused = [],
  }: { over?: Partial<Atom>[]; signs?: (1 | -1)[]; unused?: number[] } = {},
) {
  const plain = Array.from({ length: parameters + 1 }, () => ({ node: -1, sign: 1 }));
  const atoms = [...plain, ...over.map((atom) => ({ sign: 1, label: 0, ...atom }))];
  const outputs = signs.map((sign, n) => ({ node: n, sign }));
  const form = { parameters, inputs: 1, atoms, nodes, outputs } as unknown as NormalForm;
  const found = signGauge(form, {
    atoms: new Uint8Array(atoms.length).fill(1),
    nodes: Uint8Array.from(nodes, (_, n) => (unused.includes(n) ? 0 : 1)),
  } as never);
  return found && { sign: [...found.sign], coupled: [...found.coupled] };
}

describe('the gauge', () => {
  it('changes signs together that a product ties', () => {
    // abx: a and b; abx + cx: c never.
    expect(gauge(2, [node([1, 0, 1, 2])])).toEqual({ sign: [1, 1], coupled: [0, 0] });
    expect(gauge(3, [node([1, 0, 1, 3], [2, 2, 3])])).toEqual({
      sign: [1, 1, 1],
      coupled: [0, 0, -2],
    });
    // abx + cdx: two pairs; abcx: each for itself, as two of them can change.
    expect(gauge(4, [node([1, 0, 1, 4], [1, 2, 3, 4])])!.coupled).toEqual([0, 0, 1, 1]);
    expect(gauge(3, [node([1, 0, 1, 2, 3])])!.coupled).toEqual([-1, -1, -1]);
    // What is met squared, or not at all, is free.
    expect(gauge(2, [node([1, 0, 0, 2], [1, 1, 2])])).toEqual({ sign: [1, 1], coupled: [-1, -2] });
  });

  it('makes all coefficients positive where that can be', () => {
    const { sign } = gauge(3, [node([1, 0, 1, 3], [-1, 1, 2, 3])])!;
    expect([sign[0] * sign[1], sign[1] * sign[2]]).toEqual([1, -1]);
    expect(gauge(1, [node([-3, 0, 1])])).toEqual({ sign: [-1], coupled: [-2] });
    // abx − abx²; −a²x.
    expect(gauge(2, [node([1, 0, 1, 2], [-1, 0, 1, 2, 2])])).toBeNull();
    expect(gauge(1, [node([-1, 0, 0, 1])])).toBeNull();
    // The output is −(…): once more the other way.
    expect(gauge(1, [node([3, 0, 1])], { signs: [-1] })!.sign).toEqual([-1]);
    expect(gauge(1, [node([-1, 0, 0, 1])], { signs: [-1] })).not.toBeNull();
  });

  // a·f(wx) with a = 0, w = 1, x = 2, f = 3 over the second node.
  const unit = (over: Partial<Atom>, a = 1, w = 1) =>
    gauge(2, [node([a, 0, 3]), node([w, 1, 2])], { over: [{ node: 1, ...over }] });

  it('goes through functions by their parity', () => {
    expect(unit({ kind: 'odd' })).toEqual({ sign: [1, 1], coupled: [0, 0] });
    expect(unit({ kind: 'even' })).toEqual({ sign: [1, 1], coupled: [-2, -1] });
    expect(unit({ kind: 'none' })).toEqual({ sign: [1, 1], coupled: [-2, -2] });
    expect(unit({ kind: 'even' }, -1)!.sign).toEqual([-1, 1]);
    expect(unit({ kind: 'none' }, 1, -1)!.sign).toEqual([1, -1]);
    expect(unit({ kind: 'none', sign: -1 })!.sign).toEqual([1, -1]);
    const odd = unit({ kind: 'odd' }, -1)!.sign;
    expect(odd[0] * odd[1]).toBe(-1);
  });

  it('leaves out nodes that are not used', () => {
    const found = gauge(2, [node([1, 0, 1, 2]), node([1, 0, 2])], { unused: [1] });
    expect(found!.coupled).toEqual([0, 0]);
    expect(gauge(2, [node([1, 0, 1, 2]), node([1, 0, 2])])!.coupled).toEqual([0, 0]);
  });

  it.each([28, 29, 30, 31, 60, 61, 62, 63, 399])(
    'of a chain of %d products that alternate',
    (m) => {
      // Σ (−1)ⁱ aᵢaᵢ₊₁x: all together, with signs + + − − + + …
      const chain = Array.from(
        { length: m - 1 },
        (_, i): Product => [i % 2 === 0 ? 1 : -1, i, i + 1, m],
      );
      const { sign, coupled } = gauge(m, [node(...chain)])!;
      expect(new Set(coupled)).toEqual(new Set([0]));
      chain.forEach(([coefficient], i) => {
        expect(sign[i] * sign[i + 1]).toBe(coefficient);
      });
    },
  );

  it('is not looked for among more than 800 unknowns', () => {
    // The parameters and the node.
    expect(gauge(799, [node([1, 0, 1, 799])])).not.toBeNull();
    expect(gauge(800, [node([1, 0, 1, 800])])).toBeNull();
  });
});
