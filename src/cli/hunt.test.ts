/** `falsim hunt` and `falsim replay` with toy claims: exit codes, Ctrl-C, what is resumed and what is stored. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { falsim, temporaryFile, temporaryFolder } from '../testing/command-line.ts';
import { linear } from '../testing/found-counterexample.ts';

/** In the folder of a campaign. */
const LOCK = 'campaign.lock';

describe('falsim hunt and replay', () => {
  const hunt = (folder: string, ...argv: string[]) =>
    falsim([
      'hunt',
      ...argv,
      '--jobs',
      '0',
      '--out',
      join(folder, 'found'),
      '--state',
      join(folder, 'state'),
    ]);
  const files = (folder: string) =>
    readdirSync(join(folder, 'found'), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .sort();

  it('finds, prints, stores and replays; the same seed gives the same bytes', async () => {
    const [a, b] = [temporaryFolder(), temporaryFolder()];
    const argv = ['bounded', '--drop', 'small', '--runs', '120', '--seed', '1'];
    const first = await hunt(a, ...argv);
    expect(first.code).toBe(1);
    expect(first.out).toMatch(/✗ bounded, without small\n {2}Claim: No parameter exceeds 9\.\n/);
    expect(first.out).toMatch(/claim +tries +survived +falsified +undecided +margin\n/);
    await hunt(b, ...argv);
    expect(files(a)).toHaveLength(2);
    expect(files(b)).toEqual(files(a));
    for (const name of files(a)) {
      const bytes = readFileSync(join(a, 'found', name));
      expect(readFileSync(join(b, 'found', name)).equals(bytes)).toBe(true);
    }
    const replayed = await falsim(['replay', join(a, 'found')]);
    expect(replayed).toMatchObject({ code: 0, err: '' });
    expect(replayed.out).toContain('2 counterexamples replayed, all as stored');

    const edited = join(a, 'found', files(a)[0]);
    writeFileSync(edited, readFileSync(edited, 'utf8').replace('"seed": 1', '"seed": 2'));
    const again = await falsim(['replay', join(a, 'found')]);
    expect(again.code).toBe(1);
    expect(again.out).toContain('1 not as stored');
    const { out } = await falsim(['replay', edited, '--json']);
    expect(JSON.parse(out)).toMatchObject([{ status: 'altered', passed: false }]);
  });

  it('has an exit code for each outcome', async () => {
    const folder = temporaryFolder();
    const runs = ['--runs', '5', '--seed', '1'];
    expect((await hunt(folder, 'bounded', ...runs)).code).toBe(0);
    expect((await hunt(folder, 'undecided', ...runs)).code).toBe(3);
    expect((await hunt(folder, 'never-negative', 'undecided', ...runs)).code).toBe(1);
    const broken = await hunt(folder, 'broken', ...runs);
    expect(broken.code).toBe(3);
    expect(broken.out).toMatch(
      /DEFECTS of falsim or of the claim\n {2}broken: RangeError: no such thing/,
    );
  });

  it('prints JSON that has everything', async () => {
    const { code, out } = await hunt(temporaryFolder(), 'never-negative', '--runs', '20', '--json');
    expect(code).toBe(1);
    const report = JSON.parse(out);
    expect(report.targets).toHaveLength(1);
    const [target] = report.targets;
    expect(target).toMatchObject({ claim: 'never-negative', status: 'known-false', tries: 20 });
    expect(existsSync(target.counterexamples[0].file)).toBe(true);
    expect(target.counterexamples[0].counterexample.search.seed).toBe(report.seed);
  });

  it('ends on Ctrl-C with what it found, and resumes', async () => {
    const argv = ['never-negative', 'slow', '--runs', '400', '--seed', '1'];
    const common = ['--jobs', '0'];
    const folder = temporaryFolder();
    const out = join(folder, 'found');
    const state = join(folder, 'state');
    const all = ['hunt', ...argv, ...common, '--out', out, '--state', state];
    const interrupted = await falsim(all, (text, interrupt) => {
      if (text.includes(' shrunk to ')) interrupt();
    });
    expect(interrupted.code).toBe(1);
    expect(interrupted.out).toContain('interrupted after');
    expect(files(folder)).toHaveLength(1);
    const resumed = await falsim([...all, '--resume', '--json']);
    expect(JSON.parse(resumed.out).targets.map((t: { tries: number }) => t.tries)).toEqual([
      400, 400,
    ]);
    expect(files(folder)).toHaveLength(1);
    expect((await falsim(['replay', out])).code).toBe(0);
  });

  it('takes a thousand hours for a thousand hours', async () => {
    const folder = temporaryFolder();
    const places = ['--out', join(folder, 'found'), '--state', join(folder, 'state')];
    const argv = ['hunt', 'never-negative', '--time', '1000h', '--seed', '1', '--jobs', '0'];
    let shrunk = 0;
    const { out } = await falsim([...argv, ...places], (text, interrupt) => {
      if (!text.includes(' shrunk to ')) return;
      shrunk++;
      interrupt();
    });
    // Timers of the system would have ended it before anything was shrunk.
    expect(shrunk).toBe(1);
    expect(out).toContain('interrupted after');
  });

  it('resumes the last hunt when no seed is named, and says which there are', async () => {
    const folder = temporaryFolder();
    const json = async (...argv: string[]) => JSON.parse((await hunt(folder, ...argv)).out);
    expect((await hunt(folder, '--resume')).err).toMatch(/--resume: expected a hunt in .*none\n$/);
    const { seed } = await json('slow', '--runs', '10', '--json');
    const { seed: other } = await json('undecided', '--runs', '5', '--json');
    const last = await json('--resume', '--json');
    expect(last).toMatchObject({ seed: other, targets: [{ claim: 'undecided', tries: 5 }] });
    const more = await json('slow', '--resume', '--runs', '130', '--json');
    expect(more).toMatchObject({ seed, targets: [{ claim: 'slow', tries: 130 }] });
    const { code, err } = await hunt(folder, 'bounded', '--resume');
    expect(code).toBe(2);
    expect(err).toContain(`slow --seed ${seed}; undecided --seed ${other}, received bounded`);
  });

  it('refuses a second hunt on one state, and one that was edited', async () => {
    const folder = temporaryFolder();
    const argv = ['slow', '--runs', '150', '--seed', '1'];
    const state = join(folder, 'state');
    const first = hunt(folder, ...argv);
    const isLocked = () =>
      existsSync(state) && readdirSync(state).some((n) => existsSync(join(state, n, LOCK)));
    while (!isLocked()) await new Promise((resolve) => setTimeout(resolve, 1));
    const second = await hunt(folder, ...argv);
    expect(second).toMatchObject({ code: 2, out: '' });
    expect(second.err).toMatch(/nothing else works/);
    // Another campaign has a folder of its own.
    expect((await hunt(folder, 'undecided', '--runs', '2', '--seed', '1')).code).toBe(3);
    expect((await first).code).toBe(0);
    const [name] = readdirSync(state).filter((n) => n.startsWith('slow--seed-1--'));
    const file = join(state, name, 'snapshot.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"survived": 100', '"survived": 99'));
    const edited = await hunt(folder, ...argv, '--resume');
    expect(edited.code).toBe(2);
    expect(edited.err).toContain(`${file}: expected a checksum that fits the content`);
  });

  it('says that a file is no folder of campaigns', async () => {
    const file = temporaryFile('hunt.json', '');
    const { code, err } = await falsim(['hunt', 'slow', '--runs', '1', '--state', file]);
    expect(code).toBe(2);
    expect(err).toBe(`falsim: ${file}: expected a folder of campaigns, received a file\n`);
  });

  it('refuses shares of a guided hunt that would have no claim', async () => {
    const shares = ['--strategy', 'guided', '--shard', '1/2', '--runs', '1'];
    const { code, err } = await falsim(['hunt', 'undecided', ...shares]);
    expect([code, err]).toEqual([
      2,
      expect.stringContaining('as many shares as claims, 1, at most'),
    ]);
  });

  it('refuses shares that would have no chunk', async () => {
    const { code, err } = await falsim(['hunt', 'undecided', '--shard', '3/3', '--runs', '150']);
    expect(code).toBe(2);
    expect(err.replace(/\s+/g, ' ')).toContain(
      '--shard: expected as many shares as chunks of 100 instances in --runs 150, 2, at most, received 3;',
    );
  });

  it('says what of a profile is not in force, and which claims are left out', async () => {
    const argv = ['bounded', 'undecided', '--drop', 'small', '--runs', '1', '--profile', 'deep'];
    const { err } = await hunt(temporaryFolder(), ...argv);
    const said = err.replace(/\s+/g, ' ');
    expect(said).toContain(
      'profile deep: shrinks 100000, runLimit 10m; not time 24h, by the command line',
    );
    expect(said).toContain('left out, with no hypothesis that is dropped: undecided');
  });

  it('goes on with a hunt that was longer, and counts all of it', async () => {
    const folder = temporaryFolder();
    const argv = ['undecided', '--seed', '1', '--json'];
    await hunt(folder, ...argv, '--runs', '250');
    const { out, err } = await hunt(folder, ...argv, '--runs', '120', '--resume');
    expect(JSON.parse(out).targets[0].tries).toBe(200);
    expect(err).toContain('200 instances of a claim checked before');
    const more = await hunt(folder, ...argv, '--runs', '250', '--resume');
    expect(JSON.parse(more.out).targets[0].tries).toBe(250);
  });

  it('looks for false alarms', async () => {
    const folder = temporaryFolder();
    const argv = ['--schedule', 'false-alarms', '--cases', '60'];
    const { code, out, err } = await hunt(folder, 'bounded', 'slow', ...argv, '--json');
    expect(err).toBe('');
    const { targets, seed } = JSON.parse(out);
    expect(seed).toBe(1);
    expect(targets.map((t: { tries: number }) => t.tries)).toEqual([30, 30]);
    // Every case of `slow` survives; those of `bounded` are made larger than it allows, or survive.
    expect(code).toBe(0);
    expect((await hunt(folder, 'undecided', ...argv)).code).toBe(3);
    expect((await hunt(folder, 'never-negative', ...argv)).code).toBe(1);
    expect((await hunt(folder, 'bounded', ...argv, '--drop', 'small')).code).toBe(2);
  });

  it('takes a counterexample where it takes an instance, and replays past a bad file', async () => {
    const folder = temporaryFolder();
    await hunt(folder, 'never-negative', '--runs', '20', '--seed', '1');
    const [name] = files(folder);
    const file = join(folder, 'found', name);
    const { code, out } = await falsim(['check', 'never-negative', file, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({ kind: 'falsified' });
    expect((await falsim(['orbit', file])).code).toBe(0);
    writeFileSync(join(folder, 'found', 'a.json'), '{');
    const replayed = await falsim(['replay', join(folder, 'found')]);
    expect(replayed.code).toBe(2);
    expect(replayed.err).toMatch(/^falsim: .*a\.json, line 1[^\n]*\n$/);
    expect(replayed.out).toContain('1 counterexample replayed, all as stored; 1 file could not');
  });

  it('replay says which file is no counterexample', async () => {
    const file = temporaryFile('other.json', JSON.stringify(linear(1)));
    const { code, err } = await falsim(['replay', file]);
    expect(code).toBe(2);
    expect(err.startsWith(`falsim: ${file}: schemaVersion: expected schema 2`)).toBe(true);
    expect((await falsim(['replay', join(dirname(file), 'none')])).code).toBe(2);
  });
});
