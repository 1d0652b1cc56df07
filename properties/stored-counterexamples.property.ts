/**
 * Every stored counterexample, again: those filed under a dropped hypothesis or against a planted claim
 * must fail as stored; one that refutes a claim with all its hypotheses in force fails here.
 */
import { describe, expect, it } from 'vitest';
import { claimById } from '../src/claims/registry.ts';
import { counterexampleFiles, replayFile } from '../src/counterexamples/replay.ts';

const folder = new URL('../counterexamples', import.meta.url).pathname;
const names = counterexampleFiles(folder).map((file) => file.slice(folder.length + 1));

describe('stored counterexamples', () => {
  it('are read from the folder that hunts write to', () => {
    for (const name of names) expect(name).toMatch(/^[a-z-]+\/[^/]+\.json$/);
  });

  it.each(names)('%s', (name) => {
    const { passed, status, reason } = replayFile(`${folder}/${name}`, claimById);
    expect(passed, `${status}: ${reason}`).toBe(true);
  });
});
