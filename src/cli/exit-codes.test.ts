/** A defect of falsim ends with 70, an interruption with 130, in this process and as a process of its own. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { campaignsIn, memoriesOf } from '../campaigns/store/kept-campaign.ts';
import { writeJson } from '../json/write-json.ts';
import { compiledFile } from '../testing/built.ts';
import { example, falsim, temporaryFile, temporaryFolder } from '../testing/command-line.ts';
import { linear } from '../testing/found-counterexample.ts';
import { claims } from '../testing/toy-claims.ts';
import { ExitCode, type Streams } from './context.ts';
import { endedByInterrupt } from './hunting.ts';
import { run } from './run.ts';

const silent: Streams = {
  out: () => undefined,
  err: () => undefined,
  isTerminal: false,
  columns: 80,
  onInterrupt: () => () => undefined,
};

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a defect', () => {
  /** What is printed where the claims cannot be had, and the exit code. */
  async function failing(thrown: unknown) {
    let said = '';
    const streams: Streams = {
      ...silent,
      err: (words) => {
        said += words;
      },
    };
    const code = await run(['claims'], streams, () => Promise.reject(thrown));
    return { code, said };
  }

  it('of a claim that throws is one, with where it was thrown', async () => {
    const file = temporaryFile('instance.json', writeJson(linear(1, 2)));
    const { code, out, err } = await falsim(['check', 'broken', file]);
    expect({ code, out }).toEqual({ code: 70, out: '' });
    expect(err).toMatch(/^falsim: this is a defect of falsim, please report it\.\n/);
    expect(err).toMatch(/RangeError: no such thing\n {4}at .*toy-claims\.ts:\d+/);
  });

  it('is told at a sensible length, and nothing of it raw', async () => {
    const { code, said } = await failing(new TypeError(`\u001b[31m${'long '.repeat(1e5)}`));
    expect(code).toBe(ExitCode.defect);
    expect(said).toContain('TypeError: \\u001b[31mlong');
    expect(said.length).toBeLessThan(5000);
    expect(said).not.toMatch(/[^\P{Cc}\n]/u);
  });

  it('need not be an error', async () => {
    expect(await failing('only text')).toEqual({
      code: 70,
      said: 'falsim: this is a defect of falsim, please report it.\nonly text\n',
    });
    expect((await failing(undefined)).code).toBe(70);
  });
});

describe('Ctrl-C', () => {
  it('before anything was found ends with 130, and with the summary', async () => {
    const folder = temporaryFolder();
    const places = ['--state', join(folder, 'state'), '--out', join(folder, 'found')];
    let said = '';
    const streams: Streams = {
      ...silent,
      out: (words) => {
        said += words;
      },
      onInterrupt: (callback) => {
        setTimeout(callback, 10);
        return () => undefined;
      },
    };
    const hunt = ['hunt', 'slow', '--time', '60s', '--seed', '1', '--jobs', '0', ...places];
    expect(await run(hunt, streams, async () => ({ claims, url: '' }))).toBe(130);
    expect(said).toContain('interrupted after');
  });

  it('once more ends the process at once, with 130', () => {
    const exit = vi.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
    let interrupt: () => void = () => undefined;
    const streams = {
      onInterrupt: (callback: () => void) => {
        interrupt = callback;
        return () => undefined;
      },
    } as Streams;
    const notes: string[] = [];
    const { signal } = endedByInterrupt(streams, (note) => notes.push(note));
    expect(signal.aborted).toBe(false);
    interrupt();
    expect(signal.aborted).toBe(true);
    expect(notes).toEqual(['ending; once more Ctrl-C ends it at once']);
    expect(exit).not.toHaveBeenCalled();
    interrupt();
    expect(exit.mock.calls).toEqual([[130]]);
  });
});

describe('a process that hunts', () => {
  const folder = temporaryFolder();
  const state = join(folder, 'campaigns');

  /** Bytes of logs and snapshots of the campaign. */
  function kept(): number {
    if (!existsSync(state)) return 0;
    return readdirSync(state, { recursive: true, encoding: 'utf8' })
      .filter((name) => /log-.*\.jsonl$|snapshot\.json$/.test(name))
      .reduce((sum, name) => sum + statSync(join(state, name)).size, 0);
  }

  /** Signals it once it has kept a chunk. */
  async function signalled(signals: readonly NodeJS.Signals[], ...more: string[]) {
    const hunt = ['hunt', 'symmetry-induces-sim', '--time', '60s', '--seed', '1', '--jobs', '0'];
    const before = kept();
    const words = [compiledFile('cli/main'), ...hunt, '--state', state, ...more];
    const child = spawn(process.execPath, words, { cwd: folder });
    const ended = new Promise((resolve) =>
      child.on('close', (code, signal) => resolve({ code, signal })),
    );
    const watch = setInterval(() => {
      if (kept() <= Math.max(before, 1000)) return;
      clearInterval(watch);
      for (const signal of signals) child.kill(signal);
    }, 2);
    const out = await text(child.stdout);
    clearInterval(watch);
    return { ...((await ended) as { code: number | null; signal: string | null }), out };
  }

  function tries(): number {
    const [campaign] = campaignsIn(state);
    const [memory] = memoriesOf(campaign.folder, campaign.record).memories;
    return memory.whole.tries;
  }

  it('keeps its summary and its state when its terminal is closed, and at Ctrl-C', async () => {
    const closed = await signalled(['SIGHUP', 'SIGHUP']);
    expect(closed).toMatchObject({ code: 130, signal: null });
    expect(closed.out).toContain('interrupted after');
    const first = tries();
    expect(first).toBeGreaterThan(0);
    expect(readdirSync(state, { recursive: true }).join()).not.toContain('.lock');

    const interrupted = await signalled(['SIGINT'], '--resume');
    expect(interrupted).toMatchObject({ code: 130, signal: null });
    expect(interrupted.out).toContain('interrupted after');
    expect(tries()).toBeGreaterThan(first);
    expect(readdirSync(state)).toHaveLength(1);
  });
});

it('a computation ends at Ctrl-C with 130, and leaves nothing of what it was writing', async () => {
  const folder = temporaryFolder();
  const flow = ['flow', example('tanh-equal'), '--until', '1e9', '--max-steps', '1000000000'];
  const child = spawn(
    process.execPath,
    [compiledFile('cli/main'), ...flow, '--rtol', '1e-13', '--csv', 'rows.csv'],
    { cwd: folder },
  );
  const ended = new Promise((resolve) =>
    child.on('close', (code, signal) => resolve({ code, signal })),
  );
  // Its first rows are on disk.
  const watch = setInterval(() => {
    if (readdirSync(folder).every((name) => statSync(join(folder, name)).size === 0)) return;
    clearInterval(watch);
    child.kill('SIGINT');
  }, 2);
  const said = await text(child.stderr);
  clearInterval(watch);
  expect(await ended).toEqual({ code: 130, signal: null });
  expect(said).toContain('falsim: interrupted');
  expect(readdirSync(folder)).toEqual([]);
});
