/** Affine subspaces of parameter space mod p, and points drawn from them. */
import { residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';

export interface ModularSubspace {
  readonly prime: number;
  /** M. */
  readonly size: number;
  /** A point of the subspace. */
  readonly origin: Float64Array;
  /** Reduced row echelon basis of V, M entries each. */
  readonly directions: readonly Float64Array[];
  /** Coordinates that parametrise the subspace. */
  readonly pivots: readonly number[];
}

/** out ← a uniformly random point of the subspace. */
export function randomPoint(subspace: ModularSubspace, rng: Rng, out: Float64Array): void {
  const { prime, origin, directions } = subspace;
  const reciprocal = 1 / prime;
  out.set(origin);
  for (const direction of directions) {
    const r = Math.floor(rng.uniform() * prime);
    for (let i = 0; i < out.length; i++) {
      const d = direction[i];
      // Time alone: 0 would be added.
      if (d === 0) continue;
      out[i] = residue(out[i] + r * d, prime, reciprocal);
    }
  }
}
