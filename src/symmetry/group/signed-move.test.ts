/** Signed permutations by what they move, by hand. */
import { expect, it } from 'vitest';
import { signedPartition } from '../subspaces/signed-partition.ts';
import { mergedFactors } from './atom-polynomial.ts';
import { composed, fixesClasses, moveOf, moveText } from './signed-move.ts';

/** 0 → 1 → −0, 2 stays, 3 → −3. */
const quarter = moveOf([
  [0, 1, 1],
  [1, 0, -1],
  [2, 2, 1],
  [3, 3, -1],
]);

it('keep what moves or changes its sign', () => {
  expect(moveText(quarter)).toBe('0,1,3>1,0,3*1,-1,-1');
});

it('fix points whose images have the same classes', () => {
  const exchange = moveOf([
    [0, 1, 1],
    [1, 0, 1],
  ]);
  const reflected = moveOf([
    [0, 1, -1],
    [1, 0, -1],
  ]);
  expect(
    [
      [5, 5],
      [5, -5],
      [5, 6],
      [0, -0],
    ].map((classes) => [fixesClasses(exchange, classes), fixesClasses(reflected, classes)]),
  ).toEqual([
    [true, false],
    [false, true],
    [false, false],
    [true, true],
  ]);
  expect(fixesClasses(quarter, [0, 0, 7, 0])).toBe(true);
  expect(fixesClasses(quarter, [0, 0, 7, 1])).toBe(false);
  expect(fixesClasses(quarter, [1, 1, 7, 0])).toBe(false);
});

it('are composed from right to left', () => {
  // Twice a quarter turn: 0 → −0, 1 → −1; 3 comes back.
  expect(moveText(composed(quarter, quarter, 4))).toBe('0,1>0,1*-1,-1');
  const shift = moveOf([
    [1, 2, 1],
    [2, 1, 1],
  ]);
  // First 0 → 1 → 2, 1 → −0, 2 → 1.
  expect(moveText(composed(shift, quarter, 4))).toBe('0,1,2,3>2,0,1,3*1,-1,1,-1');
});

it('factors of two terms are merged, and those that cancel are left out', () => {
  expect(mergedFactors([], [1, 2])).toEqual([1, 2]);
  expect(mergedFactors([1, 2], [])).toEqual([1, 2]);
  expect(mergedFactors([0, 1, 2, 3], [1, 1, 2, -3, 5, 2])).toEqual([0, 1, 1, 1, 5, 2]);
  expect(mergedFactors([3, 1], [0, 2, 3, 1])).toEqual([0, 2, 3, 2]);
});

it('equations x_b = ±x_a give classes with signs, and 0 where x = −x', () => {
  const partition = signedPartition(7);
  partition.relate(0, 1, -1);
  partition.relate(2, 3, 1);
  partition.relate(1, 3, -1);
  partition.relate(4, 5, -1);
  partition.relate(5, 4, 1);
  const { count, orbit, sign } = partition.classes();
  // x₁ = −x₀, x₃ = −x₁ = x₀, x₂ = x₃; 4 and 5 are 0; 6 is free.
  expect(count).toBe(2);
  expect([...orbit]).toEqual([0, 0, 0, 0, -1, -1, 1]);
  expect([...sign].filter((_, i) => orbit[i]! >= 0)).toEqual([1, -1, 1, 1, 1]);
});
