/** What a long command shows while it works: one line redrawn on a terminal, else a line now and then. */

import { printable } from '../reports/printable.ts';
import { plural } from '../reports/text.ts';
import type { Streams } from './context.ts';

export interface Progress {
  /** A line that stays. */
  note(text: string): void;
  end(): void;
}

export interface ProgressState {
  readonly checked: number;
  readonly found: number;
}

const TERMINAL_INTERVAL = 200;
const PLAIN_INTERVAL = 10_000;
const CLEAR_LINE = '\r\x1b[K';

export function showProgress(streams: Streams, state: () => ProgressState): Progress {
  const begin = performance.now();
  const line = (): string => {
    const { checked, found } = state();
    const seconds = (performance.now() - begin) / 1000;
    const speed = seconds > 0 ? Math.round(checked / seconds) : 0;
    const failures = found === 0 ? '' : `, ${plural(found, 'counterexample')}`;
    return `hunting: ${plural(checked, 'instance')} checked${failures}, ${seconds.toFixed(0)} s, ${speed}/s`;
  };
  const { isTerminal } = streams;
  const draw = () => streams.err(isTerminal ? `${CLEAR_LINE}${line()}` : `${line()}\n`);
  const timer = setInterval(draw, isTerminal ? TERMINAL_INTERVAL : PLAIN_INTERVAL);
  timer.unref();
  return {
    note: (text) => streams.err(`${isTerminal ? CLEAR_LINE : ''}${printable(text)}\n`),
    end: () => {
      clearInterval(timer);
      if (isTerminal) streams.err(CLEAR_LINE);
    },
  };
}

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
      const line = `t = ${t.toPrecision(4)}, ${plural(steps, 'step')}, ${((last - begin) / 1000).toFixed(0)} s`;
      streams.err(isTerminal ? `${CLEAR_LINE}${line}` : `${line}\n`);
    },
    end(): void {
      if (isTerminal && last > begin) streams.err(CLEAR_LINE);
    },
  };
}
