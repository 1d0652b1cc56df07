/** Models of sums and products written out as texts, from which models of kind `polynomial` are made. */
import type { Field } from '../../analytic/field.ts';
import { UnsupportedError } from '../../errors.ts';

const sum = (a: string, b: string) => (a === '0' ? b : b === '0' ? a : `${a} + ${b}`);
const product = (a: string, b: string) => {
  if (a === '0' || b === '0') return '0';
  return a === '1' ? b : b === '1' ? a : `(${a})*(${b})`;
};
const refuse = (): never => {
  throw new UnsupportedError('formulas: sums and products only');
};

/** Formulas as texts, zeros and ones left out: what a model of sums and products is made of. */
export const FORMULAS: Field<string> = {
  name: 'formulas',
  zero: '0',
  one: '1',
  add: sum,
  sub: refuse,
  mul: product,
  neg: refuse,
  rational: refuse,
  dot: (a, b) => a.reduce((total, v, i) => sum(total, product(v, b[i])), '0'),
  inverse: refuse,
  apply: refuse,
  applyDerivative: refuse,
};
