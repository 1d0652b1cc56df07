import { describe, expect, it } from 'vitest';
import { InputError, UnsupportedError } from '../errors.ts';
import { decimalsOf } from '../numerics/decimal-ring.ts';
import { rational } from '../numerics/rational.ts';
import { primeFieldWith } from '../testing/prime-field-with.ts';
import type { AnalyticFunction } from './analytic-function.ts';
import { functionOverDecimals } from './decimal-function.ts';
import { defineFunction, type FunctionDefinition } from './define-function.ts';
import { dualField } from './fields/dual.ts';
import { genericJetField } from './fields/prime-jets.ts';
import { functionLaws } from './function-laws.ts';
import { logisticJet } from './functions/logistic.ts';
import { functionNames, positiveFunctionNames, resolveFunction } from './registry.ts';
import { finiteSupport } from './support.ts';

const lawsOf = (f: AnalyticFunction) => functionLaws(f).map(({ law }) => law);
/** A function with members replaced, as a careless author would have it. */
const spoiled = (f: AnalyticFunction, members: Partial<AnalyticFunction>): AnalyticFunction =>
  Object.create(f, Object.getOwnPropertyDescriptors(members)) as AnalyticFunction;

const userTanh = defineFunction({
  name: 'my-tanh',
  equation: { slope: [[1, 0, -1]], start: 0 },
});

describe('functionLaws', () => {
  it.each([...functionNames, ...positiveFunctionNames].filter((name) => name !== 'flat'))(
    'hold for %s',
    (name) => {
      // relu, leaky-relu: no point is at the kink.
      expect(functionLaws(resolveFunction(name))).toEqual([]);
    },
  );

  it('hold for classes, shifts and combinations', () => {
    for (const spec of [
      { name: 'taylor', support: 'odd' },
      { name: 'taylor', support: [1, 400] },
      { name: 'shifted', base: 'gelu', shift: '-1/3' },
      { name: 'product', factors: ['identity', 'tanh'] },
      { name: 'composition', outer: 'exp', inner: 'sin' },
    ] as const)
      expect(functionLaws(resolveFunction(spec))).toEqual([]);
  });

  const tanh = resolveFunction('tanh');
  const gelu = resolveFunction('gelu');
  const broken: [string, AnalyticFunction, string][] = [
    ['a wrong derivative', spoiled(tanh, { derivative: (z) => 1 - Math.tanh(z) }), 'derivatives'],
    [
      'a wrong second derivative',
      spoiled(tanh, { second: (z) => -2 * Math.tanh(z) }),
      'derivatives',
    ],
    ['a wrong value', spoiled(tanh, { value: (z) => Math.tanh(z) * (1 + 1e-10) }), 'decimals'],
    ['another bulk', spoiled(tanh, { map: resolveFunction('sin').map }), 'bulk'],
    [
      'a wrong third coefficient',
      spoiled(tanh, {
        jet: (field, at, terms) =>
          tanh.jet(field, at, terms).map((c, n) => (n === 3 ? field.ring.add(c, c) : c)),
      }),
      'jets',
    ],
    [
      'a jet that depends on its length',
      spoiled(tanh, {
        jet: (field, at, terms) => tanh.jet(field, at, terms + 1).slice(terms === 2 ? 1 : 0, terms),
      }),
      'prefixes',
    ],
    ['a parity it has not', spoiled(gelu, { parity: 'even' }), 'reflections'],
    [
      'a centre it has not',
      spoiled(tanh, {
        reflections: [{ center: rational(1, 2), parity: 'odd' }],
      }),
      'reflections',
    ],
    [
      'a support that lacks an order',
      spoiled(tanh, {
        taylor: { ...tanh.taylor!, ...finiteSupport([1, 5, 7, 9, 11, 13]) },
      }),
      'support',
    ],
    [
      'a walk that skips',
      spoiled(tanh, {
        taylor: { ...tanh.taylor!, next: (j) => tanh.taylor!.next(j + 2) },
      }),
      'support',
    ],
    [
      'a wrong coefficient',
      spoiled(tanh, {
        taylor: {
          ...tanh.taylor!,
          coefficient: (j) => resolveFunction('sin').taylor!.coefficient(j),
        },
      }),
      'support',
    ],
    ['a degree too low', spoiled(resolveFunction('cube'), { polynomialDegree: 2 }), 'support'],
    ['σ(0) = 0 where it is not', spoiled(resolveFunction('cos'), { zeroAtZero: true }), 'zero'],
  ];
  it.each(broken)('catch %s', (_, f, law) => {
    expect(lawsOf(f)).toContain(law);
  });
});

