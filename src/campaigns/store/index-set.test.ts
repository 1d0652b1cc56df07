import { describe, expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import { IndexSet } from './index-set.ts';

const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);

/** As a plain set says it. */
function leastMissing(set: ReadonlySet<number>, from: number, part: number, of: number): number {
  let i = from;
  while (set.has(i) || i % of !== part) i++;
  return i;
}

describe('IndexSet', () => {
  it('agrees with a plain set, whatever is added, refined and joined', () => {
    for (const seed of upTo(30)) {
      const rng = createRng(seed);
      const step = rng.integer(1, 4);
      const parts = [0, 1].map(() => {
        const ranges = Array.from({ length: step }, () => []);
        const [set, plain] = [new IndexSet({ step, ranges }), new Set<number>()];
        for (let k = 0; k < 40; k++) {
          const i = rng.integer(0, 50);
          expect(set.add(i)).toBe(!plain.has(i));
          plain.add(i);
        }
        return { set, plain };
      });
      const [{ set, plain }, other] = parts;
      const of = rng.integer(1, 5);
      for (const from of [0, 7, 49]) {
        const part = rng.integer(0, of - 1);
        expect(set.nextMissing(from, { part, of })).toBe(leastMissing(plain, from, part, of));
      }
      other.set.nextMissing(0, { part: 0, of: rng.integer(1, 3) });
      set.addAll(other.set);
      const union = new Set([...plain, ...other.plain]);
      const read = new IndexSet(JSON.parse(JSON.stringify(set)));
      for (const one of [set, read]) {
        expect(one.size).toBe(union.size);
        expect(upTo(60).filter((i) => one.has(i))).toEqual([...union].sort((a, b) => a - b));
      }
    }
  });

  it('takes as much room for a million as for ten, in any order, on one machine or on several', () => {
    const ascending = new IndexSet();
    for (const i of upTo(1000)) ascending.add(i);
    expect(JSON.stringify(ascending)).toBe('{"step":1,"ranges":[[0,1000]]}');
    const shards = [2, 0, 1].map((part) => {
      const set = new IndexSet();
      for (
        let i = set.nextMissing(0, { part, of: 3 });
        i < 1000;
        i = set.nextMissing(i, { part, of: 3 })
      )
        set.add(i);
      expect(JSON.stringify(set).length).toBeLessThan(60);
      return set;
    });
    const all = new IndexSet();
    for (const set of shards) all.addAll(set);
    expect(JSON.stringify(all)).toBe(JSON.stringify(ascending));
    expect(JSON.stringify(new IndexSet())).toBe('{"step":1,"ranges":[[]]}');
  });
});
