/** Workers as a hunt sees them: who is there, who has gone, and who is refused. */
import type { Clock } from '../timer.ts';
import { differenceOf, type Identity } from './identity.ts';
import { BEAT, type WorkerPresent } from './presence.ts';
import type { QueueEvent } from './queue-event.ts';

/** Milliseconds after which a worker that was not seen is gone. */
const UNSEEN = 5 * BEAT;

export class SeenWorkers {
  readonly #here: Identity;
  readonly #clock: Clock;
  readonly #tell: (event: QueueEvent) => void;
  /** By id, each with the time when it was seen last. */
  readonly #own = new Map<string, { readonly worker: WorkerPresent; at: number }>();
  /** Ids. */
  readonly #refused = new Set<string>();
  #isToldOfNone = false;

  constructor(here: Identity, clock: Clock, tell: (event: QueueEvent) => void) {
    this.#here = here;
    this.#clock = clock;
    this.#tell = tell;
  }

  own(): readonly WorkerPresent[] {
    return [...this.#own.values()].map(({ worker }) => worker);
  }

  /** Nobody could be seen: that was nobody's fault. */
  renew(): void {
    for (const one of this.#own.values()) one.at = this.#clock();
  }

  /** @param areWanted whether there is something for workers to do. */
  look(present: ReadonlyMap<string, WorkerPresent>, areWanted: boolean): void {
    const now = this.#clock();
    for (const [id, worker] of present) {
      const difference = differenceOf(this.#here, worker.identity);
      if (difference === undefined) {
        if (!this.#own.has(id)) this.#tell({ kind: 'joined', worker });
        this.#own.set(id, { worker, at: now });
      } else if (!this.#refused.has(id)) {
        this.#refused.add(id);
        this.#tell({ kind: 'refused-worker', worker, difference, here: this.#here });
      }
    }
    for (const [id, { worker, at }] of this.#own) {
      if (now - at < UNSEEN) continue;
      this.#own.delete(id);
      this.#tell({ kind: 'left', worker });
    }
    if (this.#own.size > 0) this.#isToldOfNone = false;
    else if (areWanted && !this.#isToldOfNone) {
      this.#isToldOfNone = true;
      this.#tell({ kind: 'no-worker' });
    }
  }
}
