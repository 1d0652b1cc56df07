import { describe, expect, it } from 'vitest';
import { type Budget, partsOf, schedule, searchEndOf } from './schedule.ts';
import { IndexSet, type Residues } from './store/index-set.ts';

const pursuitOf = (seconds: number, ...done: number[]) => {
  const set = new IndexSet();
  for (const index of done) set.add(index);
  return { done: set, seconds, hasFailed: false, once: 0 };
};

/** The first steps: which search, and which chunk. */
function steps(
  searches: readonly ReturnType<typeof pursuitOf>[],
  budget: Budget,
  residues?: Residues,
  most = 100,
): [number, number][] {
  const out: [number, number][] = [];
  for (const { search, index } of schedule(searches, budget, residues)) {
    out.push([searches.indexOf(search), index]);
    if (out.length === most) break;
  }
  return out;
}

describe('a budget of time', () => {
  it('keeps a twentieth for storing, at most a second', () => {
    const left = [2, 15, 3600].map((seconds) => 1000 * seconds - searchEndOf({ seconds }, 0));
    expect(left).toEqual([100, 750, 1000]);
    expect(searchEndOf({ runs: 9 }, 0)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('schedule', () => {
  it('takes the first chunk of every target, then the second, and none that is done', () => {
    const searches = [pursuitOf(0, 1), pursuitOf(0, 0, 3)];
    expect(steps(searches, { runs: 40, chunkRuns: 10 })).toEqual([
      [0, 0],
      [1, 1],
      [0, 2],
      [1, 2],
      [0, 3],
    ]);
  });

  it('passes over a million chunks at once', () => {
    const many = {
      done: new IndexSet({ step: 1, ranges: [[0, 1e6]] }),
      seconds: 0,
      hasFailed: false,
      once: 0,
    };
    let asked = 0;
    const { nextMissing } = many.done;
    many.done.nextMissing = (...given) => {
      asked++;
      return nextMissing.apply(many.done, given);
    };
    expect(steps([many], { runs: 1e8 + 200 })).toEqual([
      [0, 1e6],
      [0, 1e6 + 1],
    ]);
    expect(asked).toBeLessThan(5);
  });

  it('takes its share of the chunks, whatever the budget', () => {
    const share = { part: 1, of: 3 };
    expect(steps([pursuitOf(0, 4)], { runs: 1000 }, share)).toEqual([
      [0, 1],
      [0, 7],
    ]);
    const timed = steps([pursuitOf(1, 1), pursuitOf(1, 1)], { seconds: 9 }, share, 4);
    expect(timed.map(([, index]) => index)).toEqual([4, 4, 7, 7]);
  });

  it('of time gives to the target that has had the least', () => {
    const searches = [pursuitOf(3, 0), pursuitOf(1, 0)];
    // A chunk of the first takes three times as long: three of the second are as much.
    const turns = steps(searches, { seconds: 9 }, undefined, 8).map(([k]) => k);
    expect(turns.filter((k) => k === 1).length).toBeGreaterThanOrEqual(5);
    expect(turns).toContain(0);
  });

  it('of time gives up to three times as much to what still teaches', () => {
    const teaches = (once: number, seconds = 1) => ({ once, seconds });
    expect(partsOf([teaches(0), teaches(0, 0)])).toEqual([1, 1]);
    // Two new kinds a second, one, and none: one on average.
    expect(partsOf([teaches(2), teaches(4, 4), teaches(0)])).toEqual([3, 2, 1]);
    expect(partsOf([teaches(9), teaches(0), teaches(0)])).toEqual([3, 1, 1]);
    const searches = [{ ...pursuitOf(1, 0), once: 5 }, pursuitOf(1, 0)];
    const turns = steps(searches, { seconds: 9 }, undefined, 40).map(([k]) => k);
    expect(turns.filter((k) => k === 0).length / 40).toBeCloseTo(3 / 4, 1);
  });

  it('of time asks what is taught after as many chunks as there are targets', () => {
    const [learns, other] = [{ ...pursuitOf(1, 0), once: 0 }, pursuitOf(1, 0)];
    const order = schedule([learns, other], { seconds: 9 });
    const next = () => (order.next().value!.search === learns ? 'learns' : 'other');
    expect([next(), next(), next()]).toEqual(['learns', 'other', 'learns']);
    learns.once = 5;
    expect(next()).toBe('other');
    expect([next(), next(), next(), next()]).toEqual(['learns', 'learns', 'learns', 'learns']);
  });
});
