/** Which numbers primes must not divide: those that models are written with. */
import { expect, it } from 'vitest';
import type { FunctionSpec } from '../../instances/instance.ts';
import { bind } from '../../models/bind.ts';
import type { ModelJson } from '../../models/contract.ts';
import { format } from '../../numerics/rational.ts';
import { constantsOf } from './model-constants.ts';

const of = (model: ModelJson) => constantsOf(bind(model)).map(format);
const net = (activation: FunctionSpec) =>
  of({ kind: 'fully-connected', widths: [1, 2, 1], bias: false, activation });

it('numbers of the program are there', () => {
  const features = ['2/3*u', '5 + 7*u*v'];
  const found = of({ kind: 'polynomial', variables: ['u', 'v'], features });
  for (const constant of ['2/3', '5', '7']) expect(found).toContain(constant);
  expect(found).not.toContain('11');
  expect(of({ kind: 'linear', widths: [1, 1] })).toEqual([]);
});

it('numbers of a function are there once, however often it is applied', () => {
  expect(net('tanh')).toEqual([]);
  expect(net({ name: 'polynomial', coefficients: [0, '3/7', 5] })).toEqual(['0', '3/7', '5']);
});

it('numbers of what a function is made of are there', () => {
  const inner: FunctionSpec = { name: 'polynomial', coefficients: [0, 0, '2/9'] };
  expect(net({ name: 'sum', terms: ['tanh', inner] })).toEqual(['0', '0', '2/9']);
});

it('they are collected once', () => {
  const model = bind({ kind: 'linear', widths: [1, 1] });
  expect(constantsOf(model)).toBe(constantsOf(model));
});
