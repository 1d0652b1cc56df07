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
}

/** Largest M: the unknowns are M²/2. */
const MOST_PARAMETERS = 512;
/** Points in a row that bring a block no equation. */
const SURPLUS = 2;

/** Null where there are too many unknowns. */
export function lawBlocks(bound: BoundModel, rng: Rng): LawBlocks | null {
  const { size } = bound;
  if (size > MOST_PARAMETERS) return null;
  const { product, translation } = gradingOf(bound, rng);
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
  return { unknowns: { i: first, j: second }, ...classes(keys) };
}

/** Places of equal keys. */
function classes(keys: Float64Array): Pick<LawBlocks, 'order' | 'start' | 'work'> {
  const numbers = new Map<number, number>();
  const classOf = new Int32Array(keys.length);
  const start = new Int32Array(keys.length + 1);
  for (let k = 0; k < keys.length; k++) {
    let number = numbers.get(keys[k]);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(keys[k], number);
    }
    classOf[k] = number;
    start[number + 1] = start[number + 1] + 1;
  }
  let work = 0;
  for (let b = 0; b < numbers.size; b++) {
    work += start[b + 1] ** 3;
    start[b + 1] = start[b + 1] + start[b];
  }
  const next = start.slice();
  const order = new Int32Array(keys.length);
  for (let k = 0; k < keys.length; k++) {
    const number = classOf[k];
    order[next[number]] = k;
    next[number] = next[number] + 1;
  }
  return { order, start: start.slice(0, numbers.size + 1), work };
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
  { unknowns, order, start }: LawBlocks,
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
  const fills = smallRank(prime);
  const found: BlockLaws[] = [];
  const count = among === null ? start.length - 1 : among.length;
  for (let n = 0; n < count; n++) {
    const b = among === null ? n : among[n];
    const block = order.subarray(start[b], start[b + 1]);
    const write = (t: number, row: Float64Array) =>
      equation(unknowns, block, sampleAt(t), prime, row);
    if (block.length <= SMALL && fills(block.length, write)) continue;
    const basis = growingBasis(block.length, prime);
    for (let t = 0, idle = 0; idle < SURPLUS && basis.rank() < block.length; t++) {
      const row = new Float64Array(block.length);
      write(t, row);
      idle = basis.insert(row) ? 0 : idle + 1;
    }
    if (basis.rank() === block.length) continue;
    const { rows } = reducedRows(basis.nullSpace(), block.length, prime);
    found.push({ block: b, rows });
  }
  return found;
}

/** Largest block that is tried in a workspace of its own first. Most are small and have no law. */
const SMALL = 8;

type RowWriter = (t: number, row: Float64Array) => void;

/** Whether rows 0, 1, … of n entries, n ≤ SMALL, have rank n, before `SURPLUS` of them bring nothing. */
function smallRank(prime: number): (n: number, write: RowWriter) => boolean {
  const reciprocal = 1 / prime;
  const rows = Array.from({ length: SMALL }, () => new Float64Array(SMALL));
  const pivots = new Int32Array(SMALL);
  return (n, write) => {
    let rank = 0;
    for (let t = 0, idle = 0; idle < SURPLUS; t++) {
      const row = rows[rank];
      write(t, row);
      for (let k = 0; k < rank; k++) {
        const value = row[pivots[k]];
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
  block: Int32Array,
  { theta, g }: Sample,
  prime: number,
  row: Float64Array,
): void {
  const reciprocal = 1 / prime;
  for (let k = 0; k < block.length; k++) {
    const i = first[block[k]];
    const j = second[block[k]];
    row[k] =
      j === -1
        ? g[i]
        : i === j
          ? residue(theta[i] * g[i], prime, reciprocal)
          : residue(theta[i] * g[j] + theta[j] * g[i], prime, reciprocal);
  }
}
