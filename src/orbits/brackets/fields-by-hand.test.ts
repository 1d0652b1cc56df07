/** Searches for ranks on fields that are written down, whose brackets are known order by order. */
import { describe, expect, it } from 'vitest';
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
import { type LieRankOptions, lieRank, lieSearch } from './lie-rank.ts';

const PATIENT = { stillRaises: 99 };

describe('the order', () => {
  const ORDERS = [1, 2, 3, 4, 6, 9, 13, 18, 24, 32];

  it.each(ORDERS)('%i shows brackets of this order, not of the next', (order) => {
    const options = { ...PATIENT, maxOrder: 32 };
    expect(rankOf(late(order), options)).toMatchObject({ rank: 2, met: true, order });
    const next = ORDERS[ORDERS.indexOf(order) + 1];
    expect(rankOf(late(order + 1), options)).toMatchObject(
      next === undefined ? { rank: 1, met: false, order } : { rank: 2, met: true, order: next },
    );
  });

  it('is 13 at most where nobody asks for more', () => {
    expect(rankOf(late(13), PATIENT)).toMatchObject({ rank: 2, order: 13 });
    expect(rankOf(late(14), PATIENT)).toMatchObject({ rank: 1, met: false, order: 13 });
    expect(rankOf(late(4), { ...PATIENT, maxOrder: 4 }).rank).toBe(2);
    expect(rankOf(late(4), { ...PATIENT, maxOrder: 3 })).toMatchObject({ rank: 1, order: 3 });
  });

  it('is raised twice in vain, or until what is expected is there', () => {
    expect(rankOf(late(2))).toMatchObject({ rank: 2, order: 2, firstOrderRank: 1 });
    expect(rankOf(late(3))).toMatchObject({ rank: 1, order: 2, met: false });
    expect(rankOf(late(2), { stillRaises: 1 })).toMatchObject({ rank: 1, order: 1 });
    expect(rankOf(late(3), { stillRaises: 3 })).toMatchObject({ rank: 2, order: 3 });
    expect(rankOf(late(9), { expected: 2 })).toMatchObject({ rank: 2, order: 9 });
    expect(rankOf(late(9), { expected: 1 })).toMatchObject({ rank: 1, order: 2 });
    // Order 1 adds a dimension, 2 and 3 do not: what stood still before a rise does not count.
    const rising = fieldsOf([[[0, 0, 0]], [[1, 2, 0]], [[2, 4, 0]]], 3);
    expect(rankOf(rising)).toMatchObject({ rank: 3, order: 4 });
  });

  it('is raised no further once the bound is met', () => {
    expect(rankOf(late(2), { ...PATIENT, upperBound: 1 })).toMatchObject({
      rank: 1,
      met: true,
      order: 0,
      controlsTried: 0,
    });
  });
});

describe('controls', () => {
  /** All monomials of degree n in the two directions that are there: n + 1 more components, one coefficient for all. */
  const curve = (n: number) =>
    fieldsOf(
      [
        [[0, 0, 0]],
        [[1, 0, 0]],
        ...Array.from({ length: n + 1 }, (_, k): Component => [[2, n - k, k]]),
      ],
      3,
    );

  it('are two for each order, where both add something', () => {
    // Of degree 2 a control u shows what is divisible by u: two dimensions of three.
    expect(rankOf(curve(2), PATIENT)).toMatchObject({ rank: 5, order: 2, controlsTried: 3 });
    expect(rankOf(curve(2), { ...PATIENT, controlsPerOrder: 1 })).toMatchObject({
      rank: 5,
      order: 3,
      controlsTried: 3,
    });
    // Of degree 4 what is divisible by u³: two of five, so that a third control would be needed.
    expect(rankOf(curve(4), PATIENT)).toMatchObject({ rank: 7, order: 6, controlsTried: 6 });
    expect(rankOf(curve(4), { ...PATIENT, controlsPerOrder: 3 })).toMatchObject({
      rank: 7,
      order: 4,
      controlsTried: 6,
    });
  });

  it('are handed out if they added something, and rows say which', () => {
    const { rows, controls, columns, rank } = rankOf(curve(2), PATIENT);
    expect(controls.map(({ length, coefficients }) => [length, coefficients.length])).toEqual([
      [3, 9],
      [3, 9],
    ]);
    expect(rows.map(({ order, control }) => [order, control])).toEqual([
      [0, -1],
      [0, -1],
      [2, 0],
      [2, 0],
      [2, 1],
    ]);
    expect([...columns].sort()).toEqual([0, 1, 2, 3, 4]);
    expect(rank).toBe(5);
  });

  it('end an order by one that adds nothing', () => {
    const family = fieldsOf([[[0, 0, 0]], [[1, 1, 0]], [[2, 3, 0]]], 3);
    // One that adds and one in vain; one in vain; one that ends the search.
    expect(rankOf(family, PATIENT)).toMatchObject({ rank: 3, order: 3, controlsTried: 4 });
  });
});

