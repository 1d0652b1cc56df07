import { describe, expect, it } from 'vitest';
import { InputError, NotInvertible, UnsupportedError } from '../errors.ts';
import { decimalsOf } from '../numerics/decimal-ring.ts';
import { format, rational } from '../numerics/rational.ts';
import type { AnalyticFunction } from './analytic-function.ts';
import { functionOverDecimals } from './decimal-function.ts';
import { genericJetField } from './fields/prime-jets.ts';
import type { FunctionSpec } from './function-spec.ts';
import { resolveFunction } from './registry.ts';

const PRIME = 4194287;
const field = genericJetField(PRIME);
const product = (...factors: FunctionSpec[]): FunctionSpec => ({ name: 'product', factors });
const sum = (...terms: FunctionSpec[]): FunctionSpec => ({ name: 'sum', terms });
const compose = (outer: FunctionSpec, inner: FunctionSpec): FunctionSpec => ({
  name: 'composition',
  outer,
  inner,
});
const polynomial = (...coefficients: (number | string)[]): FunctionSpec => ({
  name: 'polynomial',
  coefficients,
});
const minus = polynomial(0, -1);

/** Two ways to write one function. */
const pairs: [string, FunctionSpec, FunctionSpec][] = [
  ['silu = z·sigmoid', product('identity', 'sigmoid'), 'silu'],
  [
    'tanh = 2 sigmoid(2z) − 1',
    sum(product(polynomial(2), compose('sigmoid', polynomial(0, 2))), polynomial(-1)),
    'tanh',
  ],
  [
    'sigmoid(−z) = 1 − sigmoid(z)',
    compose('sigmoid', minus),
    sum(polynomial(1), product(polynomial(-1), 'sigmoid')),
  ],
  ['gaussian = exp(−z²)', compose('exp', polynomial(0, 0, -1)), 'gaussian'],
  ['exp(z)·exp(−z) = 1', product('exp', compose('exp', minus)), polynomial(1)],
  [
    'sin² = 1 − cos²',
    compose('square', 'sin'),
    sum(polynomial(1), product(polynomial(-1), 'cos', 'cos')),
  ],
  [
    'softplus(z) − softplus(−z) = z',
    sum('softplus', product(polynomial(-1), compose('softplus', minus))),
    'identity',
  ],
  [
    'gelu(z) − gelu(−z) = z',
    sum('gelu', product(polynomial(-1), compose('gelu', minus))),
    'identity',
  ],
  ['(1 + z)³', compose('cube', polynomial(1, 1)), polynomial(1, 3, 3, 1)],
  ['erf(−z) = −erf(z)', compose('erf', minus), product(polynomial(-1), 'erf')],
  // (1 + z²)² is a square mod p wherever it is taken.
  [
    'sqrt·inverse-sqrt = 1',
    product(
      compose('sqrt', polynomial(1, 0, 2, 0, 1)),
      compose('inverse-sqrt', polynomial(1, 0, 2, 0, 1)),
    ),
    polynomial(1),
  ],
  [
    'inverse-sqrt² = 1/(1 + z²)²',
    product(
      polynomial(1, 0, 2, 0, 1),
      compose('square', compose('inverse-sqrt', polynomial(1, 0, 2, 0, 1))),
    ),
    polynomial(1),
  ],
];

describe.each(pairs)('%s', (_, one, other) => {
  const [a, b] = [one, other].map((spec) => resolveFunction(spec));

  it('has the same jets mod p, at 0 and on both sides of it', () => {
    for (const u of [0, 1, 5, 77_777, PRIME - 1, PRIME - 5, 2_900_000])
      expect(a.jet(field, u, 9)).toEqual(b.jet(field, u, 9));
  });

  it('has the same derivatives in decimals', () => {
    const [left, right] = [a, b].map((f) => functionOverDecimals(f, 30));
    for (const text of ['-3.25', '-0.5', '0', '1e-3', '2']) {
      const z = new (decimalsOf(40))(text);
      for (let order = 0; order < 7; order++) {
        const difference = left(order, z).minus(right(order, z)).abs();
        expect(difference.toNumber()).toBeLessThan(1e-24);
      }
    }
  });
});

const orders = (f: AnalyticFunction, count: number) => {
  const found: number[] = [];
  for (let j = f.taylor!.next(0); j !== null && found.length < count; j = f.taylor!.next(j + 1))
    found.push(j);
  return found;
};

