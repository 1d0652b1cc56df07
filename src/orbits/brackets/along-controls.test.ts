/** Ranks along a control, and what is refused, on fields that are written down. */
import { describe, expect, it } from 'vitest';
import { ShapeError, UnsupportedError } from '../../errors.ts';
import { createRng } from '../../numerics/random.ts';
import {
  type Component,
  counted,
  fieldsOf,
  late,
  only,
  PRIME,
  rankOf,
} from '../../testing/written-fields.ts';
import type { FieldFamily } from '../fields/family.ts';
import { lieRank, lieRankMemory, lieSearch } from './lie-rank.ts';
import { type RankAlongControlOptions, rankAlongControl } from './rank-along-control.ts';

describe('beside 0 along a control', () => {
  /** A field of every coordinate of its own, but the last, which has θ₀ⁿ. */
  const padded = (size: number, n: number) =>
    fieldsOf(
      Array.from({ length: size }, (_, i): Component => [i === size - 1 ? [i, n, 0] : [i, 0, 0]]),
      size,
    );
  const along = (family: FieldFamily, more: Partial<RankAlongControlOptions> = {}) =>
    rankAlongControl(family, new Float64Array(family.size), { rng: createRng('along'), ...more });

  it('powers of t are seen up to the precision, brackets of order k of θ₀ⁿ from t^(n − k) on', () => {
    const whole = (ranks: number[], precision: number) => ({
      rank: 2,
      ranks,
      precision,
      closed: true,
    });
    expect(along(late(4))).toMatchObject(whole([2], 5));
    expect(along(late(5))).toMatchObject(whole([1, 2], 5));
    expect(along(late(6))).toMatchObject(whole([1, 2], 11));
    expect(along(late(11))).toMatchObject(whole([1, 2], 11));
    expect(along(late(12))).toMatchObject(whole([1, 2], 41));
    expect(along(late(41))).toMatchObject(whole([1, 2], 41));
    const open = { rank: 1, ranks: [1, 1], precision: 41, closed: false };
    expect(along(late(42))).toMatchObject(open);
  });

  it('the precision is what is asked for, and 29 from seventeen parameters on', () => {
    expect(along(late(3), { maxPrecision: 3 })).toMatchObject({ ranks: [1, 2], precision: 3 });
    expect(along(late(7), { maxPrecision: 7 })).toMatchObject({ ranks: [1, 2], precision: 7 });
    expect(along(late(8), { maxPrecision: 7 })).toMatchObject({ ranks: [1, 1], precision: 7 });
    expect(along(padded(16, 30))).toMatchObject({ rank: 16, precision: 41 });
    expect(along(padded(17, 29))).toMatchObject({ rank: 17, precision: 29 });
    expect(along(padded(17, 30))).toMatchObject({ rank: 16, precision: 29, closed: false });
  });

  it('what is sufficient is not looked at again, what is a bound ends the search', () => {
    expect(along(late(6), { sufficient: 1 })).toMatchObject({
      rank: 1,
      ranks: [1, 1],
      precision: 5,
      closed: true,
    });
    expect(along(late(6), { upperBound: 1 })).toMatchObject({
      rank: 1,
      ranks: [1],
      precision: 5,
      closed: true,
    });
    // What exceeds a bound that is put to the test is told.
    expect(along(late(5), { sufficient: 1 })).toMatchObject({
      rank: 2,
      ranks: [1, 2],
      closed: true,
    });
  });

  /** A drift θ₀∂₁ + θ₁∂₂, and ∂₀: each order adds one direction. */
  const chain = fieldsOf([[[0, 0, 0]], [[1, 1, 0]], [[1, 0, 1]]], 2);

  it('orders rise by one while the rank does, as far as is asked for', () => {
    expect(along(chain)).toMatchObject({ rank: 3, ranks: [2, 3], closed: true });
    expect(along(chain, { maxOrder: 0 })).toMatchObject({ rank: 2, ranks: [2], closed: false });
    expect(along(chain, { maxOrder: 1 })).toMatchObject({ rank: 3, closed: true });
  });

  it('members are two more than are missing, then a quarter as many, three at least', () => {
    const drawn = (family: FieldFamily) => {
      const { family: own, calls } = counted(family);
      along(own);
      return [calls.get(5), calls.get(6)];
    };
    // For a rank of two: four, and that is the bound.
    expect(drawn(late(4))[0]).toBe(4);
    // Rank 1 by four and three in vain; at order 1 one for what is missing and two. A trajectory of length 6 asks at 5 once.
    expect(drawn(late(5))).toEqual([4 + 3 + 1, 3]);
    // Sixteen: 18, of which 15 count, and 4 in vain; at order 1 one and two more.
    expect(drawn(padded(16, 5))).toEqual([18 + 4 + 1, 3]);
  });
});

describe('what is asked for', () => {
  it('must have as many numbers as there are parameters, and fit into memory', () => {
    const options = { rng: createRng(1), prime: PRIME };
    expect(() => lieRank(only(late(1)), new Float64Array(3), options)).toThrow(ShapeError);
    // Two parameters and two coefficients at order 4: 3·4 + 128 numbers for rows, 4·15 + 60 for series.
    expect(lieRankMemory(2, 2, 4)).toBe(8 * (12 + 128 + 60 + 60));
    expect(lieRankMemory(3, 5, 1)).toBe(8 * (27 + 192 + 24 + 36));
    expect(rankOf(late(1), { memoryLimit: 2080 }).rank).toBe(2);
    expect(() => rankOf(late(1), { memoryLimit: 2079 })).toThrow(UnsupportedError);
    // Nor may it take too long.
    expect(() => rankOf({ ...late(1), work: 1e30 })).toThrow(UnsupportedError);
    expect(() => rankOf(late(1), { memoryLimit: 2079 })).toThrow(/2 parameters need 1 MiB/);
    // What is no less than what there is by default.
    const begun = (coefficientCount: number) =>
      lieSearch(only({ ...late(1), coefficientCount }), new Float64Array(2), options);
    // 15 numbers a coefficient and 230 others are 8 bytes each, 2³⁰ together at most.
    expect(begun(8_947_833).echelon.rank()).toBe(0);
    expect(() => begun(8_947_834)).toThrow(/limit is 1024 MiB/);
  });
});
