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

const lists = new Map<number, readonly Numeral[]>();

/** All numbers of at most that cost, 0 first, in the order in which instances are compared number by number. */
export function numbersUpTo(cost: number): readonly Numeral[] {
  const known = lists.get(cost);
  if (known !== undefined) return known;
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

function gcd(p: number, q: number): number {
  return q === 0 ? p : gcd(q, p % q);
}

function bits(n: number): number {
  return 32 - Math.clz32(n);
}

function compareKeys(a: NumberKey, b: NumberKey): number {
  return a.size - b.size || a.magnitude - b.magnitude || a.negative - b.negative;
}

/** Lists that are remembered: frames that differ in functions alone have the same. */
const MOST_KEPT = 64;
const kept = new Map<string, Vectors>();

/**
 * The vectors with so many numbers other than 0.
 * @throws InputError where there are too many to be listed.
 */
export function vectorsIn(room: Room, nonZero: number): Vectors {
  const { groups, positiveFrom, exchanges, cost } = room;
  const key = [groups.join(), positiveFrom, cost, nonZero, ...exchanges.map(String)].join(';');
  let vectors = kept.get(key);
  kept.delete(key);
  vectors ??= listed(room, nonZero);
  kept.set(key, vectors);
  for (const oldest of kept.keys()) {
    if (kept.size <= MOST_KEPT) break;
    kept.delete(oldest);
  }
  return vectors;
}

function listed({ groups, positiveFrom, exchanges, cost }: Room, nonZero: number): Vectors {
  const values = numbersUpTo(cost);
  const keys = values.map(numberKey);
  const width = groups.length;
  const row = new Uint16Array(width);
  const rows: Uint16Array[] = [];
  const emit = (): void => {
    if (!exchanges.every((map) => isSmallest(row, map))) return;
    if (rows.length >= MOST_ROWS)
      throw new InputError('--complexity', 'fewer instances', `more than ${MOST_ROWS} of one kind`);
    rows.push(row.slice());
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
  const order = sortedRows(rows, groups, keys);
  return { length: rows.length, at: (i) => Array.from(order[i], (v) => values[v]) };
}

/** Whether the exchange makes nothing that comes before it. */
function isSmallest(row: Uint16Array, map: Int32Array): boolean {
  for (let i = 0; i < row.length; i++) {
    const other = row[map[i]];
    if (other !== row[i]) return other > row[i];
  }
  return true;
}

/** Distinct values, size, digits, magnitude, negative numbers, then number by number. */
function sortedRows(
  rows: readonly Uint16Array[],
  groups: readonly number[],
  keys: readonly NumberKey[],
): Uint16Array[] {
  const sums = rows.map((row) => {
    let [size, digits, magnitude, negative] = [0, 0, 0, 0];
    const distinct = new Set<number>();
    row.forEach((v, i) => {
      const key = keys[v];
      if (v > 0) distinct.add(groups[i] * keys.length + v);
      size += key.size;
      digits += key.digits;
      magnitude += key.magnitude;
      negative += key.negative;
    });
    return { row, sum: [distinct.size, size, digits, magnitude, negative] };
  });
  sums.sort((a, b) => {
    for (let i = 0; i < a.sum.length; i++) if (a.sum[i] !== b.sum[i]) return a.sum[i] - b.sum[i];
    for (let i = 0; i < a.row.length; i++) if (a.row[i] !== b.row[i]) return a.row[i] - b.row[i];
    return 0;
  });
  return sums.map(({ row }) => row);
}
