import { describe, expect, it } from 'vitest';
import { InputError, UnsupportedError } from '../errors.ts';
import { decimalsOf } from '../numerics/decimal-ring.ts';
import { equal, format, isZero, rational, toDouble } from '../numerics/rational.ts';
import { compoundFunctions } from '../testing/compound-functions.ts';
import type { AnalyticFunction } from './analytic-function.ts';
import { functionOverDecimals } from './decimal-function.ts';
import { decimalField } from './fields/decimal-jets.ts';
import type { FunctionSpec } from './function-spec.ts';
import { functionNames, resolveFunction } from './registry.ts';

const DIGITS = 30;

const cases = [...functionNames, ...compoundFunctions].map((spec): [string, AnalyticFunction] => [
  typeof spec === 'string' ? spec : JSON.stringify(spec),
  resolveFunction(spec),
]);

describe('Taylor series at 0', () => {
  const analytic = cases.filter(([, a]) => a.taylor !== null);

  // The nearest singularity is that of arctan, at ±i, and |σ| ≤ 5 on |z| ≤ 9/10. By Cauchy's estimate
  // |cⱼ| ≤ 5·(10/9)ʲ, so the remainder at |z| = 1/8 after 60 terms is below 6·(10/72)⁶⁰ < 10⁻⁵⁰.
  it.each(analytic)('of %s sums to the function', (_, activation) => {
    const digits = 50;
    const exact = functionOverDecimals(activation, digits);
    const { ring, constant } = decimalField(digits);
    for (const z of [ring.rational(rational(1, 8)), ring.rational(rational(-1, 8))]) {
      let sum = ring.zero;
      let power = ring.one;
      for (let j = 0; j < 60; j++) {
        const c = activation.taylor!.coefficient(j);
        if (c === null) return expect(activation.name).toMatch(/^shifted/);
        const factor = c.constant === 'one' ? ring.one : constant(c.constant);
        sum = ring.add(sum, ring.mul(ring.mul(ring.rational(c.rational), factor), power));
        power = ring.mul(power, z);
        expect(activation.taylor!.inSupport(j)).toBe(!isZero(c.rational));
      }
      expect(ring.sub(sum, exact(0, z)).abs().toNumber()).toBeLessThan(1e-45);
    }
  });

  // Abramowitz & Stegun 4.5.64, 4.4.42, 7.1.5; Bernoulli numbers for the sigmoid.
  it.each([
    ['tanh', 7, '-17/315'],
    ['arctan', 9, '1/9'],
    ['erf', 5, '1/10'],
    ['sigmoid', 5, '1/480'],
    ['softplus', 4, '-1/192'],
    ['silu', 6, '1/480'],
    ['gelu', 4, '-1/6'],
  ])('of %s: coefficient %d is %s', (name, j, expected) => {
    expect(format(resolveFunction(name).taylor!.coefficient(j)!.rational)).toBe(expected);
  });

  it('is there exactly for the analytic ones', () => {
    expect(cases.filter(([, a]) => !a.analytic).map(([label]) => label)).toEqual([
      'relu',
      'leaky-relu',
      'flat',
    ]);
    for (const [, { analytic: flag, taylor }] of cases) expect(taylor !== null).toBe(flag);
  });
});

describe('shifted activations', () => {
  // A non-zero derivative of order ≤ 8 at these points exceeds 10⁻⁶; 30 digits tell it from 0.
  it.each([
    'tanh',
    'sin',
    'cos',
    'exp',
    'sigmoid',
    'softplus',
    'silu',
    'gelu',
    'erf',
    'gaussian',
    'arctan',
  ])('of %s have the support that the derivatives at the shift say', (base) => {
    const exact = functionOverDecimals(base, DIGITS);
    // gelu‴ vanishes at 2 and gelu⁽⁵⁾ at 3.
    for (const shift of ['1', '-1', '1/2', '-3/4', '2', '3']) {
      const { taylor } = resolveFunction({ name: 'shifted', base, shift });
      const point = decimalsOf(DIGITS).div(shift.split('/')[0], shift.split('/')[1] ?? 1);
      const received = Array.from({ length: 9 }, (_, j) => taylor!.inSupport(j));
      const expected = received.map((_, j) => exact(j, point).abs().gt(1e-15));
      expect(received).toEqual(expected);
    }
  });

  it('of arctan at 1: every fourth derivative vanishes, Im (1 + i)⁻⁴ = 0', () => {
    const { taylor } = resolveFunction({ name: 'shifted', base: 'arctan', shift: 1 });
    const missing = Array.from({ length: 13 }, (_, j) => j).filter((j) => !taylor!.inSupport(j));
    expect(missing).toEqual([4, 8, 12]);
  });

  it('add up, move the centre of reflection, and come back', () => {
    const twice = resolveFunction({
      name: 'shifted',
      base: { name: 'shifted', base: 'tanh', shift: '1/4' },
      shift: '1/8',
    });
    expect(twice.value(0.5)).toBe(resolveFunction('tanh').value(0.875));
    expect(twice.reflections.map(({ center }) => format(center))).toEqual(['-3/8']);
    expect(twice.parity).toBe('none');
    const back = resolveFunction({
      name: 'shifted',
      base: { name: 'shifted', base: 'cos', shift: 3 },
      shift: -3,
    });
    expect([back.parity, back.taylor!.coefficient(2)!.rational]).toEqual(['even', rational(-1, 2)]);
  });

  it('of polynomials are polynomials', () => {
    const shifted = resolveFunction({ name: 'shifted', base: 'square', shift: '1/2' });
    expect([0, 1, 2, 3].map((j) => format(shifted.taylor!.coefficient(j)!.rational))).toEqual([
      '1/4',
      '1',
      '1',
      '0',
    ]);
    expect(shifted.reflections).toEqual([{ center: rational(-1, 2), parity: 'even' }]);
    expect(shifted.polynomialDegree).toBe(2);
  });
});

