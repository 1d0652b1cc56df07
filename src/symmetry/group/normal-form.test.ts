/** What a normal form takes for one function, and where parameters count from: F = f(wx + b) + g(vx + c). */
import { expect, it } from 'vitest';
import { resolveFunction } from '../../analytic/registry.ts';
import { axis, defineModel, type ModelJson, tensor } from '../../models/contract.ts';
import { activation, boolean, literal, object } from '../../models/schema.ts';
import { format, fromDouble } from '../../numerics/rational.ts';
import { registering } from '../../testing/registering.ts';
import { pointClasses } from '../isotropy/found-isotropy.ts';
import { symmetryOf } from '../isotropy/isotropy.ts';
import { lawOf } from './function-law.ts';
import { moveOf } from './signed-move.ts';

const sum = defineModel({
  kind: 'sum-of-two',
  formula: 'F(x) = f(wx + b) + g(vx + c), or f(x + b) + g(x + c)',
  spec: object({
    kind: literal('sum-of-two'),
    first: activation,
    second: activation,
    weighted: boolean,
  }),
  architecture: ({ weighted }) => ({
    parameters: {
      w: weighted ? tensor() : null,
      b: tensor(),
      v: weighted ? tensor() : null,
      c: tensor(),
    },
    inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
    output: axis('outputs', 1, 'output', null),
  }),
  evaluate(field, { w, b, v, c }, { x }, { first, second }) {
    const at = (weight: typeof w, bias: typeof b) =>
      field.add(weight === null ? x[0] : field.mul(weight, x[0]), bias);
    return [field.add(field.apply(first, at(w, b)), field.apply(second, at(v, c)))];
  },
});
const reciprocal = defineModel({
  kind: 'function-and-reciprocal',
  formula: 'F(x) = f(wx + b) + 1/(vx + c)',
  spec: object({ kind: literal('function-and-reciprocal'), activation }),
  architecture: () => ({
    parameters: { w: tensor(), b: tensor(), v: tensor(), c: tensor() },
    inputs: { x: tensor(axis('inputs', 1, 'input', null)) },
    output: axis('outputs', 1, 'output', null),
  }),
  evaluate(field, { w, b, v, c }, { x }, spec) {
    const [at, below] = [
      [w, b],
      [v, c],
    ].map(([weight, bias]) => field.add(field.mul(weight, x[0]), bias));
    return [field.add(field.apply(spec.activation, at), field.inverse(below))];
  },
});
registering(sum, reciprocal);

const of = (first: unknown, second: unknown, weighted = true) =>
  symmetryOf({ kind: 'sum-of-two', first, second, weighted } as never);
const orderOf = (first: unknown, second: unknown) => of(first, second).whole.order;

it('two functions are exchanged where they are one', () => {
  expect(orderOf('tanh', 'tanh')).toBe(2n);
  expect(orderOf('exp', 'exp')).toBe(2n);
  // cos(wx + b) is even: a sign each, and the exchange.
  expect(orderOf('cos', 'cos')).toBe(8n);
});

it('two functions with the same laws are not', () => {
  expect(orderOf('tanh', 'sin')).toBe(1n);
  expect(orderOf('exp', 'silu')).toBe(1n);
  expect(orderOf('cos', 'square')).toBe(4n);
  expect(orderOf('cos', 'exp')).toBe(2n);
});

it('an odd function is no reciprocal, which is odd as well', () => {
  const json = { kind: 'function-and-reciprocal', activation: 'tanh' } as never;
  expect(symmetryOf(json).whole.order).toBe(1n);
});

it('parameters count from the centre of a function, of the first where there are several', () => {
  const shifted = (shift: string) => ({ name: 'shifted', base: 'tanh', shift });
  const centre = (...given: Parameters<typeof of>) => {
    const { center, centered } = of(...given).form;
    return [format(center), ...centered];
  };
  // tanh(z + 1/4) is odd about −1/4.
  expect(centre(shifted('1/4'), 'tanh')).toEqual(['-1/4', 0, 1, 0, 0]);
  expect(centre(shifted('1/4'), shifted('1/4'))).toEqual(['-1/4', 0, 1, 0, 1]);
  expect(centre(shifted('1/4'), shifted('1/3'))).toEqual(['-1/4', 0, 1, 0, 0]);
  expect(centre('tanh', 'tanh')).toEqual(['0', 0, 0, 0, 0]);
  // What is reflected about 0 does not count from anywhere else, though it comes first.
  for (const plain of ['tanh', 'cos', 'identity'])
    expect(centre(plain, shifted('1/4'))).toEqual(['-1/4', 0, 0, 0, 1]);
  // The input is no parameter.
  expect(centre(shifted('1/4'), 'exp', false)).toEqual(['-1/4', 1, 0]);
});

