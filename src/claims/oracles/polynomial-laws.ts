/** Laws of degree two at most, and their parts of one degree each. */
import type { Subject } from '../../instances/subject.ts';
import type { Polynomial } from '../../numerics/polynomial.ts';
import { lawsOf } from '../../orbits/conserved/laws.ts';

export const degreeOf = ({ powers }: Polynomial['terms'][number]): number =>
  powers.reduce((sum, [, e]) => sum + e, 0);

/** None where a function is not analytic. */
export function polynomialLaws({ model, facts }: Subject): readonly Polynomial[] {
  return facts.functions.every(({ analytic }) => analytic)
    ? lawsOf(model, 'orbits').polynomials
    : [];
}

/** The parts of one degree each. */
export function homogeneousParts({ terms }: Polynomial): Polynomial[] {
  const byDegree = new Map<number, Polynomial['terms'][number][]>();
  for (const term of terms) {
    const degree = degreeOf(term);
    byDegree.set(degree, [...(byDegree.get(degree) ?? []), term]);
  }
  return [...byDegree.values()].map((own) => ({ terms: own }));
}

/** The terms of degree two. */
export function quadraticPart({ terms }: Polynomial): Polynomial {
  return { terms: terms.filter((term) => degreeOf(term) === 2) };
}
