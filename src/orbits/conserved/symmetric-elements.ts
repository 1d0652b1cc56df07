/**
 * The elements of a model's affine algebra with A symmetric, which are its laws of degree two, over ℚ: block
 * by block (`graded-laws.ts`), lifted and checked.
 */
import type { BoundModel } from '../../models/bind.ts';
import type { Rng } from '../../numerics/random.ts';
import { randomResidues } from '../../numerics/random-residues.ts';
import type { Rational } from '../../numerics/rational.ts';
import { type AffineElement, checkElements } from './affine-element.ts';
import { spanAt } from './algebra-modulo.ts';
import {
  type BlockLaws,
  type LawBlocks,
  type LawUnknowns,
  lawBlocks,
  lawsModulo,
} from './graded-laws.ts';
import { type LiftedSpace, liftedSpace, type SparseVector } from './lifted-space.ts';
import type { PointField, PointFields } from './point-fields.ts';

/** Effort alone: largest Σ n³ over the blocks. */
const MOST_WORK = 1e8;
/** Effort alone: largest M for which the span of the fields at a point is computed only to see whether it is all. */
const MOST_SPANNED = 512;

/** A basis; null where blocks are too large to be solved. */
export function symmetricElements(
  bound: BoundModel,
  fields: PointFields,
  rng: Rng,
): LiftedSpace | null {
  const { size } = bound;
  const first = fields.finding(0);
  const blocks = lawBlocks(bound, rng.fork('gradings'));
  // The span at one point costs about as much as a block of M unknowns.
  const large = blocks === null || blocks.work > 2 * size ** 3;
  if (large && size <= MOST_SPANNED && spansAll(first, rng.fork('span')))
    return { vectors: [], dimension: 0, primes: [first.prime] };
  if (blocks === null || blocks.work > MOST_WORK) return null;
  return lifted(blocks, size, fields, rng.fork('laws'));
}

/** Whether the fields at one point span everything: then no Aθ + v is orthogonal to them, and A, v are 0. */
function spansAll(field: PointField, rng: Rng): boolean {
  const { prime, size } = field;
  const theta = randomResidues(rng, prime, size);
  return spanAt(field, theta, rng, size).length === size;
}

function lifted(blocks: LawBlocks, size: number, fields: PointFields, rng: Rng): LiftedSpace {
  let alive: readonly number[] | null = null;
  let columns = new Int32Array(0);
  const spread = (vectors: readonly SparseVector[]) =>
    vectors.map((vector) => symmetricElement(vector, columns, blocks.unknowns, size));
  const space = liftedSpace(
    (k) => {
      const field = fields.finding(k);
      const found = lawsModulo(blocks, alive, field, rng.fork(k));
      if (k === 0) {
        // Where nothing is left mod p nothing is left over ℚ.
        alive = found.map(({ block }) => block);
        columns = unknownsOf(blocks, alive);
      }
      return { prime: field.prime, rows: joined(blocks, found, columns) };
    },
    (vectors) => checkElements(spread(vectors), fields, rng.fork('check')),
  );
  return { ...space, vectors: spread(space.vectors) };
}

/** Of the blocks together, increasing. */
function unknownsOf(
  { order, start }: LawBlocks,
  blocks: readonly number[],
): Int32Array<ArrayBuffer> {
  const out = new Int32Array(blocks.reduce((sum, b) => sum + start[b + 1] - start[b], 0));
  let at = 0;
  for (const b of blocks) for (let k = start[b]; k < start[b + 1]; k++) out[at++] = order[k];
  return out.sort();
}

/** Reduced bases of blocks as one: rows over all columns, in the order of their pivots. */
function joined(
  { order, start }: LawBlocks,
  found: readonly BlockLaws[],
  columns: Int32Array,
): Float64Array[] {
  const at = new Map<number, number>();
  for (let c = 0; c < columns.length; c++) at.set(columns[c], c);
  const rows: { readonly row: Float64Array; readonly pivot: number }[] = [];
  for (const { block, rows: basis } of found)
    for (const source of basis) {
      const row = new Float64Array(columns.length);
      let pivot = -1;
      for (let k = 0; k < source.length; k++) {
        if (source[k] === 0) continue;
        const c = at.get(order[start[block] + k])!;
        row[c] = source[k];
        if (pivot < 0) pivot = c;
      }
      rows.push({ row, pivot });
    }
  return rows.sort((a, b) => a.pivot - b.pivot).map(({ row }) => row);
}

function symmetricElement(
  vector: SparseVector,
  columns: Int32Array,
  { i: first, j: second }: LawUnknowns,
  size: number,
): AffineElement {
  const element: [number, Rational][] = [];
  for (const [c, value] of vector) {
    const i = first[columns[c]];
    const j = second[columns[c]];
    if (j === -1) element.push([size * size + i, value]);
    else element.push([i * size + j, value]);
    if (j > i) element.push([j * size + i, value]);
  }
  return element.sort(([a], [b]) => a - b);
}
