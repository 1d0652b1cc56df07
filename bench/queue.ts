/**
 * `npm run bench:queue`: a hunt over four queue workers. Every second or so one of them, the hunt itself or the Redis
 * is killed with −9 and begun again. Every file but the clocks has to be that of one machine, byte for byte.
 *
 *   npm run bench:queue [-- <kills> <seed>]
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createRng } from '../src/numerics/random.ts';
import { RedisServer } from '../src/testing/redis-server.ts';
import { concludeSame } from './same-files.ts';

const [kills, seed] = [Number(process.argv[2] ?? 10), Number(process.argv[3] ?? Date.now() % 1e6)];
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const rng = createRng(seed);
const hunt = [
  ...['hunt', 'two-layer-exhaustive', 'symmetry-induces-sim'],
  ...['--drop', 'value-at-zero', '--drop', 'odd-activation'],
  ...['--runs', '3000', '--seed', '1', '--resume', '--jobs', '1'],
  ...['--state', 'campaigns', '--out', 'counterexamples'],
];
const [alone, onQueue] = ['alone', 'queue'].map((name) =>
  mkdtempSync(join(tmpdir(), `falsim-${name}-`)),
);
spawnSync(process.execPath, [main, ...hunt], { cwd: alone, stdio: 'ignore' });

const server = new RedisServer();
await server.start();
const begin = (words: readonly string[], cwd: string): ChildProcess =>
  spawn(process.execPath, [main, ...words, '--queue', server.address], { cwd, stdio: 'ignore' });
const work = () => begin(['work', '--jobs', '1', '--lease', '2s'], tmpdir());
const workers = [1, 2, 3, 4].map(work);
let coordinator = begin(hunt, onQueue);
const isOver = () => coordinator.exitCode !== null;
const killed = { worker: 0, hunt: 0, redis: 0 };
for (let k = 0; k < kills && !isOver(); k++) {
  await new Promise((resolve) => setTimeout(resolve, 500 + 1500 * rng.uniform()));
  if (isOver()) break;
  const what = rng.integer(0, 5);
  if (what < 4) {
    killed.worker++;
    workers[what].kill('SIGKILL');
    workers[what] = work();
  } else if (what === 4) {
    killed.hunt++;
    const ended = new Promise((resolve) => coordinator.once('exit', resolve));
    coordinator.kill('SIGKILL');
    await ended;
    coordinator = begin(hunt, onQueue);
  } else {
    killed.redis++;
    await server.kill();
    await server.start();
  }
}
if (!isOver()) await new Promise((resolve) => coordinator.once('exit', resolve));
for (const worker of workers) worker.kill('SIGKILL');
await server.kill();

concludeSame(
  `seed ${seed}: killed ${killed.worker} workers, the hunt ${killed.hunt} times, the Redis ${killed.redis} times`,
  alone,
  onQueue,
);
