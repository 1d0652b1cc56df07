/**
 * Waiting that may be given up for all who wait at once. `Promise.race` with a promise of the whole campaign would do,
 * but that promise keeps whatever it was raced against, results and all, for as long as it is not settled itself: two
 * kilobytes a chunk, in a hunt of a week.
 */
export class GivingUp {
  readonly #waiting = new Set<() => void>();
  #isGivenUp = false;

  /** What the promise comes to; undefined where it is given up before. */
  orGivenUp<T>(promise: Promise<T>): Promise<T | undefined> {
    return new Promise((resolve, reject) => {
      const end = () => resolve(undefined);
      if (this.#isGivenUp) end();
      this.#waiting.add(end);
      const done = () => this.#waiting.delete(end);
      promise.then(resolve, reject).then(done, done);
    });
  }

  giveUp(): void {
    this.#isGivenUp = true;
    for (const end of this.#waiting) end();
  }
}
