/** Dimensions of spans of σ(v·x) and xᵢσ′(v·x), by hand. */
import { describe, expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import { format, rational } from '../../numerics/rational.ts';
import { PRIME } from './linear-laws.ts';
import { type SpanTerm, spanBounds, upToSign } from './neuron-span.ts';

const vector = (...v: number[]) => v.map((x) => rational(x));

describe('the dimension of what partial derivatives span', () => {
  const term = (v: number[], along: number | null = null, output = 0, c = 1): SpanTerm => ({
    v: vector(...v),
    output,
    along,
    coefficient: rational(c),
  });
  const rank = (name: string, ...partials: SpanTerm[][]) => {
    const { lower, upper } = spanBounds(partials, resolveFunction(name));
    return lower === upper ? lower : [lower, upper];
  };
  const s = (...v: number[]) => [term(v)];
  const d = (...v: number[]) => [term(v, 0)];

  it('of an odd function', () => {
    expect(rank('tanh')).toBe(0);
    expect(rank('tanh', [], s(0))).toBe(0);
    expect(rank('tanh', s(1), s(2), s(-1))).toBe(2);
    expect(rank('tanh', s(1), d(1), d(-1))).toBe(2);
    // At v = 0 nothing but xσ′(0) = x is left.
    expect(rank('tanh', s(0), d(0), s(1))).toBe(2);
    expect(rank('tanh', s(1, 0), s(0, 1), s(1, 1), s(1, -1), s(-1, 1))).toBe(4);
    expect(rank('tanh', [term([1, 2], 0)], [term([1, 2], 1)], [term([-1, -2], 1)])).toBe(2);
  });

  it('is not known modulo a prime that divides a denominator', () => {
    const over = (q: ReturnType<typeof rational>, coefficient = rational(1)) =>
      spanBounds([[{ v: [q], output: 0, along: null, coefficient }]], resolveFunction('tanh'))
        .lower;
    expect(over(rational(1))).toBe(1);
    expect(over(rational(1), rational(1, PRIME))).toBe(0);
    expect(over(rational(1, 2 * PRIME))).toBe(0);
  });

  it('of an even function', () => {
    expect(rank('cos', s(1), s(-1))).toBe(1);
    expect(rank('cos', d(1), d(-1), s(1))).toBe(2);
    expect(rank('cos', s(0), s(1), d(0))).toBe(2);
  });

  it('of polynomials', () => {
    expect(rank('square', s(1), s(2), d(3))).toBe(1);
    expect(rank('square', s(1, 0), s(0, 1), s(1, 1), s(2, 3))).toBe(3);
    expect(rank('square', [term([1, 0], 0)], [term([1, 0], 1)], [term([0, 1], 0)])).toBe(2);
    expect(rank('identity', s(1), s(2), d(1))).toBe(1);
    expect(rank('identity', [term([5, 7], 0)], [term([5, 7], 1)], s(2, 3))).toBe(2);
  });

  it('of functions with a part that is a polynomial', () => {
    // softplus(z) − softplus(−z) = z and sigmoid(z) + sigmoid(−z) = 1.
    expect(rank('softplus', s(1), s(-1), s(2), s(-2))).toBe(3);
    expect(rank('sigmoid', s(1), s(-1), s(2), s(-2))).toBe(3);
    expect(rank('silu', s(1), s(-1), s(2), s(-2))).toBe(3);
    expect(rank('gelu', s(1), s(-1), s(2), s(-2))).toBe(3);
    // z itself, and the constant, are such combinations.
    expect(rank('softplus', s(1), s(-1), d(0))).toBe(2);
    expect(rank('sigmoid', s(1), s(-1), s(0))).toBe(2);
    expect(rank('exp', s(1), s(-1), s(2), s(-2))).toBe(4);
    expect(rank('exp', s(0), d(0), s(1))).toBe(3);
  });

  it('of combinations that vanish by parity', () => {
    // σ(x) ± σ(−x) and xσ′(x) ± xσ′(−x).
    const sums = (name: string, along: number | null) =>
      [1, -1].map((c) => rank(name, [term([1], along), term([-1], along, 0, c)]));
    expect([sums('tanh', null), sums('cos', null)]).toEqual([
      [0, 1],
      [1, 0],
    ]);
    expect([sums('tanh', 0), sums('cos', 0)]).toEqual([
      [1, 0],
      [0, 1],
    ]);
    // tanh(x₀), and x₀ from v = 0.
    expect(rank('tanh', s(1, 0), [term([0, 0], 0)])).toBe(2);
    expect(rank('tanh', s(1, 0), [term([0, 0], 0)], [term([0, 0], 1)], s(0, 0))).toBe(3);
  });

  it('of sums, and of several outputs', () => {
    expect(rank('tanh', [term([1]), term([2])], s(1), s(2))).toBe(2);
    expect(rank('tanh', [term([1]), term([1], null, 0, -1)])).toBe(0);
    expect(rank('tanh', [term([1], null, 0, 0)])).toBe(0);
    expect(rank('tanh', [term([1], null, 0)], [term([1], null, 1)])).toBe(2);
    expect(rank('tanh', [term([1], null, 0), term([1], null, 1)], [term([1], null, 1)])).toBe(2);
    expect(
      rank('tanh', [term([1, 0], null, 0)], [term([0, 1], null, 0)], [term([0, 1], null, 1)]),
    ).toBe(3);
    expect(
      rank(
        'tanh',
        [term([1], null, 0), term([1], null, 1)],
        [term([2], null, 2)],
        [term([-1], null, 0, 2), term([-1], null, 1, 2)],
      ),
    ).toBe(2);
  });

  it('of σ at any three points of a line is the number of those that differ', () => {
    const points = [-2, -1, 0, 1, 2];
    for (const u of points)
      for (const v of points)
        for (const w of points) {
          const all = [u, v, w];
          const sizes = new Set(all.map(Math.abs));
          const of = (name: string) => rank(name, s(u), s(v), s(w));
          expect([of('tanh'), of('cos'), of('exp')]).toEqual([
            sizes.size - Number(sizes.has(0)),
            sizes.size,
            new Set(all).size,
          ]);
        }
  });

  it('is left open where the prime divides a denominator', () => {
    const small = rational(1n, BigInt(PRIME));
    const of = (more: Partial<SpanTerm>) =>
      spanBounds([[{ ...term([1]), ...more }], s(2)], resolveFunction('tanh'));
    expect([of({}), of({ v: [small] }), of({ coefficient: small })]).toEqual([
      { lower: 2, upper: 2 },
      { lower: 0, upper: 2 },
      { lower: 0, upper: 2 },
    ]);
  });

  it('takes vectors up to their signs', () => {
    const of = (...v: number[]) => {
      const { v: found, sign } = upToSign(vector(...v));
      return [found.map(format).join(), sign];
    };
    expect([of(0, -2, 1), of(0, 2, -1), of(0, 0), of(-1)]).toEqual([
      ['0,2,-1', -1],
      ['0,2,-1', 1],
      ['0,0', 1],
      ['1', -1],
    ]);
  });
});