describe('Taylor series of combinations', () => {
  it('x·tanh x begins at order 2 and is even, x²·tanh x at 3 and odd', () => {
    const even = resolveFunction(product('identity', 'tanh'));
    expect(orders(even, 4)).toEqual([2, 4, 6, 8]);
    expect(even).toMatchObject({
      parity: 'even',
      zeroAtZero: true,
      derivativeVanishesAtZero: true,
    });
    expect(format(even.taylor!.coefficient(4)!.rational)).toBe('-1/3');
    const odd = resolveFunction(product('square', 'tanh'));
    expect(orders(odd, 3)).toEqual([3, 5, 7]);
    expect(odd.parity).toBe('odd');
  });

  it('see cancellation: tanh z − z has no order 1, sin − z + z³/6 none below 5', () => {
    expect(orders(resolveFunction(sum('tanh', minus)), 2)).toEqual([3, 5]);
    expect(orders(resolveFunction(sum('sin', polynomial(0, -1, 0, '1/6'))), 2)).toEqual([5, 7]);
  });

  it('tell constants apart: softplus − ½z has ln 2 and no order 1; erf·erf has 4/π', () => {
    const f = resolveFunction(sum('softplus', polynomial(0, '-1/2')));
    expect(f.taylor!.coefficient(0)).toEqual({ rational: rational(1), constant: 'ln2' });
    expect(orders(f, 3)).toEqual([0, 2, 4]);
    const square = resolveFunction(product('erf', 'erf'));
    expect(square.taylor!.inSupport(2)).toBe(true);
    expect(square.taylor!.coefficient(2)).toBeNull();
    // gelu + erf: 1/2·z + (2/√π)z at order 1.
    expect(resolveFunction(sum('gelu', 'erf')).taylor!.coefficient(1)).toBeNull();
    expect(resolveFunction(product('gelu', 'gelu')).taylor!.coefficient(2)).toEqual({
      rational: rational(1, 4),
      constant: 'one',
    });
  });

  it('are decided by decimals where constants are unrelated, and only to say that they do not vanish', () => {
    // softplus·erf at order 2: ln 2·0 + ½·2/√π; at order 1: ln 2·2/√π. tanh(z + 1/3)·z has no exact form.
    expect(orders(resolveFunction(product('softplus', 'erf')), 3)).toEqual([1, 2, 3]);
    const shifted: FunctionSpec = { name: 'shifted', base: 'tanh', shift: '1/3' };
    const f = resolveFunction(product('identity', shifted));
    expect(f.taylor!.inSupport(1)).toBe(true);
    expect(f.taylor!.coefficient(1)).toBeNull();
    expect(() => f.taylor!.inSupport(0)).toThrow(/not known whether .* order 0 vanishes/);
    expect(() => f.zeroAtZero).toThrow(UnsupportedError);
  });

  it('of nothing are searched for in vain', () => {
    const zero = resolveFunction(sum('tanh', product(polynomial(-1), 'tanh')));
    expect(() => zero.taylor!.next(0)).toThrow(/polynomial in disguise/);
  });

  it('of polynomials are polynomials', () => {
    const f = resolveFunction(compose('square', polynomial(0, 1, 0, 1)));
    expect(f.polynomialDegree).toBe(6);
    expect(orders(f, 9)).toEqual([2, 4, 6]);
    expect(f.overRationals!(0, rational(2))).toEqual(rational(100));
  });
});

describe('reflections of combinations', () => {
  const cases: [FunctionSpec, string][] = [
    [sum('tanh', 'sin'), 'odd'],
    [sum('tanh', 'cos'), 'none'],
    [sum('cos', polynomial(3)), 'even'],
    [product('tanh', 'sin', 'erf'), 'odd'],
    [compose('exp', 'cos'), 'even'],
    [compose('tanh', 'sin'), 'odd'],
    [compose('cos', 'tanh'), 'even'],
    [compose('exp', 'tanh'), 'none'],
  ];
  it.each(cases)('%j is %s', (spec, parity) => {
    expect(resolveFunction(spec).parity).toBe(parity);
  });

  it('are about the centre the parts share', () => {
    const at = (base: string): FunctionSpec => ({ name: 'shifted', base, shift: '1/4' });
    const f = resolveFunction(product(at('tanh'), at('cos')));
    expect(f.reflections.map(({ center, parity }) => `${parity} ${format(center)}`)).toEqual([
      'odd -1/4',
    ]);
    expect(f.value(-0.25 - 0.6)).toBeCloseTo(-f.value(-0.25 + 0.6), 14);
  });
});

