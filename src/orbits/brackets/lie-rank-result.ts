/** A Lie rank with its witness, which is copied when somebody asks: most answers are kept without it. */
import type { ModularEchelon } from '../../numerics/modular-elimination.ts';
import { padded, type WitnessRow, type WitnessRows } from './witness-rows.ts';

export interface WitnessControl {
  /** Series length. */
  readonly length: number;
  /** coefficientCount·length. */
  readonly coefficients: Float64Array;
}

/** What is counted. */
export interface LieRankCounts {
  readonly rank: number;
  /** Rank of the order-0 rows: dim of span 𝔉 at θ. */
  readonly firstOrderRank: number;
  /** Whether the rank met `upperBound`. */
  readonly met: boolean;
  /** Highest order tried. */
  readonly order: number;
  /** Truncation of the family sequence; members of lower truncations are padded to it with zeros. */
  readonly truncation: number;
  readonly prime: number;
  /** Controls tried. */
  readonly controlsTried: number;
}

/** What a search has found until now. */
interface Found {
  readonly echelon: Pick<ModularEchelon, 'pivotColumns'>;
  readonly rows: Pick<WitnessRows, 'first'>;
  readonly controls: readonly WitnessControl[];
  /** So many of them. */
  readonly tried: number;
  /** Coefficients of a member. */
  readonly width: number;
}

export class LieRankResult implements LieRankCounts {
  readonly rank: number;
  readonly firstOrderRank: number;
  readonly met: boolean;
  readonly order: number;
  readonly truncation: number;
  readonly prime: number;
  readonly controlsTried: number;
  readonly #found: Found;

  constructor(counts: LieRankCounts, found: Found) {
    this.rank = counts.rank;
    this.firstOrderRank = counts.firstOrderRank;
    this.met = counts.met;
    this.order = counts.order;
    this.truncation = counts.truncation;
    this.prime = counts.prime;
    this.controlsTried = counts.controlsTried;
    this.#found = found;
  }

  /** Controls, rows and columns of a non-singular `rank` × `rank` minor. */
  get controls(): readonly WitnessControl[] {
    const { controls, tried, width } = this.#found;
    return controls.slice(0, tried).map((c) => ({
      ...c,
      coefficients: padded(c.coefficients, width * c.length),
    }));
  }

  get rows(): readonly WitnessRow[] {
    return this.#found.rows.first(this.rank, this.#found.width);
  }

  get columns(): readonly number[] {
    return this.#found.echelon.pivotColumns().slice(0, this.rank);
  }
}
