import { describe, expect, it } from 'vitest';
import { ballsField } from '../../analytic/fields/balls.ts';
import { ballOfDouble, toNumber } from '../../numerics/balls/ball.ts';
import { polynomial } from '../../numerics/polynomial.ts';
import { rational } from '../../numerics/rational.ts';
import { lawTerms } from '../../orbits/conserved/evaluate-law.ts';
import { driftAlong } from '../../orbits/conserved/explain-drift.ts';
import { type Law, polynomialLaw } from '../../orbits/conserved/law.ts';
import { driftBound } from './drift-bound.ts';

describe('driftBound', () => {
  it('bounds what an error of θ does to a polynomial, and is met by its worst case', () => {
    const h = polynomial([
      { coefficient: rational(1), powers: [[0, 2]] },
      { coefficient: rational(-3), powers: [[1, 2]] },
    ]);
    const { bound, magnitude } = driftBound(polynomialLaw(h), [2, -1], 0.1);
    // (2.1² − 2²) + 3(1.1² − 1²).
    expect(bound).toBeCloseTo(0.41 + 0.63, 12);
    expect(magnitude).toBe(7);
  });

  // 3 log|u − 2v| + 5/v² at (2, −1), |δ| ≤ 1/10: l = 4 ± 0.3 and v = −1 ± 0.1, both at their worst inside.
  const u = { coefficient: rational(1), powers: [[0, 1]] as const };
  const v = { coefficient: rational(1), powers: [[1, 1]] as const };
  const twice = { ...v, coefficient: rational(-2) };
  const singular: Law = {
    polynomial: { terms: [] },
    poles: [
      { coefficient: rational(3), form: { terms: [u, twice] }, power: 0 },
      { coefficient: rational(5), form: { terms: [v] }, power: 2 },
    ],
  };

  it('of a law with poles', () => {
    const { bound } = driftBound(singular, [2, -1], 0.1);
    expect(bound).toBeCloseTo(3 * Math.log(4 / 3.7) + 5 * (1 / 0.81 - 1), 12);
  });

  it('does not count what is constant', () => {
    // log|u + 5| + 7u at u = 2, off by 1/2: −log(1 − (1/2)/7) + 7/2.
    const law: Law = {
      polynomial: { terms: [{ ...u, coefficient: rational(7) }] },
      poles: [
        {
          coefficient: rational(1),
          form: { terms: [u, { coefficient: rational(5), powers: [] }] },
          power: 0,
        },
      ],
    };
    expect(driftBound(law, [2], 0.5).bound).toBeCloseTo(3.5 - Math.log(6.5 / 7), 12);
  });

  it('that reaches a pole is infinite', () => {
    expect(driftBound(singular, [2, -1], 1.001).bound).toBe(Number.POSITIVE_INFINITY);
  });

  it('drifts of such a law are those of its terms, in float64 and over balls', () => {
    const drift = driftAlong(singular, [
      [2, -1],
      [2, -2],
    ]);
    expect(drift.absolute).toBeCloseTo(Math.abs(3 * Math.log(6 / 4) + 5 * (1 / 4 - 1)), 12);
    const terms = lawTerms(ballsField(100), singular, [2, -1].map(ballOfDouble));
    expect(terms.map(toNumber)).toEqual([expect.closeTo(3 * Math.log(4), 13), 5]);
  });
});