describe('functions on z > 0', () => {
  it('have jets mod p, roots of squares only', () => {
    const jet = resolveFunction('inverse-sqrt').jet(field, 9, 5);
    expect(field.ring.mul(9, field.ring.mul(jet[0], jet[0]))).toBe(1);
    // −1 is no square mod p ≡ 3 mod 4, so neither is −9.
    expect(() => resolveFunction('sqrt').jet(field, PRIME - 9, 2)).toThrow(NotInvertible);
    // √4·√9 = √36: the roots that stand for the positive ones multiply.
    const [two, three, six] = [4, 9, 36].map((u) => resolveFunction('sqrt').jet(field, u, 1)[0]);
    expect(field.ring.mul(two, three)).toBe(six);
    const half = field.inverse(2);
    expect(resolveFunction('log').jet(field, 2, 2)[1]).toBe(half);
    expect(resolveFunction('log').jet(field, 1, 3)).toEqual([0, 1, field.ring.neg(half)]);
  });

  it.each([
    ['inverse-sqrt', (z: number) => [z ** -0.5, -0.5 * z ** -1.5, 0.75 * z ** -2.5]],
    ['sqrt', (z: number) => [z ** 0.5, 0.5 * z ** -0.5, -0.25 * z ** -1.5]],
    ['log', (z: number) => [Math.log(z), 1 / z, -1 / (z * z)]],
  ] as const)('%s in float64 and decimals', (name, expected) => {
    const f = resolveFunction(name);
    const exact = functionOverDecimals(f, 30);
    for (const z of [0.25, 1, 3.5]) {
      [f.value(z), f.derivative(z), f.second(z)].forEach((value, order) => {
        expect(value).toBeCloseTo(expected(z)[order], 13);
        expect(exact(order, new (decimalsOf(40))(z)).toNumber()).toBeCloseTo(value, 13);
      });
    }
    expect(f.taylor).toBeNull();
    expect(f.supportAt(rational(-1))).toBeNull();
    expect(f.supportAt(rational(1))!.inSupport(0)).toBe(name !== 'log');
    expect(f.value(-1)).toBeNaN();
    expect(() => f.jet(field, 0, 2)).toThrow(/"?\w+"? is not analytic at 0/);
  });
});

describe('specs of combinations', () => {
  const bad: [unknown, string][] = [
    [{ name: 'sum', terms: [] }, 'model.activation.terms'],
    [{ name: 'sum' }, 'model.activation.terms'],
    [sum('tanh', 'swish'), 'model.activation.terms[1]'],
    [
      product('tanh', { name: 'taylor', support: 'odd' }),
      'model.activation.factors[1]: expected a function',
    ],
    [compose('swish', 'tanh'), 'model.activation.outer'],
    [compose('inverse-sqrt', 'tanh'), 'model.activation.inner: expected a function that is known'],
    [
      compose(
        { name: 'polynomial', coefficients: [...Array(200).fill(0), 1] },
        { name: 'polynomial', coefficients: [...Array(200).fill(0), 1] },
      ),
      'degree 40000',
    ],
  ];
  it.each(bad)('refuses %j', (spec, message) => {
    const attempt = () => resolveFunction(spec as FunctionSpec);
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(message);
  });

  it('with a part that is not analytic have values and no jets', () => {
    const f = resolveFunction(product('relu', 'relu'));
    expect([f.value(3), f.derivative(3), f.second(3), f.value(-3)]).toEqual([9, 6, 2, 0]);
    expect(f).toMatchObject({ analytic: false, taylor: null, zeroAtZero: true });
    expect(() => f.jet(field, 1, 2)).toThrow(/"relu" is not analytic/);
    expect(functionOverDecimals(f, 20)(1, new (decimalsOf(20))(3)).toNumber()).toBe(6);
    const g = resolveFunction(compose('square', sum('relu', polynomial(1))));
    expect(functionOverDecimals(g, 20)(1, new (decimalsOf(20))(3)).toNumber()).toBe(8);
  });

  it('are built once', () => {
    const spec = product('tanh', 'tanh');
    expect(resolveFunction(spec)).toBe(resolveFunction(spec));
  });
});
