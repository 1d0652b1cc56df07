/**
 * The laws of degree two of a model, mod p, block by block of its gradings (`gradings.ts`): all symmetric A
 * and all v with ⟨Aθ + v, ∇F(θ)(x)⟩ = 0, one linear equation for each random (θ, x). Each block takes
 * as many points as it has unknowns, all from the same ones; most are settled by two or three.
 */
import type { BoundModel } from '../../models/bind.ts';
import { residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { gradingOf } from './gradings.ts';
import { growingBasis, reducedRows } from './invariants-elimination.ts';
import type { PointField } from './point-fields.ts';

/** Coefficients of θᵢθⱼ (A_ij = A_ji, i ≤ j), or of θᵢ where j is −1. */
export interface LawUnknowns {
  readonly i: Int32Array;
  readonly j: Int32Array;
}

/** Numbers of unknowns, increasing. */
export type Block = Int32Array;

export interface LawBlocks {
  /** Row by row of A, then v. */
  readonly unknowns: LawUnknowns;
  readonly blocks: readonly Block[];
}

/** Largest M: the unknowns are M²/2. */
const MOST_PARAMETERS = 512;
/** Largest Σ n³ over the blocks: about what eliminations cost. */
const MOST_WORK = 1e8;
/** Points in a row that bring a block no equation. */
const SURPLUS = 2;

/** Null where blocks are too large. */
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
  const blocks = classes(keys);
  const work = blocks.reduce((sum, block) => sum + block.length ** 3, 0);
  return work > MOST_WORK ? null : { unknowns: { i: first, j: second }, blocks };
}

/** Places of equal keys, increasing. */
function classes(keys: Float64Array): Int32Array[] {
  const numbers = new Map<number, number>();
  const classOf = new Int32Array(keys.length);
  const sizes: number[] = [];
  for (let k = 0; k < keys.length; k++) {
    let number = numbers.get(keys[k]!);
    if (number === undefined) {
      number = sizes.length;
      numbers.set(keys[k]!, number);
      sizes.push(0);
    }
    classOf[k] = number;
    sizes[number] = sizes[number]! + 1;
  }
  const out = sizes.map((size) => new Int32Array(size));
  const filled = new Int32Array(sizes.length);
  for (let k = 0; k < keys.length; k++) {
    const number = classOf[k]!;
    out[number]![filled[number]!] = k;
    filled[number] = filled[number]! + 1;
  }
  return out;
}

/** Of each block a reduced basis of its laws mod p, entries in the order of the block. */
export function lawsModulo(
  unknowns: LawUnknowns,
  blocks: readonly Block[],
  field: PointField,
  rng: Rng,
): Float64Array[][] {
  const { prime, size } = field;
  const theta = new Float64Array(size);
  const g = new Float64Array(size);
  const found = blocks.map((): Float64Array[] => []);
  let open = blocks.map((block, number) => ({
    block,
    number,
    basis: growingBasis(block.length, prime),
    idle: 0,
  }));
  while (open.length > 0) {
    field.sample(rng, theta, g);
    open = open.filter((entry) => {
      const { block, number, basis } = entry;
      entry.idle = basis.insert(equation(unknowns, block, theta, g, prime)) ? 0 : entry.idle + 1;
      if (basis.rank() === block.length) return false;
      if (entry.idle < SURPLUS) return true;
      found[number] = [...reducedRows(basis.nullSpace(), block.length, prime).rows];
      return false;
    });
  }
  return found;
}

/** The derivative of each unknown's monomial along the field. */
function equation(
  { i: first, j: second }: LawUnknowns,
  block: Block,
  theta: Float64Array,
  g: Float64Array,
  prime: number,
): Float64Array {
  const reciprocal = 1 / prime;
  const row = new Float64Array(block.length);
  for (let k = 0; k < block.length; k++) {
    const [i, j] = [first[block[k]!]!, second[block[k]!]!];
    row[k] =
      j === -1
        ? g[i]!
        : i === j
          ? residue(theta[i]! * g[i]!, prime, reciprocal)
          : residue(theta[i]! * g[j]! + theta[j]! * g[i]!, prime, reciprocal);
  }
  return row;
}
