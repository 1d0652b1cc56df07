/**
 * Values by name, those that were asked for last: as many as weigh no more than a bound together. A hunt meets new
 * models for as long as it goes on, of any size, and what it remembers of them must not grow with either.
 */

interface Entry<V> {
  readonly value: V;
  weight: number;
}

export class Recent<V> {
  /** In order of use, the last one last. */
  readonly #entries = new Map<string, Entry<V>>();
  readonly #most: number;
  #total = 0;

  /** @param most that all weigh together; one alone may weigh more. */
  constructor(most: number) {
    this.#most = most;
  }

  get(name: string): V | undefined {
    const entry = this.#entries.get(name);
    if (entry === undefined) return undefined;
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    return entry.value;
  }

  set(name: string, value: V, weight: number): void {
    this.#remove(name);
    this.#entries.set(name, { value, weight });
    this.#total += weight;
    this.#fit();
  }

  /** The value that is kept by that name turned out to weigh so much. */
  weigh(name: string, value: V, weight: number): void {
    const entry = this.#entries.get(name);
    if (entry?.value !== value) return;
    this.#total += weight - entry.weight;
    entry.weight = weight;
    this.#fit();
  }

  get size(): number {
    return this.#entries.size;
  }

  #remove(name: string): void {
    const entry = this.#entries.get(name);
    if (entry === undefined) return;
    this.#entries.delete(name);
    this.#total -= entry.weight;
  }

  #fit(): void {
    for (const name of this.#entries.keys()) {
      if (this.#total <= this.#most || this.#entries.size === 1) return;
      this.#remove(name);
    }
  }
}
