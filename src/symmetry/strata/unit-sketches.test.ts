/** Pictures of units: what is linear, what is exact, and where the coordinates go. */
import { describe, expect, it } from 'vitest';
import type { BearingTensor } from './unit-blocks.ts';
import { sketchesOf } from './unit-sketches.ts';

/** Entry i of unit u at o is `entry(o, u, i)`, made when it is read; `reads` are the ranges. */
function tensorOf(
  outer: number,
  units: number,
  inner: number,
  entry: (o: number, u: number, i: number) => number,
): BearingTensor & { readonly reads: (readonly [number, number])[] } {
  const reads: (readonly [number, number])[] = [];
  return {
    outer,
    inner,
    reads,
    read(from, count) {
      reads.push([from, count]);
      return Float64Array.from({ length: count }, (_, k) => {
        const at = from + k;
        return entry(Math.floor(at / (units * inner)), Math.floor(at / inner) % units, at % inner);
      });
    },
  };
}

const source = (units: number, ...tensors: readonly BearingTensor[]) => ({
  label: 'layer 1',
  noun: 'neuron',
  units,
  permutable: true,
  signs: [],
  tensors,
});

/** [place, sign] of each coordinate, from units that are 1 there and 0 elsewhere. */
function places(outer: number, inner: number, before: readonly BearingTensor[] = []) {
  const units = outer * inner;
  const values = new Float64Array(units * units);
  for (let u = 0; u < units; u++)
    values[(Math.floor(u / inner) * units + u) * inner + (u % inner)] = 1;
  const tensor = { outer, inner, read: () => values };
  const { numbers, pictures } = sketchesOf(source(units, ...before, tensor));
  const picture = pictures[before.length];
  return Array.from({ length: units }, (_, u) => {
    const own = picture.subarray(u * numbers, (u + 1) * numbers);
    const place = own.findIndex((x) => x !== 0);
    expect(own.reduce((sum, x) => sum + Math.abs(x), 0)).toBe(1);
    return [place, own[place]] as const;
  });
}

describe('pictures', () => {
  it('have 64 numbers, fewer for many units, but 16 at least', () => {
    const numbersOf = (units: number) => sketchesOf(source(units)).numbers;
    expect([1, 2 ** 13, 2 ** 14 - 1, 2 ** 14, 2 ** 15, 2 ** 16].map(numbersOf)).toEqual([
      64, 64, 32, 32, 16, 16,
    ]);
  });

  it.each([
    [1, 640],
    [32, 20],
  ])('of %i times %i coordinates use every place, with either sign', (outer, inner) => {
    const found = places(outer, inner);
    const uses = Array.from(
      { length: 64 },
      (_, k) => found.filter(([place]) => place === k).length,
    );
    // 10 each in the mean, with a deviation of √10: none is empty or has more than six deviations too many.
    expect(Math.min(...uses)).toBeGreaterThan(0);
    expect(Math.max(...uses)).toBeLessThan(30);
    // 320 in the mean, with a deviation of 13.
    const negative = found.filter(([, sign]) => sign < 0).length;
    expect(Math.abs(negative - 320)).toBeLessThan(70);
    // Another tensor has other places: one of 64 agrees by chance.
    const other = places(outer, inner, [tensorOf(1, 640, 1, () => 0)]);
    expect(found.filter(([place], k) => place === other[k][0]).length).toBeLessThan(40);
  });

  it('are linear, and squares are those of the units', () => {
    // Unit 0 is (1, 2, 3, 4 | 5, 6, 7, 8), unit 1 its opposite, unit 2 its double.
    const factor = [1, -1, 2];
    const tensor = tensorOf(2, 3, 4, (o, u, i) => factor[u] * (4 * o + i + 1));
    const { numbers, pictures, squares } = sketchesOf(source(3, tensor));
    expect([...squares[0]]).toEqual([204, 204, 816]);
    const expected = new Float64Array(numbers);
    places(2, 4).forEach(([place, sign], k) => {
      expected[place] += sign * (k + 1);
    });
    for (const [u, by] of factor.entries())
      expect([...pictures[0].subarray(u * numbers, (u + 1) * numbers)]).toEqual(
        Array.from(expected, (x) => by * x + 0),
      );
  });

  it.each([
    [1, 2, 9],
    [3, 2, 5],
    [1, 2, 11],
    [3, 2, 11],
    [4, 2, 10],
    [5, 2, 1],
  ])('of %i × %i × %i entries are the same block by block', (outer, units, inner) => {
    const block = 10;
    const tensor = tensorOf(outer, units, inner, (o, u, i) => (u === 0 ? 1 : -1) * ((o + i) % 3));
    const { numbers, pictures, squares } = sketchesOf(source(units, tensor), block);
    const total = outer * units * inner;
    const blocks = Math.ceil(total / block);
    expect(tensor.reads).toEqual(
      Array.from({ length: blocks }, (_, k) => [k * block, Math.min(block, total - k * block)]),
    );
    let square = 0;
    for (let o = 0; o < outer; o++) for (let i = 0; i < inner; i++) square += ((o + i) % 3) ** 2;
    expect([...squares[0]]).toEqual([square, square]);
    const [one, two] = [0, 1].map((u) => pictures[0].subarray(u * numbers, (u + 1) * numbers));
    expect([...two]).toEqual(Array.from(one, (x) => 0 - x));
    expect(pictures).toEqual(sketchesOf(source(units, tensor)).pictures);
  });
});
