/**
 * The part of a large model's affine algebra that acts along axes, mod p: for every tensor T that bears
 * a hidden axis a block B_T,
 *
 *   δT = B_T acting on the index of that axis,      v free,
 *
 * with all blocks unknown: k·n² for an axis of n indices that k tensors bear, instead of M². Tensors
 * that bear no hidden axis are scaled as a whole. An axis too wide for that has diagonal blocks only.
 * What this finds are elements; it need not be all of them.
 */
import type { BoundModel } from '../../models/bind.ts';
import { sliceOf } from '../../models/structure.ts';
import { residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { nullSpace, reducedRows } from './invariants-elimination.ts';
import type { PointField } from './point-fields.ts';

/** Effort alone: most unknowns of all blocks together; a system's cost is their cube. */
const MOST_UNKNOWNS = 700;
/** Effort alone: unknown translations are taken along where M is at most this. */
const MOST_TRANSLATIONS = 600;
/** Effort alone: more equations than unknowns, by this many; what is found is checked. */
const SURPLUS = 6;

/** δθ_row[i] += c·θ_column[i] for one unknown c. */
interface Unknown {
  readonly rows: readonly number[];
  readonly columns: readonly number[];
}

export interface AxisAnsatz {
  readonly unknowns: readonly Unknown[];
  /** Whether v is unknown too. */
  readonly translations: boolean;
  /** Axes whose blocks are diagonal for want of room. */
  readonly narrowed: readonly string[];
}

export function axisAnsatz({ tensors, axes, size }: BoundModel): AxisAnsatz {
  const translations = size <= MOST_TRANSLATIONS;
  const hidden = axes.filter(({ role }) => role === 'hidden');
  const bearers = (axis: (typeof axes)[number]) =>
    tensors.flatMap((placed) =>
      placed.axes.flatMap((own, a) => (own === axis ? [{ placed, a }] : [])),
    );
  const unknowns: Unknown[] = [];
  const narrowed: string[] = [];
  const scaled = new Set<(typeof tensors)[number]>();
  let room = MOST_UNKNOWNS;
  for (const axis of [...hidden].sort((a, b) => a.size - b.size)) {
    const bearing = bearers(axis);
    const full = bearing.length * axis.size ** 2 <= room;
    if (!full) narrowed.push(axis.name);
    for (const { placed, a } of bearing) {
      const slices = Array.from({ length: axis.size }, (_, i) => sliceOf(placed, a, i));
      // The identity along a second axis is the identity along the first: one entry less.
      const redundant = scaled.has(placed);
      scaled.add(placed);
      slices.forEach((rows, i) => {
        slices.forEach((columns, j) => {
          if ((!full && i !== j) || (redundant && i === 0 && j === 0)) return;
          unknowns.push({ rows, columns });
          room--;
        });
      });
    }
  }
  for (const placed of tensors) {
    if (scaled.has(placed)) continue;
    const all = Array.from({ length: placed.size }, (_, i) => placed.offset + i);
    unknowns.push({ rows: all, columns: all });
  }
  return { unknowns, translations, narrowed };
}

/** Entries [row, column] of A that an unknown stands for, as indices row·M + column. */
export function entriesOf({ rows, columns }: Unknown, size: number): number[] {
  return rows.map((row, i) => row * size + columns[i]);
}

/**
 * Reduced basis mod p of the ansatz' elements: coefficients of the unknowns, then v where it is unknown.
 */
export function axisAlgebraModulo(ansatz: AxisAnsatz, field: PointField, rng: Rng): Float64Array[] {
  const { prime, size } = field;
  const reciprocal = 1 / prime;
  const { unknowns, translations } = ansatz;
  const count = unknowns.length + (translations ? size : 0);
  const theta = new Float64Array(size);
  const g = new Float64Array(size);
  const rows = Array.from({ length: count + SURPLUS }, () => {
    field.sample(rng, theta, g);
    const row = new Float64Array(count);
    unknowns.forEach(({ rows: to, columns: from }, k) => {
      let sum = 0;
      let value = 0;
      for (let i = 0; i < to.length; i++) {
        sum += g[to[i]] * theta[from[i]];
        if ((i & 255) === 255) {
          value = (value + residue(sum, prime, reciprocal)) % prime;
          sum = 0;
        }
      }
      row[k] = (value + residue(sum, prime, reciprocal)) % prime;
    });
    if (translations) row.set(g, unknowns.length);
    return row;
  });
  return [...reducedRows(nullSpace(rows, count, prime), count, prime).rows];
}
