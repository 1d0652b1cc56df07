/** Timers for times of any length: those of the system end at 2³¹ ms, some 25 days, and fire at once beyond. */
const LONGEST = 2 ** 31 - 1;

/**
 * Calls back once after so many milliseconds. Does not keep the process alive.
 * @returns takes it back.
 */
export function after(milliseconds: number, callback: () => void): () => void {
  const due = performance.now() + milliseconds;
  let timer: NodeJS.Timeout;
  const wait = () => {
    const left = due - performance.now();
    timer = setTimeout(left > LONGEST ? wait : callback, Math.min(Math.max(0, left), LONGEST));
    timer.unref();
  };
  wait();
  return () => clearTimeout(timer);
}
