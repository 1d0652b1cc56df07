/**
 * Sums of products of series over 𝔽_p by lists of places: for each target one sum
 *
 *   target[i] (+)= Σ_k first[f_k]·second[s_k]      mod t^L, mod p
 *
 * A product of two runs is one such list; so are its transposes towards either factor, which carry
 * derivatives backwards. Targets are gathered one by one, so that a sum stays in registers and is
 * reduced once (every `DELAY` products of residues mod p < 2²²).
 */
import { EMPTY, enlarged } from '../../numerics/doubles.ts';
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
    const targets = new Int32Array(count);
    /** Products of each target. */
    const sizes = new Int32Array(count);
    let found = 0;
    for (let k = 0; k < count; k++) {
      const target = places[3 * k + to];
      if (target >= numbers.length) numbers = grown(numbers, target);
      if (numbers[target] === 0) {
        targets[found] = target;
        found++;
        numbers[target] = found;
      }
      const i = numbers[target] - 1;
      sizes[i] = sizes[i] + 1;
    }
    const start = new Int32Array(found + 1);
    for (let i = 0; i < found; i++) start[i + 1] = start[i] + sizes[i];
    const [firsts, seconds] = [new Int32Array(count), new Int32Array(count)];
    for (let k = count - 1; k >= 0; k--) {
      const i = numbers[places[3 * k + to]] - 1;
      sizes[i] = sizes[i] - 1;
      const at = start[i] + sizes[i];
      firsts[at] = places[3 * k + first];
      seconds[at] = places[3 * k + second];
    }
    const used = targets.slice(0, found);
    for (const target of used) numbers[target] = 0;
    return {
      targets: used,
      start,
      first: firsts,
      second: seconds,
    };
  }
}

/** Of each place its number among the targets of the list that is being made, from 1 on; 0 everywhere between lists. */
let numbers = new Int32Array(1024);

function grown(before: Int32Array<ArrayBuffer>, place: number): Int32Array<ArrayBuffer> {
  const after = new Int32Array(2 * place);
  after.set(before);
  return after;
}

/** One list after the other. */
export function joined(lists: readonly Gather[]): Gather {
  if (lists.length === 1) return lists[0];
  let [targets, products] = [0, 0];
  for (const list of lists) {
    targets += list.targets.length;
    products += list.first.length;
  }
  const all = {
    targets: new Int32Array(targets),
    start: new Int32Array(targets + 1),
    first: new Int32Array(products),
    second: new Int32Array(products),
  };
  let [target, product] = [0, 0];
  for (const list of lists) {
    all.targets.set(list.targets, target);
    all.first.set(list.first, product);
    all.second.set(list.second, product);
    for (let i = 0; i < list.targets.length; i++)
      all.start[target + i + 1] = product + list.start[i + 1];
    target += list.targets.length;
    product += list.first.length;
  }
  return all;
}

export interface Gatherer {
  /** target[i] ← sum. */
  readonly set: GatherInto;
  /** target[i] ← target[i] + sum. */
  readonly add: GatherInto;
  /** target[to[i]] += ± source[from[i]]. */
  copy(
    to: Int32Array,
    from: Int32Array,
    sign: 1 | -1,
    target: Float64Array,
    source: Float64Array,
    length: number,
  ): void;
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
  let sum = EMPTY;

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
    sum = enlarged(sum, length);
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
    copy(to, from, sign, target, source, length) {
      for (let i = 0; i < to.length; i++) {
        const t = to[i] * length;
        const f = from[i] * length;
        for (let l = 0; l < length; l++) {
          const v = source[f + l];
          const sum = target[t + l] + (sign === 1 || v === 0 ? v : prime - v);
          target[t + l] = sum >= prime ? sum - prime : sum;
        }
      }
    },
  };
}
