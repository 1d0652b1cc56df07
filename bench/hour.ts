/**
 * Memory of a hunt over an hour: what each of its threads has in use after collections of garbage, as the engine
 * tells them (`--trace-gc`), by sixths of the time. `npm run bench:memory` asks a thread in minutes what grows with chunks;
 * this asks the real thing, the thread that leads included.
 *
 *   npm run bench:hour [-- TIME | FILE] [--json]     default 1h; or what a hunt under --trace-gc has written
 *
 * A collection of the whole heap is rare in the thread that leads: what it has in use is its smallest figure of a
 * part, of those in which there was one. The first is not compared: threads compile and fill their tables in it. Where there
 * is nothing to compare, a hunt that broke off for instance, it ends with an error.
 */
import { spawn } from 'node:child_process';
import { createReadStream, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { table } from './peer.ts';
import { conclude, type Row, say } from './rows.ts';

const PARTS = 6;
const asked = process.argv.slice(2).find((word) => !word.startsWith('-')) ?? '1h';

/** `[pid:isolate]  ms: Mark-Compact (…) before (…) -> after (…) MB`: milliseconds since the start, MB in use after. */
const COLLECTION =
  /^\[\d+:(0x[0-9a-f]+)\]\s+(\d+) ms: Mark-Compact .*?[\d.]+ \([\d.]+\) -> ([\d.]+) \(/;

interface Collection {
  readonly at: number;
  readonly used: number;
}

async function collectionsIn(lines: Readable): Promise<Map<string, Collection[]>> {
  const byThread = new Map<string, Collection[]>();
  for await (const line of createInterface(lines)) {
    const [, thread, at, used] = COLLECTION.exec(line) ?? [];
    if (thread === undefined) continue;
    const list = byThread.get(thread) ?? [];
    list.push({ at: Number(at), used: Number(used) });
    byThread.set(thread, list);
  }
  return byThread;
}

async function hunted(time: string): Promise<Map<string, Collection[]>> {
  const folder = mkdtempSync(join(tmpdir(), 'falsim-bench-'));
  const main = join(import.meta.dirname, '..', 'dist', 'cli', 'main.js');
  const words = ['hunt', '--time', time, '--schedule', 'false-alarms', '--seed', '1'];
  const hunt = spawn(process.execPath, ['--trace-gc', main, ...words], {
    cwd: folder,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const found = await collectionsIn(hunt.stdout);
  rmSync(folder, { recursive: true, force: true });
  return found;
}

const threads = existsSync(asked)
  ? await collectionsIn(createReadStream(asked))
  : await hunted(asked);
const last = Math.max(...[...threads.values()].flat().map(({ at }) => at));
const [leader] = threads.keys();
const minutes = (ms: number) => (ms / 60_000).toFixed(0);
const rows = [['thread', 'minutes', 'collections', 'least MB', 'most MB']];
const ratios: Record<'leads' | 'hunts', number[]> = { leads: [], hunts: [] };
for (const [thread, collections] of threads) {
  const least: number[] = [];
  for (let part = 0; part < PARTS; part++) {
    const [from, to] = [(part * last) / PARTS, ((part + 1) * last) / PARTS];
    const used = collections.filter(({ at }) => at > from && at <= to).map((c) => c.used);
    if (used.length === 0) continue;
    least.push(Math.min(...used));
    const size = (mb: number) => mb.toFixed(0);
    rows.push([
      thread === leader ? 'leads' : `hunts (${thread})`,
      `${minutes(from)}–${minutes(to)}`,
      String(used.length),
      size(Math.min(...used)),
      size(Math.max(...used)),
    ]);
  }
  // A thread that was replaced has no time to be compared over.
  if (least.length < 3) continue;
  ratios[thread === leader ? 'leads' : 'hunts'].push(least[least.length - 1] / least[1]);
}
say(table(rows));
conclude(
  (['hunts', 'leads'] as const).map((role): Row => {
    if (ratios[role].length === 0)
      throw new Error(`no thread that ${role} has collected in three sixths of the time`);
    return {
      work: `heap of a thread that ${role}, last sixth of ${minutes(last)} minutes over second`,
      unit: '',
      measured: Math.max(...ratios[role]),
      goal: { of: 'measured', atMost: 1.1 },
    };
  }),
);
