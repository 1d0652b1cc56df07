/** What is shown while something goes on: one line redrawn on a terminal, else a line now and then. */

import { inlineJson } from '../json/write-json.ts';
import { printable } from '../reports/printable.ts';
import { wrapped } from '../reports/text.ts';
import { timePassed } from '../reports/told.ts';
import type { Streams } from './context.ts';

const TERMINAL_INTERVAL = 200;
const PLAIN_INTERVAL = 10_000;
const COLUMNS = 80;
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

/** One line about something that goes on, and lines that stay. With `json` a line of JSON each. */
export function statusLine(
  { isTerminal, err }: Streams,
  json: boolean,
  now: () => number = () => performance.now(),
) {
  let last = now();
  let shown = '';
  const isDrawn = isTerminal && !json;
  const clear = isDrawn ? CLEAR_LINE : '';
  return {
    show(text: string): void {
      if (!isDrawn && now() - last < PLAIN_INTERVAL) return;
      last = now();
      if (text === shown) return;
      shown = text;
      if (json) err(`${inlineJson({ event: 'progress', text })}\n`);
      else err(isDrawn ? `${CLEAR_LINE}${text}` : `${text}\n`);
    },
    note(text: string): void {
      if (json) err(`${inlineJson({ event: 'note', text })}\n`);
      else err(`${clear}${wrapped(printable(text), COLUMNS)}${isDrawn ? shown : ''}`);
    },
    end(): void {
      err(shown === '' ? '' : clear);
    },
  };
}
