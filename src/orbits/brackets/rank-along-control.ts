/**
 * The Lie rank at a point moved along the orbit.
 *
 * Along the trajectory θ(t) of a random control X_t the series yₙ(t) of `pulled-back-fields.ts` span a
 * subspace V_n(t) = span{ y₀ … yₙ : Y ∈ 𝔉 } of Lie_θ(t)(𝔉), here over the field 𝔽_p((t)), i.e. at
 * generic t. The operator y ↦ y′ − DX·y maps V_n into V_{n+1}, and V_{n+1} = V_n + D V_n. So once
 * V_{N+1} = V_N the chain stands still for ever: over this field, unlike at the single point θ,
 * saturation is a theorem. For a generic control its end is all of Lie_θ(t)(𝔉) (universal controls;
 * Sontag, "Universal nonsingular controls", Systems & Control Letters 19, 1992).
 *
 * But entries are known to finite precision in t, and near a degenerate θ independence may show in high
 * powers only (the fields (1, 0) and (12u¹¹v, u¹²) part at t¹² from u = 0): what stands still at one
 * precision is looked at again at higher ones, and is never more than a lower bound. Only a bound that is
 * proven otherwise, and met, says that no bracket is missing.
 *
 * The rank is constant along an orbit. So it bounds the Lie rank at θ from below as rigorously as rows
 * at θ do, and at degenerate θ, where many orders may add nothing before one does, it is there at once.
 */
import type { Rng } from '../../numerics/random.ts';
import { type FieldFamily, randomMember } from '../fields/family.ts';
import { controlledTrajectory, pulledBackFields } from './pulled-back-fields.ts';
import { seriesRank } from './series-rank.ts';

export interface RankAlongControlOptions {
  readonly rng: Rng;
  /** Stop when this proven bound is met. Default M. */
  readonly upperBound?: number;
  /**
   * A proven bound that is itself put to the test: a rank that stands still at it or above is not looked at
   * again at a higher precision, but nothing stops before. Default M.
   */
  readonly sufficient?: number;
  /** Highest order of brackets. Default 24. */
  readonly maxOrder?: number;
  /** Series are known mod t^precision after all derivatives, at most this. Default 29, small models 41. */
  readonly maxPrecision?: number;
}

export interface RankAlongControl {
  readonly rank: number;
  /** dim V_n at generic t, n = 0, 1, … */
  readonly ranks: readonly number[];
  /** The proven bound is met. A rank that only stands still is no more than a lower bound. */
  readonly closed: boolean;
  /** Largest precision used. */
  readonly precision: number;
  readonly prime: number;
}

/** Powers of t kept at first, and when a rank stands still, before as many as allowed. */
const PRECISIONS = [5, 11] as const;

/** Effort alone: up to this size rows are cheap enough for the higher precision. */
const SMALL = 16;

/** @param theta M residues. */
export function rankAlongControl(
  family: FieldFamily,
  theta: Float64Array,
  options: RankAlongControlOptions,
): RankAlongControl {
  const { size, prime } = family;
  const { rng } = options;
  const bound = options.upperBound ?? size;
  const sufficient = options.sufficient ?? size;
  const maxOrder = options.maxOrder ?? 24;
  const maxPrecision = options.maxPrecision ?? (size <= SMALL ? 41 : 29);
  const controlLength = maxOrder + maxPrecision;
  const control = randomMember(family, rng, controlLength);
  const target = Math.min(bound, sufficient);
  let rows: Rows | null = null;
  const rankAt = (order: number, precision: number) => {
    if (rows?.precision !== precision)
      rows = { precision, values: new Float64Array(0), count: 0, rank: 0 };
    return rankOfOrder(family, theta, control, controlLength, order, rows, bound, target, rng);
  };
  const ranks: number[] = [];
  let precision = Math.min(PRECISIONS[0], maxPrecision);
  let closed = false;
  for (let order = 0; order <= maxOrder && !closed; order++) {
    let rank = rankAt(order, precision);
    const before = ranks.at(-1) ?? -1;
    closed = rank >= bound;
    // What stands still may only be hidden by the precision.
    while (!closed && rank === before && rank < sufficient && precision < maxPrecision) {
      precision = precision < PRECISIONS[1] ? Math.min(PRECISIONS[1], maxPrecision) : maxPrecision;
      rank = rankAt(order, precision);
      closed = rank >= bound;
    }
    ranks.push(rank);
    if (rank === before) break;
  }
  const rank = Math.max(...ranks);
  return { rank, ranks, closed: rank >= Math.min(bound, sufficient), precision, prime };
}

/** Series in V_n(t), known mod t^precision: one after another, and their rank. They lie in V_{n+1}(t) too. */
interface Rows {
  readonly precision: number;
  values: Float64Array;
  count: number;
  rank: number;
}

/**
 * dim V_order at generic t; rows of random members join those of lower orders until a draw adds nothing.
 *
 * @param target what the rank is expected to be at most: so many members are drawn at first.
 */
function rankOfOrder(
  family: FieldFamily,
  theta: Float64Array,
  control: Float64Array,
  controlLength: number,
  order: number,
  rows: Rows,
  bound: number,
  target: number,
  rng: Rng,
): number {
  const { size, prime, coefficientCount } = family;
  const { precision } = rows;
  const length = order + precision;
  const start = new Float64Array(coefficientCount * length);
  for (let i = 0; i < coefficientCount; i++)
    start.set(control.subarray(i * controlLength, i * controlLength + length), i * length);
  const trajectory = controlledTrajectory(family, start, theta, length);
  const width = size * precision;
  // What is new in a member is its derivative of highest order, where lower orders are there already.
  const all = Math.ceil(target / (order + 1));
  const missing = rows.count === 0 ? all : Math.min(all, Math.max(0, target - rows.rank));
  for (let draw = missing + 2; ; draw = Math.max(3, draw >> 2)) {
    const grown = new Float64Array((rows.count + draw * (order + 1)) * width);
    grown.set(rows.values.subarray(0, rows.count * width));
    let { count } = rows;
    for (let i = 0; i < draw; i++)
      pulledBackFields(family, trajectory, randomMember(family, rng), order, (_n, y, l) => {
        for (let j = 0; j < size; j++)
          for (let k = 0; k < precision; k++)
            grown[count * width + j * precision + k] = y[j * l + k];
        count++;
      });
    const before = rows.rank;
    rows.values = grown;
    rows.count = count;
    rows.rank = seriesRank(grown.slice(), count, size, precision, prime).rank;
    if (rows.rank === before || rows.rank >= bound) return rows.rank;
  }
}
