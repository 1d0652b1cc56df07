/**
 * Affine subspaces θ + V of parameter space, mod p, and the smallest one that every field respects.
 *
 * A = θ + V is invariant when every member Y is tangent to it: Y(θ′) ∈ V for θ′ ∈ A. The intersection
 * of two invariant affine subspaces through θ is one again, so there is a smallest, A*, and the orbit
 * of θ lies in it. It is found by growing V: start from V = 0, draw θ′ ∈ θ + V and Y at random, adjoin
 * Y(θ′). All that is adjoined is tangent to A* (θ′ ∈ A* there), so V never grows past it; and while
 * θ + V is not invariant, a random pair (θ′, Y) shows it except with probability D/p, D the degree of Y
 * in (θ′, coefficients), since otherwise some linear functional of Y(θ′) would be the zero polynomial.
 * No affine first integral is left on A*: its level set would be a smaller invariant subspace.
 */
import { integerModulo } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import {
  directionsOf,
  type FixedPointSubspace,
} from '../../symmetry/subspaces/fixed-point-subspace.ts';
import type { IntegerVector } from '../../symmetry/subspaces/orthogonal-span.ts';
import type { ModularSubspace } from '../dimension/modular-subspace.ts';
import type { FieldFamily } from '../fields/family.ts';
import { drawField } from '../fields/random-field.ts';
import { complement, growingBasis, nullSpace, reducedRows } from './invariants-elimination.ts';

/** How many random pairs (θ′, Y) in a row must bring nothing new: error below (D/p)^PATIENCE. */
const PATIENCE = 4;

/** All of ℝᴹ. */
export function wholeSpace(origin: Float64Array, prime: number): ModularSubspace {
  const size = origin.length;
  return { prime, size, origin, directions: identity(size), pivots: complement([], size) };
}

function identity(size: number): Float64Array[] {
  return Array.from({ length: size }, (_, i) => {
    const row = new Float64Array(size);
    row[i] = 1;
    return row;
  });
}

/** Fix of the isotropy subgroup, through the point `origin` of it. */
export function stratumThrough(
  origin: Float64Array,
  stratum: FixedPointSubspace,
  prime: number,
): ModularSubspace {
  const size = origin.length;
  const rows = directionsOf(
    stratum,
    () => new Float64Array(size),
    (sign) => (sign === -1 ? prime - 1 : 1),
  );
  const { rows: directions, pivots } = reducedRows(rows, size, prime);
  return { prime, size, origin, directions, pivots };
}

/**
 * θ + span of the directions. All of parameter space where p hides one of them: a larger subspace only
 * makes a bound weaker.
 */
export function spanThrough(
  origin: Float64Array,
  span: readonly IntegerVector[],
  prime: number,
): ModularSubspace {
  const size = origin.length;
  const rows = span.map((v) => Float64Array.from(v, (x) => integerModulo(x, prime)));
  const { rows: directions, pivots } = reducedRows(rows, size, prime);
  if (directions.length < span.length) return wholeSpace(origin, prime);
  return { prime, size, origin, directions, pivots };
}

/**
 * A*, the smallest invariant affine subspace through `theta`.
 *
 * @param families fields to respect, all mod the same prime; those of a deeper truncation too.
 */
export function smallestInvariantSubspace(
  families: readonly FieldFamily[],
  theta: Float64Array,
  rng: Rng,
): ModularSubspace {
  const { prime, size } = families[0];
  const basis = growingBasis(size, prime);
  const spanning: Float64Array[] = [];
  const point = new Float64Array(size);
  let idle = 0;
  while (idle < PATIENCE && basis.rank() < size) {
    let grew = false;
    const domain = { prime, size, origin: theta, directions: spanning, pivots: [] };
    for (const family of families) {
      const field = new Float64Array(size);
      drawField(family, domain, rng, point, field);
      if (!basis.insert(field)) continue;
      spanning.push(field);
      grew = true;
    }
    idle = grew ? 0 : idle + 1;
  }
  const { rows: directions, pivots } = basis.reduced();
  return { prime, size, origin: theta, directions, pivots };
}

/**
 * Linear forms that vanish on V(inner) and are independent on V(outer): the equations of `inner`
 * within `outer`, written in the pivot coordinates of `outer`, in reduced form.
 */
export function equationsWithin(inner: ModularSubspace, outer: ModularSubspace): Float64Array[] {
  const { prime, size } = outer;
  const columns = outer.pivots.length;
  const rows = inner.directions.map((d) => Float64Array.from(outer.pivots, (i) => d[i]));
  const forms = nullSpace(rows, columns, prime);
  return reducedRows(forms, columns, prime).rows.map((form) => {
    const row = new Float64Array(size);
    outer.pivots.forEach((i, k) => {
      row[i] = form[k];
    });
    return row;
  });
}

/** ⟨∇h, dₖ⟩ mod p for the directions dₖ of the domain. */
export function restrictedGradient(gradient: Float64Array, domain: ModularSubspace): Float64Array {
  // A reduced basis of everything is the identity.
  if (domain.directions.length === domain.size) return gradient.slice();
  const support: number[] = [];
  gradient.forEach((value, i) => {
    if (value !== 0) support.push(i);
  });
  return Float64Array.from(domain.directions, (direction) => {
    let sum = 0;
    for (const i of support) sum = (sum + gradient[i] * direction[i]) % domain.prime;
    return sum;
  });
}
