/**
 * The laws of degree two of a model, mod p, block by block of its gradings (`gradings.ts`): all symmetric A
 * and all v with ⟨Aθ + v, ∇F(θ)(x)⟩ = 0, one linear equation for each random (θ, x). Each block takes
 * as many points as it has unknowns, the first of one list; most are settled by two or three.
 */
import type { BoundModel } from '../../models/bind.ts';
import { inverseModulo, residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { gradingOf } from './gradings.ts';
import { growingBasis, reducedRows } from './invariants-elimination.ts';
import type { PointField } from './point-fields.ts';

/** Coefficients of θᵢθⱼ (A_ij = A_ji, i ≤ j), or of θᵢ where j is −1. */
export interface LawUnknowns {
  readonly i: Int32Array;
  readonly j: Int32Array;
}

export interface LawBlocks {
  /** Row by row of A, then v. */
  readonly unknowns: LawUnknowns;
  /** Numbers of unknowns: block b is order[start[b]] … order[start[b + 1] − 1], increasing. */
  readonly order: Int32Array;
  readonly start: Int32Array;
  /** Σ n³ over the blocks: about what eliminations cost. */
  readonly work: number;
  /** Number of the block that is all θᵢ² and nothing else, and a basis of its laws, where these are known. */
  readonly squares: { readonly block: number; readonly laws: readonly Int32Array[] } | null;
}

/** Effort alone: largest M: the unknowns are M²/2. */
const MOST_PARAMETERS = 512;
/** Effort alone: points in a row that bring a block no equation. */
const SURPLUS = 2;

/** Null where there are too many unknowns. */
export function lawBlocks(bound: BoundModel, rng: Rng): LawBlocks | null {
  const { size } = bound;
  if (size > MOST_PARAMETERS) return null;
  const { product, translation, squares } = gradingOf(bound, rng);
  const count = (size * (size + 1)) / 2 + size;
  const [first, second] = [new Int32Array(count), new Int32Array(count)];
  const keys = new Float64Array(count);
  let n = 0;
  for (let i = 0; i < size; i++)
    for (let j = i; j < size; j++) {
      first[n] = i;
      second[n] = j;
      keys[n++] = product(i, j);
    }
  for (let i = 0; i < size; i++) {
    first[n] = i;
    second[n] = -1;
    keys[n++] = translation(i);
  }
  const blocks = classes(keys);
  // θ₀² is unknown number 0, and in block 0.
  const own = blocks.order.subarray(0, blocks.start[1]);
  const isSquares = own.length === size && own.every((k) => first[k] === second[k]);
  return {
    unknowns: { i: first, j: second },
    ...blocks,
    squares: squares !== null && isSquares ? { block: 0, laws: squares } : null,
  };
}

/** Places of equal keys, classes in the order in which they are met. */
function classes(keys: Float64Array): Pick<LawBlocks, 'order' | 'start' | 'work'> {
  const count = keys.length;
  const classOf = new Int32Array(count);
  const start = new Int32Array(count + 1);
  // A table with open addressing: of each class its first key, or −1 where nothing is.
  let capacity = 16;
  while (capacity < 2 * count) capacity *= 2;
  const table = new Int32Array(capacity).fill(-1);
  const firstOf = new Int32Array(count);
  let found = 0;
  for (let k = 0; k < count; k++) {
    const key = keys[k];
    // Its low bits and its high ones.
    const mixed = Math.imul(key ^ (key / 2 ** 22), 0x9e3779b1);
    let at = (mixed ^ (mixed >>> 15)) & (capacity - 1);
    while (table[at] >= 0 && keys[firstOf[table[at]]] !== key) at = (at + 1) & (capacity - 1);
    let number = table[at];
    if (number < 0) {
      number = found++;
      table[at] = number;
      firstOf[number] = k;
    }
    classOf[k] = number;
    start[number + 1] = start[number + 1] + 1;
  }
  let work = 0;
  for (let b = 0; b < found; b++) {
    work += start[b + 1] ** 3;
    start[b + 1] = start[b + 1] + start[b];
  }
  const next = firstOf;
  next.set(start.subarray(0, found));
  const order = new Int32Array(count);
  for (let k = 0; k < count; k++) {
    const number = classOf[k];
    order[next[number]] = k;
    next[number] = next[number] + 1;
  }
  return { order, start: start.slice(0, found + 1), work };
}

/** A random point and a field there. */
interface Sample {
  readonly theta: Float64Array;
  readonly g: Float64Array;
}

/** Laws mod p of one block. */
export interface BlockLaws {
  readonly block: number;
  /** Reduced basis, entries in the order of the block; not empty. */
  readonly rows: readonly Float64Array[];
}

/**
 * Of the blocks that have laws mod p, a reduced basis of them.
 *
 * @param among numbers of blocks, or null for all.
 */
export function lawsModulo(
  { unknowns, order, start, squares }: LawBlocks,
  among: readonly number[] | null,
  field: PointField,
  rng: Rng,
): BlockLaws[] {
  const { prime, size } = field;
  const samples: Sample[] = [];
  const sampleAt = (t: number): Sample => {
    if (t === samples.length) {
      const sample = { theta: new Float64Array(size), g: new Float64Array(size) };
      field.sample(rng, sample.theta, sample.g);
      samples.push(sample);
    }
    return samples[t];
  };
  const write = (from: number, n: number, t: number, row: Float64Array) =>
    equation(unknowns, order, from, n, sampleAt(t), prime, row);
  const fills = smallRank(prime, write);
  const found: BlockLaws[] = [];
  const count = among === null ? start.length - 1 : among.length;
  for (let m = 0; m < count; m++) {
    const block = among === null ? m : among[m];
    const from = start[block];
    const n = start[block + 1] - from;
    if (block === squares?.block) {
      const laws = squares.laws.map((law) => residues(law, prime));
      if (laws.length > 0) found.push({ block, rows: laws });
      continue;
    }
    // Time alone: the general way below finds the same rank.
    if (n <= SMALL && fills(from, n)) continue;
    const basis = growingBasis(n, prime);
    for (let t = 0, idle = 0; idle < SURPLUS && basis.rank() < n; t++) {
      const row = new Float64Array(n);
      write(from, n, t, row);
      idle = basis.insert(row) ? 0 : idle + 1;
    }
    if (basis.rank() === n) continue;
    const { rows } = reducedRows(basis.nullSpace(), n, prime);
    found.push({ block, rows });
  }
  return found;
}

const residues = (values: Int32Array, prime: number) =>
  Float64Array.from(values, (v) => (v < 0 ? v + prime : v));

/** Time alone: largest block that is tried in a workspace of its own first. Most are small and have no law. */
const SMALL = 8;

/** row ← equation t for the unknowns order[from] … order[from + n − 1]. */
type RowWriter = (from: number, n: number, t: number, row: Float64Array) => void;

/** Whether equations 0, 1, … of a block of n ≤ SMALL have rank n, before `SURPLUS` of them bring nothing. */
function smallRank(prime: number, write: RowWriter): (from: number, n: number) => boolean {
  const reciprocal = 1 / prime;
  const rows = Array.from({ length: SMALL }, () => new Float64Array(SMALL));
  const pivots = new Int32Array(SMALL);
  return (from, n) => {
    let rank = 0;
    for (let t = 0, idle = 0; idle < SURPLUS; t++) {
      const row = rows[rank];
      write(from, n, t, row);
      for (let k = 0; k < rank; k++) {
        const value = row[pivots[k]];
        // Time alone: p times a row would be added.
        if (value === 0) continue;
        const other = rows[k];
        for (let j = 0; j < n; j++)
          row[j] = residue(row[j] + (prime - value) * other[j], prime, reciprocal);
      }
      let pivot = 0;
      while (pivot < n && row[pivot] === 0) pivot++;
      if (pivot === n) {
        idle++;
        continue;
      }
      idle = 0;
      if (rank + 1 === n) return true;
      const inverse = inverseModulo(row[pivot], prime);
      for (let j = 0; j < n; j++) row[j] = residue(row[j] * inverse, prime, reciprocal);
      pivots[rank++] = pivot;
    }
    return false;
  };
}

/** row ← the derivatives of the unknowns' monomials along the field. */
function equation(
  { i: first, j: second }: LawUnknowns,
  order: Int32Array,
  from: number,
  n: number,
  { theta, g }: Sample,
  prime: number,
  row: Float64Array,
): void {
  const reciprocal = 1 / prime;
  for (let k = 0; k < n; k++) {
    const i = first[order[from + k]];
    const j = second[order[from + k]];
    row[k] =
      j === -1
        ? g[i]
        : i === j
          ? residue(theta[i] * g[i], prime, reciprocal)
          : residue(theta[i] * g[j] + theta[j] * g[i], prime, reciprocal);
  }
}
