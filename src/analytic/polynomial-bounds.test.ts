import { expect, it } from 'vitest';
import { resolveFunction } from './registry.ts';

const ofDegree = (n: number) =>
  ({
    name: 'polynomial',
    coefficients: Array.from({ length: n + 1 }, (_, j) => 1 / (j + 1)),
  }) as const;

it.each([499, 9999])('a polynomial of degree %i is refused with the bound', (n) => {
  expect(() => resolveFunction(ofDegree(n))).toThrow(
    `coefficients: expected at most 201 numbers, received ${n + 1}`,
  );
});

it('a product of polynomials is held to the same bound', () => {
  const factors = [1, 2, 3].map(
    () => ({ name: 'polynomial', coefficients: [1, ...Array(90).fill(0), 1] }) as const,
  );
  expect(() => resolveFunction({ name: 'product', factors } as never)).toThrow(
    /degree at most 200/,
  );
});
