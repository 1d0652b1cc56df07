/**
 * How many real roots a polynomial over ℚ has, exactly, by Sturm's theorem.
 * Source: Basu, Pollack, Roy, *Algorithms in Real Algebraic Geometry*, 2.2.
 */
import { divide, isZero, multiply, negate, subtract } from '../numerics/rational.ts';
import { type Coefficients, derivative, trimmed } from './univariate-polynomial.ts';

/** The remainder of a by b ≠ 0. */
function remainder(a: Coefficients, b: Coefficients): Coefficients {
  let rest = trimmed(a);
  while (rest.length >= b.length) {
    const factor = divide(rest[rest.length - 1], b[b.length - 1]);
    const shift = rest.length - b.length;
    rest = trimmed(
      rest
        .slice(0, -1)
        .map((v, j) => (j < shift ? v : subtract(v, multiply(factor, b[j - shift])))),
    );
  }
  return rest;
}

/** Changes of sign at +∞ (sign 1) or −∞ (sign −1), zeros left out. */
function changes(chain: readonly Coefficients[], end: 1 | -1): number {
  const signs = chain.map((c) => {
    const leading = c[c.length - 1].numerator > 0n ? 1 : -1;
    return end < 0 && c.length % 2 === 0 ? -leading : leading;
  });
  return signs.filter((s, i) => i > 0 && s !== signs[i - 1]).length;
}

/**
 * Number of different real roots.
 *
 * @throws RangeError for the zero polynomial.
 */
export function realRootCount(coefficients: Coefficients): number {
  const c = trimmed(coefficients);
  if (c.length === 0) throw new RangeError('realRootCount: expected a polynomial other than 0');
  const chain: Coefficients[] = [c];
  for (let next = derivative(c); next.length > 0; ) {
    chain.push(next);
    next = remainder(chain[chain.length - 2], next).map(negate);
  }
  return changes(chain, -1) - changes(chain, 1);
}

/**
 * Number of different real lines through 0 on which a form Σ cⱼ uᵖ⁻ʲ vʲ vanishes: the roots of Σ cⱼ zʲ, z = v/u, and the
 * line u = 0 where c_p = 0.
 *
 * @param form c₀ … c_p, not all 0.
 * @throws RangeError for the zero form.
 */
export function realLineCount(form: Coefficients): number {
  return realRootCount(form) + (isZero(form[form.length - 1]) ? 1 : 0);
}
