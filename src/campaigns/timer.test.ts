import { afterEach, expect, it, vi } from 'vitest';
import { after } from './timer.ts';

afterEach(() => void vi.useRealTimers());

it('waits a thousand hours when it is asked to', () => {
  vi.useFakeTimers();
  const hours = 3_600_000;
  const due = vi.fn();
  after(1000 * hours, due);
  vi.advanceTimersByTime(999 * hours);
  expect(due).not.toHaveBeenCalled();
  vi.advanceTimersByTime(hours);
  expect(due).toHaveBeenCalledTimes(1);
});

it('can be taken back, before and after the first part of a long wait', () => {
  vi.useFakeTimers();
  const due = vi.fn();
  after(10, due)();
  const cancel = after(2 ** 32, due);
  vi.advanceTimersByTime(2 ** 31 + 1);
  cancel();
  vi.advanceTimersByTime(2 ** 33);
  expect(due).not.toHaveBeenCalled();
});
