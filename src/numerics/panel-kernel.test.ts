import { describe, expect, it } from 'vitest';
import { createEchelon, type PanelKernelOf } from './modular-elimination.ts';
import { PANEL, type PanelKernel, plainPanelKernel } from './panel-kernel.ts';
import { DELAY } from './prime-field.ts';
import { createRng } from './random.ts';
import { simdPanelKernel } from './simd/panel-kernel.ts';

const PRIME = 4194301;

const vectors: PanelKernelOf = (columns, prime) => {
  const kernel = simdPanelKernel(columns, prime);
  if (kernel === null) throw new Error('no vector instructions');
  return kernel;
};

describe('the two panel kernels', () => {
  it.each([1, 2, 5, 8, 67])('add and reduce alike, %i columns', (columns) => {
    const rng = createRng(`kernels ${columns}`);
    const fill = (count: number) =>
      Array.from({ length: count }, () => PRIME - 1 - rng.integer(0, 3));
    const entries = fill(PANEL * columns);
    const block = Float64Array.from(fill(PANEL * columns));
    const steps = Array.from({ length: 12 }, () => {
      const rows = rng.integer(1, 9);
      const inner = rng.integer(1, 9);
      return {
        first: rng.integer(0, PANEL - rows),
        rows,
        inner,
        from: rng.integer(0, columns - 1),
        factors: fill(rows * inner),
        source: rng.integer(0, PANEL - inner),
      };
    });
    /** What is left of the panel after all steps. */
    function result(kernel: PanelKernel): number[] {
      const { panel, stride, coefficients } = kernel;
      const rowsOf = (i: number) => panel.subarray(i * stride, i * stride + columns);
      for (let i = 0; i < PANEL; i++) rowsOf(i).set(entries.slice(i * columns, (i + 1) * columns));
      for (const { first, rows, inner, from, factors, source } of steps) {
        coefficients.set(factors);
        kernel.loadBlock(block, 0, inner, from);
        kernel.addBlock(first, rows, inner, from);
        kernel.reduce(first, first + rows, from, columns);
        // In place rows may be added that are being written.
        if (source + inner <= first || first + rows <= source)
          kernel.addRows(first, rows, inner, source, from);
        kernel.reduce(first, first + rows, from, columns);
      }
      return Array.from({ length: PANEL }, (_, i) => [...rowsOf(i)]).flat();
    }
    const plain = result(plainPanelKernel(columns, PRIME));
    expect(plain.every((x) => x >= 0 && x < PRIME)).toBe(true);
    expect(result(vectors(columns, PRIME))).toEqual(plain);
  });

  it('bring a combination of more rows than DELAY back to 0, all products odd and as large as they get', () => {
    const count = DELAY + 100;
    const columns = count + 3;
    // [1 | p − 2], and twice the sum of all rows: the coefficients are p − 2 as well.
    const rows = new Float64Array((count + 1) * columns);
    const sum = rows.subarray(count * columns);
    for (let i = 0; i < count; i++) {
      rows[i * columns + i] = 1;
      rows.fill(PRIME - 2, i * columns + count, (i + 1) * columns);
      sum[i] = 2;
    }
    sum.fill((2 * count * (PRIME - 2)) % PRIME, count);
    for (const kernelOf of [plainPanelKernel, vectors]) {
      const echelon = createEchelon(columns, PRIME, kernelOf);
      expect(echelon.insert(rows, count + 1)).toHaveLength(count);
    }
  });

  it('find the same rows and columns', () => {
    const columns = 150;
    const rng = createRng('same rows');
    const rows = Float64Array.from({ length: columns ** 2 }, () => PRIME - 1 - rng.integer(0, 1));
    // A row twice, and a column of zeros that has to be passed over.
    rows.copyWithin(100 * columns, 20 * columns, 21 * columns);
    for (let i = 0; i < columns; i++) rows[i * columns + 17] = 0;
    const [plain, fast] = [plainPanelKernel, vectors].map((kernelOf) => {
      const echelon = createEchelon(columns, PRIME, kernelOf);
      return [echelon.insert(rows, columns), echelon.pivotColumns()];
    });
    expect(plain[0]).toHaveLength(columns - 1);
    expect(plain[0]).not.toContain(100);
    expect(plain[1]).not.toContain(17);
    expect(fast).toEqual(plain);
  });

  it('leave each other alone when two echelons grow in turns', () => {
    const rng = createRng('in turns');
    const sizes = [70, 130];
    const echelons = sizes.map((n) => createEchelon(n, PRIME, vectors));
    for (let i = 0; i < 70; i++)
      sizes.forEach((n, k) => {
        const row = Float64Array.from({ length: n }, () => rng.integer(0, PRIME - 1));
        expect(echelons[k].insert(row, 1)).toEqual([0]);
      });
    expect(echelons.map((echelon) => echelon.rank())).toEqual([70, 70]);
  });
});
