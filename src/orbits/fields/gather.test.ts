/** Sums of products of series by lists of places, against sums written out. */
import { describe, expect, it } from 'vitest';
import { createGatherer, type Gather, joined, TripleList } from './gather.ts';

const PRIME = 4_194_301;
const lists = ({ targets, start, first, second }: Gather) =>
  Object.fromEntries(
    Array.from(targets, (t, i) => [
      t,
      Array.from({ length: start[i + 1] - start[i] }, (_, k) => [
        first[start[i] + k],
        second[start[i] + k],
      ]),
    ]),
  );

describe('lists', () => {
  const triples = new TripleList();
  const all: [number, number, number][] = [
    [5, 0, 1],
    [7, 2, 1],
    [5, 2, 3],
    [2000, 0, 3],
    [5, 0, 0],
  ];
  for (const triple of all) triples.add(...triple);

  it('are by target, in both directions', () => {
    expect(lists(triples.by(0, 1, 2))).toEqual({
      5: [
        [0, 1],
        [2, 3],
        [0, 0],
      ],
      7: [[2, 1]],
      2000: [[0, 3]],
    });
    expect(lists(triples.by(1, 0, 2))).toEqual({
      0: [
        [5, 1],
        [2000, 3],
        [5, 0],
      ],
      2: [
        [7, 1],
        [5, 3],
      ],
    });
    expect(lists(triples.by(2, 0, 1))).toEqual({
      0: [[5, 0]],
      1: [
        [5, 0],
        [7, 2],
      ],
      3: [
        [5, 2],
        [2000, 0],
      ],
    });
    // The same once more: nothing is left behind.
    expect(lists(triples.by(0, 1, 2))).toEqual(lists(triples.by(0, 1, 2)));
    expect(lists(new TripleList().by(0, 1, 2))).toEqual({});
  });

  it('of many', () => {
    const many = new TripleList();
    for (let k = 0; k < 100; k++) many.add(k % 3, k, 2 * k);
    const found = lists(many.by(0, 1, 2));
    for (let t = 0; t < 3; t++)
      expect(found[t]).toEqual(
        Array.from({ length: 100 }, (_, k) => [k, 2 * k]).filter(([k]) => k % 3 === t),
      );
  });

  it('of any place, each the next one that there was none of', () => {
    for (let place = 1000; place < 9000; place++) {
      const one = new TripleList();
      one.add(place, 3, 4);
      const { targets, start, first, second } = one.by(0, 1, 2);
      if (targets[0] !== place || start[1] !== 1 || first[0] !== 3 || second[0] !== 4)
        expect.fail(`place ${place}`);
    }
  });

  it('are put one after the other', () => {
    const other = new TripleList();
    other.add(9, 8, 7);
    const [one, two] = [triples.by(0, 1, 2), other.by(0, 1, 2)];
    expect(joined([one])).toBe(one);
    expect(lists(joined([one, two]))).toEqual({ ...lists(one), ...lists(two) });
    expect(lists(joined([two, one, two]))).toEqual({ ...lists(one), ...lists(two) });
    expect(joined([one, two]).targets).toHaveLength(4);
  });
});

describe.each([1, 2, 5])('of series with %i coefficients', (length) => {
  const count = 600;
  const series = (seed: number) =>
    Float64Array.from(
      { length: count * length },
      (_, k) => (PRIME - 1 - ((seed * k * k + k) % 977)) % PRIME,
    );
  const [first, second] = [series(3), series(5)];
  const triples = new TripleList();
  for (let k = 0; k < count; k++) triples.add(k < 590 ? 1 : 0, k, (7 * k) % count);
  const list = triples.by(0, 1, 2);
  const { set, add, copy } = createGatherer(PRIME);

  /** Σ first·second mod s^length of target t, coefficient by coefficient. */
  const expected = (t: number, before: number) =>
    Array.from({ length }, (_, l) => {
      let sum = BigInt(before);
      for (const [f, s] of lists(list)[t])
        for (let j = 0; j <= l; j++)
          sum += BigInt(first[f * length + j]) * BigInt(second[s * length + l - j]);
      return Number(sum % BigInt(PRIME));
    });

  it('sums are set and added', () => {
    const target = new Float64Array(3 * length).fill(11);
    set(list, target, first, second, length);
    expect([...target]).toEqual([
      ...expected(0, 0),
      ...expected(1, 0),
      ...new Array(length).fill(11),
    ]);
    target.fill(11);
    add(list, target, first, second, length);
    expect([...target]).toEqual([
      ...expected(0, 11),
      ...expected(1, 11),
      ...new Array(length).fill(11),
    ]);
  });

  it('copies are added with their signs', () => {
    const source = Float64Array.from(
      { length: 3 * length },
      (_, k) => [5, 0, PRIME - 1][Math.floor(k / length)],
    );
    const copied = (sign: 1 | -1) => {
      const target = new Float64Array(2 * length).fill(3);
      copy(Int32Array.of(1, 1, 0), Int32Array.of(0, 1, 2), sign, target, source, length);
      return [...target];
    };
    const both = (a: number, b: number) => [
      ...new Array(length).fill(a),
      ...new Array(length).fill(b),
    ];
    expect(copied(1)).toEqual(both(2, 8));
    expect(copied(-1)).toEqual(both(4, PRIME - 2));
  });
});
