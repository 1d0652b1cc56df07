/** How many powers the families of two-layer networks begin with, and where they end. */
import { expect, it } from 'vitest';
import type { TaylorSupport } from '../../analytic/analytic-function.ts';
import { twoLayerSequence } from './two-layer-family.ts';

const PRIME = 4194287;

/** Of the orders that `has` allows, up to `last`. */
const support = (has: (j: number) => boolean, last = Number.POSITIVE_INFINITY): TaylorSupport => ({
  inSupport: (j) => j <= last && has(j),
  next(j) {
    for (let k = j; k <= last; k++) if (has(k)) return k;
    return null;
  },
});
const every = support(() => true);
const odd = support((j) => j % 2 === 1);

const exponentsOf = (
  shape: { inputs: number; hidden: number; outputs: number },
  of: TaylorSupport,
) => {
  const { truncations, expansion } = twoLayerSequence(shape, of);
  return Array.from({ length: truncations + 1 }, (_, n) => {
    const form = expansion(n);
    return form.mode === 'ridge' ? form.exponents : [];
  });
};
const upTo = (n: number) => [...Array(n).keys()];

it('one input, one output: a monomial of each degree', () => {
  // M = 2m, and each power is one field: 2m of them and two more, at most 4m + 2. For m = 1: 4, then all 6.
  expect(exponentsOf({ inputs: 1, hidden: 1, outputs: 1 }, every)).toEqual([
    upTo(4),
    upTo(6),
    upTo(6),
  ]);
  // m = 3: 6 + 2 of 14.
  expect(exponentsOf({ inputs: 1, hidden: 3, outputs: 1 }, every)).toEqual([
    upTo(8),
    upTo(14),
    upTo(14),
  ]);
  expect(exponentsOf({ inputs: 1, hidden: 1, outputs: 1 }, odd)).toEqual([
    [1, 3, 5, 7],
    [1, 3, 5, 7, 9, 11],
    [1, 3, 5, 7, 9, 11],
  ]);
});

it('more inputs and outputs: fewer degrees have monomials enough', () => {
  // Two inputs, two outputs, m = 3: M = 12, and degree j has 2(j + 1) fields: 2 + 4 + 6 = 12, three degrees and two.
  expect(exponentsOf({ inputs: 2, hidden: 3, outputs: 2 }, every)).toEqual([
    upTo(5),
    upTo(10),
    upTo(14),
    upTo(14),
  ]);
  // One output: 1 + 2 + 3 + 4 ≥ 9, four degrees and two; odd ones alone 2 + 4 + 6 ≥ 9, three and two.
  const shape = { inputs: 2, hidden: 3, outputs: 1 };
  expect(exponentsOf(shape, every).map((one) => one.length)).toEqual([6, 12, 14, 14]);
  expect(exponentsOf(shape, odd)[0]).toEqual([1, 3, 5, 7, 9]);
});

it('finite supports end where they end', () => {
  const square = support((j) => j === 2, 2);
  expect(exponentsOf({ inputs: 2, hidden: 2, outputs: 1 }, square)).toEqual([[2], [2]]);
  const cubic = support(() => true, 3);
  expect(exponentsOf({ inputs: 1, hidden: 5, outputs: 1 }, cubic)).toEqual([upTo(4), upTo(4)]);
  expect(
    exponentsOf(
      { inputs: 1, hidden: 1, outputs: 1 },
      support(() => false, 0),
    ),
  ).toEqual([[], []]);
});

it('families are those of their truncation and prime', () => {
  const shape = { inputs: 1, hidden: 1, outputs: 1 };
  const { family } = twoLayerSequence(shape, every);
  const [small, large] = [family(PRIME, 0), family(PRIME, 1)];
  // (x, u, λ): two numbers and the powers.
  expect([small.coefficientCount, large.coefficientCount]).toEqual([2 + 4, 2 + 6]);
  // A polynomial has a value at every θ.
  expect(small.partial).toBe(false);
  expect([small.size, small.prime, family(1000003, 0).prime]).toEqual([2, PRIME, 1000003]);
  expect(family(PRIME, 7).coefficientCount).toBe(8);
});

it('a member of one neuron is a product rule', () => {
  // φ = u a g(wx), g = 3z²: ∂w = 6·u·a·x²·w and ∂a = 3·u·x²·w², at w = 5, a = 7, x = 2, u = 11.
  const { family } = twoLayerSequence(
    { inputs: 1, hidden: 1, outputs: 1 },
    support((j) => j === 2, 2),
  );
  const field = family(PRIME, 0);
  const out = new Float64Array(2);
  const [c, theta] = [Float64Array.of(2, 11, 3), Float64Array.of(5, 7)];
  field.gradient(c, theta, 1, out);
  expect(Array.from(out)).toEqual([6 * 11 * 7 * 4 * 5, 3 * 11 * 4 * 25]);
  // Along y = (1, 0): ∂w∂w = 6·u·a·x² and ∂w∂a = 6·u·x²·w; along (0, 1): ∂a∂w and 0.
  field.hessianVector(c, theta, Float64Array.of(1, 0), 1, out);
  expect(Array.from(out)).toEqual([6 * 11 * 7 * 4, 6 * 11 * 4 * 5]);
  field.hessianVector(c, theta, Float64Array.of(0, 1), 1, out);
  expect(Array.from(out)).toEqual([6 * 11 * 4 * 5, 0]);
  expect(field.description).toContain('degree ≤ 2');
});
