/** Where the coefficients of members stand, and which families have a value everywhere. */
import { describe, expect, it } from 'vitest';
import { bind } from '../../models/bind.ts';
import { withBudget } from '../../numerics/budget.ts';
import { ZERO } from '../../numerics/rational.ts';
import { combinationsOf, expandedFamily, memberPlaces } from './expansion.ts';
import { genericJets } from './families.ts';

const PRIME = 4194287;
const dense = (activation: string) =>
  bind({ kind: 'fully-connected', widths: [2, 1, 3], bias: false, activation });
const line = { mode: 'line', base: [ZERO, ZERO], top: 4 } as const;

it('members are x, v and λ, in this order', () => {
  // Two inputs, three outputs, powers 0 to 4; no free inputs, no masks.
  expect(memberPlaces(dense('tanh'), line)).toEqual({
    free: 2,
    output: 2,
    masks: 5,
    powers: 5,
    count: 10,
  });
  expect(memberPlaces(dense('tanh'), { mode: 'point' })).toMatchObject({ powers: 5, count: 5 });
});

it('free inputs stand between x and v, each combination of masks has a weight', () => {
  // Two layers of two and one gates that are free, one datum of two.
  const gated = bind({ kind: 'relu-paths', widths: [2, 2, 1], bias: false });
  const { inputs, output } = gated;
  const places = memberPlaces(gated, { mode: 'point' });
  expect(inputs.finite).toEqual([]);
  expect(inputs.size).toBeGreaterThan(inputs.datum);
  expect([places.free, places.output, places.count]).toEqual([
    inputs.datum,
    inputs.size,
    inputs.size + output.size,
  ]);
  expect(combinationsOf(gated)).toEqual([[]]);
});

describe('a family', () => {
  const family = (activation: string, expansion: typeof line | { mode: 'point' }) =>
    expandedFamily(dense(activation), expansion, PRIME, genericJets(PRIME));

  it('at points has no value everywhere where functions have none', () => {
    expect(family('tanh', { mode: 'point' }).partial).toBe(false);
    expect(family('tanh', line).partial).toBe(false);
    expect(family('sigmoid', { mode: 'point' }).partial).toBe(false);
  });

  it('is charged for: a gradient three passes, a Hessian nine', () => {
    const own = family('tanh', line);
    const cost = (length: number) => {
      const [c, theta, out] = [own.coefficientCount, own.size, own.size].map(
        (n) => new Float64Array(n * length),
      );
      return [
        withBudget(1e9, () => own.gradient(c, theta, length, out)).cost,
        withBudget(1e9, () => own.hessianVector(c, theta, theta, length, out)).cost,
      ];
    };
    const [one, two] = [cost(1), cost(2)];
    expect(one[0]).toBeGreaterThan(0);
    expect([one[1], two[1]]).toEqual([3 * one[0], 3 * two[0]]);
    expect(two[0]).toBeGreaterThan(one[0]);
  });

  it('says what its members are', () => {
    expect(family('tanh', line).description).toBe(
      'Taylor coefficients of ⟨v, F(s·u)⟩ in s up to degree 4',
    );
    expect(family('tanh', { mode: 'point' }).description).toBe(
      'outputs ⟨v, F(x)⟩ of 3 outputs at any x',
    );
    expect([family('tanh', line).size, family('tanh', line).coefficientCount]).toEqual([5, 10]);
  });
});
