/** A stratum of a lattice as a subspace, and points of it that lie on no smaller one. */
import { createRng } from '../../numerics/random.ts';
import { type Rational, rational } from '../../numerics/rational.ts';
import type { ModelSymmetry } from '../group/model-symmetry.ts';
import {
  embedExact,
  type FixedPointSubspace,
  fixedPointSubspace,
} from '../subspaces/fixed-point-subspace.ts';
import { signedPartition } from '../subspaces/signed-partition.ts';
import type { Stratum } from './strata-lattice.ts';

export function subspaceOf(
  { form }: Pick<ModelSymmetry, 'form'>,
  { classes, dimension }: Pick<Stratum, 'classes' | 'dimension'>,
): FixedPointSubspace {
  const partition = signedPartition(classes.length);
  const first = new Int32Array(dimension + 1).fill(-1);
  classes.forEach((v, i) => {
    const k = Math.abs(v);
    if (k === 0) partition.relate(i, i, -1);
    else if (first[k] === -1) first[k] = i;
    else partition.relate(first[k], i, Math.sign(v) as 1 | -1);
  });
  return fixedPointSubspace({
    partition,
    center: form.center,
    centered: (p) => form.centered[p] === 1,
    describe: () => '',
  });
}

/** Coordinates are ± different multiples of 1/2: no two are equal or opposite, none is 0. */
export function genericPoint(subspace: FixedPointSubspace, seed: string): Rational[] {
  const rng = createRng(seed);
  const sizes = rng.shuffle(Array.from({ length: subspace.dimension }, (_, k) => k + 1));
  return embedExact(
    subspace,
    sizes.map((size) => rational(rng.chance(0.5) ? size : -size, 2)),
  );
}
