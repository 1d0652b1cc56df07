/** What a bench of hunts that are killed comes to: whether they left the files of one that nobody disturbed. */
import { rmSync } from 'node:fs';
import process from 'node:process';
import { filesBelow } from '../src/testing/kills.ts';

/** Says it; folders that differ stay, and the exit code is 1. */
export function concludeSame(done: string, undisturbed: string, disturbed: string): void {
  const expected = filesBelow(undisturbed);
  const isSame = JSON.stringify(filesBelow(disturbed)) === JSON.stringify(expected);
  process.stdout.write(
    `${done}; ${Object.keys(expected).length} files, ` +
      `${isSame ? 'all the same, byte for byte' : 'NOT the same'}\n`,
  );
  if (!isSame) {
    process.stdout.write(`${undisturbed}\n${disturbed}\n`);
    process.exitCode = 1;
  } else for (const folder of [undisturbed, disturbed]) rmSync(folder, { recursive: true });
}
