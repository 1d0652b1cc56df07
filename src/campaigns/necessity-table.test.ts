import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { bounded, neverNegative } from '../testing/toy-claims.ts';
import type { NecessityReport } from './necessity.ts';
import { keepTables, keptTables } from './necessity-table.ts';

const row = { form: null, verdict: 'survives', tries: 3, decided: 2, triesToFirst: null } as const;
const reportOf = (claims: NecessityReport['claims']): NecessityReport => ({
  claims,
  rows: claims.map((claim) => ({ ...row, claim, dropped: [], witness: null })),
  ...{ reports: [], seconds: 1, interrupted: false },
});

it('are kept by claim, the last one of each, and refused where they were edited', () => {
  const state = mkdtempSync(join(tmpdir(), 'falsim-tables-'));
  expect(keptTables(state)).toEqual([]);
  keepTables(state, reportOf([bounded, neverNegative]), { date: '2026-01-01', seed: 1 });
  keepTables(state, reportOf([bounded]), { date: '2026-01-02', seed: 2 });
  const rows = [{ ...row, dropped: [], witness: null }];
  expect(keptTables(state)).toEqual([
    { claim: neverNegative.id, date: '2026-01-01', seed: 1, rows },
    { claim: bounded.id, date: '2026-01-02', seed: 2, rows },
  ]);
  const file = join(state, 'necessity.json');
  writeFileSync(file, readFileSync(file, 'utf8').replace('survives', 'fails'));
  expect(() => keptTables(state)).toThrow('a checksum that fits the content');
});
