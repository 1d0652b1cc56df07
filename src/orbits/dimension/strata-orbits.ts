/**
 * The strata of a model with the dimension of the orbit through a generic point of each: a stratum is
 * *filled* where both dimensions agree; where they do not, something besides the symmetries is conserved.
 */
import type { Instance } from '../../instances/instance.ts';
import { unflatten } from '../../instances/layout.ts';
import { open } from '../../instances/subject.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { undefinedAt } from '../../models/undefined-at.ts';
import { format } from '../../numerics/rational.ts';
import type { ModelSymmetry } from '../../symmetry/group/model-symmetry.ts';
import { isotropyMoves, pointClasses } from '../../symmetry/isotropy/found-isotropy.ts';
import { symmetryOf } from '../../symmetry/isotropy/isotropy.ts';
import { describeMoves } from '../../symmetry/isotropy/stratum-description.ts';
import { orthogonalAction } from '../../symmetry/orthogonal/orthogonal-action.ts';
import { genericPoint, subspaceOf } from '../../symmetry/strata/generic-point.ts';
import {
  type StrataLattice,
  type Stratum,
  strataLattice,
} from '../../symmetry/strata/strata-lattice.ts';
import { type OrbitResult, orbit } from './orbit.ts';

export interface FilledStratum extends Stratum {
  /** `neurons 1 = 2 in layer 1`: another one for each stratum. */
  readonly description: string;
  /** The same with every symmetry spelled out. */
  readonly wholeDescription: string;
  /**
   * At a random point of the stratum with small integers; null where it was not asked for, and where F is defined
   * nowhere on the stratum.
   */
  readonly orbit: OrbitResult | null;
  /** Whether F is defined somewhere on it: no norm of vectors that are all 0 is divided by. */
  readonly isDefined: boolean;
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
  const points = lattice.strata.map((stratum, index) =>
    pointOf(model, symmetry, stratum, `${seed}/${index}`),
  );
  const described = distinct(points);
  const strata = lattice.strata.map((stratum, index): FilledStratum => {
    const { instance, wholeDescription } = points[index];
    const description = described[index];
    const { model: bound, exact } = open(instance);
    const isDefined = undefinedAt(bound, exact) === null;
    const named = { ...stratum, description, wholeDescription, isDefined };
    if (!orbits || !isDefined) return { ...named, orbit: null };
    onStratum?.(index, lattice.strata.length);
    return { ...named, orbit: orbit(instance, { seed }) };
  });
  return {
    ...lattice,
    parameters: bind(model).size,
    strata,
    hasRotations: orthogonalAction(symmetry) !== null,
  };
}

function pointOf(
  model: ModelJson,
  symmetry: ModelSymmetry,
  stratum: Stratum,
  seed: string,
): GenericPoint {
  const theta = genericPoint(subspaceOf(symmetry, stratum), seed);
  const instance = { model, parameters: unflatten(model, theta.map(format)) } as Instance;
  if (stratum.dimension === theta.length)
    return { instance, description: 'everything', wholeDescription: 'everything' };
  const { moves } = isotropyMoves(symmetry, pointClasses(symmetry, theta));
  return {
    instance,
    description: describeMoves(symmetry, moves),
    wholeDescription: describeMoves(symmetry, moves, true),
  };
}

interface GenericPoint {
  readonly instance: Instance;
  readonly description: string;
  readonly wholeDescription: string;
}

/** Descriptions, those that are cut short and the same spelled out. */
function distinct(points: readonly GenericPoint[]): string[] {
  const count = new Map<string, number>();
  for (const { description } of points) count.set(description, (count.get(description) ?? 0) + 1);
  return points.map(({ description, wholeDescription }) =>
    count.get(description) === 1 ? description : wholeDescription,
  );
}
