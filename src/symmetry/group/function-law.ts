/** What symmetry asks of an analytic function: a reflection about a centre, and whether it is affine. */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { isZero, type Rational, ZERO } from '../../numerics/rational.ts';
import type { SignRule } from './sign-rule.ts';

/** f(c + z) = −f(c − z) (odd) or f(c + z) = f(c − z) (even); `none` with c = 0. */
export interface FunctionLaw {
  readonly parity: 'odd' | 'even' | 'none';
  readonly center: Rational;
}

const NONE: FunctionLaw = { parity: 'none', center: ZERO };

/** The law of f⁽ⁿ⁾ about the centre of f: differentiation turns odd into even and back. */
export function lawOf(f: AnalyticFunction, order: number, signs: SignRule): FunctionLaw {
  const own = signs === 'odd' || signs === 'even' ? { parity: signs, center: ZERO } : ownLaw(f);
  if (own.parity === 'none' || order % 2 === 0) return own;
  return { parity: own.parity === 'odd' ? 'even' : 'odd', center: own.center };
}

function ownLaw(f: AnalyticFunction): FunctionLaw {
  if (f.parity !== 'none') return { parity: f.parity, center: ZERO };
  return f.reflections.find(({ center }) => !isZero(center)) ?? NONE;
}

/** [f(0), f′(0)] of f(z) = f(0) + f′(0)z, else null. An asserted parity is kept: f is then a stranger. */
export function affineCoefficients(
  f: AnalyticFunction,
  signs: SignRule,
): readonly [Rational, Rational] | null {
  const { polynomialDegree, taylor, floatable } = f;
  if (polynomialDegree === null || polynomialDegree > 1 || !floatable || taylor === null)
    return null;
  if ((signs === 'odd' || signs === 'even') && f.parity !== signs) return null;
  return [taylor.coefficient(0)?.rational ?? ZERO, taylor.coefficient(1)?.rational ?? ZERO];
}

/**
 * What a proof by normal form uses of f. Functions with equal texts are interchangeable in it, as long as
 * different functions of one model stay different.
 */
export function lawText(f: AnalyticFunction): string {
  const affine = affineCoefficients(f, 'by-parity');
  const { parity, center } = ownLaw(f);
  return [
    parity,
    `${center.numerator}/${center.denominator}`,
    f.analytic,
    f.domain,
    affine?.map((q) => `${q.numerator}/${q.denominator}`).join('+') ?? '',
  ].join(' ');
}