it('points count from the centre as well, in float64 and exactly', () => {
  const quarter = { name: 'shifted', base: 'tanh', shift: '1/4' };
  const symmetry = of(quarter, quarter);
  // b = −1/4 is 0, c = 1/4 is 1/2 away; w = −v.
  const theta = [-3, -1 / 4, 3, 1 / 4];
  const expected = [-2, 0, 2, 1];
  expect([...pointClasses(symmetry, Float64Array.from(theta))]).toEqual(expected);
  expect([...pointClasses(symmetry, theta.map(fromDouble))]).toEqual(expected);
  expect(() => pointClasses(symmetry, Float64Array.of(1))).toThrow(/4 parameters/);
});

it('derivatives of odd functions are even and odd in turn', () => {
  const parities = (name: string, signs: Parameters<typeof lawOf>[2] = 'by-parity') =>
    [0, 1, 2, 3, 4, 5].map((order) => lawOf(resolveFunction(name), order, signs).parity).join(' ');
  expect(parities('tanh')).toBe('odd even odd even odd even');
  expect(parities('cos')).toBe('even odd even odd even odd');
  expect(parities('exp')).toBe('none none none none none none');
  expect(parities('exp', 'odd')).toBe('odd even odd even odd even');
  expect(parities('tanh', 'even')).toBe('even odd even odd even odd');
});

it('sums that were multiplied out are known', () => {
  // F is the feature times x.
  const isExpanded = (feature: string) =>
    symmetryOf({ kind: 'polynomial', variables: ['u', 'v'], features: [feature] }).form.isExpanded;
  expect(['u', 'u*v', 'u + v', 'u*v + u'].map(isExpanded)).toEqual([false, false, true, true]);
});

it('a reciprocal is none of what it is the reciprocal of', () => {
  const of = (...features: string[]) =>
    symmetryOf({ kind: 'polynomial', variables: ['u', 'v', 'w'], features });
  const exchange = moveOf([
    [0, 1, 1],
    [1, 0, 1],
  ]);
  expect(of('u*v', 'w').prove(exchange)).toBe(true);
  expect(of('u/v', 'w').prove(exchange)).toBe(false);
  expect(of('w/(u*v)').prove(exchange)).toBe(true);
  expect(of('v/(u*w)').prove(exchange)).toBe(false);
  expect(of('1/u', '1/v').prove(exchange)).toBe(false);
  expect(of('1/u + 1/v', 'w').prove(exchange)).toBe(true);
  expect(of('1/(2*u) + 1/(3*v)', 'w').prove(exchange)).toBe(false);
});

it('what is odd of the opposite is the opposite', () => {
  const of = (...features: string[]) =>
    symmetryOf({ kind: 'polynomial', variables: ['u', 'v', 'w', 'z'], features });
  const exchange = (sign: number) =>
    moveOf([
      [0, 1, sign],
      [1, 0, sign],
    ]);
  // (u − v)/(w − z), and (u + v)/(w − z).
  const apart = of('u/(w - z) + v/(z - w)');
  expect([1, -1].map((sign) => apart.prove(exchange(sign)))).toEqual([false, true]);
  const sum = of('u/(w - z) - v/(z - w)');
  expect([1, -1].map((sign) => sum.prove(exchange(sign)))).toEqual([true, false]);
});

it('sums are multiplied out up to sixteen terms, and stand for themselves beyond', () => {
  const termsOf = (model: ModelJson) => {
    const { form } = symmetryOf(model);
    return form.nodes[form.outputs[0].node].size;
  };
  const product = (feature: string) =>
    termsOf({ kind: 'polynomial', variables: [...'abcdefghi'], features: [feature] });
  expect(product('(a + b + c + d)*(e + f + g + h)')).toBe(16);
  expect(product('(a + b + c)*(e + f + g + h + i)')).toBe(15);
  // 17 would be a prime: 20 and 18 are the next.
  expect(product('(a + b + c + d)*(e + f + g + h + i)')).toBe(1);
  // Inner products: every output is a sum over the last hidden units.
  expect(termsOf({ kind: 'linear', widths: [1, 4, 4, 1] })).toBe(16);
  expect(termsOf({ kind: 'linear', widths: [1, 5, 3, 1] })).toBe(15);
  expect(termsOf({ kind: 'linear', widths: [1, 4, 5, 1] })).toBe(5);
  expect(termsOf({ kind: 'linear', widths: [1, 5, 4, 1] })).toBe(4);
});
