/**
 * First integrals by undetermined coefficients.
 *
 * On an affine subspace with coordinates u (some of the θ_i) we look for
 *
 *   h = Σ_α c_α u^α + Σ_i k_i log|l_i(u)| + Σ_j c_j/l_j(u)      with ⟨∇h(u), Y(u)⟩ = 0 for all u and all fields Y:
 *
 * one linear equation in (c, k) for each random pair (u, Y). The left side has a pole on {l_i = 0}
 * unless the hyperplane is invariant (⟨∇l_i, Y⟩ = 0 on it), so k_i = 0 comes out by itself where it is not: forms are
 * proposed freely. The null space mod p is lifted to ℚ and checked (`lifted-space.ts`).
 */

import { type Monomial, type Polynomial, polynomial } from '../../numerics/polynomial.ts';
import { residue } from '../../numerics/prime-field.ts';
import type { Rng } from '../../numerics/random.ts';
import { rational } from '../../numerics/rational.ts';
import type { ModularSubspace } from '../dimension/modular-subspace.ts';
import type { FieldFamily } from '../fields/family.ts';
import { drawField } from '../fields/random-field.ts';
import { nullSpace, reducedRows } from './invariants-elimination.ts';
import { polynomialModulo } from './invariants-polynomial.ts';
import { type Law, type PoleTerm, poleSlope, reducedFormModulo } from './law.ts';
import { liftedSpace, type SparseVector } from './lifted-space.ts';
import { monomialCount } from './monomial-count.ts';

/**
 * Effort alone: largest number of unknowns of one search: elimination costs their cube. 300 is degree 2 in 23
 * coordinates, degree 4 in 6.
 */
export const MOST_MONOMIALS = 300;

export interface Ansatz {
  readonly description: string;
  readonly monomials: readonly Monomial[];
  readonly poles: readonly Omit<PoleTerm, 'coefficient'>[];
}

/** Ansätze from simple to rich in the given coordinates, none with more than `most` unknowns. */
export function ansatzLadder(
  coordinates: readonly number[],
  most: number = MOST_MONOMIALS,
): Ansatz[] {
  const n = coordinates.length;
  const ladder: Ansatz[] = [];
  const add = (description: string, monomials: Monomial[], poles: Ansatz['poles'] = []) => {
    if (monomials.length + poles.length <= most) ladder.push({ description, monomials, poles });
  };
  const powers = (degree: number) => coordinates.map((i): Monomial => [[i, degree]]);
  // Linear monomials come last: in the reduced basis they are what laws are solved for.
  add('squares', [...powers(2), ...powers(1)]);
  // Polynomials before logarithms: they say something where a form vanishes too.
  // As many as there are of one degree in one variable more, and 1 among them.
  for (const degree of [2, 3, 4]) {
    // Time alone: a list that is too long would be made, and not be added.
    if (monomialCount(n + 1, degree, most + 2) > most + 1) continue;
    add(`degree ${degree}`, monomialsUpTo(coordinates, degree));
  }
  const axes = coordinates.map((i) => form([i, 1]));
  const pairs = (coefficients: readonly (readonly [number, number])[]) =>
    coordinates.flatMap((i, k) =>
      coordinates.slice(0, k).flatMap((j) => coefficients.map(([a, b]) => form([j, a], [i, b]))),
    );
  const low = [...powers(2), ...powers(1)];
  const logarithms = (forms: readonly Polynomial[]) => forms.map((l) => ({ form: l, power: 0 }));
  const reciprocals = (forms: readonly Polynomial[]) => forms.map((l) => ({ form: l, power: 1 }));
  add('products of powers', [], logarithms(axes));
  add('poles on coordinates', low, [...reciprocals(axes), ...logarithms(axes)]);
  const plain = [...pairs(UNITS), ...axes];
  add('poles on sums', low, [...reciprocals(plain), ...logarithms(plain)]);
  const rich = [...pairs(SMALL), ...plain];
  if (n <= 6) add('poles on small forms', low, [...reciprocals(rich), ...logarithms(rich)]);
  return ladder;
}

/** (a, b) of forms aθ_j + bθ_i that are tried: those with ±1, and coprime ones up to 4. */
const UNITS = [
  [1, 1],
  [1, -1],
] as const;
const SMALL = [
  [1, 2],
  [1, 3],
  [1, 4],
  [2, 3],
  [3, 4],
].flatMap(([a, b]): (readonly [number, number])[] => [
  [a, b],
  [b, a],
  [a, -b],
  [b, -a],
]);

function form(...terms: readonly (readonly [index: number, coefficient: number])[]): Polynomial {
  return polynomial(
    terms.map(([i, c]) => ({ coefficient: rational(c), powers: [[i, 1]] as const })),
  );
}

