import { EventEmitter } from 'node:events';
import { expect, it } from 'vitest';
import { onSignals } from './interrupts.ts';

/** How often a command is told, of signals one after the other. */
function told(signals: readonly string[], until = signals.length): number {
  const source = new EventEmitter();
  let count = 0;
  const unsubscribe = onSignals(source, () => count++);
  signals.forEach((signal, i) => {
    if (i === until) unsubscribe();
    source.emit(signal);
  });
  unsubscribe();
  expect(source.eventNames()).toEqual([]);
  return count;
}

it.each([
  ['a second Ctrl-C is told, and ends the command', ['SIGINT', 'SIGINT'], 2],
  ['so is a second request to end', ['SIGTERM', 'SIGINT'], 2],
  ['a terminal that closes says so twice, and the summary is kept', ['SIGHUP', 'SIGHUP'], 1],
  ['it may close after Ctrl-C', ['SIGINT', 'SIGHUP', 'SIGHUP'], 1],
  ['Ctrl-C after it ends the command', ['SIGHUP', 'SIGINT'], 2],
])('%s', (_, signals, count) => {
  expect(told(signals)).toBe(count);
});

it('nothing is told any more once it is taken back', () => {
  expect(told(['SIGINT', 'SIGINT', 'SIGHUP'], 1)).toBe(1);
});
