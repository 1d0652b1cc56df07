/**
 * The elements of a model's affine algebra with A symmetric, which are its laws of degree two, over ℚ: block
 * by block (`graded-laws.ts`), lifted and checked.
 */
import type { BoundModel } from '../../models/bind.ts';
import type { Rng } from '../../numerics/random.ts';
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

/** Largest Σ n³ over the blocks. */
const MOST_WORK = 1e8;
/** Largest M for which the span of the fields at a point is computed only to see whether it is all. */
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
  const theta = Float64Array.from({ length: size }, () => Math.floor(rng.uniform() * prime));
  return spanAt(field, theta, rng, size).length === size;
}

function lifted(blocks: LawBlocks, size: number, fields: PointFields, rng: Rng): LiftedSpace {
  const { order, start } = blocks;
  let alive: Iterable<number> = Array(start.length - 1).keys();
  let columns: readonly number[] = [];
  const spread = (vectors: readonly SparseVector[]) =>
    vectors.map((vector) => symmetricElement(vector, columns, blocks.unknowns, size));
  const space = liftedSpace(
    (k) => {
      const field = fields.finding(k);
      const found = lawsModulo(blocks, alive, field, rng.fork(k));
      if (k === 0) {
        // Where nothing is left mod p nothing is left over ℚ.
        const kept = found.map(({ block }) => block);
        alive = kept;
        columns = kept
          .flatMap((b) => [...order.subarray(start[b]!, start[b + 1]!)])
          .sort((a, b) => a - b);
      }
      return { prime: field.prime, rows: joined(blocks, found, columns) };
    },
    (vectors) => checkElements(spread(vectors), fields, rng.fork('check')),
  );
  return { ...space, vectors: spread(space.vectors) };
}

/** Reduced bases of blocks as one: rows over all columns, in the order of their pivots. */
function joined(
  { order, start }: LawBlocks,
  found: readonly BlockLaws[],
  columns: readonly number[],
): Float64Array[] {
  const at = new Map(columns.map((unknown, c) => [unknown, c]));
  const rows = found.flatMap(({ block, rows: basis }) =>
    basis.map((source) => {
      const row = new Float64Array(columns.length);
      let pivot = -1;
      source.forEach((value, k) => {
        if (value === 0) return;
        const c = at.get(order[start[block]! + k]!)!;
        row[c] = value;
        if (pivot < 0) pivot = c;
      });
      return { row, pivot };
    }),
  );
  return rows.sort((a, b) => a.pivot - b.pivot).map(({ row }) => row);
}

function symmetricElement(
  vector: SparseVector,
  columns: readonly number[],
  { i: first, j: second }: LawUnknowns,
  size: number,
): AffineElement {
  const element = vector.flatMap(([c, value]) => {
    const [i, j] = [first[columns[c]!]!, second[columns[c]!]!];
    if (j === -1) return [[size * size + i, value] as const];
    if (i === j) return [[i * size + i, value] as const];
    return [[i * size + j, value] as const, [j * size + i, value] as const];
  });
  return element.sort(([a], [b]) => a - b);
}
