/**
 * Clocks, and timers for times of any length: those of the system end at 2³¹ ms, some 25 days, and fire at
 * once beyond.
 */
const LONGEST = 2 ** 31 - 1;

/** Milliseconds since some moment. */
export type Clock = () => number;

export const systemClock: Clock = () => performance.now();

/**
 * Calls back once after so many milliseconds of the clock. Does not keep the process alive.
 * @returns takes it back.
 */
export function after(
  milliseconds: number,
  callback: () => void,
  clock: Clock = systemClock,
): () => void {
  const due = clock() + milliseconds;
  let timer: NodeJS.Timeout;
  const wait = () => {
    timer = setTimeout(look, Math.min(Math.max(0, due - clock()), LONGEST));
    timer.unref();
  };
  const look = () => (clock() < due ? wait() : callback());
  wait();
  return () => clearTimeout(timer);
}
