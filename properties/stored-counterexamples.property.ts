/** Every stored counterexample, again; and there are some. */
import { fileURLToPath } from 'node:url';
import { replayStored } from 'falsim/vitest';
import { expect, it } from 'vitest';
import { counterexampleFiles } from '../src/counterexamples/replay.ts';

const folder = fileURLToPath(new URL('../counterexamples', import.meta.url));

it('are read from the folder that hunts write to', () => {
  const names = counterexampleFiles(folder).map((file) => file.slice(folder.length + 1));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names) expect(name).toMatch(/^[a-z-]+\/[^/]+\.json$/);
});

replayStored({ folder });
