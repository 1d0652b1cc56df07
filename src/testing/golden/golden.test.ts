/**
 * Nothing falsim says changes unnoticed. The golden files hold what it said when they were recorded
 * (`npm run golden`); they are no truth, and a difference is a question: an error found, or one made.
 * By default a sample of the verdicts is compared, with FALSIM_TESTS=full all of them.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isFull } from '../share.ts';
import { goldenFiles } from './files.ts';
import { type Field, type Line, readLines } from './line.ts';

/** What was recorded, where a number is as near to it as it has to be. */
function near(now: Field, recorded: Field | undefined, tolerance: number): Field {
  if (typeof now !== 'number' || typeof recorded !== 'number') return now;
  const allowed = tolerance * Math.max(Math.abs(now), Math.abs(recorded));
  return Math.abs(now - recorded) <= allowed ? recorded : now;
}

/** Milliseconds-sized parts: the one that fails says where, and a job that wants quick tests has them. */
const PART = 25;

describe.each(goldenFiles())('$name', ({ path, cases, every, tolerance = 0 }) => {
  const recorded = readLines(readFileSync(path, 'utf8'));
  const compared = cases.filter((_, i) => isFull || i % every === 0);
  // Where one in many is compared they are costly.
  const size = every > 24 ? 1 : PART;
  const starts = compared.map((_, i) => i).filter((i) => i % size === 0);

  it('holds a line for each case, in order', () => {
    expect([...recorded.keys()]).toEqual(cases.map(({ key }) => key));
    expect(compared.length).toBeGreaterThan(0);
  });

  it.each(starts.map((start) => [compared[start].key, start] as const))(
    'from %s on',
    (_, start) => {
      const before: Record<string, Line | undefined> = {};
      const now: Record<string, Line> = {};
      for (const { key, line } of compared.slice(start, start + size)) {
        before[key] = recorded.get(key);
        const fields: Line = JSON.parse(JSON.stringify(line()));
        now[key] = fields.map((field, i) => near(field, before[key]?.[i], tolerance));
      }
      expect(now).toEqual(before);
    },
    600_000,
  );
});
