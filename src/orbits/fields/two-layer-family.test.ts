/** Gradients of numbers have a way of their own: they are the first coefficients of those of series. */
import { expect, it } from 'vitest';
import { createRng } from '../../numerics/random.ts';
import { constantSeries } from './family.ts';
import { twoLayerFamily } from './two-layer-family.ts';

const PRIME = 4194301;

it.each([
  ['no powers at all', { inputs: 2, hidden: 1, outputs: 1 }, []],
  ['a constant alone', { inputs: 1, hidden: 2, outputs: 2 }, [0]],
  ['odd powers', { inputs: 3, hidden: 4, outputs: 2 }, [1, 3, 5, 7, 9]],
  ['even powers and a gap', { inputs: 2, hidden: 3, outputs: 1 }, [0, 2, 4, 40]],
  ['more powers than fit a sum', { inputs: 1, hidden: 1, outputs: 1 }, [...Array(1100).keys()]],
  ['more inputs and outputs than fit a sum', { inputs: 600, hidden: 1, outputs: 600 }, [0, 1]],
] as const)('with %s', (_, shape, exponents) => {
  const family = twoLayerFamily(shape, exponents, PRIME);
  const rng = createRng('numbers and series');
  const draw = (length: number) =>
    Float64Array.from({ length }, () => PRIME - 1 - rng.integer(0, rng.chance(0.5) ? 2 : 4e6));
  const [c, theta] = [draw(family.coefficientCount), draw(family.size)];
  const numbers = new Float64Array(family.size);
  family.gradient(c, theta, 1, numbers);
  const series = new Float64Array(2 * family.size);
  family.gradient(constantSeries(c, 2), constantSeries(theta, 2), 2, series);
  expect(numbers).toEqual(series.filter((_entry, i) => i % 2 === 0));
  expect(numbers.some((value) => value !== 0)).toBe(exponents.length > 0);
});