/** All monomials of degree 1 … `degree`, highest degree first. */
function monomialsUpTo(coordinates: readonly number[], degree: number): Monomial[] {
  const out: Monomial[] = [];
  for (let d = degree; d >= 1; d--) extend(out, [], 0, d, coordinates);
  return out;
}

function extend(
  out: Monomial[],
  prefix: Monomial,
  from: number,
  left: number,
  coordinates: readonly number[],
): void {
  if (left === 0) {
    out.push(prefix);
    return;
  }
  for (let k = from; k < coordinates.length; k++)
    for (let e = left; e >= 1; e--)
      extend(out, [...prefix, [coordinates[k], e]], k + 1, left - e, coordinates);
}

/** Fields modulo one prime and the subspace they are tangent to. */
export interface SearchDomain {
  readonly family: FieldFamily;
  readonly domain: ModularSubspace;
}

/**
 * A basis of the first integrals of the ansatz on the subspace, with rational coefficients, checked.
 *
 * @param domainAt the k-th domain to find with, null where there are no more; all with the same pivots.
 * @param check for each law whether it holds modulo primes that took no part.
 */
export function searchFirstIntegrals(
  ansatz: Ansatz,
  domainAt: (k: number) => SearchDomain | null,
  check: (laws: readonly Law[]) => readonly boolean[],
  rng: Rng,
): Law[] {
  const lift = (vectors: readonly SparseVector[]) => vectors.map((vector) => lawOf(ansatz, vector));
  const { vectors } = liftedSpace(
    (k) => {
      const searched = domainAt(k);
      if (searched === null) return null;
      return {
        prime: searched.domain.prime,
        rows: conservedModulo(ansatz, searched, rng.fork(`prime ${k}`)),
      };
    },
    (found) => check(lift(found)),
  );
  return lift(vectors);
}

function lawOf({ monomials, poles }: Ansatz, vector: SparseVector): Law {
  const terms = vector.filter(([j]) => j < monomials.length);
  return {
    polynomial: polynomial(
      terms.map(([j, coefficient]) => ({ coefficient, powers: monomials[j] })),
    ),
    poles: vector.flatMap(([j, coefficient]) =>
      j < monomials.length ? [] : [{ ...poles[j - monomials.length], coefficient }],
    ),
  };
}

/** Effort alone: more equations than unknowns, by this many. */
const SURPLUS = 8;

function conservedModulo(ansatz: Ansatz, searched: SearchDomain, rng: Rng): Float64Array[] {
  const { domain, family } = searched;
  const { prime, size } = domain;
  const { monomials, poles } = ansatz;
  const count = monomials.length + poles.length;
  const point = new Float64Array(size);
  const field = new Float64Array(size);
  // A form stands in the logarithm and in the reciprocals.
  const forms = [...new Set(poles.map(({ form }) => form))];
  const images = forms.map((l) => polynomialModulo(l, prime));
  const formOf = poles.map(({ form }) => forms.indexOf(form));
  const rows: Float64Array[] = [];
  while (rows.length < count + SURPLUS) {
    drawField(family, domain, rng, point, field);
    const row = new Float64Array(count);
    monomials.forEach((powers, j) => {
      row[j] = monomialAlong(powers, point, field, prime);
    });
    const along = images.map((l) => formAlong(l, point, field, prime));
    if (along.some(({ value }) => value === 0)) continue;
    poles.forEach(({ power }, j) => {
      const { value, slope } = along[formOf[j]];
      const outer = poleSlope(value, power, prime);
      row[monomials.length + j] = residue(slope * outer, prime, 1 / prime);
    });
    rows.push(row);
  }
  return [...reducedRows(nullSpace(rows, count, prime), count, prime).rows];
}

/** ⟨∇u^α, Y⟩. */
function monomialAlong(
  powers: Monomial,
  point: Float64Array,
  field: Float64Array,
  prime: number,
): number {
  const reciprocal = 1 / prime;
  let sum = 0;
  for (let k = 0; k < powers.length; k++) {
    const [index, power] = powers[k];
    let product = residue(field[index] * power, prime, reciprocal);
    for (let l = 0; l < powers.length && product !== 0; l++)
      for (let e = l === k ? 1 : 0; e < powers[l][1]; e++)
        product = residue(product * point[powers[l][0]], prime, reciprocal);
    sum += product;
  }
  return sum % prime;
}

/** l, and ⟨∇l, Y⟩, by which the slope of log l or of l^{−power} is multiplied. */
function formAlong(
  l: Polynomial<number>,
  point: Float64Array,
  field: Float64Array,
  prime: number,
): { readonly value: number; readonly slope: number } {
  const { value, gradient } = reducedFormModulo(l, point, prime);
  let slope = 0;
  for (const [i, n] of gradient) slope = residue(slope + n * field[i], prime, 1 / prime);
  return { value, slope };
}