describe('members', () => {
  /** The n-th member that is asked for has the n-th of these vectors as its value, 0 after the last. */
  function scripted(size: number, script: readonly (readonly number[])[]) {
    const asked: number[][] = [];
    const family: FieldFamily = {
      prime: PRIME,
      size,
      coefficientCount: 2,
      partial: false,
      description: 'one value after the other',
      gradient(c, _theta, length, out) {
        out.fill(0, 0, size * length);
        (script[asked.length] ?? []).forEach((x, i) => {
          out[i * length] = x;
        });
        asked.push([...c]);
      },
      hessianVector: (_c, _theta, _y, length, out) => out.fill(0, 0, size * length),
    };
    return { family, asked };
  }
  const unit = (size: number, k: number) => Array.from({ length: size }, (_, i) => +(i === k));
  const searched = (family: FieldFamily, bound: number) => {
    const search = lieSearch(only(family), new Float64Array(family.size), {
      rng: createRng('members'),
      prime: PRIME,
      upperBound: bound,
    });
    search.firstOrder(bound);
    return search;
  };

  it('are drawn until one says nothing new', () => {
    // Eight at first, for a rank of eight, the last of which is new, and one more.
    const seven = [unit(8, 0), ...Array.from({ length: 7 }, (_, k) => unit(8, k))];
    const still = scripted(8, seven);
    expect(searched(still.family, 8).echelon.rank()).toBe(7);
    expect(still.asked).toHaveLength(9);
    // Where that is new it goes on: one for what is missing, and one more.
    const most = Array.from({ length: 7 }, (_, k) => unit(9, k));
    const again = scripted(9, [...most, [], [], unit(9, 7), [], unit(9, 8)]);
    expect(searched(again.family, 9).echelon.rank()).toBe(9);
    expect(again.asked).toHaveLength(12);
    // Members are kept by their numbers, whichever batch they came with.
    const late = scripted(8, [...seven, unit(8, 7)]);
    const search = searched(late.family, 8);
    expect(search.echelon.rank()).toBe(8);
    expect(late.asked).toHaveLength(9);
    const { rows } = search.result(8);
    expect(rows.map(({ member }) => [...member])).toEqual(
      [0, 2, 3, 4, 5, 6, 7, 8].map((i) => late.asked[i]),
    );
  });

  it('are as many as the bound asks for, and more where it may be false', () => {
    const every = Array.from({ length: 8 }, (_, k) => unit(8, k));
    const whole = scripted(8, every);
    expect(searched(whole.family, 8).echelon.rank()).toBe(8);
    expect(whole.asked).toHaveLength(8);
    // One that is met is enough, even by the last that was drawn.
    const last = scripted(8, [unit(8, 0), unit(8, 1), unit(8, 2), [], unit(8, 3)]);
    expect(searched(last.family, 4).echelon.rank()).toBe(4);
    expect(last.asked).toHaveLength(5);
    // A bound that is exceeded is not met.
    const exceeded = scripted(8, every);
    expect(searched(exceeded.family, 4).echelon.rank()).toBe(5);
    expect(exceeded.asked).toHaveLength(5);
  });
});

