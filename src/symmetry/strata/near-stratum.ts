/** Clusters of units, and what may vanish in them (`condensation.ts`). */

export interface Cluster {
  /** Units, from 0. */
  readonly units: readonly number[];
  /** Coordinates that a unit keeps. */
  readonly dimension: number;
}

export interface NearStratum {
  /** Of the parameters that bear the axis. */
  readonly dimension: number;
  /** Distance of θ. */
  readonly distance: number;
  readonly clusters: readonly Cluster[];
}

/** A way in which a cluster may be fixed by sign changes: the coordinates that vanish. */
export interface Pinning {
  /** 1 for coordinates that are kept. */
  readonly kept: Uint8Array;
  readonly dimension: number;
  /** Sign changes of the other coordinates, each ±1, the identity first. */
  readonly signs: readonly Int8Array[];
}
