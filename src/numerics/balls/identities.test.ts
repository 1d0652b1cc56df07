/** Identities between functions hold for their enclosures, which are small. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bitsOf, double, moderate, one, positive } from '../../testing/drawn-balls.ts';
import * as Balls from './ball.ts';
import { arctanBall, circularBall } from './circular.ts';
import { piBall } from './constants.ts';
import {
  erfBall,
  normalDistributionBall,
  oneOverRootTwoPi,
  twoOverRootPi,
} from './error-function.ts';
import { exponentialBall, logarithmBall, softplusBall } from './exponential.ts';
import { squareRoot } from './roots.ts';

describe('identities', () => {
  const holds = (
    of: fc.Arbitrary<number>,
    difference0: (x: Balls.Ball, bits: number) => Balls.Ball,
  ) =>
    fc.assert(
      fc.property(of, bitsOf, (x, bits) => {
        const rest = difference0(Balls.ballOfDouble(x), bits);
        // 0 is in it, and little else: identities of numbers of size 1.
        expect(Balls.excludesZero(rest)).toBe(false);
        expect(Balls.toNumber(Balls.endsOf(rest).high)).toBeLessThan(2 ** (16 - bits));
      }),
      { numRuns: 200 },
    );

  it('sin² + cos² = 1 at all scales', () =>
    holds(double, (x, b) => {
      const { sine: s, cosine: c } = circularBall(x, b);
      return Balls.difference(Balls.sum(Balls.product(s, s, b), Balls.product(c, c, b), b), one, b);
    }));

  it('sin(x + 1) = sin x cos 1 + cos x sin 1', () =>
    holds(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), (x, b) => {
      const [here, unit] = [circularBall(x, b), circularBall(one, b)];
      const there = circularBall(Balls.sum(x, one, 2000), b).sine;
      const expected = Balls.sum(
        Balls.product(here.sine, unit.cosine, b),
        Balls.product(here.cosine, unit.sine, b),
        b,
      );
      return Balls.difference(there, expected, b);
    }));

  it('e^x e^{−x} = 1', () =>
    holds(fc.double({ noNaN: true, min: -1e5, max: 1e5 }), (x, b) =>
      Balls.difference(
        Balls.product(exponentialBall(x, b), exponentialBall(Balls.negated(x), b), b),
        one,
        b,
      ),
    ));

  it('log e^x = x', () =>
    holds(fc.double({ noNaN: true, min: -2, max: 2 }), (x, b) =>
      Balls.difference(logarithmBall(exponentialBall(x, b), b), x, b),
    ));

  it('arctan x + arctan 1/x = π/2', () =>
    holds(positive, (x, b) => {
      const both = Balls.sum(arctanBall(x, b), arctanBall(Balls.reciprocal(x, 2 * b), b), b);
      return Balls.difference(both, Balls.scaled(piBall(b), -1), b);
    }));

  it('Φ(x) + Φ(−x) = 1, 2Φ(x) − 1 = erf(x/√2)', () =>
    holds(moderate, (x, b) => {
      const [p, q] = [normalDistributionBall(x, b), normalDistributionBall(Balls.negated(x), b)];
      const argument = Balls.quotient(x, squareRoot(Balls.ballOfInteger(2), 2 * b), 2 * b);
      const odd = Balls.difference(Balls.difference(p, q, b), erfBall(argument, b), b);
      return Balls.sum(Balls.difference(Balls.sum(p, q, b), one, b), odd, b);
    }));

  it('log(1 + e^x) − log(1 + e^{−x}) = x', () =>
    holds(fc.double({ noNaN: true, min: -3, max: 3 }), (x, b) =>
      Balls.difference(
        Balls.difference(softplusBall(x, b), softplusBall(Balls.negated(x), b), b),
        x,
        b,
      ),
    ));

  it('(2/√π)²/4 = 2(1/√(2π))²', () => {
    const [a, c] = [twoOverRootPi(200), oneOverRootTwoPi(200)];
    const rest = Balls.difference(
      Balls.scaled(Balls.product(a, a, 200), -2),
      Balls.scaled(Balls.product(c, c, 200), 1),
      200,
    );
    expect(Balls.excludesZero(rest)).toBe(false);
    expect(Balls.toNumber(Balls.endsOf(rest).high)).toBeLessThan(2 ** -190);
  });
});
