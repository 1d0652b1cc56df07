/** What an integration shows while it works: one line redrawn on a terminal, else a line now and then. */

import { timePassed } from '../reports/told.ts';
import type { Streams } from './context.ts';

const TERMINAL_INTERVAL = 200;
const PLAIN_INTERVAL = 10_000;
const CLEAR_LINE = '\r\x1b[K';

/** How far an integration is, shown after each step but no more often than is read. */
export function showTime(streams: Streams, now: () => number = () => performance.now()) {
  const { isTerminal } = streams;
  const interval = isTerminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL;
  const begin = now();
  let last = begin;
  return {
    step(t: number, steps: number): void {
      if (now() - last < interval) return;
      last = now();
      const line = timePassed(t, steps, (last - begin) / 1000);
      streams.err(isTerminal ? `${CLEAR_LINE}${line}` : `${line}\n`);
    },
    end(): void {
      if (isTerminal && last > begin) streams.err(CLEAR_LINE);
    },
  };
}
