/** What a hunt and one of its threads share: indices into an Int32 array, and a message. */

/** Not 0: chunks end before their next run. */
export const STOP_CHUNKS = 0;
/** Not 0: shrinking ends with what it has. */
export const STOP_SHRINKS = 1;
/** Counts instances checked, by chunks and while shrinking. */
export const PROGRESS = 2;
/** What PROGRESS was when the task under way began; PROGRESS itself between two tasks. */
export const BEGUN_AT = 3;
/** Tickets of tasks that were handed out and not begun: whoever takes one away has the task, the thread or the hunt. */
const TICKETS = [4, 5] as const;
export const SIGNALS = 6;

const placeOf = (ticket: number): number => TICKETS[ticket % TICKETS.length];

/** The next ticket after one, for a thread with at most one task that it has not begun: a place is free. */
export function issue(counters: Int32Array, after: number): number {
  const isFree = Atomics.load(counters, placeOf(after + 1)) === 0;
  const ticket = isFree ? after + 1 : after + 2;
  Atomics.store(counters, placeOf(ticket), ticket);
  return ticket;
}

/** Whether the task is the caller's now: it was nobody's yet. */
export function claimTicket(counters: Int32Array, ticket: number): boolean {
  return Atomics.compareExchange(counters, placeOf(ticket), ticket, 0) === ticket;
}

/** Instances that the task under way has begun; 0 between two tasks. */
export function begun(counters: Int32Array): number {
  return Atomics.load(counters, PROGRESS) - Atomics.load(counters, BEGUN_AT);
}

/** What goes to a thread: tickets count from 1. */
export interface Order<T> {
  readonly ticket: number;
  readonly task: T;
}

/** Message of a thread that has loaded everything. */
export const READY = 'ready';
