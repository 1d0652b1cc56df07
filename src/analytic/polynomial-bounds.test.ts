import { expect, it } from 'vitest';
import { resolveFunction } from './registry.ts';

const ofDegree = (n: number) =>
  ({
    name: 'polynomial',
    coefficients: Array.from({ length: n + 1 }, (_, j) => 1 / (j + 1)),
  }) as const;

it.each([
  [499, 'degree 499 and 500 terms'],
  [9999, 'expected at most 501 numbers, received 10000'],
])('a polynomial of degree %i with all its terms is refused with the bound', (n, reason) => {
  expect(() => resolveFunction(ofDegree(n))).toThrow(reason);
});

it('one term goes further', () => {
  const coefficients = [...Array(400).fill(0), 1];
  expect(resolveFunction({ name: 'polynomial', coefficients }).polynomialDegree).toBe(400);
});

it('a product of polynomials is held to the same bound', () => {
  const factors = [1, 2, 3].map(
    () => ({ name: 'polynomial', coefficients: [1, ...Array(190).fill(0), 1] }) as const,
  );
  const refused = () => resolveFunction({ name: 'product', factors } as never, 'model.activation');
  expect(refused).toThrow(/^model\.activation: expected a polynomial of degree at most 500/);
});
