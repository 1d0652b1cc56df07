/**
 * Polynomial first integrals by undetermined coefficients.
 *
 * On an affine subspace with coordinates u (some of the θ_i) we look for h = Σ_α c_α u^α with
 *
 *   Σ_α c_α Σ_k α_k u^{α − e_k} Y_k(u) = 0      for all points u and all fields Y:
 *
 * one linear equation in c for each random pair (u, Y). With more equations than monomials the null
 * space mod p is the space of first integrals, except with probability ≤ D/p a missing equation; its
 * reduced basis is lifted to ℚ. Lifting alone proves nothing: the caller checks every law at fresh points
 * modulo primes that it was not lifted from (`explain.ts`).
 */
import { residue } from '../numerics/prime-field.ts';
import type { Rng } from '../numerics/random.ts';
import { isZero } from '../numerics/rational.ts';
import { type FieldFamily, randomMember } from './family.ts';
import { nullSpace, reconstructVector, reducedRows } from './invariants-elimination.ts';
import { type Polynomial, polynomial } from './invariants-polynomial.ts';
import { type ModularSubspace, randomPoint } from './invariants-subspace.ts';

/**
 * Largest number of monomials of one search: elimination costs their cube. 300 is degree 2 in 23
 * coordinates, degree 4 in 6.
 */
export const MOST_MONOMIALS = 300;

/** Exponents as pairs [position among the coordinates, power]. */
export type Monomial = readonly (readonly [coordinate: number, power: number])[];

export interface Ansatz {
  readonly description: string;
  readonly monomials: readonly Monomial[];
}

/** Ansätze from simple to rich in n coordinates, none with more than `most` monomials. */
export function ansatzLadder(n: number, most: number = MOST_MONOMIALS): Ansatz[] {
  const ladder: Ansatz[] = [];
  const linear = Array.from({ length: n }, (_, k): Monomial => [[k, 1]]);
  const squares = Array.from({ length: n }, (_, k): Monomial => [[k, 2]]);
  // Linear monomials come last: in the reduced basis they are what laws are solved for.
  if (2 * n <= most) ladder.push({ description: 'squares', monomials: [...squares, ...linear] });
  for (let degree = 2; degree <= 4 && countUpTo(n, degree) <= most; degree++)
    ladder.push({ description: `degree ${degree}`, monomials: monomialsUpTo(n, degree) });
  return ladder;
}

/** C(n + degree, degree) − 1. */
function countUpTo(n: number, degree: number): number {
  let count = 1;
  for (let j = 1; j <= degree; j++) count = (count * (n + j)) / j;
  return count - 1;
}

/** All monomials of degree 1 … `degree`, highest degree first. */
function monomialsUpTo(n: number, degree: number): Monomial[] {
  const out: Monomial[] = [];
  for (let d = degree; d >= 1; d--) extend(out, [], 0, d, n);
  return out;
}

function extend(
  out: Monomial[],
  prefix: readonly (readonly [number, number])[],
  from: number,
  left: number,
  n: number,
): void {
  if (left === 0) {
    out.push(prefix);
    return;
  }
  for (let k = from; k < n; k++)
    for (let e = left; e >= 1; e--) extend(out, [...prefix, [k, e]], k + 1, left - e, n);
}

/** The same ground modulo one prime: fields, and the subspace they are tangent to. */
export interface AnsatzGround {
  readonly families: readonly FieldFamily[];
  readonly domain: ModularSubspace;
}

export interface FoundIntegrals {
  /** Candidates with rational coefficients: those that lift to small fractions. */
  readonly laws: readonly Polynomial[];
  /** How many there are mod p. */
  readonly dimension: number;
}

/**
 * A basis of the first integrals of the ansatz on the subspace, in reduced form.
 *
 * @param grounds at least one, for different primes, with the same pivots.
 */
export function searchFirstIntegrals(
  ansatz: Ansatz,
  grounds: readonly AnsatzGround[],
  rng: Rng,
): FoundIntegrals {
  const bases = grounds.map((ground) => conservedModulo(ansatz, ground, rng));
  const count = bases[0]!.length;
  const agreeing = bases.filter((basis) => basis.length === count);
  const primes = grounds.filter((_, i) => bases[i]!.length === count).map((g) => g.domain.prime);
  const { pivots } = grounds[0]!.domain;
  const laws: Polynomial[] = [];
  for (let i = 0; i < count; i++) {
    const vectors = agreeing.map((basis) => basis[i]!);
    const lifted = reconstructVector(vectors, primes);
    if (!lifted) continue;
    laws.push(
      polynomial(
        lifted.flatMap((coefficient, m) =>
          isZero(coefficient)
            ? []
            : [
                {
                  coefficient,
                  powers: ansatz.monomials[m]!.map(([k, e]) => [pivots[k]!, e] as const),
                },
              ],
        ),
      ),
    );
  }
  return { laws, dimension: count };
}

/** More equations than unknowns, by this many. */
const SURPLUS = 8;

function conservedModulo(ansatz: Ansatz, ground: AnsatzGround, rng: Rng): Float64Array[] {
  const { domain, families } = ground;
  const { prime, pivots, size } = domain;
  const { monomials } = ansatz;
  const reciprocal = 1 / prime;
  const point = new Float64Array(size);
  const field = new Float64Array(size);
  const rows: Float64Array[] = [];
  for (let n = 0; n < monomials.length + SURPLUS; n++) {
    randomPoint(domain, rng, point);
    const family = families[n % families.length]!;
    family.gradient(randomMember(family, 1, rng), point, 1, field);
    rows.push(
      Float64Array.from(monomials, (powers) => {
        let sum = 0;
        for (let k = 0; k < powers.length; k++) {
          const [coordinate, power] = powers[k]!;
          let product = residue(field[pivots[coordinate]!]! * power, prime, reciprocal);
          for (let l = 0; l < powers.length && product !== 0; l++) {
            const value = point[pivots[powers[l]![0]]!]!;
            for (let e = l === k ? 1 : 0; e < powers[l]![1]; e++)
              product = residue(product * value, prime, reciprocal);
          }
          sum += product;
        }
        return sum % prime;
      }),
    );
  }
  const basis = nullSpace(rows, monomials.length, prime);
  return [...reducedRows(basis, monomials.length, prime).rows];
}
