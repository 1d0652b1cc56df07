import { expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import { compare, negate, type Rational, rational } from '../../numerics/rational.ts';
import { signedClasses } from './value-classes.ts';

const magnitude = (q: Rational) => (q.numerator < 0n ? negate(q) : q);

/** ±k for ± the k-th smallest absolute value, counted one by one. */
function counted(theta: readonly Rational[]): number[] {
  return theta.map((q) => {
    const smaller: Rational[] = [];
    for (const other of theta.map(magnitude))
      if (
        other.numerator !== 0n &&
        compare(other, magnitude(q)) <= 0 &&
        !smaller.some((known) => compare(known, other) === 0)
      )
        smaller.push(other);
    return (q.numerator < 0n ? -1 : 1) * smaller.length + 0;
  });
}

it.each([
  ['small', 3],
  ['as large as doubles tell apart', 2 ** 24 - 1],
  ['larger than doubles tell apart', 2 ** 52],
])('numbers the absolute values of fractions: %s', (_, most) => {
  const rng = createRng(`classes ${most}`);
  const theta = Array.from({ length: 40 }, () =>
    rational(
      (rng.chance(0.5) ? 1 : -1) * (most - rng.integer(0, 3)),
      Math.max(1, most - rng.integer(0, 3)),
    ),
  );
  expect([...signedClasses(theta)].map((k) => k + 0)).toEqual(counted(theta));
});

it('tells fractions apart that have one nearest double', () => {
  const beside = rational(2n ** 60n + 1n, 2n ** 60n);
  expect([...signedClasses([beside, rational(1)])]).toEqual([2, 1]);
  // One is long, whichever.
  const [whole, power] = [rational(2n ** 60n + 1n), rational(2n ** 60n)];
  expect([...signedClasses([whole, power])]).toEqual([2, 1]);
  const [below1, above1] = [rational(1n, 2n ** 60n + 1n), rational(1n, 2n ** 60n)];
  expect([...signedClasses([below1, above1])]).toEqual([1, 2]);
  // Neither is long.
  const [less, more] = [rational(2 ** 30, 2 ** 30 - 1), rational(2 ** 30 - 1, 2 ** 30 - 2)];
  expect([...signedClasses([more, less, negate(more)])]).toEqual([2, 1, -2]);
  expect([...signedClasses([negate(beside), rational(-1)])]).toEqual([-2, -1]);
  const below = rational(1, 2 ** 30 - 1);
  expect([...signedClasses([below, rational(2 ** 26, 2 ** 56 - 2 ** 26), rational(0)])]).toEqual([
    1, 1, 0,
  ]);
});
