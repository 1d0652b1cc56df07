/**
 * Radii are the bounds that are proved, worked out by hand: a bound that is a unit too small holds for every number that a
 * test can try, as the proofs are not sharp.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlap } from '../../testing/drawn-balls.ts';
import { rational } from '../rational.ts';
import * as Balls from './ball.ts';
import { circularBall } from './circular.ts';
import { combined, inverseTangent } from './constants.ts';
import { exponentialBall, isFarBelowZero, logarithmOfOnePlus } from './exponential.ts';
import { squareRoot } from './roots.ts';
import { exponentialTerms } from './taylor.ts';

const ball = (middle: bigint, radius: bigint, exponent = 0): Balls.Ball => ({
  middle,
  radius,
  exponent,
});

describe('arithmetic', () => {
  // In units of 2^s: ⌊r/2^s⌋ + 2, or 1 where the radius was 0 and bits were lost, else 0.
  it.each<[Balls.Ball, number, Balls.Ball]>([
    [ball(0b1011n, 0n), 2, ball(0b10n, 1n, 2)],
    [ball(0b1100n, 0n, 5), 2, ball(0b11n, 0n, 7)],
    [ball(-0b1011n, 0n), 2, ball(-0b11n, 1n, 2)],
    [ball(-0b1000n, 0n), 2, ball(-0b10n, 0n, 2)],
    // −1 may be anything.
    [ball(-0b1000n, 0n), 1, ball(-1n, 1n, 3)],
    [ball(5n, 9n), 2, ball(2n, 6n, 1)],
    [ball(5n, 9n), 3, ball(5n, 9n, 0)],
    [ball(1n, 2n ** 40n), 100, ball(0n, 2n ** 31n + 2n, 9)],
    [ball(1n, 2n ** 32n - 1n), 100, ball(1n, 2n ** 32n - 1n)],
  ])('%o rounded to %d bits', ({ middle, radius, exponent }, bits, expected) => {
    expect(Balls.rounded(middle, radius, exponent, bits)).toEqual(expected);
  });

  it('xy: |mₐ|r_b + |m_b|rₐ + rₐr_b', () => {
    expect(Balls.product(ball(3n, 2n, 1), ball(-5n, 1n, 2), 60)).toEqual(ball(-15n, 15n, 3));
    expect(Balls.product(ball(3n, 0n, 1), ball(-5n, 1n, 2), 60)).toEqual(ball(-15n, 3n, 3));
    expect(Balls.product(ball(-3n, 2n, 1), ball(5n, 0n, 2), 60)).toEqual(ball(-15n, 10n, 3));
    expect(Balls.exactProduct(ball(2n ** 90n + 1n, 0n, -3), ball(-3n, 0n, 5))).toEqual(
      ball(-3n * (2n ** 90n + 1n), 0n, 2),
    );
  });

  it('1/x: r/(m(m − r)) and a unit, and one more where the quotient was cut off', () => {
    // 2¹²/23 = 178, 6·2¹²/(23·17) = 62, 64 in all, and 5 bits are cut off. 2¹¹/10 = 204, 7·2¹¹/(10·3) = 477, 479 in all.
    expect(Balls.reciprocal(ball(23n, 6n), 3)).toEqual(ball(5n, 4n, -7));
    expect(Balls.reciprocal(ball(-23n, 6n, 2), 3)).toEqual(ball(-6n, 4n, -9));
    expect(Balls.reciprocal(ball(10n, 7n), 3)).toEqual(ball(6n, 16n, -6));
    // 2¹²/8 = 2⁹, exactly.
    expect(Balls.reciprocal(ball(8n, 0n, 1), 12)).toEqual(ball(2n ** 11n, 0n, -15));
  });

  it('x/n: r/n and a unit, and one more where the quotient was cut off', () => {
    // 32·2⁵⁻⁴/3: 32·8/3 = 85, 5·8/3 = 13, 15 in all, and 4 bits are cut off.
    expect(Balls.dividedBy(ball(32n, 5n), 3, 3)).toEqual(ball(5n, 2n, 1));
    expect(Balls.dividedBy(ball(32n, 11n), 3, 3)).toEqual(ball(5n, 3n, 1));
    expect(Balls.dividedBy(ball(-6n, 0n, 4), 3, 8)).toEqual(ball(-128n, 0n, -2));
  });

  it('√x: r/√m and a unit, and one more where the root was cut off', () => {
    // √(36·2⁴) = 24, 5·2⁴/24 = 3, 4 in all, and 2 bits are cut off. √(3·2⁸) = 27, 2·2⁸/27 = 18, 20 in all.
    expect(squareRoot(ball(36n, 5n), 3)).toEqual(ball(6n, 3n));
    expect(squareRoot(ball(3n, 2n), 3)).toEqual(ball(6n, 7n, -2));
    // √(9·2⁶) = 24, 2⁶/24 = 2, 3 in all. √(3·2⁸) = 27, 2⁸/27 = 9, 11 in all.
    expect(squareRoot(ball(9n, 1n), 3)).toEqual(ball(6n, 2n, -1));
    expect(squareRoot(ball(3n, 1n), 3)).toEqual(ball(6n, 4n, -2));
  });

  it('a fraction and a number that is not 0 added to a radius', () => {
    expect(Balls.ballOfRational(rational(1, 3), 4)).toEqual(ball(0b1010n, 2n, -5));
    expect(Balls.widened(ball(3n, 1n), ball(-5n, 2n), 60)).toEqual(ball(3n, 8n));
    expect(Balls.widened(ball(3n, 1n), ball(0n, 0n, 9), 60)).toEqual(ball(3n, 1n));
  });

  it('the size of a ball: 2^top is above it, 2^(top − 1) or, where it has a radius, 2^(top − 2) not', () => {
    const size = fc.bigInt({ min: 0n, max: 1n << 60n });
    fc.assert(
      fc.property(size, size, fc.boolean(), (middle, radius, exact) => {
        const reach = exact ? middle : middle + radius;
        if (reach === 0n) return;
        const top = BigInt(Balls.topOf(ball(-middle, exact ? 0n : radius, 0)));
        expect(reach < 1n << top).toBe(true);
        const below = top - (exact || radius === 0n ? 1n : 2n);
        expect(below < 0n || reach >= 1n << below).toBe(true);
      }),
    );
    expect(Balls.topOf(ball(0n, 0n, 7))).toBe(Number.NEGATIVE_INFINITY);
  });

  it('the larger of two is about the larger ends', () => {
    // |x| in [3, 5] or [4, 4.5]: [4, 5].
    const found = Balls.largerOf(ball(-4n, 1n), ball(17n, 1n, -2), 60);
    const { low, high } = Balls.endsOf(found);
    expect([Balls.toNumber(low), Balls.toNumber(high)]).toEqual([4, 5]);
  });

  it('far numbers are added as near ones are, to the bits that are asked for', () => {
    // 3·2⁹⁰⁰⁰ + 5·2⁻⁹⁰⁰⁰, in 8 bits: the smaller one is less than a unit of the last 16 bits behind these.
    const far = Balls.sum(ball(3n, 0n, 9000), ball(5n, 0n, -9000), 8);
    expect(far).toEqual(ball(3n << 6n, 2n, 8994));
  });
});

describe('doubles near a ball', () => {
  it.each([
    [ball(0n, 0n, 2 ** 40), 0],
    [ball(0n, 5n, 3), 0],
    [ball(3n, 0n, 2 ** 40), Number.POSITIVE_INFINITY],
    [ball(-3n, 0n, 1024), Number.NEGATIVE_INFINITY],
    [ball(-3n, 0n, -(2 ** 40)), -0],
    [ball(1n, 0n, -1074), 5e-324],
    [ball(1n, 0n, 1023), 2 ** 1023],
    [ball((1n << 70n) + 1n, 0n, -1144), 5e-324],
    [ball(-(1n << 1100n), 0n, -77), -(2 ** 1023)],
  ])('%o', (of, expected) => {
    expect(Balls.toNumber(of)).toBe(expected);
  });

  it('log₁₀ of what no double holds', () => {
    expect(Balls.logarithm10(ball(-(10n ** 400n), 0n))).toBeCloseTo(400, 10);
    expect(Balls.logarithm10(ball(1n, 0n, -4000))).toBeCloseTo(-4000 * Math.log10(2), 9);
  });
});

describe('series in integers', () => {
  it('arctan 1/q and artanh 1/q: three units a term and three more', () => {
    // 2⁸/5 = 51, /25 = 2, /25 = 0; 51/1 − 2/3.
    expect(inverseTangent(5n, -1n, 8)).toEqual({ value: 51n, error: 9n });
    // 2⁸/3 = 85, 9, 1, 0: 85 ± 3 + 0.
    expect(inverseTangent(3n, -1n, 8)).toEqual({ value: 82n, error: 12n });
    expect(inverseTangent(3n, 1n, 8)).toEqual({ value: 88n, error: 12n });
    expect(
      combined(
        [
          [2n, 3n],
          [-5n, 3n],
        ],
        -1n,
        8,
      ),
    ).toEqual({ value: -246n, error: 84n });
  });

  it('e^t, sin t and cos t: four units a term and eight, and two of what t is off by', () => {
    // t = ½: 16, 8, 2, and 0 from 2·8/16/3 on: three terms.
    expect(exponentialTerms(ball(1n, 0n, -1), 4)).toEqual({
      sum: ball(26n, 22n, -4),
      sine: ball(8n, 22n, -4),
      cosine: ball(14n, 22n, -4),
    });
    // t = −(4 ± 1)/16: 16, 4, 0; off by one and two.
    expect(exponentialTerms(ball(-4n, 1n, -4), 4)).toEqual({
      sum: ball(12n, 22n, -4),
      sine: ball(-4n, 22n, -4),
      cosine: ball(16n, 22n, -4),
    });
    // t = (37 ± 5)/256 in sixteenths: 2, and 0 + 2.
    expect(exponentialTerms(ball(37n, 5n, -8), 4).sine).toEqual(ball(2n, 20n, -4));
    // t = ½ in 2⁻⁸: 256, 128, 32, 5, 0.
    expect(exponentialTerms(ball(1n, 0n, -1), 8)).toEqual({
      sum: ball(421n, 26n, -8),
      sine: ball(123n, 26n, -8),
      cosine: ball(224n, 26n, -8),
    });
  });

  it('up to ½, and little more', () => {
    expect(() => exponentialTerms(ball(7n, 1n, -4), 4)).not.toThrow();
    expect(() => exponentialTerms(ball(8n, 1n, -4), 4)).toThrow(Balls.NoEnclosure);
    expect(() => exponentialTerms(ball(-8n, 1n, -4), 4)).toThrow(Balls.NoEnclosure);
  });
});

describe('at the ends of what is looked at', () => {
  it('e^x is next to nothing from −2⁴² on', () => {
    expect(isFarBelowZero(ball(-1n, 0n, 42))).toBe(true);
    expect(isFarBelowZero(ball(-(2n ** 42n), 1n))).toBe(false);
    expect(exponentialBall(ball(-1n, 0n, 42), 60)).toEqual(ball(1n, 1n, -(2 ** 42)));
  });

  it('e^x of a wide ball is from 0 to its upper end', () => {
    const { low, high } = Balls.endsOf(exponentialBall(ball(0n, 1n), 60));
    expect(Balls.toNumber(low)).toBe(0);
    expect(Balls.toNumber(high)).toBeGreaterThanOrEqual(Math.E);
    expect(Balls.toNumber(high)).toBeLessThan(Math.E + 1e-7);
  });

  it('sines end where π would be needed to more bits than 20 000', () => {
    expect(() => circularBall(ball(1n, 0n, 20_000), 24)).toThrow(Balls.NoEnclosure);
    expect(Balls.topOf(circularBall(ball(1n, 0n, 19_999), 24).sine)).toBeLessThanOrEqual(1);
  });

  it('log(1 + x) of a small x keeps its digits', () => {
    for (const sign of [1n, -1n]) {
      const value = logarithmOfOnePlus(ball(sign, 0n, -200), 24);
      // x − x² < log(1 + x) < x for |x| ≤ ½.
      expect(overlap(value, ball(sign * (1n << 30n), 1n, -230))).toBe(true);
      expect(Balls.topOf(Balls.errorOf(value))).toBeLessThanOrEqual(-200 - 20);
    }
  });
});
