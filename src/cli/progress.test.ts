import { expect, it } from 'vitest';
import { showTime } from './progress.ts';

it('tells the time that an integration has reached, not more often than is read', () => {
  const told = (isTerminal: boolean) => {
    let clock = 0;
    const lines: string[] = [];
    const streams = {
      out: () => undefined,
      err: (text: string) => lines.push(text),
      isTerminal,
      columns: 80,
      onInterrupt: () => () => undefined,
    };
    const progress = showTime(streams, () => clock);
    for (let step = 1; step <= 250; step++) {
      clock += 100;
      progress.step(step / 1000, step);
    }
    progress.end();
    return lines;
  };
  expect(told(false)).toEqual(['t = 0.1000, 100 steps, 10 s\n', 't = 0.2000, 200 steps, 20 s\n']);
  const drawn = told(true);
  expect(drawn).toHaveLength(126);
  expect(drawn[0]).toBe('\r\x1b[Kt = 0.002000, 2 steps, 0 s');
  expect(drawn.at(-1)).toBe('\r\x1b[K');
});
