/**
 * Sums of products of series over 𝔽_p by lists of places: for each target one sum
 *
 *   target[i] (+)= Σ_k first[f_k]·second[s_k]      mod t^L, mod p
 *
 * A product of two runs is one such list; so are its transposes towards either factor, which carry
 * derivatives backwards. Targets are gathered one by one, so that a sum stays in registers and is
 * reduced once (every `DELAY` products of residues mod p < 2²²).
 */
import { DELAY, residue } from '../../numerics/prime-field.ts';
import { addSparseProduct, reduceSeries } from '../../numerics/truncated-series.ts';

export interface Gather {
  /** Series that are written. */
  readonly targets: Int32Array;
  /** Products of target i are number `start[i] … start[i + 1] − 1`. */
  readonly start: Int32Array;
  readonly first: Int32Array;
  readonly second: Int32Array;
}

/** A bilinear map with its transposes: out = a × b, ā += out̄ × b, b̄ += out̄ × a. */
export interface Bilinear {
  readonly out: Gather;
  /** Null where the factor is no variable. */
  readonly left: Gather | null;
  readonly right: Gather | null;
}

/** Triples [out, left, right] of places. */
export class TripleList {
  private places: Int32Array = new Int32Array(48);
  private count = 0;

  add(out: number, left: number, right: number): void {
    if (3 * this.count === this.places.length) {
      const grown = new Int32Array(2 * this.places.length);
      grown.set(this.places);
      this.places = grown;
    }
    this.places[3 * this.count] = out;
    this.places[3 * this.count + 1] = left;
    this.places[3 * this.count + 2] = right;
    this.count++;
  }

  /** Sums into the places in column `to` of products of those in the columns `first` and `second`. */
  by(to: 0 | 1 | 2, first: 0 | 1 | 2, second: 0 | 1 | 2): Gather {
    const { places, count } = this;
    const number = new Map<number, number>();
    for (let k = 0; k < count; k++) {
      const target = places[3 * k + to];
      if (!number.has(target)) number.set(target, number.size);
    }
    const start = new Int32Array(number.size + 1);
    for (let k = 0; k < count; k++) {
      const i = number.get(places[3 * k + to])! + 1;
      start[i] = start[i] + 1;
    }
    for (let i = 0; i < number.size; i++) start[i + 1] = start[i + 1] + start[i];
    const next = start.slice();
    const [firsts, seconds] = [new Int32Array(count), new Int32Array(count)];
    for (let k = 0; k < count; k++) {
      const i = number.get(places[3 * k + to])!;
      const at = next[i];
      next[i] = at + 1;
      firsts[at] = places[3 * k + first];
      seconds[at] = places[3 * k + second];
    }
    return { targets: Int32Array.from(number.keys()), start, first: firsts, second: seconds };
  }
}

export interface Gatherer {
  /** target[i] ← sum. */
  readonly set: GatherInto;
  /** target[i] ← target[i] + sum. */
  readonly add: GatherInto;
}

type GatherInto = (
  list: Gather,
  target: Float64Array,
  first: Float64Array,
  second: Float64Array,
  length: number,
) => void;

export function createGatherer(prime: number): Gatherer {
  const reciprocal = 1 / prime;
  let sum = new Float64Array(16);

  function scalars(
    { targets, start, first: f, second: s }: Gather,
    target: Float64Array,
    first: Float64Array,
    second: Float64Array,
    keep: boolean,
  ): void {
    for (let i = 0; i < targets.length; i++) {
      const end = start[i + 1];
      let total = keep ? target[targets[i]] : 0;
      let k = start[i];
      while (end - k >= DELAY) {
        const stop = k + DELAY - 1;
        for (; k < stop; k++) total += first[f[k]] * second[s[k]];
        total = residue(total, prime, reciprocal);
      }
      for (; k < end; k++) total += first[f[k]] * second[s[k]];
      target[targets[i]] = residue(total, prime, reciprocal);
    }
  }

  function series(
    { targets, start, first: f, second: s }: Gather,
    target: Float64Array,
    first: Float64Array,
    second: Float64Array,
    length: number,
    keep: boolean,
  ): void {
    if (sum.length < length) sum = new Float64Array(length);
    const most = Math.max(1, Math.floor(DELAY / length) - 1);
    for (let i = 0; i < targets.length; i++) {
      const to = targets[i] * length;
      for (let l = 0; l < length; l++) sum[l] = keep ? target[to + l] : 0;
      let left = most;
      for (let k = start[i]; k < start[i + 1]; k++) {
        if (left === 0) {
          reduceSeries(sum, 0, length, prime, reciprocal);
          left = most;
        }
        addSparseProduct(sum, first, f[k] * length, second, s[k] * length, length);
        left--;
      }
      for (let l = 0; l < length; l++) target[to + l] = residue(sum[l], prime, reciprocal);
    }
  }

  return {
    set(list, target, first, second, length) {
      if (length === 1) scalars(list, target, first, second, false);
      else series(list, target, first, second, length, false);
    },
    add(list, target, first, second, length) {
      if (length === 1) scalars(list, target, first, second, true);
      else series(list, target, first, second, length, true);
    },
  };
}
