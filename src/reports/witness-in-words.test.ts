import { expect, it } from 'vitest';
import type { FunctionSpec } from '../instances/instance.ts';
import { unflatten } from '../instances/layout.ts';
import { bind } from '../models/bind.ts';
import { witnessInWords } from './witness-in-words.ts';

it.each<[FunctionSpec, string]>([
  ['gelu', 'gelu'],
  [{ name: 'shifted', base: 'cos', shift: 1 }, 'cos(z+1)'],
  [{ name: 'shifted', base: 'square', shift: '-1/2' }, '(z-1/2)²'],
  [{ name: 'polynomial', coefficients: [0, -1, 0, '1/2', 1] }, '-z+1/2z^3+z^4'],
  [{ name: 'sum', terms: ['tanh', { name: 'polynomial', coefficients: [0, -1] }] }, 'tanh(z)-z'],
  [
    { name: 'product', factors: ['square', { name: 'sum', terms: ['sin', 'exp'] }] },
    'z²·(sin(z)+exp(z))',
  ],
  [{ name: 'composition', outer: 'tanh', inner: 'cube' }, 'tanh(z³)'],
])('writes %j as a formula', (activation, formula) => {
  const model = { kind: 'fully-connected', widths: [1, 1, 1], bias: true, activation } as const;
  const at = (theta: readonly number[]) =>
    witnessInWords({ model, parameters: unflatten(model, theta) });
  expect(at([0, 0, 0, 0])).toBe(`${formula} 1-1-1 with biases at 0`);
  expect(at([0, -1, 0, 2])).toBe(`${formula} 1-1-1 with biases at (0,-1,0,2)`);
});

it('names what is no network of given widths by its kind', () => {
  const model = {
    kind: 'mixture-of-experts',
    inputs: 1,
    experts: 1,
    hidden: 1,
    outputs: 1,
    activation: 'silu',
    gate: 'sigmoid',
  } as const;
  const theta = new Array<number>(bind(model).size).fill(0);
  expect(witnessInWords({ model, parameters: unflatten(model, theta) })).toBe(
    'mixture-of-experts of 1 input with σ = silu at 0',
  );
});
