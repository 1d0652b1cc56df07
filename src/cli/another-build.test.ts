/**
 * What is resumed is of the same code: every command that keeps a campaign asks for the digest of what computes, the
 * models and the project that it was given among it. What makes this digest is held in `campaigns/code-digest.test.ts`.
 */
import { readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { codeDigest } from '../campaigns/code-digest.ts';
import { codeFolder } from '../own-files.ts';
import { BY_ANOTHER_BUILD } from '../reports/told.ts';
import { falsim, type Ran, temporaryFile, temporaryFolder } from '../testing/command-line.ts';
import { userModelText } from '../testing/user-model.ts';

const commands: Readonly<Record<string, readonly string[]>> = {
  hunt: ['hunt', 'bounded', '--seed', '1', '--runs', '120'],
  sweep: ['sweep', 'bounded', '--kind', 'linear', '--complexity', '6'],
  necessity: ['necessity', 'bounded', '--seed', '1', '--runs', '20'],
};

/** A file that belongs to the code, and the option that says so. */
const files: Readonly<
  Record<string, (name: string) => { file: string; option: readonly string[] }>
> = {
  model(name) {
    const file = temporaryFile('bump.ts', userModelText.replaceAll('user-bump', `user-${name}`));
    return { file, option: ['--model', file] };
  },
  project() {
    const config = temporaryFile('falsim.config.ts', 'export default {};\n');
    const file = join(dirname(config), 'claim.ts');
    writeFileSync(file, 'export {};\n');
    return { file, option: ['--config', config] };
  },
};

const cases = Object.keys(commands).flatMap((name) =>
  Object.keys(files).map((of) => [name, of] as const),
);

/** How often the command says that nothing of what is there is used, and whether it says that some of it is. */
const said = ({ out, err }: Ran) => ({
  another: err.split(BY_ANOTHER_BUILD).length - 1,
  before: /\d+ instances of a claim checked before/.test(err) || / of them now/.test(out),
});

describe('--resume under another code', () => {
  it.each(cases)('counts nothing of before, and says so: %s, a %s edited', async (name, of) => {
    const { file, option } = files[of](name);
    const [state, out] = [temporaryFolder(), temporaryFolder()];
    const run = (...more: string[]) =>
      falsim([
        ...commands[name],
        ...option,
        '--jobs',
        '0',
        '--state',
        state,
        '--out',
        out,
        ...more,
      ]);
    const campaigns = () => readdirSync(state).filter((one) => !one.endsWith('.json'));
    const first = await run();
    expect(said(first)).toEqual({ another: 0, before: false });
    const begun = campaigns();
    expect(begun.length).toBeGreaterThan(0);
    // The same code goes on, with no campaign beside the first.
    const resumed = await run('--resume');
    expect(resumed.code).toBe(first.code);
    // What necessity has found out is told of each row, however it came by it.
    expect(said(resumed)).toEqual({ another: 0, before: name !== 'necessity' });
    expect(campaigns()).toEqual(begun);
    writeFileSync(file, '// Edited.\n', { flag: 'a' });
    const edited = await run('--resume');
    expect(said(edited)).toEqual({ another: begun.length, before: false });
    expect(campaigns()).toHaveLength(2 * begun.length);
    expect(edited.code).toBe(first.code);
  });
});

it('the code is falsim as it runs here, where nothing of a user is named', () => {
  expect(codeDigest([])).toBe(codeDigest([], undefined, fileURLToPath(codeFolder)));
  expect(codeDigest([])).not.toBe(codeDigest([], undefined, temporaryFolder()));
});
