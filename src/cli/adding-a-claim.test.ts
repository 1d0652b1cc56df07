/** docs/adding-a-claim.md is followed: its files are written, its commands and its test are run. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { whyOutside } from '../claims/domain.ts';
import { temporaryFolder } from '../testing/command-line.ts';
import { ExitCode } from './context.ts';
import { run } from './run.ts';

const page = readFileSync(new URL('../../docs/adding-a-claim.md', import.meta.url), 'utf8');
const folder = temporaryFolder();

/** Code blocks with the name of the file that stands before each. */
const files = [...page.matchAll(/^`([\w./-]+\.ts)`[^\n]*:\n\n```ts\n(.*?)```/gms)];
for (const [, name, text] of files) {
  mkdirSync(dirname(join(folder, name)), { recursive: true });
  // There is one config a working directory, and this one is falsim's: its replay is told the folder.
  const replay = `replayStored({ folder: '${folder}/counterexamples', claims: [openOrbits] });`;
  writeFileSync(join(folder, name), text.replace('replayStored();', replay));
}
const commands = [...page.matchAll(/```sh\n(.*?)```/gs)].flatMap(([, text]) =>
  text.trim().split('\n'),
);

async function falsim(command: string): Promise<{ readonly code: ExitCode; readonly out: string }> {
  let out = '';
  const [program, ...words] = command.split(' ');
  expect(program).toBe('falsim');
  const write = (text: string) => {
    out += text;
  };
  const streams = { out: write, err: write, isTerminal: false, columns: 100 };
  const config = ['--config', join(folder, 'falsim.config.ts')];
  const more = words[0] === 'hunt' ? ['--jobs', '0'] : [];
  const code = await run([...words, ...more, ...config], {
    ...streams,
    onInterrupt: () => () => undefined,
  });
  return { code, out };
}

/** What each command says among other things, and its exit code. */
const SAYS: readonly (readonly [string, ExitCode, RegExp])[] = [
  [
    'falsim claims open-orbits',
    ExitCode.survived,
    /^open-orbits {2}\(conjecture\)\n.*--drop no-power: σ is no/s,
  ],
  ['falsim hunt --seed 1', ExitCode.survived, /^open-orbits +60 +60 +0 +0 /m],
  ['falsim hunt --drop no-power --seed 1', ExitCode.falsified, /✗ open-orbits, without no-power/],
  ['falsim replay', ExitCode.survived, /1 counterexample replayed, all as stored/],
];

describe('docs/adding-a-claim.md', () => {
  it('has these files and commands', () => {
    expect(files.map(([, name]) => name)).toEqual([
      'claims/open-orbits.ts',
      'falsim.config.ts',
      'properties/open-orbits.test.ts',
    ]);
    expect(commands).toEqual(SAYS.map(([command]) => command));
  });

  it('leads from a file to a stored counterexample', async () => {
    for (const [command, code, text] of SAYS) {
      const ran = await falsim(command);
      expect(ran.out).toMatch(text);
      expect(ran.code).toBe(code);
    }
    const [name, ...others] = readdirSync(join(folder, 'counterexamples/open-orbits'));
    expect(others).toEqual([]);
    const stored = JSON.parse(
      readFileSync(join(folder, 'counterexamples/open-orbits', name), 'utf8'),
    );
    // One neuron, z² before z³: 2a² − w² is conserved, at any a, w of different sizes.
    expect(stored.instance.model).toMatchObject({ widths: [1, 1, 1], activation: 'square' });
    expect(whyOutside({ point: 'distinct', bias: false }, stored.instance)).toBeUndefined();
  });
});

/** Its own test, run as it stands on the page. */
await import(/* @vite-ignore */ join(folder, 'properties/open-orbits.test.ts'));
