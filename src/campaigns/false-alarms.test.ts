/** When a soak gives alarm. */
import { expect, it } from 'vitest';
import { claimStatuses } from '../claims/status.ts';
import { neverNegative } from '../testing/toy-claims.ts';
import { runChunk } from './chunk.ts';
import { isAlarm } from './false-alarms.ts';

it.each(claimStatuses)(
  'a soak in which a %s falls: only that of a theorem is an alarm',
  (status) => {
    const claim = { ...neverNegative, status };
    const spec = { claimId: claim.id, dropped: [], seed: 1, index: 0, runs: 20 };
    const failures = runChunk(claim, spec).failures.map((failure) => ({ index: 0, failure }));
    expect(failures.length).toBeGreaterThan(0);
    const target = { claim, dropped: [] };
    expect(isAlarm({ target, failures })).toBe(status === 'theorem');
    expect(isAlarm({ target, failures: [] })).toBe(false);
  },
);
