/**
 * Vectors of small numbers, each class of exchangeable ones once, in the order of simplicity (docs/complexity.md).
 *
 * A number p/q costs bits(p) + 2 (bits(q) − 1), 0 nothing, so there are finitely many vectors of a given cost. Of the
 * vectors that exchanges turn into each other the smallest is the one that is listed: what is exchanged leaves all
 * keys alike but the last, number by number.
 */
import { InputError } from '../../errors.ts';
import type { Numeral } from '../../instances/instance.ts';
import { type NumberKey, numberKey } from '../../shrinking/number-order.ts';

/** What is filled with numbers. */
export interface Room {
  /** For each coordinate its group: θ, inputs, targets, …; distinct values are counted within one. */
  readonly groups: readonly number[];
  /** Coordinates from this one on are above 0. */
  readonly positiveFrom: number;
  /** Permutations that leave everything as it is: coordinate i takes what was at map[i]. */
  readonly exchanges: readonly Int32Array[];
  /** What the numbers may cost together. */
  readonly cost: number;
}

/** Rows of a list, each a vector of places in `numbersUpTo(cost)`. */
export interface Vectors {
  readonly length: number;
  /** The numbers of the i-th. */
  at(i: number): Numeral[];
}

/** Rows of one list. */
const MOST_ROWS = 4e6;
/** Rows that a list has room for at first. */
const FIRST_ROWS = 64;

const lists = new Map<number, readonly Numeral[]>();

/** Of 15 there are more numbers than a place of 16 bits can name. */
const MOST_COST = 14;

/**
 * All numbers of at most that cost, 0 first, in the order in which instances are compared number by number.
 * @throws InputError where there are too many.
 */
export function numbersUpTo(cost: number): readonly Numeral[] {
  const known = lists.get(cost);
  if (known !== undefined) return known;
  if (cost > MOST_COST)
    throw new InputError(
      '--complexity',
      `one of which models and data leave at most ${MOST_COST} for numbers`,
      `one that leaves ${cost}`,
    );
  const found: Numeral[] = [0];
  for (let q = 1; 1 + 2 * (bits(q) - 1) <= cost; q++) {
    for (let p = 1; bits(p) + 2 * (bits(q) - 1) <= cost; p++) {
      if (gcd(p, q) !== 1) continue;
      if (q === 1) found.push(p, -p);
      else found.push(`${p}/${q}`, `-${p}/${q}`);
    }
  }
  const keyed = found.map((x) => ({ x, key: numberKey(x) }));
  keyed.sort(({ key: a }, { key: b }) => compareKeys(a, b));
  const sorted = keyed.map(({ x }) => x);
  lists.set(cost, sorted);
  return sorted;
}

const keyLists = new Map<number, readonly NumberKey[]>();

function keysUpTo(cost: number): readonly NumberKey[] {
  const known = keyLists.get(cost) ?? numbersUpTo(cost).map(numberKey);
  keyLists.set(cost, known);
  return known;
}

function gcd(p: number, q: number): number {
  return q === 0 ? p : gcd(q, p % q);
}

function bits(n: number): number {
  return 32 - Math.clz32(n);
}

function compareKeys(a: NumberKey, b: NumberKey): number {
  return a.size - b.size || a.magnitude - b.magnitude || a.negative - b.negative;
}

/** Lists that are remembered, and their rows together: frames that differ in functions alone have the same. */
const MOST_KEPT = 64;
const MOST_ROWS_KEPT = 4e6;
const kept = new Map<string, Vectors>();

/** What two rooms have in common that have the same vectors. */
export function roomKey({ groups, positiveFrom, exchanges, cost }: Room): string {
  return [groups.join(), positiveFrom, cost, ...exchanges.map(String)].join(';');
}

/**
 * The vectors with so many numbers other than 0.
 * @throws InputError where there are too many to be listed.
 */
