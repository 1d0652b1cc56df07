/**
 * A set of natural numbers that are nearly all there from 0 on, such as the chunks that are done. Kept as
 * ranges within each class modulo `step`: one class where one machine counts through, as many as there are
 * machines where each takes every n-th number. What it takes to keep grows with the gaps, not with the numbers.
 */

/** `ranges[r]` holds [from, to, from, to, …], ascending, of the p with p · step + r in the set, `to` excluded. */
export interface IndexSetJson {
  readonly step: number;
  readonly ranges: readonly (readonly number[])[];
}

/** The numbers ≡ `part` modulo `of`; 0 and 1 for all. */
export interface Residues {
  readonly part: number;
  readonly of: number;
}

export const EVERY: Residues = { part: 0, of: 1 };

export class IndexSet {
  #step: number;
  #ranges: number[][];
  #size: number;

  constructor({ step, ranges }: IndexSetJson = { step: 1, ranges: [[]] }) {
    this.#step = step;
    this.#ranges = ranges.map((own) => [...own]);
    this.#size = sum(this.#ranges);
  }

  get size(): number {
    return this.#size;
  }

  has(index: number): boolean {
    return at(this.#ranges[index % this.#step], Math.floor(index / this.#step)) % 2 === 1;
  }

  /** @returns false where it was there. */
  add(index: number): boolean {
    const own = this.#ranges[index % this.#step];
    const p = Math.floor(index / this.#step);
    const k = at(own, p);
    if (k % 2 === 1) return false;
    const joinsBefore = k > 0 && own[k - 1] === p;
    const joinsAfter = k < own.length && own[k] === p + 1;
    if (joinsBefore && joinsAfter) own.splice(k - 1, 2);
    else if (joinsBefore) own[k - 1] = p + 1;
    else if (joinsAfter) own[k] = p;
    else own.splice(k, 0, p, p + 1);
    this.#size++;
    return true;
  }

  /** The least number from `from` on that is not there, of those in the residue class. */
  nextMissing(from: number, residues: Residues = EVERY): number {
    this.#refine(residues.of);
    let least = Number.POSITIVE_INFINITY;
    for (let r = 0; r < this.#step; r++) {
      if (r % residues.of !== residues.part) continue;
      const first = Math.max(0, Math.ceil((from - r) / this.#step));
      const k = at(this.#ranges[r], first);
      const p = k % 2 === 1 ? this.#ranges[r][k] : first;
      least = Math.min(least, p * this.#step + r);
    }
    return least;
  }

  /** Takes over all numbers of the other. */
  addAll(other: IndexSet): void {
    const copy = new IndexSet(other.toJSON());
    copy.#refine(this.#step);
    this.#refine(copy.#step);
    this.#ranges = this.#ranges.map((own, r) => union(own, copy.#ranges[r]));
    this.#size = sum(this.#ranges);
  }

  /** How many numbers both have. */
  overlap(other: IndexSet): number {
    const together = new IndexSet(this.toJSON());
    together.addAll(other);
    return this.#size + other.size - together.size;
  }

  /** One text for one set, where there are no gaps: however it was filled. */
  toJSON(): IndexSetJson {
    const isWhole = this.#ranges.every((own, r) => {
      const end = Math.max(0, Math.ceil((this.#size - r) / this.#step));
      return end === 0 ? own.length === 0 : own.length === 2 && own[0] === 0 && own[1] === end;
    });
    return isWhole
      ? { step: 1, ranges: [this.#size === 0 ? [] : [0, this.#size]] }
      : { step: this.#step, ranges: this.#ranges };
  }

  /** Splits classes until the step is a multiple of the given one. */
  #refine(of: number): void {
    if (this.#step % of === 0) return;
    const by = of / greatestCommonDivisor(of, this.#step);
    const step = this.#step * by;
    this.#ranges = Array.from({ length: step }, (_, r) => {
      const q = Math.floor(r / this.#step);
      // p = by · p′ + q, so that from ≤ p < to is ⌈(from − q)/by⌉ ≤ p′ < ⌈(to − q)/by⌉.
      const ends = this.#ranges[r % this.#step].map((p) => Math.max(0, Math.ceil((p - q) / by)));
      return union(ends, []);
    });
    this.#step = step;
  }
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}

/** How many ends are at most p: odd within a range. */
function at(ends: readonly number[], p: number): number {
  let low = 0;
  let high = ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] <= p) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Ranges of both, without empty ones, joined where they touch. */
function union(a: readonly number[], b: readonly number[]): number[] {
  const pairs: [number, number][] = [];
  for (const ends of [a, b])
    for (let k = 0; k < ends.length; k += 2)
      if (ends[k] < ends[k + 1]) pairs.push([ends[k], ends[k + 1]]);
  pairs.sort(([x], [y]) => x - y);
  const out: number[] = [];
  for (const [from, to] of pairs) {
    if (out.length > 0 && from <= out[out.length - 1])
      out[out.length - 1] = Math.max(out[out.length - 1], to);
    else out.push(from, to);
  }
  return out;
}

function sum(ranges: readonly (readonly number[])[]): number {
  let total = 0;
  for (const own of ranges) for (let k = 0; k < own.length; k += 2) total += own[k + 1] - own[k];
  return total;
}
