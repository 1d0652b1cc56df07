/** Functions made of functions: one of each combination, for tests that run over all functions. */
import type { FunctionSpec } from '../analytic/function-spec.ts';

export const compoundFunctions: readonly FunctionSpec[] = [
  { name: 'polynomial', coefficients: [1, '-1/2', 0, '1/3'] },
  { name: 'polynomial', coefficients: [0, 1, 0, '-1/6'] },
  { name: 'shifted', base: 'tanh', shift: '1/4' },
  { name: 'shifted', base: 'gelu', shift: '-1/3' },
  { name: 'product', factors: ['identity', 'tanh'] },
  { name: 'product', factors: ['identity', 'sigmoid'] },
  { name: 'sum', terms: ['tanh', 'sin', 'cube'] },
  { name: 'composition', outer: 'tanh', inner: 'sin' },
  {
    name: 'composition',
    outer: 'inverse-sqrt',
    inner: { name: 'polynomial', coefficients: [1, 0, 1] },
  },
];