export function vectorsIn(room: Room, nonZero: number): Vectors {
  const key = `${roomKey(room)};${nonZero}`;
  let vectors = kept.get(key);
  kept.delete(key);
  vectors ??= listed(room, nonZero);
  kept.set(key, vectors);
  let rows = 0;
  for (const { length } of kept.values()) rows += length;
  for (const [oldest, { length }] of kept) {
    if (kept.size === 1 || (kept.size <= MOST_KEPT && rows <= MOST_ROWS_KEPT)) break;
    rows -= length;
    kept.delete(oldest);
  }
  return vectors;
}

/**
 * How many vectors there are with so many numbers other than 0, none of which is kept.
 * @throws InputError where there are too many to be listed.
 */
export function countIn(room: Room, nonZero: number): number {
  let count = 0;
  forEachVector(room, nonZero, () => {
    count++;
  });
  return count;
}

/** A row of places in `numbersUpTo`, which is overwritten by the next. */
function forEachVector(
  { groups, positiveFrom, exchanges, cost }: Room,
  nonZero: number,
  visit: (row: Uint16Array) => void,
): void {
  const keys = keysUpTo(cost);
  const width = groups.length;
  const row = new Uint16Array(width);
  let count = 0;
  const emit = (): void => {
    for (const map of exchanges) if (!isSmallest(row, map)) return;
    if (++count > MOST_ROWS)
      throw new InputError('--complexity', 'fewer instances', `more than ${MOST_ROWS} of one kind`);
    visit(row);
  };
  const fill = (at: number, left: number, rest: number): void => {
    if (at === width) {
      emit();
      return;
    }
    const others = width - at - 1;
    row[at] = 0;
    if (at < positiveFrom && left <= others) fill(at + 1, left, rest);
    if (left === 0) return;
    for (let v = 1; v < keys.length && keys[v].size + left - 1 <= rest; v++) {
      if (at >= positiveFrom && keys[v].negative === 1) continue;
      row[at] = v;
      fill(at + 1, left - 1, rest - keys[v].size);
    }
    row[at] = 0;
  };
  fill(0, nonZero, cost);
}

function listed(room: Room, nonZero: number): Vectors {
  const width = room.groups.length;
  let rows = new Uint16Array(width * FIRST_ROWS);
  let length = 0;
  forEachVector(room, nonZero, (row) => {
    if (length * width === rows.length) {
      const longer = new Uint16Array(2 * rows.length);
      longer.set(rows);
      rows = longer;
    }
    rows.set(row, length++ * width);
  });
  const values = numbersUpTo(room.cost);
  const order = orderOf(rows, length, room);
  return {
    length,
    at(i) {
      const from = width * order[i];
      return Array.from(rows.subarray(from, from + width), (v) => values[v]);
    },
  };
}

/** Whether the exchange makes nothing that comes before it. */
function isSmallest(row: Uint16Array, map: Int32Array): boolean {
  for (let i = 0; i < row.length; i++) {
    const other = row[map[i]];
    if (other !== row[i]) return other > row[i];
  }
  return true;
}

/** What rows are compared by before they are compared number by number. */
const SUMS = 5;

/** Rows by distinct values, size, digits, magnitude, negative numbers, then number by number. */
function orderOf(rows: Uint16Array, length: number, { groups, cost }: Room): Uint32Array {
  const keys = keysUpTo(cost);
  const width = groups.length;
  const sums = new Float64Array(length * SUMS);
  const seen = new Set<number>();
  for (let r = 0; r < length; r++) {
    seen.clear();
    const to = r * SUMS;
    for (let i = 0; i < width; i++) {
      const v = rows[r * width + i];
      const { size, digits, magnitude, negative } = keys[v];
      if (v > 0) seen.add(groups[i] * keys.length + v);
      sums[to + 1] += size;
      sums[to + 2] += digits;
      sums[to + 3] += magnitude;
      sums[to + 4] += negative;
    }
    sums[to] = seen.size;
  }
  return Uint32Array.from({ length }, (_, r) => r).sort((a, b) => {
    for (let i = 0; i < SUMS; i++) {
      const difference = sums[a * SUMS + i] - sums[b * SUMS + i];
      if (difference !== 0) return difference;
    }
    for (let i = 0; i < width; i++) {
      const difference = rows[a * width + i] - rows[b * width + i];
      if (difference !== 0) return difference;
    }
    return 0;
  });
}
