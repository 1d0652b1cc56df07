/** Witnesses are kept as they were, whatever becomes of the arrays that they were given in. */
import { expect, it } from 'vitest';
import { constantSeries } from '../fields/family.ts';
import { padded, witnessRows } from './witness-rows.ts';

it('witnesses are kept as they were, and padded', () => {
  const rows = witnessRows();
  const long = Float64Array.from({ length: 100 }, (_, i) => i);
  const member = Float64Array.of(7, 8);
  rows.keep(member, 0, -1);
  member.fill(0);
  for (let k = 1; k <= 5; k++) rows.keep(long, k, k - 1);
  const found = rows.first(6, 101);
  expect(found.map(({ order, control }) => [order, control])).toEqual([
    [0, -1],
    [1, 0],
    [2, 1],
    [3, 2],
    [4, 3],
    [5, 4],
  ]);
  expect([...found[0].member]).toEqual([7, 8, ...new Array<number>(99).fill(0)]);
  for (const row of found.slice(1)) expect([...row.member]).toEqual([...long, 0]);
  expect(rows.first(1, 2)).toHaveLength(1);
  expect([...padded(Float64Array.of(1, 2), 3)]).toEqual([1, 2, 0]);
  expect([...constantSeries(Float64Array.of(1, 2), 3)]).toEqual([1, 0, 0, 2, 0, 0]);
});
