/**
 * `npm run bench:queue`: a hunt over four queue workers. Every second or so one of them, the hunt itself or the Redis
 * is killed with −9 and begun again. Every file but the clocks has to be that of one machine, byte for byte.
 *
 *   npm run bench:queue [-- <kills> <seed>] [--json]
 *
 * Who begins while there is no Redis ends at once, as it should; whoever keeps it going begins it again, as here. Less
 * than two minutes on two quiet cores; what is not over after ten times as long as it takes alone has failed.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { createRng } from '../src/numerics/random.ts';
import { hasRedis, RedisServer } from '../src/testing/redis-server.ts';
import { conclude, numbersGiven, say } from './rows.ts';
import { concludeSame } from './same-files.ts';

const WORKERS = 4;
/** Milliseconds that a process may take to begin, on a machine that is not quiet. */
const START = 60_000;
const TIMES_ALONE = 10;

const [kills = 10, seed = Date.now() % 1e6] = numbersGiven();
const main = fileURLToPath(new URL('../dist/cli/main.js', import.meta.url));
const rng = createRng(seed);
const hunt = [
  ...['hunt', 'two-layer-exhaustive', 'symmetry-induces-sim'],
  ...['--drop', 'value-at-zero', '--drop', 'odd-activation'],
  ...['--runs', '1500', '--seed', '1', '--resume'],
  ...['--state', 'campaigns', '--out', 'counterexamples'],
];
const [alone, onQueue] = ['alone', 'queue'].map((name) =>
  mkdtempSync(join(tmpdir(), `falsim-${name}-`)),
);

/** A process that is begun again whenever it ends before it is done. */
class KeptGoing {
  readonly #begin: () => ChildProcess;
  #child: ChildProcess;
  #done: (code: number) => void = () => undefined;
  /** Its exit code. */
  readonly done = new Promise<number>((resolve) => {
    this.#done = resolve;
  });

  constructor(begin: () => ChildProcess) {
    this.#begin = begin;
    this.#child = this.#started();
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  end(): void {
    this.#child.removeAllListeners('exit');
    this.kill();
  }

  #started(): ChildProcess {
    const child = this.#begin();
    child.once('exit', (code) => {
      if (code === 0 || code === 1) this.#done(code);
      else this.#child = this.#started();
    });
    return child;
  }
}

const begin = (words: readonly string[], cwd: string, address: string): ChildProcess =>
  spawn(process.execPath, [main, ...words, '--queue', address], { cwd, stdio: 'ignore' });

/** @returns what was killed, or nothing where it did not come to its end. */
async function overQueue(longest: number, most: number): Promise<string | undefined> {
  const server = new RedisServer();
  await server.start();
  const { address } = server;
  const work = ['work', '--jobs', '1', '--lease', '2s'];
  const workers = Array.from(
    { length: WORKERS },
    () => new KeptGoing(() => begin(work, tmpdir(), address)),
  );
  const coordinator = new KeptGoing(() => begin([...hunt, '--jobs', '1'], onQueue, address));
  let isOver = false;
  void coordinator.done.then(() => {
    isOver = true;
  });
  const killed = { workers: 0, hunt: 0, redis: 0 };
  /** Waits no longer than the processes that are waited for. */
  const within = (milliseconds: number) =>
    Promise.race([
      coordinator.done,
      new Promise<undefined>((resolve) => {
        setTimeout(resolve, milliseconds, undefined).unref();
      }),
    ]);
  for (let k = 0; k < kills && !isOver; k++) {
    await within(longest * rng.uniform());
    if (isOver) break;
    const what = rng.integer(0, WORKERS + 1);
    if (what < WORKERS) {
      killed.workers++;
      workers[what].kill();
    } else if (what === WORKERS) {
      killed.hunt++;
      coordinator.kill();
    } else {
      killed.redis++;
      await server.kill();
      await server.start();
    }
  }
  const code = await within(most);
  for (const one of [...workers, coordinator]) one.end();
  await server.kill();
  const { workers: some, hunt: hunts, redis } = killed;
  const said = `${some + hunts + redis} kills (${some} of workers, ${hunts} of the hunt, ${redis} of the Redis)`;
  return code === undefined ? undefined : `${said}, seed ${seed}`;
}

if (hasRedis) {
  const before = performance.now();
  spawnSync(process.execPath, [main, ...hunt], { cwd: alone, stdio: 'ignore' });
  const time = performance.now() - before;
  say(`alone in ${(time / 1000).toFixed(1)} s`);
  const done = await overQueue((1.5 * time) / Math.max(1, kills), TIMES_ALONE * time + START);
  say(`with the queue in ${((performance.now() - before - time) / 1000).toFixed(1)} s`);
  if (done === undefined) {
    say(`not over in ${((TIMES_ALONE * time) / 1000).toFixed(0)} s: ${alone}, ${onQueue}`);
    process.exitCode = 1;
    conclude([]);
  } else concludeSame(done, alone, onQueue);
} else {
  say('redis-server is not here');
  conclude([]);
}
