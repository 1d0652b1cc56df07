import { describe, expect, it } from 'vitest';
import { multiply, multiplyOuter, multiplyTransposed } from './dense-kernels.ts';
import { createRng } from './random.ts';

/**
 * The kernels promise the chain acc ← acc + a·b in ascending order for every entry, so three plain
 * loops must give the same bits, whatever the sizes.
 */
describe('dense kernels', () => {
  const rng = createRng('kernels');
  const sizes = [1, 2, 3, 4, 5, 6, 7, 8, 9, 13];

  it.each(sizes.flatMap((rows) => sizes.map((columns): [number, number] => [rows, columns])))(
    '%d × %d: the same bits as plain loops, and nothing outside is touched',
    (rows, columns) => {
      const count = 2 * rng.integer(1, 4);
      const stride = count;
      const offset = rng.integer(0, 3);
      const array = (length: number) => Float64Array.from({ length }, () => rng.gaussian());
      const theta = array(offset + rows * columns + 2);
      const above = array(rows * stride);
      const below = array(columns * stride);
      const w = (j: number, k: number) => theta[offset + j * columns + k];

      const z = above.slice();
      multiply(theta, offset, rows, columns, below, z, stride);
      const expectedZ = above.slice();
      for (let j = 0; j < rows; j++)
        for (let i = 0; i < count; i++)
          for (let k = 0; k < columns; k++)
            expectedZ[j * stride + i] += w(j, k) * below[k * stride + i];
      expect(z).toEqual(expectedZ);

      const d = below.slice();
      multiplyTransposed(theta, offset, rows, columns, above, d, stride);
      const expectedD = below.slice();
      for (let k = 0; k < columns; k++)
        for (let i = 0; i < count; i++)
          for (let j = 0; j < rows; j++)
            expectedD[k * stride + i] += w(j, k) * above[j * stride + i];
      expect(d).toEqual(expectedD);

      const odd = count - 1;
      const g = theta.slice();
      multiplyOuter(above, below, rows, columns, g, offset, stride, odd);
      const expectedG = theta.slice();
      for (let j = 0; j < rows; j++)
        for (let k = 0; k < columns; k++)
          for (let i = 0; i < odd; i++)
            expectedG[offset + j * columns + k] += above[j * stride + i] * below[k * stride + i];
      expect(g).toEqual(expectedG);
    },
  );
});
