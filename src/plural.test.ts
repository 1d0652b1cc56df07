import { expect, it } from 'vitest';
import { plural } from './plural.ts';

it('counts in the singular where there is one', () => {
  const counted = [0, 1, 2].flatMap((n) => [plural(n, 'step'), plural(n, 'conserved quantity')]);
  expect(counted).toEqual([
    '0 steps',
    '0 conserved quantities',
    '1 step',
    '1 conserved quantity',
    '2 steps',
    '2 conserved quantities',
  ]);
  expect(plural(3, 'array')).toBe('3 arrays');
});
