/**
 * Ends this process when it has used more processor time than it was allowed: a loop that does not end
 * cannot be interrupted from inside, and time on the clock says little on a machine with other work.
 */
import process from 'node:process';
import { Worker } from 'node:worker_threads';

/** Ends by this signal tell a process that was out of time from one that failed. */
export const OUT_OF_TIME = 'SIGTERM';

const WATCH = `
const { workerData } = require('node:worker_threads');
const limit = new Float64Array(workerData);
setInterval(() => {
  const { user, system } = process.cpuUsage();
  if ((user + system) / 1e6 > limit[0]) process.kill(process.pid, '${OUT_OF_TIME}');
}, 200);
`;

/** Seconds of the processor that this process has used, all its threads together. */
export function processorSeconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
}

/** @returns sets the seconds of the processor that may be used from now on. */
export function watchdog(): (seconds: number) => void {
  const shared = new SharedArrayBuffer(8);
  const limit = new Float64Array(shared);
  limit[0] = Number.POSITIVE_INFINITY;
  new Worker(WATCH, { eval: true, workerData: shared }).unref();
  return (seconds) => {
    limit[0] = processorSeconds() + seconds;
  };
}
