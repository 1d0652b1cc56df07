/** The other end of `worker.ts`: one order at a time, each with a limit, a new process after a loss. */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Answer, Begins, Order, Setup } from './worker.ts';

export type Lost = { readonly kind: 'lost'; readonly how: 'time' | 'exit' };

export interface WorkerProcess {
  /**
   * The answer, or how the process was lost: it did not answer in time, or it went away. Whatever it says
   * that it begins has a limit of its own.
   */
  ask(order: Order, seconds: number): Promise<Answer | Lost>;
  end(): void;
}

const SETUP_SECONDS = 120;
/** Times as long as without a mutant before it is said not to end, and seconds on top. */
const PATIENCE = 10;
const SLACK = 8;

export function workerProcess(setup: Setup): WorkerProcess {
  let child: ChildProcess | null = null;

  function answerOf(to: ChildProcess, order: Order, seconds: number): Promise<Answer | Lost> {
    return new Promise((settle) => {
      const finish = (answer: Answer | Lost | Begins) => {
        clearTimeout(timer);
        if (answer.kind === 'begins') {
          timer = setTimeout(late, 1000 * (PATIENCE * answer.seconds + SLACK));
          return;
        }
        to.off('message', finish).off('exit', gone);
        if (answer.kind === 'lost') {
          to.kill('SIGKILL');
          if (child === to) child = null;
        }
        settle(answer);
      };
      const gone = () => finish({ kind: 'lost', how: 'exit' });
      const late = () => finish({ kind: 'lost', how: 'time' });
      let timer = setTimeout(late, seconds * 1000);
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
