/** The other end of `worker.ts`: one order at a time, each with a limit, a new process after a loss. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { OUT_OF_TIME } from './watchdog.ts';
import type { Answer, Order, Setup } from './worker.ts';

export type Lost = { readonly kind: 'lost'; readonly how: 'time' | 'exit' };

export interface WorkerProcess {
  /**
   * The answer, or how the process was lost: it was out of time, or it went away.
   *
   * @param seconds on the clock, for what waits for ever; work is limited by the process itself.
   */
  ask(order: Order, seconds: number): Promise<Answer | Lost>;
  end(): void;
}

const SETUP_SECONDS = 120;
export function workerProcess(setup: Setup): WorkerProcess {
  let child: ChildProcess | null = null;

  function answerOf(to: ChildProcess, order: Order, seconds: number): Promise<Answer | Lost> {
    return new Promise((settle) => {
      const finish = (answer: Answer | Lost) => {
        clearTimeout(timer);
        to.off('message', finish).off('exit', gone);
        if (answer.kind === 'lost') {
          to.kill('SIGKILL');
          if (child === to) child = null;
        }
        settle(answer);
      };
      const gone = (_: unknown, signal: unknown) =>
        finish({ kind: 'lost', how: signal === OUT_OF_TIME ? 'time' : 'exit' });
      const late = () => finish({ kind: 'lost', how: 'time' });
      const timer = setTimeout(late, seconds * 1000);
      to.on('message', finish as (message: unknown) => void).on('exit', gone);
      to.send(order);
    });
  }
  async function started(): Promise<ChildProcess> {
    if (child !== null) return child;
    const fresh = fork(fileURLToPath(new URL('./worker.ts', import.meta.url)), [], {
      cwd: setup.root,
      execArgv: ['--import', 'tsx', '--max-old-space-size=1500'],
      // A mutant may print; nobody wants to read it.
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child = fresh;
    const { kind } = await answerOf(fresh, setup, SETUP_SECONDS);
    if (kind !== 'ready') throw new Error('the process of the mutants does not start');
    return fresh;
  }
  return {
    ask: async (order, seconds) => answerOf(await started(), order, seconds),
    end() {
      child?.kill('SIGKILL');
      child = null;
    },
  };
}
