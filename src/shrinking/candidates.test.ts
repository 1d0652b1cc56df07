/** What each pass on numbers proposes, in order, for instances so small that it can be written down by hand. */
import { describe, expect, it } from 'vitest';
import type { Numeral } from '../instances/instance.ts';
import { flatten } from '../instances/layout.ts';
import { data, linear, numbers, offered } from '../testing/linear-candidates.ts';

describe('numbers, many at once', () => {
  const instance = linear([1, 1], [5], data([[2]], [[3]]));

  it('become 0 or 1: all, θ, data, inputs, targets', () => {
    expect(numbers('make-uniform', instance)).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [0, 2, 3],
      [1, 2, 3],
      [5, 0, 0],
      [5, 1, 1],
      [5, 0, 3],
      [5, 1, 3],
      [5, 2, 0],
      [5, 2, 1],
    ]);
  });

  it('become 0 by halves and quarters of those that are not 0', () => {
    const six = linear([2, 2], [1, 2, 0, 3], data([[4, 5]], [[6, 0]]));
    expect(numbers('zero-run', six)).toEqual([
      [0, 0, 0, 0, 4, 5, 6, 0],
      [1, 2, 0, 3, 0, 0, 0, 0],
    ]);
    const eight = linear([2, 2], [1, 2, 3, 4], data([[5, 6]], [[7, 8]]));
    expect(numbers('zero-run', eight)).toEqual([
      [0, 0, 0, 0, 5, 6, 7, 8],
      [1, 2, 3, 4, 0, 0, 0, 0],
      [0, 0, 3, 4, 5, 6, 7, 8],
      [1, 2, 0, 0, 5, 6, 7, 8],
      [1, 2, 3, 4, 0, 0, 7, 8],
      [1, 2, 3, 4, 5, 6, 0, 0],
    ]);
    expect(numbers('zero-run', instance)).toEqual([]);
  });

  // Sign; nearest integer, half, tenth, hundredth (halves upwards); the same value; 2 and 4 digits.
  it.each<[Numeral, Numeral[]]>([
    ['-7/3', [-1, -2, '-5/2', '-23/10', '-233/100', '-7/3', '-7/3', '-7/3']],
    ['1/2', [1, 1, '1/2', '1/2', '1/2', '1/2', '1/2', '1/2']],
    ['-1/2', [-1, 0, '-1/2', '-1/2', '-1/2', '-1/2', '-1/2', '-1/2']],
    ['-3/2', [-1, -1, '-3/2', '-3/2', '-3/2', '-3/2', '-3/2', '-3/2']],
    ['2/4', [1, 1, '1/2', '1/2', '1/2', '1/2', '2/4', '2/4']],
    ['12345/1000', [1, 12, '25/2', '123/10', '247/20', '2469/200', '12345/1000', '12345/1000']],
    [2.71728, [1, 3, '5/2', '27/10', '68/25', expect.any(String) as never, 2.7, 2.717]],
    [0, [0, 0, 0, 0, 0, 0, 0, 0]],
  ])('are rounded: %s', (x, expected) => {
    // Of all numbers, then of θ alone; the other collections are empty here.
    const found = numbers('round-all', linear([1, 1], [x])).map(([y]) => y);
    expect(found.slice(0, 16)).toEqual([...expected, ...expected]);
    expect(found.slice(16)).toEqual(Array(24).fill(x));
  });

  it('the largest doubles are not rounded to what is infinite', () => {
    const found = numbers('round-all', linear([1, 1], [Number.MAX_VALUE])).flat();
    expect(found.filter((x) => x === Number.POSITIVE_INFINITY)).toEqual([]);
  });

  it('are divided by their own sizes, by 2 and 10 and 1/2 and 1/10', () => {
    const scaled = [
      [1, '-3/2', 0],
      ['2/3', -1, 0],
      [2, -3, 0],
      [8, -12, 0],
      ['2/5', '-3/5', 0],
      [40, -60, 0],
    ];
    const same = Array(12).fill([4, -6, 0]);
    expect(numbers('rescale-all', linear([3, 1], [4, -6, 0]))).toEqual([
      ...scaled,
      ...scaled,
      ...same,
    ]);
    // At most four of the sizes.
    const first = numbers('rescale-all', linear([5, 1], [2, 3, 5, 7, 11])).slice(0, 8);
    expect(first.slice(0, 4).map((theta) => theta.indexOf(1))).toEqual([0, 1, 2, 3]);
    expect(first[4]).toEqual([1, '3/2', '5/2', '7/2', '11/2']);
  });

  it('that are equal up to sign change together, and their signs', () => {
    const together = [
      [0, 0, 5],
      [1, -1, 5],
      [-1, 1, 5],
      [2, -2, 5],
      [-2, 2, 5],
      [-3, 3, 5],
    ];
    const start = linear([3, 1], [3, -3, 5]);
    expect(numbers('shrink-equal-numbers', start)).toEqual([...together, ...together]);
  });
});

