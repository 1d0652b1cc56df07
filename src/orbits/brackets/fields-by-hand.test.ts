/** Searches for ranks on fields that are written down, whose brackets are known order by order. */
import { describe, expect, it } from 'vitest';
import { ShapeError, UnsupportedError } from '../../errors.ts';
import { createRng } from '../../numerics/random.ts';
import { multiplySeries } from '../../numerics/truncated-series.ts';
import type { FieldFamily } from '../fields/family.ts';
import { type LieRankOptions, lieRank, lieRankMemory, lieSearch } from './lie-rank.ts';
import { type RankAlongControlOptions, rankAlongControl } from './rank-along-control.ts';

const PRIME = 4194301;

/** Component i of a field: the sum of coefficient·θ₀ᵃθ₁ᵇ, each with the number of the member's coefficient it has. */
type Component = readonly (readonly [coefficient: number, a: number, b: number])[];

/** Fields whose components are monomials in θ₀ and θ₁, linear in the members. */
function fieldsOf(components: readonly Component[], coefficientCount: number): FieldFamily {
  const size = components.length;
  /** Σ factor·c·θ₀ᵃθ₁ᵇ·z over [factor, c, a, b, z], z a series or 1. */
  const write = (
    terms: readonly (readonly [number, number, number, number, number | null])[],
    [c, theta, y]: readonly [Float64Array, Float64Array, Float64Array | null],
    length: number,
    out: Float64Array,
    at: number,
  ) => {
    out.fill(0, at, at + length);
    for (const [factor, own, a, b, z] of terms) {
      if (factor === 0) continue;
      let product = c.slice(own * length, (own + 1) * length);
      const times = (values: Float64Array, i: number) => {
        const next = new Float64Array(length);
        multiplySeries(next, 0, product, 0, values, i * length, length, PRIME, 1 / PRIME);
        product = next;
      };
      for (let n = 0; n < a; n++) times(theta, 0);
      for (let n = 0; n < b; n++) times(theta, 1);
      if (z !== null) times(y!, z);
      for (let k = 0; k < length; k++) out[at + k] = (out[at + k] + factor * product[k]) % PRIME;
    }
  };
  return {
    prime: PRIME,
    size,
    coefficientCount,
    partial: false,
    description: 'fields that are written down',
    gradient(c, theta, length, out) {
      for (const [i, terms] of components.entries()) {
        const values = terms.map(([own, a, b]) => [1, own, a, b, null] as const);
        write(values, [c, theta, null], length, out, i * length);
      }
    },
    hessianVector(c, theta, y, length, out) {
      for (const [i, terms] of components.entries()) {
        const slopes = terms.flatMap(([own, a, b]) => [
          [a, own, Math.max(0, a - 1), b, 0] as const,
          [b, own, a, Math.max(0, b - 1), 1] as const,
        ]);
        write(slopes, [c, theta, y], length, out, i * length);
      }
    },
  };
}

/** (c₀, c₁θ₀ⁿ): at 0 the fields span one dimension, brackets of order n, and no lower ones, the other. */
const late = (n: number) => fieldsOf([[[0, 0, 0]], [[1, n, 0]]], 2);
const only = (family: FieldFamily) => ({ truncations: 1, family: () => family });
const rankOf = (family: FieldFamily, options: Partial<LieRankOptions> = {}) =>
  lieRank(only(family), new Float64Array(family.size), {
    rng: createRng('by hand'),
    prime: PRIME,
    ...options,
  });
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

  it('are drawn until three in a row say nothing new', () => {
    // Eight at first, for a rank of eight, the last of which is new, and three more.
    const seven = [unit(8, 0), ...Array.from({ length: 7 }, (_, k) => unit(8, k))];
    const still = scripted(8, seven);
    expect(searched(still.family, 8).echelon.rank()).toBe(7);
    expect(still.asked).toHaveLength(11);
    // Where the first of the three is new it goes on.
    const again = scripted(9, [
      ...Array.from({ length: 7 }, (_, k) => unit(9, k)),
      [],
      [],
      unit(9, 7),
      [],
      [],
      unit(9, 8),
    ]);
    expect(searched(again.family, 9).echelon.rank()).toBe(9);
    expect(again.asked).toHaveLength(13);
    // Where the third of them is new, none of those that were drawn is in vain: four more, one for what is missing.
    const late = scripted(8, [...seven, unit(8, 0), unit(8, 0), unit(8, 7)]);
    const search = searched(late.family, 8);
    expect(search.echelon.rank()).toBe(8);
    expect(late.asked).toHaveLength(11);
    const { rows } = search.result(8);
    expect(rows.map(({ member }) => [...member])).toEqual(
      [0, 2, 3, 4, 5, 6, 7, 10].map((i) => late.asked[i]),
    );
  });

  it('are as many as the bound asks for, and more where it may be false', () => {
    const every = Array.from({ length: 8 }, (_, k) => unit(8, k));
    const whole = scripted(8, every);
    expect(searched(whole.family, 8).echelon.rank()).toBe(8);
    expect(whole.asked).toHaveLength(8);
    // One that is met is enough, even by the last that was drawn.
    const last = scripted(8, [unit(8, 0), unit(8, 1), unit(8, 2), [], [], [], unit(8, 3)]);
    expect(searched(last.family, 4).echelon.rank()).toBe(4);
    expect(last.asked).toHaveLength(7);
    // A bound that is exceeded is not met.
    const exceeded = scripted(8, every);
    expect(searched(exceeded.family, 4).echelon.rank()).toBe(7);
    expect(exceeded.asked).toHaveLength(7);
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

/** Counts the members that are asked for at each length of their series. */
function counted(family: FieldFamily) {
  const calls = new Map<number, number>();
  const gradient: FieldFamily['gradient'] = (c, theta, length, out) => {
    calls.set(length, (calls.get(length) ?? 0) + 1);
    family.gradient(c, theta, length, out);
  };
  return { family: { ...family, gradient }, calls };
}

describe('members along controls', () => {
  it('are what is missing, shared out among the orders, and then three in vain', () => {
    // Order 1: three are missing, of which none is there. Order 2: two of the three, whose brackets are of two orders
    // each, then three in vain; another control, one.
    const comb = fieldsOf([[[0, 0, 0]], [[1, 0, 0]], [[2, 2, 0]], [[2, 1, 1]], [[2, 0, 2]]], 3);
    const { family, calls } = counted(comb);
    expect(rankOf(family, PATIENT)).toMatchObject({ rank: 5, order: 2 });
    // Trajectories ask for series of length 1 and 2 on the way: length 2 once for each of two controls of order 2.
    expect([calls.get(2), calls.get(3)]).toEqual([3 + 2, 2 + 3 + 1]);
  });

  it('are one by one where one is missing', () => {
    const { family, calls } = counted(late(2));
    rankOf(family, PATIENT);
    expect([calls.get(2), calls.get(3)]).toEqual([3 + 1, 1]);
  });

  it('are 32 at most at once', () => {
    const wide = fieldsOf(
      [[[0, 0, 0]], ...Array.from({ length: 40 }, (_, k): Component => [[k + 1, 2, 0]])],
      41,
    );
    const { family, calls } = counted(wide);
    expect(rankOf(family, { ...PATIENT, maxOrder: 1 }).rank).toBe(1);
    expect(calls.get(2)).toBe(32);
    const { rank, order } = rankOf(wide, PATIENT);
    expect([rank, order]).toEqual([41, 2]);
  });
});

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
