/**
 * The strata of a model with the dimension of the orbit through a generic point of each: a stratum is
 * *filled* where both dimensions agree; where they do not, something besides the symmetries is conserved.
 */
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { createRng } from '../../numerics/random.ts';
import { format, rational } from '../../numerics/rational.ts';
import type { ModelSymmetry } from '../../symmetry/group/model-symmetry.ts';
import { foundIsotropy } from '../../symmetry/isotropy/found-isotropy.ts';
import { symmetryOf } from '../../symmetry/isotropy/isotropy.ts';
import { orthogonalAction } from '../../symmetry/orthogonal/orthogonal-action.ts';
import {
  type StrataLattice,
  type Stratum,
  strataLattice,
} from '../../symmetry/strata/strata-lattice.ts';
import { embedExact, fixedPointSubspace } from '../../symmetry/subspaces/fixed-point-subspace.ts';
import { signedPartition } from '../../symmetry/subspaces/signed-partition.ts';
import { type OrbitResult, orbit } from './orbit.ts';

export interface FilledStratum extends Stratum {
  /** `neurons 1 = 2 in layer 1`. */
  readonly description: string;
  /** At a random point of the stratum with small integers; null where it was not asked for. */
  readonly orbit: OrbitResult | null;
}

export interface Strata extends Omit<StrataLattice, 'strata'> {
  /** M. */
  readonly parameters: number;
  readonly strata: readonly FilledStratum[];
  /** Whether whole orthogonal groups act, whose strata are not among these. */
  readonly hasRotations: boolean;
}

export interface StrataOptions {
  readonly seed: string;
  /** Default true. */
  readonly orbits?: boolean;
  /** Called before the orbit of each stratum is computed. */
  readonly onStratum?: (index: number, count: number) => void;
}

/** @throws UnsupportedError for models of which orbits cannot be computed. */
export function strataOf(model: ModelJson, options: StrataOptions): Strata {
  const symmetry = symmetryOf(model);
  const lattice = strataLattice(symmetry);
  const { orbits = true, seed, onStratum } = options;
  const strata = lattice.strata.map((stratum, index): FilledStratum => {
    const { instance, description } = pointOf(model, symmetry, stratum, `${seed}/${index}`);
    if (!orbits) return { ...stratum, description, orbit: null };
    onStratum?.(index, lattice.strata.length);
    return { ...stratum, description, orbit: orbit(instance, { seed }) };
  });
  return {
    ...lattice,
    parameters: bind(model).size,
    strata,
    hasRotations: orthogonalAction(symmetry) !== null,
  };
}

/** Coordinates are ± different integers: no two are equal or opposite, none is 0. */
function pointOf(
  model: ModelJson,
  symmetry: ModelSymmetry,
  { classes, dimension }: Stratum,
  seed: string,
): { instance: Instance; description: string } {
  const rng = createRng(seed);
  const partition = signedPartition(classes.length);
  const first = new Int32Array(dimension + 1).fill(-1);
  classes.forEach((v, i) => {
    const k = Math.abs(v);
    if (k === 0) partition.relate(i, i, -1);
    else if (first[k] === -1) first[k] = i;
    else partition.relate(first[k], i, v < 0 ? -1 : 1);
  });
  const { center, centered } = symmetry.form;
  const subspace = fixedPointSubspace({
    partition,
    center,
    centered: (p) => centered[p] === 1,
    describe: () => '',
  });
  const sizes = rng.shuffle(Array.from({ length: dimension }, (_, k) => k + 1));
  const theta = embedExact(
    subspace,
    sizes.map((size) => rational(rng.chance(0.5) ? size : -size, 2)),
  );
  const { subspace: fixed } = foundIsotropy(symmetry, theta);
  return {
    instance: { model, parameters: unflatten(model, theta.map(format)) } as Instance,
    description: dimension === classes.length ? 'everything' : fixed.describe(),
  };
}