describe('truncations', () => {
  /** Families of growing truncations, and which of them were asked for. */
  function growing(families: readonly FieldFamily[]) {
    const asked = new Set<number>();
    return {
      asked,
      truncations: families.length,
      family(_prime: number, truncation: number) {
        asked.add(truncation);
        return families[truncation];
      },
    };
  }
  const alone = fieldsOf([[[0, 0, 0]], []], 2);
  const options = () => ({ rng: createRng('truncations'), prime: PRIME });
  const ranks = (families: ReturnType<typeof growing>, more: Partial<LieRankOptions> = {}) =>
    lieRank(families, new Float64Array(2), { ...options(), ...more });

  it('rise until the bound is met', () => {
    const whole = fieldsOf([[[0, 0, 0]], [[1, 0, 0]]], 2);
    const families = growing([alone, alone, whole, whole]);
    expect(ranks(families)).toMatchObject({ rank: 2, firstOrderRank: 2, truncation: 2, order: 0 });
    expect([...families.asked]).toEqual([0, 1, 2]);
  });

  it('rise with the order where nothing is added, from the lowest that has all values', () => {
    // Brackets of order 2 from the second family on.
    const families = growing([alone, late(2), late(1)]);
    expect(ranks(families)).toMatchObject({ rank: 2, truncation: 1, order: 2 });
    // The first order alone is asked of the first: nothing was in vain before.
    expect(ranks(growing([alone, late(1)]))).toMatchObject({ rank: 2, truncation: 1, order: 2 });
    expect(ranks(growing([late(1), late(9)]))).toMatchObject({ rank: 2, truncation: 0, order: 1 });
    // Beyond the last there is none.
    expect(ranks(growing([alone, late(9)]), PATIENT)).toMatchObject({ truncation: 1, order: 9 });
  });

  it('are twelve at most', () => {
    const families = growing(Array.from({ length: 20 }, () => alone));
    expect(ranks(families)).toMatchObject({ rank: 1, met: false, truncation: 1 });
    expect(Math.max(...families.asked)).toBe(11);
  });
});

describe('members along controls', () => {
  it('are one by one where few are missing, and then one in vain', () => {
    // Order 1: one, which is in vain. Order 2: two of the three that are missing, then one in vain; another control, one.
    const comb = fieldsOf([[[0, 0, 0]], [[1, 0, 0]], [[2, 2, 0]], [[2, 1, 1]], [[2, 0, 2]]], 3);
    const { family, calls } = counted(comb);
    expect(rankOf(family, PATIENT)).toMatchObject({ rank: 5, order: 2 });
    // Trajectories ask for series of length 1 and 2 on the way: length 2 once for each of two controls of order 2.
    expect([calls.get(2), calls.get(3)]).toEqual([1 + 2, 2 + 1 + 1]);
  });

  it('are one by one where one is missing', () => {
    const { family, calls } = counted(late(2));
    rankOf(family, PATIENT);
    expect([calls.get(2), calls.get(3)]).toEqual([1 + 1, 1]);
  });

  it('are twice as many each time, 32 at most', () => {
    const wide = fieldsOf(
      [
        [[0, 0, 0]],
        ...Array.from({ length: 140 }, (_, k): Component => [[k + 1, k < 70 ? 1 : 2, 0]]),
      ],
      141,
    );
    const { family, calls } = counted(wide);
    // 1 + 2 + … + 32 = 63 of the first order are new, and seven of 32 more; along another control one is in vain.
    expect(rankOf(family, { ...PATIENT, maxOrder: 1 }).rank).toBe(71);
    expect(calls.get(2)).toBe(63 + 32 + 1);
    const { rank, order } = rankOf(wide, PATIENT);
    expect([rank, order]).toEqual([141, 2]);
  });
});