describe('polynomial activations', () => {
  it('find their centre of reflection exactly', () => {
    // (z − 2/3)³ + (z − 2/3) is odd about 2/3; z² + z is even about −1/2; z³ + z² + 1 has no centre:
    // only −1/3 removes the quadratic term, and σ(−1/3) ≠ 0.
    const reflections = (coefficients: (number | string)[]) =>
      resolveFunction({ name: 'polynomial', coefficients }).reflections.map(
        ({ center, parity }) => `${parity} about ${format(center)}`,
      );
    expect(reflections(['-26/27', '7/3', '-2', 1])).toEqual(['odd about 2/3']);
    expect(reflections([0, 1, 1])).toEqual(['even about -1/2']);
    expect(reflections([1, 0, 1, 1])).toEqual([]);
    expect(reflections([5])).toEqual(['even about 0']);
    expect(reflections([0, 0])).toEqual(['even about 0']);
  });

  it('are the named powers', () => {
    for (const [name, coefficients] of [
      ['identity', [0, 1]],
      ['square', [0, 0, 1]],
      ['cube', [0, 0, 0, 1, 0]],
    ] as const) {
      const polynomial = resolveFunction({ name: 'polynomial', coefficients });
      const named = resolveFunction(name);
      expect(polynomial.polynomialDegree).toBe(named.polynomialDegree);
      expect(polynomial.parity).toBe(named.parity);
      for (const order of [0, 1, 2, 3, 4]) {
        const z = rational(-3, 7);
        expect(equal(polynomial.overRationals!(order, z), named.overRationals!(order, z))).toBe(
          true,
        );
      }
      expect(polynomial.value(-1.5)).toBe(named.value(-1.5));
      expect(toDouble(named.overRationals!(1, rational(5, 4)))).toBe(named.derivative(1.25));
    }
    expect(resolveFunction('tanh').overRationals).toBeUndefined();
  });
});

describe('Taylor-support classes', () => {
  it('know their support and parity, and have no values', () => {
    const resolve = (support: 'odd' | 'even' | 'all' | number[]) =>
      resolveFunction({ name: 'taylor', support });
    expect(resolve('odd')).toMatchObject({
      parity: 'odd',
      zeroAtZero: true,
      derivativeVanishesAtZero: false,
    });
    expect(resolve('even')).toMatchObject({
      parity: 'even',
      zeroAtZero: false,
      derivativeVanishesAtZero: true,
    });
    expect(resolve('all')).toMatchObject({ parity: 'none', polynomialDegree: null });
    const listed = resolve([0, 1, 3]);
    expect([0, 1, 2, 3, 4].map((j) => listed.taylor!.inSupport(j))).toEqual([
      true,
      true,
      false,
      true,
      false,
    ]);
    expect(listed).toMatchObject({ parity: 'none', polynomialDegree: 3, floatable: false });
    expect(listed.taylor!.coefficient(1)).toBeNull();
    expect(listed.taylor!.coefficient(2)).toEqual({ rational: rational(0), constant: 'one' });
    expect(() => listed.value(0)).toThrow(UnsupportedError);
    expect(() =>
      listed.map(new Float64Array(1), 1, new Float64Array(1), new Float64Array(1)),
    ).toThrow(UnsupportedError);
    expect(resolve([1, 5]).parity).toBe('odd');
  });
});

describe('the list', () => {
  it('is in order of complexity, compound ones last', () => {
    const ranks = functionNames.map((name) => resolveFunction(name).complexity);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    expect(new Set(ranks).size).toBe(ranks.length);
    expect(functionNames[0]).toBe('identity');
    const after = compoundFunctions.map((spec) => resolveFunction(spec).complexity);
    expect(Math.min(...after)).toBeGreaterThan(Math.max(...ranks));
  });

  const bad: [unknown, string][] = [
    ['swish', 'model.activation: expected one of identity'],
    [null, 'model.activation'],
    [3, 'model.activation'],
    [{ name: 'spline' }, 'model.activation'],
    [{ name: 'polynomial' }, 'model.activation.coefficients'],
    [{ name: 'polynomial', coefficients: [1, 'x'] }, 'model.activation.coefficients[1]'],
    [{ name: 'polynomial', coefficients: [Number.NaN] }, 'model.activation.coefficients[0]'],
    [{ name: 'shifted', base: 'swish', shift: 1 }, 'model.activation.base'],
    [{ name: 'shifted', base: 'tanh', shift: 'x' }, 'model.activation.shift'],
    [{ name: 'taylor', support: 'most' }, 'model.activation.support'],
    [{ name: 'taylor', support: [-1] }, 'model.activation.support'],
  ];
  it.each(bad)('refuses %j', (spec, message) => {
    const attempt = () => resolveFunction(spec as FunctionSpec);
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow(message);
  });
});
