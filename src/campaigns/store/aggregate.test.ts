import { describe, expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import { bounded, broken, neverNegative } from '../../testing/toy-claims.ts';
import { runChunk } from '../chunk.ts';
import { Aggregate, aggregateOf } from './aggregate.ts';
import { FirstSeen } from './first-seen.ts';

const RUNS = 10;
const upTo = (n: number) => Array.from({ length: n }, (_, i) => i);
const chunks = upTo(24).map((index) => {
  const claim = [bounded, neverNegative, broken][index % 3];
  return runChunk(claim, { claimId: claim.id, dropped: ['small'], seed: 1, index, runs: RUNS });
});
const textOf = (all: Aggregate) => JSON.stringify(all);

describe('what chunks come to', () => {
  it('adds up', () => {
    const { tries, counts, causes, failures, defects } = aggregateOf(chunks).toJSON();
    expect(tries).toBe(240);
    const falsified = chunks.reduce((sum, chunk) => sum + chunk.counts.falsified, 0);
    expect(counts.falsified).toBe(falsified);
    expect(counts.inconclusive).toBe(80);
    expect(causes).toEqual({ defect: 80 });
    const firstOf = (signature: string) =>
      chunks.find((c) => c.failures.some(({ verdict }) => verdict.by.clause === signature))?.index;
    expect(failures.map(({ verdict }) => verdict.by.clause)).toContain('x-sign');
    expect(failures.find(({ verdict }) => verdict.by.clause === 'x-sign')?.index).toBe(
      firstOf('x-sign'),
    );
    expect(defects).toEqual([{ index: 2, run: 0, message: 'RangeError: no such thing' }]);
  });

  it('is the same in any order, in parts, and once more from what was returned', () => {
    const whole = textOf(aggregateOf(chunks));
    for (const seed of upTo(10)) {
      const rng = createRng(seed);
      const all = new Aggregate();
      const again = new Aggregate();
      for (const chunk of rng.shuffle(chunks)) again.add(all.add(chunk));
      expect(textOf(all)).toBe(whole);
      expect(textOf(again)).toBe(whole);
      const [first, second] = [0, 1].map((part) =>
        aggregateOf(rng.shuffle(chunks).filter(({ index }) => index % 2 === part)),
      );
      first.addAll(second.toJSON());
      expect(textOf(first)).toBe(whole);
      expect(textOf(new Aggregate(JSON.parse(whole)))).toBe(whole);
    }
  });

  it('returns no failure that another is before', () => {
    const all = new Aggregate();
    const kept = chunks.map((chunk) => all.add(chunk).failures.length);
    expect(kept.reduce((a, b) => a + b, 0)).toBe(all.failures.size);
  });
});

describe('instances that were given up', () => {
  it('are kept up to a number, the first of them', () => {
    const all = new Aggregate();
    const chunk = chunks[2];
    expect(chunk.lost).toHaveLength(1);
    for (let index = 300; index > 100; index--) {
      expect(all.wantsLost(index)).toBe(true);
      all.add({ ...chunk, index });
    }
    expect(all.lost.entries().map(([, { index }]) => index)).toEqual(upTo(100).map((i) => 101 + i));
    expect([all.wantsLost(200), all.wantsLost(201)]).toEqual([true, false]);
  });
});

describe('FirstSeen', () => {
  it('keeps the first keys by place, whatever the order', () => {
    const values = upTo(40).map((k) => ({ key: `${k % 13}`, index: (k * 7) % 40, run: 0 }));
    const expected = [...values]
      .sort((a, b) => a.index - b.index)
      .filter((v, i, all) => all.findIndex((w) => w.key === v.key) === i)
      .slice(0, 5);
    for (const seed of upTo(20)) {
      const seen = new FirstSeen<(typeof values)[number]>(5);
      for (const value of createRng(seed).shuffle(values)) seen.enter(value.key, value);
      expect(seen.entries().map(([, value]) => value)).toEqual(expected);
      expect(seen.get(expected[4].key)).toBe(expected[4]);
      expect(seen.size).toBe(5);
    }
  });
});
