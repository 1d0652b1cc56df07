/** What a bench of hunts that are killed comes to: whether they left the files of one that nobody disturbed. */
import { rmSync } from 'node:fs';
import process from 'node:process';
import { filesBelow } from '../src/testing/kills.ts';
import { conclude, say } from './rows.ts';

/** Says it, and gives it as a row; folders that differ stay, and the exit code is 1. */
export function concludeSame(done: string, undisturbed: string, disturbed: string): void {
  const [expected, found] = [undisturbed, disturbed].map(filesBelow);
  const names = new Set([...Object.keys(expected), ...Object.keys(found)]);
  const differing = [...names].filter((name) => expected[name] !== found[name]);
  say(`${done}; ${names.size} files, ${differing.length === 0 ? 'all the same' : 'NOT the same'}`);
  if (differing.length > 0) {
    for (const text of [...differing, undisturbed, disturbed]) say(text);
    process.exitCode = 1;
  } else for (const folder of [undisturbed, disturbed]) rmSync(folder, { recursive: true });
  conclude([
    {
      work: `files that differ after ${done}`,
      unit: '',
      measured: differing.length,
      goal: { of: 'measured', atMost: 0 },
    },
  ]);
}
