/** What is said of a queue, of its workers and of its hunts. */
import type { WorkDone } from '../campaigns/queue/chunk-jobs.ts';
import { trait } from '../campaigns/queue/identity.ts';
import type { WorkerPresent } from '../campaigns/queue/presence.ts';
import type { QueueEvent } from '../campaigns/queue/queue-event.ts';
import { plural } from '../plural.ts';

/** Those with the most chunks are named. */
const MOST_NAMED = 3;

/** `2 workers, 4 threads: alpha:4121 (31 chunks), beta:77 (12 chunks)`. */
export function workersText(workers: readonly WorkerPresent[]): string {
  if (workers.length === 0) return 'no worker';
  const threads = workers.reduce((sum, worker) => sum + worker.threads, 0);
  const named = [...workers]
    .sort((a, b) => b.chunks - a.chunks)
    .slice(0, MOST_NAMED)
    .map(({ name, chunks }) => `${name} (${plural(chunks, 'chunk')})`);
  const more = workers.length > MOST_NAMED ? ', …' : '';
  return `${plural(workers.length, 'worker')}, ${plural(threads, 'thread')}: ${named.join(', ')}${more}`;
}

/** @param shown the address, without a password. */
export function queueEventText(event: QueueEvent, shown: string): string {
  switch (event.kind) {
    case 'away':
      return `the queue at ${shown} does not answer (${event.reason}); waiting for it`;
    case 'back':
      return event.again === 0
        ? 'the queue answers again'
        : `the queue answers again; ${plural(event.again, 'chunk')} had gone from it and wait there once more`;
    case 'trouble':
      return `the queue at ${shown} refuses: ${event.reason}`;
    case 'no-worker':
      return `no worker is there; chunks wait for: falsim work --queue ${shown}`;
    case 'joined':
      return `worker ${event.worker.name} is there, with ${plural(event.worker.threads, 'thread')}`;
    case 'left':
      return `worker ${event.worker.name} is gone; what it had in hand is for others to do`;
    case 'refused-worker': {
      const { worker, difference, here } = event;
      const has = trait(difference, worker.identity);
      return `worker ${worker.name} is refused: it has ${has}, this hunt ${trait(difference, here)}`;
    }
    case 'refused-answer':
      return `a result that is none was on the queue and is dropped: ${event.reason}`;
    case 'failed': {
      const where = event.isLast ? 'it is run here' : 'it is given to another';
      return `chunk ${event.index} came to nothing with a worker (${event.reason}); ${where}`;
    }
    case 'hunt':
      return `working for the hunt of ${event.hunt.name}`;
    case 'no-hunt':
      return 'no hunt is there any more; waiting for one';
    case 'refused-order':
      return `a job that is no chunk to be run here was on the queue and is refused: ${event.reason}`;
  }
}

/** Of a worker, while it works. @param checked instances. */
export function workingText({ chunks, underWay }: WorkDone, checked: number): string {
  const instances = `${plural(checked, 'instance')} checked`;
  return `${plural(chunks, 'chunk')} done, ${underWay} under way; ${instances}`;
}

/** Of a worker at its end. */
export function workedText({ chunks, tries }: WorkDone): string {
  return `${plural(chunks, 'chunk')} done, ${plural(tries, 'instance')}\n`;
}

/** After what was told the last time. */
export const NO_MORE_OF_IT = '; more of this sort is not told';
