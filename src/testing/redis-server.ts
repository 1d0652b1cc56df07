/** A Redis of a test's own: on a socket in a new folder, nothing on disk. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether redis-server is installed. */
export const hasRedis = isInstalled();

function isInstalled(): boolean {
  try {
    return execFileSync('redis-server', ['--version'], { encoding: 'utf8' }).includes('v=');
  } catch {
    return false;
  }
}

export class RedisServer {
  readonly #socket = join(mkdtempSync(join(tmpdir(), 'falsim-redis-')), 'socket');
  #child: ChildProcess | undefined;

  get address(): string {
    return `unix://${this.#socket}`;
  }

  /** Empty. */
  async start(): Promise<void> {
    const quiet = ['--save', '', '--appendonly', 'no', '--port', '0'];
    const child = spawn('redis-server', [...quiet, '--unixsocket', this.#socket], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    this.#child = child;
    await new Promise<void>((resolve, reject) => {
      child.on('error', reject);
      child.on('exit', () => reject(new Error('redis-server ended')));
      child.stdout.on('data', (text: Buffer) => {
        if (/ready to accept connections/i.test(String(text))) resolve();
      });
    });
  }

  /** With −9: what it had is gone. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }
}
