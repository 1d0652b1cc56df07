import { describe, expect, it } from 'vitest';
import { NotInvertible } from '../../errors.ts';
import {
  ballOfDouble,
  ballOfRational,
  difference,
  NoEnclosure,
  ONE_BALL,
  product,
  widened,
  ZERO_BALL,
} from '../../numerics/balls/ball.ts';
import { circularBall } from '../../numerics/balls/circular.ts';
import { exponentialBall } from '../../numerics/balls/exponential.ts';
import { rational } from '../../numerics/rational.ts';
import { bitsOf, DIGITS, largestOf, normOf, type Settled, settle } from './enclosed-difference.ts';

const scale = ONE_BALL;
const marginIn = (settled: Settled) =>
  settled.decided === 'undecided' ? 0 : settled.enclosure.margin;
const tiny = (bits: number) => ({ middle: 1n, radius: 0n, exponent: -bits });

describe('a difference in balls', () => {
  it('that excludes 0 is one, however small beside what was subtracted', () => {
    const settled = settle((bits) => ({
      difference: widened(ballOfDouble(1e-50), tiny(bits), bits),
      scale,
    }));
    expect(settled).toMatchObject({
      decided: 'differs',
      enclosure: { digits: 60, distance: 1e-50 },
      proof: { by: 'enclosure', digits: 60 },
    });
    // The radius is 2^−200 = 6·10⁻⁶¹.
    expect(marginIn(settled)).toBeCloseTo(Math.log10(2 ** -bitsOf(60) / 1e-50), 6);
  });

  it('needs ten times its radius: else more digits are asked for', () => {
    const asked: number[] = [];
    const settled = settle((bits) => {
      asked.push(bits);
      return { difference: { middle: 5n, radius: 1n, exponent: -bits }, scale };
    });
    expect(settled).toMatchObject({ decided: 'undecided', digits: 960 });
    expect(asked).toEqual(DIGITS.map(bitsOf));
  });

  it('that holds 0 agrees once all of it is below 10⁻³⁰ of the scale', () => {
    const about = (size: number) => widened(ZERO_BALL, ballOfDouble(size), 200);
    const of = (size: number) => settle(() => ({ difference: about(size), scale }));
    expect(of(1e-40)).toMatchObject({ decided: 'agrees', enclosure: { digits: 60 } });
    expect(marginIn(of(1e-40))).toBeCloseTo(10, 6);
    expect(of(1e-29).decided).toBe('undecided');
    // The same beside a scale of 10⁻³⁰⁰.
    const small = settle(() => ({ difference: about(1e-310), scale: ballOfDouble(1e-300) }));
    expect(small.decided).toBe('undecided');
  });

  it('of nothing at all agrees', () => {
    const settled = settle(() => ({ difference: ZERO_BALL, scale: ZERO_BALL }));
    expect(settled).toMatchObject({ decided: 'agrees', enclosure: { margin: 16 } });
  });

  // 1 − p for p = 1/(1 + e^{−10⁶}): every digit cancels at any precision tried.
  it('of which all digits cancel stays undecided', () => {
    const settled = settle((bits) => {
      const p = difference(ONE_BALL, exponentialBall(ballOfDouble(-1e6), bits), bits);
      const rest = difference(ONE_BALL, p, bits);
      return { difference: rest, scale: rest };
    });
    expect(settled.decided).toBe('undecided');
  });

  // sin(3·10¹⁰⁰) once summed as 10¹⁰⁰ + 10¹⁰⁰ + 10¹⁰⁰ and once as a product with 3: at 60 digits the third
  // of 9·10¹⁰⁰ has no digit after the point.
  it('gets the digits that its arguments have before the point', () => {
    const settled = settle((bits) => {
      const nine = ballOfRational(rational(9n * 10n ** 100n), bits);
      const third = ballOfRational(rational(1, 3), bits);
      const [x, y] = [ballOfRational(rational(3n * 10n ** 100n), bits), product(nine, third, bits)];
      const [s, t] = [circularBall(x, bits).sine, circularBall(y, bits).sine];
      const rest = difference(s, t, bits);
      return { difference: rest, scale };
    });
    expect(settled).toMatchObject({ decided: 'agrees', enclosure: { digits: 240 } });
  });

  it('says why where balls cannot be had, and stops where no digits help', () => {
    const narrow = settle(() => {
      throw new NoEnclosure('too wide');
    });
    expect(narrow).toMatchObject({ decided: 'undecided', digits: 960, why: 'too wide' });
    const never = settle(() => {
      throw new NotInvertible('balls', '0');
    });
    expect(never).toMatchObject({ decided: 'undecided', digits: 60 });
    expect(() =>
      settle(() => {
        throw new TypeError('a defect');
      }),
    ).toThrow(TypeError);
  });
});

describe('sizes of vectors', () => {
  it('of exact numbers are exact', () => {
    const v = [3, -4].map(ballOfDouble);
    expect(settle((bits) => ({ difference: normOf(v, bits), scale }))).toMatchObject({
      enclosure: { distance: 5, radius: 0, margin: -16 },
    });
    expect(settle((bits) => ({ difference: largestOf(v, bits), scale }))).toMatchObject({
      enclosure: { distance: 4 },
    });
    expect(normOf([], 100)).toEqual(ZERO_BALL);
  });
});
