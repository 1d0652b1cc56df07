/** Laws of a whole model, as far as they are independent at the point of an orbit. */
import type { BoundModel } from '../../models/bind.ts';
import { rationalModulo } from '../../numerics/prime-field.ts';
import { independentLaws, tangentBasis } from '../conserved/explain-by-laws.ts';
import { furtherLawsOf } from '../conserved/further-laws.ts';
import { growingBasis, nullSpace } from '../conserved/invariants-elimination.ts';
import { gradientModulo, polynomialModulo } from '../conserved/invariants-polynomial.ts';
import { lawsOf } from '../conserved/laws.ts';
import { wholeSpace } from '../conserved/smallest-affine-subspace.ts';
import type { ModularSubspace } from './modular-subspace.ts';
import type { OrbitResult } from './orbit.ts';
import { unitRelations } from './unit-relations.ts';

/**
 * Rank at θ, modulo the orbit's prime, of the gradients of all laws that are known of the model, and of the relations
 * between its units that stay (`unit-relations.ts`): there are at least so many independent laws at generic points.
 */
export function independentLawsAt({ witness, lowerBound, parameters }: OrbitResult): number {
  const { subject, theta, lieRank } = witness;
  const { prime } = lieRank;
  const most = parameters - lowerBound;
  const relations = unitRelations(subject.model, theta, prime);
  const count = relations?.count ?? 0;
  const laws = (domain: ModularSubspace) => lawsOn(domain, subject.model, theta, most);
  if (relations?.domain) return count + laws(relations.domain);
  return Math.max(count, laws(wholeSpace(theta, prime)));
}

/** How many known laws are independent at θ on a subspace through it; others than quadratic ones where these are too few. */
function lawsOn(
  domain: ModularSubspace,
  model: BoundModel,
  theta: Float64Array,
  most: number,
): number {
  const basis = tangentBasis(domain);
  independentLaws(lawsOf(model, 'orbits').laws, theta, domain, basis);
  if (domain.size - domain.directions.length + basis.rank() < most)
    independentLaws(furtherLawsOf(model, 'orbits')?.laws ?? [], theta, domain, basis);
  return basis.rank();
}

/**
 * The same for laws that are functions of some parameters alone: all combinations of the known polynomial ones whose
 * gradients vanish elsewhere.
 *
 * @param indices of parameters.
 */
export function independentLawsWithin(
  { witness }: OrbitResult,
  indices: readonly number[],
): number {
  const { subject, theta, lieRank } = witness;
  const { prime } = lieRank;
  const { polynomials } = lawsOf(subject.model, 'orbits');
  const inside = new Set(indices);
  // Monomials that reach outside, as equations for the combination.
  const columns = new Map<string, number>();
  const rows = polynomials.map(({ terms }) => {
    const row = new Map<number, number>();
    for (const { coefficient, powers } of terms) {
      if (powers.every(([i]) => inside.has(i))) continue;
      const key = powers.map(([i, e]) => `${i}^${e}`).join();
      if (!columns.has(key)) columns.set(key, columns.size);
      row.set(columns.get(key)!, rationalModulo(coefficient, prime));
    }
    return row;
  });
  const equations = Array.from({ length: columns.size }, (_, c) =>
    Float64Array.from(rows, (row) => row.get(c) ?? 0),
  );
  const basis = growingBasis(theta.length, prime);
  const gradients = polynomials.map((polynomial) => {
    const gradient = new Float64Array(theta.length);
    gradientModulo(polynomialModulo(polynomial, prime), theta, prime, gradient);
    return gradient;
  });
  for (const combination of nullSpace(equations, polynomials.length, prime)) {
    const total = new Float64Array(theta.length);
    combination.forEach((c, k) => {
      const own = gradients[k];
      for (const i of total.keys()) total[i] = (total[i] + c * own[i]) % prime;
    });
    basis.insert(total);
  }
  return basis.rank();
}
