/** Fields, brackets and flows in floating point, of polynomials that are integrated by hand. */
import { describe, expect, it } from 'vitest';
import { open } from '../../instances/subject.ts';
import { createRng, type Rng } from '../../numerics/random.ts';
import { instanceOf, network } from '../../testing/small-networks.ts';
import { type FloatLieRankOptions, floatLieRank } from './float-lie-rank.ts';

/** x = (1, 0, …), then (0, 1, …) and so on, so that the features are taken in turn; all signs alike. */
function inTurn(features: number, sign = true): Rng {
  let drawn = 0;
  return {
    ...createRng('in turn'),
    gaussian() {
      const member = Math.floor(drawn / features);
      return drawn++ % features === member % features ? 1 : 0;
    },
    chance: () => sign,
  };
}

const polynomial = (variables: string[], features: string[], theta: number[]) =>
  open(instanceOf({ kind: 'polynomial', variables, features }, theta));
const spectrumOf = (
  features: string[],
  theta: number[],
  options: Partial<FloatLieRankOptions> = {},
) =>
  floatLieRank(polynomial(['u', 'v'].slice(0, theta.length), features, theta), {
    rng: inTurn(features.length),
    ...options,
  })!.spectrum;

/** √ of the eigenvalues of a symmetric 2 × 2 matrix, the larger first. */
const roots = (a: number, b: number, c: number) => {
  const radius = Math.hypot((a - c) / 2, b);
  return [Math.sqrt((a + c) / 2 + radius), Math.sqrt(Math.max(0, (a + c) / 2 - radius))];
};
const close = (found: readonly number[], expected: readonly number[]) => {
  expect(found).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(found[i]).toBeCloseTo(value, 7);
};

describe('rows', () => {
  it('are 2M + 2 fields, and as many brackets', () => {
    // M = 1: u̇ = u at u = 3 four times, which has no brackets with itself.
    close(spectrumOf(['1/2*u^2'], [3], { moves: 0 }), [3 * Math.sqrt(4)]);
    // M = 2: (1, 0) and (0, 0) at 0 three times each; the bracket ±(0, 1) six times.
    close(spectrumOf(['u', 'u*v'], [0, 0], { moves: 0 }), [Math.sqrt(6), Math.sqrt(3)]);
  });

  it('of brackets are DY·X − DX·Y', () => {
    // X = (u, 0) and Y = (v, u) at (1, 1): DY·X = (0, 1), DX·Y = (1, 0): ±(−1, 1) six times, and three of (1, 0), (1, 1).
    const [a, b, c] = [3 + 3 + 6, 3 - 6, 3 + 6];
    close(spectrumOf(['1/2*u^2', 'u*v'], [1, 1], { moves: 0 }), roots(a, b, c));
  });

  it('count as 0 below a fraction of the largest', () => {
    const rank = (relativeCut?: number) =>
      floatLieRank(polynomial(['u', 'v'], ['u', '1/1000*v'], [1, 1]), {
        rng: inTurn(2),
        moves: 0,
        ...(relativeCut !== undefined && { relativeCut }),
      })!.rank;
    expect([rank(), rank(1e-2), rank(1e-4)]).toEqual([2, 1, 2]);
    const tiny = (scale: string) =>
      floatLieRank(polynomial(['u', 'v'], ['u', `${scale}*v`], [1, 1]), {
        rng: inTurn(2),
        moves: 0,
      })!.rank;
    expect([tiny('1/5000000'), tiny('1/20000000')]).toEqual([2, 1]);
  });
});

describe('the point', () => {
  // u̇ = ±u: u is eᵗ, or e⁻ᵗ, after t; four rows.
  const moved = (options: Partial<FloatLieRankOptions>) =>
    spectrumOf(['1/2*u^2'], [1], options)[0] / 2;

  it('is moved four times by a quarter where nothing else is said', () => {
    expect(moved({})).toBeCloseTo(Math.E, 7);
    expect(moved({ rng: inTurn(1, false) })).toBeCloseTo(1 / Math.E, 7);
    expect(moved({ moves: 2 })).toBeCloseTo(Math.exp(1 / 2), 7);
    expect(moved({ moves: 3, time: 1 / 8 })).toBeCloseTo(Math.exp(3 / 8), 7);
    expect(moved({ moves: 0, time: 1 })).toBe(1);
  });

  it('is moved in 16 steps of order four', () => {
    // 16 steps of the polynomial of degree four.
    const h = 1 / 4;
    const step = 1 + h + h ** 2 / 2 + h ** 3 / 6 + h ** 4 / 24;
    expect(moved({ moves: 1, time: 4 })).toBeCloseTo(step ** 16, 8);
  });

  it('that is lost has no rank', () => {
    // u̇ = 3u² from 10 is infinite after 1/30.
    expect(
      floatLieRank(polynomial(['u'], ['u^3'], [10]), { rng: inTurn(1), time: 100 }),
    ).toBeNull();
  });
});

describe('what is not computed', () => {
  const linear = (n: number) =>
    open(instanceOf({ kind: 'linear', widths: [n, 1] }, new Array<number>(n).fill(1)));

  const rankOf = (n: number, maxSize?: number) =>
    floatLieRank(linear(n), {
      rng: createRng(1),
      moves: 0,
      ...(maxSize !== undefined && { maxSize }),
    })?.rank ?? null;

  it('are models of more parameters than is said', () => {
    expect([rankOf(3, 3), rankOf(3, 2)]).toEqual([3, null]);
  });

  it('are models of more than 64 parameters where nothing is said', () => {
    expect([rankOf(64), rankOf(65)]).toEqual([64, null]);
  });

  it('are functions without values', () => {
    const rank = (activation: string | object) =>
      floatLieRank(open(network([1, 1, 1], activation as never, [1, 2])), {
        rng: createRng(1),
        moves: 0,
      })?.rank ?? null;
    expect([rank('tanh'), rank({ name: 'taylor', support: 'odd' })]).toEqual([2, null]);
  });
});
