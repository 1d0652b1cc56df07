import { expect, it } from 'vitest';
import { doubles } from './doubles.ts';

it('are zeros that nobody else has', () => {
  const arrays: Float64Array[] = [];
  for (let n = 0; n < 300; n++) {
    const array = doubles(n);
    expect(array).toHaveLength(n);
    expect(array.every((x) => x === 0)).toBe(true);
    arrays.push(array.fill(n));
  }
  for (const [n, array] of arrays.entries()) expect(array.every((x) => x === n)).toBe(true);
});
