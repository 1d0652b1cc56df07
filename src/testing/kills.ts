/** A hunt that is killed, not interrupted, again and again, and what it leaves in the end. */
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { Rng } from '../numerics/random.ts';

/** Everything below a folder but clocks and locks, by name. */
export function filesBelow(folder: string): { [name: string]: string } {
  if (!existsSync(folder)) return {};
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/^timings\.json$|\.lock$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  return Object.fromEntries(
    names.sort().map((name) => [name.slice(folder.length), readFileSync(name, 'utf8')]),
  );
}

export interface KillOptions {
  /** Arguments of node, up to the hunt's own. */
  readonly node: readonly string[];
  /** Claims, budget, seed of the hunt. */
  readonly hunt: readonly string[];
  /** Where it keeps its campaign, and `counterexamples`. */
  readonly folder: string;
  readonly kills: number;
  readonly rng: Rng;
  /** Milliseconds of work, at most, before each kill. */
  readonly longest: number;
}

/** @returns how often it was killed while it worked, before it came to its end. */
export async function killAndResume(options: KillOptions): Promise<number> {
  let killed = 0;
  for (let k = 0; k < options.kills; k++) {
    const { signal } = await runOnce(options, options.rng.uniform() * options.longest);
    if (signal === 'SIGKILL') killed++;
  }
  const { code } = await runOnce(options, Number.POSITIVE_INFINITY);
  if (code !== 0 && code !== 1) throw new Error(`the hunt ended with exit code ${code}`);
  return killed;
}

interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

/** Kills it so many milliseconds after it has begun to work. */
function runOnce({ node, hunt, folder }: KillOptions, milliseconds: number): Promise<Ended> {
  const state = join(folder, 'campaigns');
  // The store names the files that it has written: from where it stands, these are the same everywhere.
  const places = ['--state', 'campaigns', '--out', 'counterexamples'];
  const child = spawn(process.execPath, [...node, 'hunt', ...hunt, '--resume', ...places], {
    cwd: folder,
    stdio: 'ignore',
  });
  return new Promise((resolve, reject) => {
    let timer: NodeJS.Timeout | undefined;
    const watch = setInterval(() => {
      if (!worksOn(state, child.pid)) return;
      clearInterval(watch);
      if (Number.isFinite(milliseconds))
        timer = setTimeout(() => child.kill('SIGKILL'), milliseconds);
    }, 1);
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearInterval(watch);
      clearTimeout(timer);
      resolve({ code, signal });
    });
  });
}

/** Whether the process has locked a campaign. */
function worksOn(state: string, pid: number | undefined): boolean {
  if (!existsSync(state)) return false;
  return readdirSync(state).some((name) => {
    try {
      return readFileSync(join(state, name, 'campaign.lock'), 'utf8').startsWith(`${pid} `);
    } catch {
      return false;
    }
  });
}
