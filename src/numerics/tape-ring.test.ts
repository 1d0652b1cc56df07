/** Gradients of nodes that lie among others. */
import { expect, it } from 'vitest';
import { rational } from './rational.ts';
import { rationalRing } from './rational-ring.ts';
import { tape } from './tape-ring.ts';

it('leaves out what the output is not made of, though it was recorded before it', () => {
  const { ring, variable, gradient } = tape(rationalRing);
  const [a, b, c] = [2, 3, 5].map((x) => variable(rational(x)));
  // In between, and of the same variables.
  const aside = ring.mul(ring.mul(a, b), c);
  const output = ring.add(ring.mul(a, a), b);
  ring.mul(aside, output);
  expect(gradient(output, [a, b, c])).toEqual([4, 1, 0].map((x) => rational(x)));
  expect(gradient(aside, [a, b, c])).toEqual([15, 10, 6].map((x) => rational(x)));
});

it('of a constant is 0', () => {
  const { ring, variable, constant, gradient } = tape(rationalRing);
  const a = variable(rational(2));
  const product = ring.mul(constant(rational(3)), constant(rational(4)));
  expect(product.value).toEqual(rational(12));
  expect(gradient(product, [a])).toEqual([rational(0)]);
});
