/** Laws of degree two as polynomials, in the order in which they are read. */
import type { ParameterNames } from '../../models/names.ts';
import { degreeOf, type Polynomial, type Term } from '../../numerics/polynomial.ts';
import { multiply, rational } from '../../numerics/rational.ts';
import type { AffineElement } from './affine-element.ts';
import { canonicalOfMerged } from './invariants-polynomial.ts';

/** ½θᵀAθ + vᵀθ for a symmetric A, in canonical form. */
export function quadraticOf(
  element: AffineElement,
  size: number,
  names: ParameterNames,
): Polynomial {
  // Twice that: no fractions.
  const terms: Term[] = [];
  for (const [at, value] of element) {
    if (at >= size * size) {
      terms.push({ coefficient: multiply(value, TWO), powers: [[at - size * size, 1]] });
      continue;
    }
    const i = Math.floor(at / size);
    const j = at % size;
    if (i === j) terms.push({ coefficient: value, powers: [[i, 2]] });
    else if (i < j)
      terms.push({
        coefficient: multiply(value, TWO),
        powers: [
          [i, 1],
          [j, 1],
        ],
      });
  }
  return canonicalOfMerged(terms, (i) => names.weight[i]);
}

const TWO = rational(2);

/** Affine laws first, then norms, then the shortest, in the order of their parameters. */
export function inReadingOrder(laws: readonly Polynomial[]): Polynomial[] {
  const ranked = laws.map((law) => {
    let first = Number.POSITIVE_INFINITY;
    let mixed = 0;
    for (const { powers } of law.terms) {
      if (powers.length > 1) mixed = 1;
      for (const [i] of powers) first = Math.min(first, i);
    }
    return { law, degree: degreeOf(law), mixed, terms: law.terms.length, first };
  });
  ranked.sort(
    (g, h) => g.degree - h.degree || g.mixed - h.mixed || g.terms - h.terms || g.first - h.first,
  );
  return ranked.map(({ law }) => law);
}
