/** Gradients of numbers, of members that stay constant and Hessians along many directions have ways of their own. */
import { describe, expect, it } from 'vitest';
import { createRng, type Rng } from '../../numerics/random.ts';
import { resizeSeries } from '../../numerics/truncated-series.ts';
import { constantSeries } from './family.ts';
import { twoLayerFamily } from './two-layer-family.ts';

const PRIME = 4194301;

const drawn = (rng: Rng, length: number) =>
  Float64Array.from({ length }, () => PRIME - 1 - rng.integer(0, rng.chance(0.5) ? 2 : 4e6));

const resized = (values: Float64Array, from: number, to: number) => {
  const out = new Float64Array((values.length / from) * to);
  resizeSeries(values, values.length / from, from, to, out);
  return out;
};

describe.each([
  ['no powers at all', { inputs: 2, hidden: 1, outputs: 1 }, []],
  ['a constant alone', { inputs: 1, hidden: 2, outputs: 2 }, [0]],
  ['odd powers', { inputs: 3, hidden: 4, outputs: 2 }, [1, 3, 5, 7, 9]],
  ['even powers and a gap', { inputs: 2, hidden: 3, outputs: 1 }, [0, 2, 4, 40]],
  ['more powers than fit a sum', { inputs: 1, hidden: 1, outputs: 1 }, [...Array(1100).keys()]],
  ['more inputs and outputs than fit a sum', { inputs: 600, hidden: 1, outputs: 600 }, [0, 1]],
] as const)('with %s', (_, shape, exponents) => {
  const family = twoLayerFamily(shape, exponents, PRIME);
  const { size, coefficientCount } = family;
  const rng = createRng('numbers and series');

  it('has gradients of numbers that are the first coefficients of those of series', () => {
    const [c, theta] = [drawn(rng, coefficientCount), drawn(rng, size)];
    const numbers = new Float64Array(size);
    family.gradient(c, theta, 1, numbers);
    const series = new Float64Array(2 * size);
    family.gradient(constantSeries(c, 2), constantSeries(theta, 2), 2, series);
    expect(numbers).toEqual(series.filter((_entry, i) => i % 2 === 0));
    expect(numbers.some((value) => value !== 0)).toBe(exponents.length > 0);
  });

  it.each([1, 2, 5])('takes constant members as series that are constant, mod t^%i', (length) => {
    const [c, theta] = [drawn(rng, coefficientCount), drawn(rng, size * length)];
    const [plain, series] = [new Float64Array(size * length), new Float64Array(size * length)];
    family.constantGradient!(c, theta, length, plain);
    family.gradient(constantSeries(c, length), theta, length, series);
    expect(plain).toEqual(series);
  });

  it.each([3, 1])(
    'bends mod t^%i as the gradient at θ + t³y says, θ and c known mod t³',
    (length) => {
      const known = 3;
      const [c, theta] = [drawn(rng, coefficientCount * known), drawn(rng, size * known)];
      const y = drawn(rng, size * known);
      const [longer, still] = [c, theta].map((series) => resized(series, known, 2 * known));
      const moved = still.map((x, i) =>
        i % (2 * known) < known ? x : y[Math.floor(i / (2 * known)) * known + (i % known)],
      );
      const [at, beside] = [still, moved].map((point) => {
        const out = new Float64Array(size * 2 * known);
        family.gradient(longer, point, 2 * known, out);
        return out;
      });
      const bent = new Float64Array(size * length);
      family.hessianAt!(c, theta, known)(resized(y, known, length), length, bent);
      const expected = bent.map((_x, i) => {
        const place = Math.floor(i / length) * 2 * known + known + (i % length);
        return (beside[place] - at[place] + PRIME) % PRIME;
      });
      expect(bent).toEqual(expected);
      expect(bent.some((value) => value !== 0)).toBe(exponents.some((j) => j > 0));
    },
  );
});
