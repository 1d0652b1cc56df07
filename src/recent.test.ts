import { expect, it } from 'vitest';
import { Recent } from './recent.ts';

it('keeps what was asked for last, and no more than fits', () => {
  const recent = new Recent<number>(10);
  for (const n of [1, 2, 3]) recent.set(`${n}`, n, 3);
  expect(recent.get('1')).toBe(1);
  recent.set('4', 4, 3);
  expect([1, 2, 3, 4].map((n) => recent.get(`${n}`))).toEqual([1, undefined, 3, 4]);
  // Heavier than it was taken for: what has not been asked for for longest makes room.
  recent.weigh('4', 4, 7);
  expect([1, 3, 4].map((n) => recent.get(`${n}`))).toEqual([undefined, 3, 4]);
  recent.weigh('3', -1, 100);
  expect(recent.size).toBe(2);
  recent.set('4', -4, 3);
  recent.set('5', 5, 4);
  expect([recent.get('3'), recent.get('4'), recent.get('5')]).toEqual([3, -4, 5]);
  recent.set('6', 6, 50);
  expect([recent.get('6'), recent.size]).toEqual([6, 1]);
});
