/** When a search for false alarms gives alarm. */
import { expect, it } from 'vitest';
import { claimStatuses } from '../claims/status.ts';
import { neverNegative } from '../testing/toy-claims.ts';
import { runChunk } from './chunk.ts';
import { isAlarm } from './false-alarms.ts';

it.each(claimStatuses)(
  'a search for false alarms in which a %s falls: only that of a theorem is an alarm',
  (status) => {
    const claim = { ...neverNegative, status };
    const spec = { claimId: claim.id, dropped: [], seed: 1, index: 0, runs: 20 };
    const { counts } = runChunk(claim, spec);
    expect(counts.falsified).toBeGreaterThan(0);
    const target = { claim, dropped: [] };
    expect(isAlarm({ target, counts })).toBe(status === 'theorem');
    expect(isAlarm({ target, counts: { ...counts, falsified: 0 } })).toBe(false);
  },
);
