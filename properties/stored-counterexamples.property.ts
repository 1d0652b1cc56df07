/**
 * Every stored counterexample, again: it must fail as stored, and none may be of a theorem with all its
 * hypotheses in force.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { claimById } from '../src/claims/registry.ts';
import { counterexampleFiles, replayFile } from '../src/counterexamples/replay.ts';

const folder = fileURLToPath(new URL('../counterexamples', import.meta.url));
const names = counterexampleFiles(folder).map((file) => file.slice(folder.length + 1));

describe('stored counterexamples', () => {
  it('are read from the folder that hunts write to', () => {
    console.log(`replaying ${names.length} counterexamples`);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toMatch(/^[a-z-]+\/[^/]+\.json$/);
  });

  it.each(names)('%s', (name) => {
    const { passed, status, meaning, reason } = replayFile(`${folder}/${name}`, claimById);
    console.log(`${status}: ${name}`);
    expect(passed, `${status}: ${reason}`).toBe(true);
    expect(meaning, reason).not.toBe('alarm');
  });
});
