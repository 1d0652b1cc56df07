/** Balls as tests look at them. */
import {
  type Ball,
  ballOfRational,
  compareDyadic,
  magnitude,
  sum,
} from '../numerics/balls/ball.ts';
import { parse } from '../numerics/rational.ts';

/** The ball of a decimal text with an error of one in its last place. */
export function ballOfText(text: string): Ball {
  const places = text.length - text.indexOf('.') - 1;
  const value = ballOfRational(parse(text)!, 600);
  const last = ballOfRational(parse(`1e-${places}`)!, 600);
  const reach = magnitude(last.middle) + last.radius;
  return sum(value, { middle: 0n, radius: reach, exponent: last.exponent }, 600);
}

/** Whether two balls have a number in common: two enclosures of one number must. */
export function overlap(a: Ball, b: Ball): boolean {
  const unit = Math.min(a.exponent, b.exponent);
  const up = (n: bigint, { exponent }: Ball) => n << BigInt(exponent - unit);
  const apart = up(a.middle, a) - up(b.middle, b);
  return magnitude(apart) <= up(a.radius, a) + up(b.radius, b);
}

/** Whether radius ≤ 2^−bits·|middle|. */
export function isSharp({ middle, radius, exponent }: Ball, bits: number): boolean {
  return (
    compareDyadic(
      { middle: radius, radius: 0n, exponent },
      { middle: magnitude(middle), radius: 0n, exponent: exponent - bits },
    ) <= 0
  );
}
