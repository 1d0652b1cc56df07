/**
 * The first of each kind that turned up, by its place in the campaign and not by when it arrived, at most so
 * many of them: those that come first. The same in whatever order they are entered: one that is pushed out by
 * `most` earlier ones can only come back by being among the first, since places of the others only move
 * towards the beginning.
 */
export interface Place {
  /** Of the chunk. */
  readonly index: number;
  /** Within it. */
  readonly run: number;
}

export function comparePlaces(a: Place, b: Place): number {
  return a.index - b.index || a.run - b.run;
}

export class FirstSeen<T extends Place> {
  readonly #most: number;
  /** In order of place. */
  #entries: [string, T][] = [];
  readonly #byKey = new Map<string, T>();

  constructor(most: number, entries: Iterable<readonly [string, T]> = []) {
    this.#most = most;
    for (const [key, value] of entries) this.enter(key, value);
  }

  get size(): number {
    return this.#entries.length;
  }

  get(key: string): T | undefined {
    return this.#byKey.get(key);
  }

  /** In order of place. */
  entries(): readonly (readonly [string, T])[] {
    return this.#entries;
  }

  /** @returns whether it is kept: it is the first of its key, and one of the first keys. */
  enter(key: string, value: T): boolean {
    const before = this.#byKey.get(key);
    if (before !== undefined) {
      if (comparePlaces(before, value) <= 0) return false;
      this.#entries = this.#entries.filter(([other]) => other !== key);
    }
    const last = this.#entries[this.#entries.length - 1];
    if (this.#entries.length >= this.#most && comparePlaces(last[1], value) <= 0) return false;
    let k = this.#entries.length;
    while (k > 0 && comparePlaces(this.#entries[k - 1][1], value) > 0) k--;
    this.#entries.splice(k, 0, [key, value]);
    this.#byKey.set(key, value);
    if (this.#entries.length > this.#most) this.#byKey.delete(this.#entries.pop()![0]);
    return true;
  }
}
