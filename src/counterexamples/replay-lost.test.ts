import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { writeJson } from '../json/write-json.ts';
import { linear } from '../testing/found-counterexample.ts';
import { claims } from '../testing/toy-claims.ts';
import { LOSS_CAUSES, parseLost } from './lost-instance.ts';
import { replayFile } from './replay.ts';

const lost = {
  lostVersion: 1,
  claim: 'costly',
  droppedHypotheses: [],
  cause: 'too-costly',
  reason: 'to decide it takes more than 2e+10 operations',
  instance: linear(1, 2, 3),
};
const file = join(mkdtempSync(join(tmpdir(), 'falsim-lost-')), 'lost.json');

function replayed(changes: object) {
  writeFileSync(file, writeJson({ ...lost, ...changes }));
  return replayFile(file, (id) => claims.find((claim) => claim.id === id));
}

describe('an instance that a hunt lost', () => {
  it('is as stored where it is still too costly', () => {
    expect(replayed({})).toMatchObject({
      claim: 'costly',
      status: 'reproduced',
      passed: true,
      failed: false,
      reason: lost.reason,
    });
  });

  it('is not where it is decided now', () => {
    const { status, passed, failed, reason } = replayed({ instance: linear(1, 2) });
    expect({ status, passed, failed }).toEqual({ status: 'differs', passed: false, failed: true });
    expect(reason).toBe('it was too costly, the verdict is survived now: it survived');
  });

  it('is not tried again where that might end who tries it', () => {
    for (const cause of LOSS_CAUSES.filter((name) => name !== 'too-costly')) {
      const { status, failed, reason } = replayed({ cause, claim: 'quitting', reason: 'it ended' });
      expect({ status, failed }).toEqual({ status: 'undecided', failed: false });
      expect(reason).toBe(`${cause}: it ended; falsim check quitting tries it again`);
    }
  });

  it('of a claim or hypothesis that is not there is not as stored', () => {
    expect(replayed({ claim: 'gone' })).toMatchObject({ status: 'unknown', failed: true });
    const missing = replayed({ claim: 'bounded', droppedHypotheses: ['gone'] });
    expect(missing).toMatchObject({ status: 'unknown', failed: true });
  });

  it.each([
    [{ lostVersion: 2 }, /^lostVersion: expected 1, received 2/],
    [{ cause: 'bad luck' }, /^cause: expected one of too-costly, .*"bad luck"/],
    [{ droppedHypotheses: [1] }, /^droppedHypotheses\[0\]/],
    [{ instance: { model: { kind: 'linear' } } }, /^instance\./],
    [{ extra: 1 }, /^extra: expected one of the keys/],
  ])('is refused with the place that is wrong: %j', (changes, message) => {
    expect(() => parseLost({ ...lost, ...changes })).toThrow(message);
  });
});