describe('numbers, one by one', () => {
  it('shrink; times and rates stay positive', () => {
    const flow = { training: { method: 'gradient-flow' as const, time: 3 } };
    const descent = { training: { method: 'gradient-descent' as const, rate: '1/2', steps: 1 } };
    const times = offered('shrink-number', linear([1, 1], [0], flow)).map((i) => i.training!.time);
    expect(times).toEqual([1, 2]);
    const rates = offered('shrink-number', linear([1, 1], [0], descent)).map(
      (i) => i.training!.rate,
    );
    expect(rates).toEqual([1, 2, 3]);
    expect(numbers('shrink-number', linear([2, 1], [2, -1]))).toEqual([
      [0, -1],
      [1, -1],
      [-1, -1],
      [2, 0],
      [2, 1],
    ]);
  });

  it('become equal or opposite to another', () => {
    expect(numbers('equalise-numbers', linear([2, 1], [1, 2], data([[2, 0]], [[2]])))).toEqual([
      ...[2, -2, 0, 0].map((x) => [x, 2, 2, 0, 2]),
      ...[1, -1, 0, 0].map((x) => [1, x, 2, 0, 2]),
      ...[1, -1, 0, 0].map((x) => [1, 2, x, 0, 2]),
      ...[1, -1, 2, -2].map((x) => [1, 2, 2, x, 2]),
      ...[1, -1, 0, 0].map((x) => [1, 2, 2, 0, x]),
    ]);
  });

  it('swap, or one takes the sum; within θ, inputs and targets', () => {
    expect(numbers('move-number', linear([2, 1], [1, 2], data([[0, 3]], [[4]])))).toEqual([
      [2, 1, 0, 3, 4],
      [0, 3, 0, 3, 4],
      [3, 0, 0, 3, 4],
      [1, 2, 3, 0, 4],
    ]);
    expect(numbers('move-number', linear([1, 2], [5, 5]))).toEqual([
      [0, 10],
      [10, 0],
    ]);
  });

  it('that are 0, however they are written, are nothing to add or to set to 0', () => {
    expect(numbers('move-number', linear([2, 1], ['0/3', 5]))).toEqual([[5, '0/3']]);
    expect(numbers('zero-run', linear([4, 1], ['0/3', 5, '0', 7]))).toEqual([]);
  });

  it('two at once become 0, ±1 or 2, small ones first', () => {
    const found = numbers('replace-pair', linear([3, 1], [7, 8, 9]));
    expect(found).toHaveLength(3 * 16);
    expect(new Set(found.map(String)).size).toBe(3 * 16);
    expect(found[0]).toEqual([0, 0, 9]);
    expect(found[16]).toEqual([0, 8, 0]);
    const sums = found.slice(0, 16).map(([x, y]) => Math.abs(Number(x)) + Math.abs(Number(y)));
    expect(sums).toEqual([0, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4]);
    // Beyond fourteen numbers those that are 0 are left alone, and nothing is done where it is too many still.
    const many = (zeros: number, others: number) =>
      linear(
        [zeros + others, 1],
        [...Array<number>(zeros).fill(0), ...Array<number>(others).fill(5)],
      );
    expect(offered('replace-pair', many(12, 2)).length).toBe(16 * 7 * 13);
    expect(offered('replace-pair', many(13, 2)).length).toBe(16);
    expect(offered('replace-pair', many(1, 14)).length).toBe(16 * 7 * 13);
    expect(offered('replace-pair', many(1, 15))).toEqual([]);
  });

  it('change sign by groups, by columns of the inputs and by symmetries', () => {
    const start = linear([2, 1], [1, -2], data([[3, -4]], [[-5]]));
    expect(numbers('flip-signs', start)).toEqual([
      [-1, 2, 3, -4, -5],
      [1, -2, -3, 4, -5],
      [1, -2, 3, -4, 5],
      [1, -2, -3, 4, 5],
      [-1, 2, 3, -4, 5],
      [-1, 2, -3, 4, -5],
      [1, 2, 3, 4, 5],
      [1, 2, 3, -4, -5],
      [1, -2, 3, 4, -5],
      [1, -2, 3, -4, 5],
      [1, -2, -3, -4, -5],
      [1, -2, 3, 4, -5],
    ]);
    // x ↦ −x of the hidden unit is a symmetry of linear networks.
    expect(numbers('flip-signs', linear([1, 1, 1], [2, 3])).at(-1)).toEqual([-2, -3]);
  });
});

describe('two things at once', () => {
  it('a class of equal numbers and one number beside it', () => {
    const found = numbers('equal-numbers-and-number', linear([3, 1], [4, -4, 7]));
    const small = [0, 1, -1, 2, -2, 3, '1/2'];
    const expected = [1, 2, '1/2'].flatMap((x) =>
      small.map((y) => [x, typeof x === 'number' ? -x : `-${x}`, y]),
    );
    // Of θ, then of all collections together.
    expect(found).toEqual([...expected, ...expected]);
    const ones = numbers('equal-numbers-and-number', linear([3, 1], [1, 1, 7]));
    expect(ones.every(([x]) => x !== 1)).toBe(true);
    const wide = (n: number) => linear([n, 1], Array<Numeral>(n).fill(5).with(0, 3));
    expect(offered('equal-numbers-and-number', wide(16))).toHaveLength(2 * 3 * 7);
    expect(offered('equal-numbers-and-number', wide(17))).toEqual([]);
  });

  it('a simpler structure and one number of it', () => {
    // Without the first or the second input one number is left, which becomes each of seven.
    const found = numbers('simpler-structure-and-number', linear([2, 1], [4, 5]));
    const small = [0, 1, -1, 2, -2, 3, '1/2'];
    expect(found.filter((theta) => theta.length === 1).map(([x]) => x)).toEqual(
      expect.arrayContaining(small),
    );
    expect(new Set(found.map(([x]) => String(x)))).toEqual(new Set(small.map(String)));
    const wide = (n: number) => linear([n, 1], Array<Numeral>(n).fill(5));
    expect(offered('simpler-structure-and-number', wide(16)).length).toBeGreaterThan(0);
    expect(offered('simpler-structure-and-number', wide(17))).toEqual([]);
    // Of nine numbers in what is left nothing is replaced.
    const left = offered('simpler-structure-and-number', wide(10)).map(
      (i) => flatten(i.parameters).length,
    );
    expect(Math.max(...left)).toBeLessThanOrEqual(8);
  });
});
