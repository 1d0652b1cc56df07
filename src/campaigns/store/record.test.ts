import { expect, it } from 'vitest';
import { bounded } from '../../testing/toy-claims.ts';
import { type CampaignRecord, folderNameOf, recordOf } from './record.ts';

const target = { claim: 'bounded', dropped: ['small'] };
const record: CampaignRecord = { code: 'code', seed: 1, budget: { runs: 1000 }, targets: [target] };

it('campaigns have a folder each where their chunks are others, and one where only their length is', () => {
  const others: readonly CampaignRecord[] = [
    record,
    { ...record, code: 'other' },
    { ...record, seed: 2 },
    { ...record, strategy: 'guided' },
    { ...record, budget: { runs: 1000, chunkRuns: 10 } },
    { ...record, budget: { runs: 1000, untilFound: true } },
    ...[
      { ...target, dropped: [] },
      { ...target, kinds: ['linear'] },
      { ...target, kinds: ['gated'] },
      { ...target, instead: [] },
      { ...target, instead: ['weaker'] },
      { ...target, edgeCases: true as const },
      { ...target, scope: { complexity: 3 } },
      { ...target, scope: { complexity: 4 } },
      { ...target, scope: { complexity: 3, functions: ['tanh'] } },
    ].map((one) => ({ ...record, targets: [one] })),
    { ...record, targets: [target, target] },
  ];
  expect(new Set(others.map(folderNameOf)).size).toBe(others.length);
  expect(folderNameOf({ ...record, budget: { runs: 2000 } })).toBe(folderNameOf(record));
  expect(folderNameOf(record)).toMatch(/^bounded\+small--seed-1--[0-9a-f]{12}$/);
});

it('of a target all is recorded that says what its chunks draw', () => {
  const all = {
    dropped: ['small'],
    kinds: ['linear'],
    instead: ['weaker'],
    edgeCases: true as const,
  };
  expect(recordOf({ claim: bounded, ...all })).toEqual({ claim: 'bounded', ...all });
  expect(recordOf({ claim: bounded, dropped: [] })).toEqual({ claim: 'bounded', dropped: [] });
});
