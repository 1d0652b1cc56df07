/** Where decimals end: three hundred powers of ten for what functions are applied to, nowhere for inverses. */
import { expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import { UnsupportedError } from '../../errors.ts';
import { decimalsOf } from '../../numerics/decimal-ring.ts';
import { withinDecimals, withinReach } from './decimals-within-reach.ts';

const D = decimalsOf(30);
const field = withinDecimals(30);
const square = resolveFunction('square');

it('functions are applied within 10^±300', () => {
  const at = (z: string) => withinReach(() => field.apply(square, new D(z)).toString());
  expect([at('0'), at('-3'), at('1e300'), at('-1e-300')]).toEqual(['0', '9', '1e+600', '1e-600']);
  expect([at('1e301'), at('9.9e300'), at('9.9e-301'), at('Infinity'), at('NaN')]).toEqual([
    undefined,
    '9.801e+601',
    undefined,
    undefined,
    undefined,
  ]);
  const slopeAt = (z: string) =>
    withinReach(() => field.applyDerivative(square, 1, new D(z)).toString());
  expect([slopeAt('0'), slopeAt('7'), slopeAt('1e301')]).toEqual(['0', '14', undefined]);
});

it('inverses are taken of everything but 0 and what is infinite', () => {
  const of = (z: string) => withinReach(() => field.inverse(new D(z)).toString());
  expect([of('4'), of('1e400'), of('-1e-400')]).toEqual(['0.25', '1e-400', '-1e+400']);
  expect([of('0'), of('Infinity'), of('NaN')]).toEqual([undefined, undefined, undefined]);
});

it('what is unknown is out of reach, a defect is not', () => {
  expect(
    withinReach(() => {
      throw new UnsupportedError('no decimals of it');
    }),
  ).toBeUndefined();
  expect(() =>
    withinReach(() => {
      throw new RangeError('a defect');
    }),
  ).toThrow('a defect');
});
