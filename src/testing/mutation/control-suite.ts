/** What the rest of the suite is to `control.ts`, run by the job alone. */
import { expect, it } from 'vitest';
import { clamped, larger, unobserved } from './control.ts';

it('looks at the value', () => expect(unobserved(2)).toBe(1));
it('reaches a mutant that nobody can tell', () => expect(larger(2, 2)).toBe(2));

const process = globalThis as { falsimControlRuns?: number };

/** A kill that must not be believed: the same test fails without the mutant. */
it('passes once in a process', () => {
  process.falsimControlRuns = (process.falsimControlRuns ?? 0) + 1;
  expect([clamped(5), process.falsimControlRuns]).toEqual([5, 1]);
});
