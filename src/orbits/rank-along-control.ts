/**
 * The Lie rank at a point moved along the orbit, and when no further bracket can raise it.
 *
 * Along the trajectory θ(t) of a random control X_t the series yₙ(t) of `pulled-back-fields.ts` span a
 * subspace V_n(t) = span{ y₀ … yₙ : Y ∈ 𝔉 } of Lie_θ(t)(𝔉), here over the field 𝔽_p((t)), i.e. at
 * generic t. The operator y ↦ y′ − DX·y maps V_n into V_{n+1}, and V_{n+1} = V_n + D V_n. So once
 * V_{N+1} = V_N the chain stands still for ever: over this field, unlike at the single point θ,
 * saturation is a theorem. For a generic control its end is all of Lie_θ(t)(𝔉) (universal controls;
 * Sontag, "Universal nonsingular controls", Systems & Control Letters 19, 1992).
 *
 * The rank is constant along an orbit. So it bounds the Lie rank at θ from below as rigorously as rows
 * at θ do, and at degenerate θ, where many orders may add nothing before one does, it is there at once.
 */
import type { Rng } from '../numerics/random.ts';
import { seriesRank } from '../numerics/series-rank.ts';
import { type FieldFamily, randomMember } from './family.ts';
import { controlledTrajectory, pulledBackFields } from './pulled-back-fields.ts';

export interface RankAlongControlOptions {
  readonly rng: Rng;
  /** Stop when this proven bound is met. Default M. */
  readonly upperBound?: number;
  /** Highest order of brackets. Default 24. */
  readonly maxOrder?: number;
  /** Series are known mod t^precision after all derivatives. Default 5. */
  readonly precision?: number;
}

export interface RankAlongControl {
  readonly rank: number;
  /** dim V_n at generic t, n = 0, 1, … */
  readonly ranks: readonly number[];
  /** V_{N+1} = V_N was seen (or the bound met), not merely the highest order reached. */
  readonly closed: boolean;
  readonly prime: number;
}

/** @param theta M residues. */
export function rankAlongControl(
  family: FieldFamily,
  theta: Float64Array,
  options: RankAlongControlOptions,
): RankAlongControl {
  const { size, prime } = family;
  const { rng } = options;
  const bound = options.upperBound ?? size;
  const precision = options.precision ?? 5;
  const maxOrder = options.maxOrder ?? 24;
  const control = randomMember(family, maxOrder + precision, rng);
  const ranks: number[] = [];
  let closed = false;
  for (let order = 0; order <= maxOrder && !closed; order++) {
    ranks.push(
      rankOfOrder(family, theta, control, maxOrder + precision, order, precision, bound, rng),
    );
    const [before, now] = [ranks.at(-2) ?? -1, ranks.at(-1)!];
    closed = now >= bound || now === before;
  }
  return { rank: Math.max(...ranks), ranks, closed, prime };
}

/** dim V_order at generic t; members are drawn until three more of them add nothing. */
function rankOfOrder(
  family: FieldFamily,
  theta: Float64Array,
  control: Float64Array,
  controlLength: number,
  order: number,
  precision: number,
  bound: number,
  rng: Rng,
): number {
  const { size, prime, coefficientCount } = family;
  const length = order + precision;
  const start = new Float64Array(coefficientCount * length);
  for (let i = 0; i < coefficientCount; i++)
    start.set(control.subarray(i * controlLength, i * controlLength + length), i * length);
  const trajectory = controlledTrajectory(family, start, theta, length);
  const width = size * precision;
  let rows = new Float64Array(0);
  let count = 0;
  let rank = 0;
  for (let draw = Math.ceil(bound / (order + 1)) + 2; ; draw = Math.max(3, draw >> 2)) {
    const grown = new Float64Array((count + draw * (order + 1)) * width);
    grown.set(rows);
    rows = grown;
    for (let i = 0; i < draw; i++)
      pulledBackFields(family, trajectory, randomMember(family, 1, rng), order, (_n, y, l) => {
        for (let j = 0; j < size; j++)
          for (let k = 0; k < precision; k++)
            rows[count * width + j * precision + k] = y[j * l + k];
        count++;
      });
    const before = rank;
    rank = seriesRank(rows.slice(), count, size, precision, prime).rank;
    if (rank === before || rank >= bound) return rank;
  }
}
