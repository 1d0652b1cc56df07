/**
 * Nothing falsim says changes unnoticed. The golden files hold what it said when they were recorded
 * (`npm run golden`); they are no truth, and a difference is a question: an error found, or one made.
 * By default a sample of the verdicts is compared, with FALSIM_GOLDEN=full all of them.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { goldenFiles } from './files.ts';
import { type Line, readLines } from './line.ts';

const full = process.env['FALSIM_GOLDEN'] === 'full';

describe('golden files', () => {
  it.each(goldenFiles())(
    '$name',
    ({ path, cases, every }) => {
      const recorded = readLines(readFileSync(path, 'utf8'));
      expect([...recorded.keys()]).toEqual(cases.map(({ key }) => key));
      const compared = cases.filter((_, i) => full || i % every === 0);
      const before: Record<string, Line | undefined> = {};
      const now: Record<string, Line> = {};
      for (const { key, line } of compared) {
        before[key] = recorded.get(key);
        now[key] = JSON.parse(JSON.stringify(line()));
      }
      expect(compared.length).toBeGreaterThan(0);
      expect(now).toEqual(before);
    },
    600_000,
  );
});
