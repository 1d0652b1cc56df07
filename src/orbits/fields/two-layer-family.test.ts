/** Gradients of numbers, of members that stay constant and Hessians along many directions have ways of their own. */
import { describe, expect, it } from 'vitest';
import { withBudget } from '../../numerics/budget.ts';
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

it('is charged for, the more the longer the series are', () => {
  const family = twoLayerFamily({ inputs: 2, hidden: 3, outputs: 1 }, [1, 3], PRIME);
  const [c, theta, out] = [5, 9, 9].map((n) => new Float64Array(4 * n));
  const costs = [1, 4].flatMap((length) => [
    withBudget(1e9, () => family.gradient(c, theta, length, out)).cost,
    withBudget(1e9, () => family.constantGradient!(c, theta, length, out)).cost,
    withBudget(1e9, () => family.hessianVector(c, theta, theta, length, out)).cost,
  ]);
  // Each of them something, a Hessian twice as much as a gradient.
  expect(costs[0]).toBeGreaterThan(0);
  expect([costs[1], costs[2]]).toEqual([costs[0], 2 * costs[0]]);
  expect(costs[3]).toBeGreaterThan(costs[0]);
  expect([costs[4], costs[5]]).toEqual([costs[3], 2 * costs[3]]);
});

it('has sums of thousands of powers right', () => {
  // One neuron of one input at wx = z: φ = Σ λ_j z^j for u = a = 1, ∂w = g′(z)·x.
  const exponents = [...Array(5000).keys()];
  const lambda = exponents.map((j) => (j * j * 524309 + 12345 * j + 7) % PRIME);
  const family = twoLayerFamily({ inputs: 1, hidden: 1, outputs: 1 }, exponents, PRIME);
  const out = new Float64Array(2);
  family.gradient(Float64Array.of(1, 1, ...lambda), Float64Array.of(1234567, 1), 1, out);
  const p = BigInt(PRIME);
  let [power, before, value, slope] = [1n, 0n, 0n, 0n];
  for (const [j, n] of lambda.entries()) {
    value += BigInt(n) * power;
    slope += BigInt(j * n) * before;
    [power, before] = [(power * 1234567n) % p, power];
  }
  expect(Array.from(out)).toEqual([Number(slope % p), Number(value % p)]);
});

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