describe('defineFunction by an equation', () => {
  it('finds parity, Taylor series and float values of tanh', () => {
    expect(userTanh.parity).toBe('odd');
    expect(userTanh.taylor!.coefficient(7)).toEqual({
      rational: rational(-17, 315),
      constant: 'one',
    });
    expect(userTanh.taylor!.next(8)).toBe(9);
    expect(userTanh.zeroAtZero).toBe(true);
    for (const z of [-3, 0.25, 1.5]) {
      expect(userTanh.value(z)).toBeCloseTo(Math.tanh(z), 15);
      expect(userTanh.derivative(z)).toBeCloseTo(1 - Math.tanh(z) ** 2, 15);
      expect(userTanh.second(z)).toBeCloseTo(-2 * Math.tanh(z) * (1 - Math.tanh(z) ** 2), 15);
    }
    expect(functionLaws(userTanh)).toEqual([]);
  });

  it('knows the Gaussian, y′ = −2zy, and e^z, y′ = y', () => {
    const gaussian = defineFunction({ name: 'bell', equation: { slope: [[], [0, -2]], start: 1 } });
    const exp = defineFunction({ name: 'growth', equation: { slope: [[0, 1]], start: 1 } });
    expect([gaussian.parity, exp.parity]).toEqual(['even', 'none']);
    const [mine, theirs] = [gaussian, 'gaussian'].map((f) => functionOverDecimals(f, 30));
    const z = new (decimalsOf(40))('-2.125');
    for (let order = 0; order < 5; order++)
      expect(mine(order, z).minus(theirs(order, z)).abs().toNumber()).toBeLessThan(1e-28);
    expect(functionLaws(gaussian)).toEqual([]);
    expect(functionLaws(exp)).toEqual([]);
  });

  it('knows 1/√(1 + z²), y′ = −zy³', () => {
    const equation = { slope: [[], [0, 0, 0, -1]], start: 1 };
    const f = defineFunction({ name: 'inverse-hypotenuse', equation });
    // (1 + z²)^{−1/2} = Σ binomial(−1/2, k) z²ᵏ.
    const coefficients = [0, 2, 4, 6].map((k) => f.taylor!.coefficient(k)!.rational);
    expect(coefficients).toEqual(
      [
        [1, 1],
        [-1, 2],
        [3, 8],
        [-5, 16],
      ].map(([p, q]) => rational(p, q)),
    );
    expect(f.value(0.5)).toBeCloseTo(1 / Math.sqrt(1.25), 15);
    expect(f.second(0.5)).toBeCloseTo((2 * 0.25 - 1) / 1.25 ** 2.5, 14);
  });

  it('solves its equation mod p', () => {
    const field = genericJetField(4194287);
    const jet = userTanh.jet(field, 12345, 6);
    // 2y₂ = y₁′ … with y′ = 1 − y²: y₁ = 1 − y₀², 2y₂ = −2y₀y₁.
    expect(jet[1]).toBe(field.ring.sub(1, field.ring.mul(jet[0], jet[0])));
    expect(jet[2]).toBe(field.ring.neg(field.ring.mul(jet[0], jet[1])));
    const dual = dualField(primeFieldWith(4194287));
    const { tangent } = dual.apply(userTanh, { value: 12345, tangent: 2 });
    expect(tangent).toBe(field.ring.add(jet[1], jet[1]));
  });

  it('says where a point is out of reach: tan has a pole at π/2', () => {
    const tan = defineFunction({ name: 'tan', equation: { slope: [[1, 0, 1]], start: 0 } });
    expect(tan.value(1.5)).toBeCloseTo(Math.tan(1.5), 12);
    expect(() => tan.value(2)).toThrow(UnsupportedError);
  });
});

describe('defineFunction by a jet, and by Taylor coefficients', () => {
  it('takes the numbers of the library', () => {
    const f = defineFunction({
      name: 'my-sigmoid',
      jet: (field, at, terms) => logisticJet(field, at, 1, terms),
      positive: true,
    });
    expect(f.value(0.5)).toBeCloseTo(1 / (1 + Math.exp(-0.5)), 15);
    expect(functionLaws(f)).toEqual([]);
  });

  it('is known at 0 only, by coefficients', () => {
    const f = defineFunction({
      name: 'geometric',
      value: (z) => 1 / (1 - z),
      derivative: (z) => 1 / (1 - z) ** 2,
      second: (z) => 2 / (1 - z) ** 3,
      taylor: () => 1,
    });
    expect(f.taylor!.next(5)).toBe(5);
    expect(functionLaws(f)).toEqual([]);
    expect(() => f.jet(genericJetField(4194287), 3, 2)).toThrow(/known at 0 only/);
  });
});

describe('defineFunction', () => {
  it('freezes', () => {
    expect(Object.isFrozen(userTanh)).toBe(true);
  });

  const equation = { slope: [[0, 1]], start: 1 };
  const bad: [string, unknown, RegExp][] = [
    ['no name', { equation }, /name: expected a name such as/],
    ['a name with spaces', { name: 'my function', equation }, /name: expected/],
    ['an unknown key', { name: 'f', equation, slope: 1 }, /slope: expected one of the keys/],
    ['nothing', { name: 'f' }, /exactly one of equation, jet, taylor, received none/],
    ['too much', { name: 'f', equation, taylor: () => 1 }, /received equation and taylor/],
    [
      'a value that is none',
      { name: 'f', equation, value: 3 },
      /f.value: expected a function, received number/,
    ],
    [
      'coefficients alone',
      { name: 'f', taylor: () => 1 },
      /f.value: expected a function, as Taylor/,
    ],
    ['a wrong parity', { name: 'f', jet: () => [], parity: 'both' }, /f.parity: expected "odd"/],
    [
      'parity beside an equation',
      { name: 'f', equation, parity: 'odd' },
      /none beside an equation/,
    ],
    [
      'no rows',
      { name: 'f', equation: { slope: [1], start: 1 } },
      /equation.slope: expected an array/,
    ],
    [
      'no numbers',
      { name: 'f', equation: { slope: [['x']], start: 1 } },
      /slope\[0\]\[0\]: expected a finite/,
    ],
  ];
  it.each(bad)('refuses %s', (_, definition, message) => {
    const attempt = () => defineFunction(definition as FunctionDefinition);
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(message);
  });
});
