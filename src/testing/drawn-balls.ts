/** Balls for tests: of texts, drawn about doubles of all scales, and how two of them are compared. */
import fc from 'fast-check';
import * as Balls from '../numerics/balls/ball.ts';
import { circularBall } from '../numerics/balls/circular.ts';
import { parse, rational } from '../numerics/rational.ts';

/** The ball of a decimal text with an error of one in its last place. */
export function ballOfText(text: string): Balls.Ball {
  const places = text.length - text.indexOf('.') - 1;
  const value = Balls.ballOfRational(parse(text)!, 600);
  const last = Balls.ballOfRational(parse(`1e-${places}`)!, 600);
  const reach = Balls.magnitude(last.middle) + last.radius;
  return Balls.sum(value, { middle: 0n, radius: reach, exponent: last.exponent }, 600);
}

/** Whether two balls have a number in common: two enclosures of one number must. */
export function overlap(a: Balls.Ball, b: Balls.Ball): boolean {
  const unit = Math.min(a.exponent, b.exponent);
  const up = (n: bigint, { exponent }: Balls.Ball) => n << BigInt(exponent - unit);
  const apart = up(a.middle, a) - up(b.middle, b);
  return Balls.magnitude(apart) <= up(a.radius, a) + up(b.radius, b);
}

/** Whether radius ≤ 2^−bits·|middle|. */
export function isSharp({ middle, radius, exponent }: Balls.Ball, bits: number): boolean {
  return (
    Balls.compareDyadic(
      { middle: radius, radius: 0n, exponent },
      { middle: Balls.magnitude(middle), radius: 0n, exponent: exponent - bits },
    ) <= 0
  );
}

export type Unary = (x: Balls.Ball, bits: number) => Balls.Ball;

export const sine: Unary = (x, bits) => circularBall(x, bits).sine;
export const cosine: Unary = (x, bits) => circularBall(x, bits).cosine;

export const one = Balls.ONE_BALL;
export const half = Balls.ballOfRational(rational(1, 2), 10);

/** Doubles of all scales, and short numbers. */
export const double = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.double({ noNaN: true, min: -50, max: 50 }),
  fc.constantFrom(5e-324, -5e-324, 1e-300, 1e300, -1.7976931348623157e308, 1, -1, 0, 0.5),
);
export const moderate = fc.double({ noNaN: true, min: -40, max: 40 });
export const positive = double.map(Math.abs).filter((x) => x > 0);
export const bitsOf = fc.constantFrom(20, 53, 100, 200, 333);

/** A ball about a double and an exact point of it. */
export const fat = (of: fc.Arbitrary<number>) =>
  fc
    .tuple(
      of,
      fc.integer({ min: -40, max: -1 }),
      fc.integer({ min: -1024, max: 1024 }),
      fc.boolean(),
    )
    .map(([x, size, where, exact]) => {
      const middle = Balls.ballOfDouble(x);
      if (exact || x === 0) return { ball: middle, point: middle };
      const reach = Balls.scaled(
        { ...middle, middle: middle.middle < 0n ? -middle.middle : middle.middle },
        size,
      );
      const ball = Balls.widened(middle, reach, 2400);
      const offset = Balls.scaled(Balls.product(Balls.ballOfInteger(where), reach, 2400), -10);
      return { ball, point: Balls.sum(middle, offset, 2400) };
    });
