import type { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { decimalFromDouble, decimalRing, decimalsOf } from '../numerics/decimal-ring.ts';
import { createRng } from '../numerics/random.ts';
import { isZero } from '../numerics/rational.ts';
import { compoundFunctions } from '../testing/compound-functions.ts';
import type { AnalyticFunction } from './analytic-function.ts';
import { functionOverDecimals } from './decimal-function.ts';
import type { FunctionSpec } from './function-spec.ts';
import { functionNames, resolveFunction } from './registry.ts';

const DIGITS = 30;
const U = 2 ** -53;
const read = (z: number): Decimal => decimalFromDouble(z, DIGITS + 10);

/** All of ℝ: the bulk, small and large magnitudes, and where exponentials and densities underflow. */
function points(label: string, count: number): number[] {
  const rng = createRng(label);
  const drawn = Array.from({ length: count }, (_, k) => {
    if (k % 2 === 0) return 3 * rng.gaussian();
    return (rng.chance(0.5) ? 1 : -1) * 10 ** (-9 + 11 * rng.uniform());
  });
  return [...drawn, 0, 1e-300, -1e-300, 5e-324, 26.5, -26.5, 38.2, -38.2, 700, -744, 1e3, -1e3];
}

const specs: readonly FunctionSpec[] = [
  ...functionNames,
  // The last composes with 1 + z², which overflows where its slope is 0·∞; here with what is bounded.
  ...compoundFunctions.slice(0, -1),
  {
    name: 'composition',
    outer: 'inverse-sqrt',
    inner: { name: 'sum', terms: [{ name: 'polynomial', coefficients: [1] }, 'sigmoid'] },
  },
];

const nameOf = (spec: FunctionSpec) => (typeof spec === 'string' ? spec : JSON.stringify(spec));
const cases = specs.map((spec): [string, AnalyticFunction] => [
  nameOf(spec),
  resolveFunction(spec),
]);
const members = (a: AnalyticFunction) => [a.value, a.derivative, a.second] as const;

describe.each(cases)('%s in float64', (label, activation) => {
  const exact = functionOverDecimals(activation, DIGITS);

  /**
   * Six ulp of the value plus the change of it when z moves by six half-ulps; the latter covers zeros
   * of σ⁽ⁿ⁾ and the steep onset of the flat one. Where e^{−|z|} or e^{−z²/2} is subnormal, one unit of
   * it counts as often as its cofactor says, at most 2 + z² times.
   */
  it('is accurate to 12 half-ulps of the value and of the argument', () => {
    const outside: string[] = [];
    for (const z of points(label, 40)) {
      const point = read(z);
      // The highest order first: the lower ones come with it.
      exact(3, point);
      members(activation).forEach((member, n) => {
        const value = exact(n, point);
        const received = member(z);
        if (value.abs().gt(Number.MAX_VALUE)) {
          if (received !== value.toNumber()) outside.push(`${z}: overflow of order ${n}`);
          return;
        }
        const slope = exact(n + 1, point).times(z);
        const bound = value
          .abs()
          .plus(slope.abs())
          .times(12 * U);
        const subnormal = decimalsOf(DIGITS).mul(2 + z * z, read(2 ** -1074));
        const error = read(received).minus(value).abs();
        if (!error.lte(bound.plus(subnormal)))
          outside.push(`${z}: order ${n}, ${received}, ${value}`);
      });
    }
    expect(outside).toEqual([]);
  });

  it('has the stated parity to the last bit', () => {
    const { parity } = activation;
    if (parity === 'none') {
      // Neither odd nor even, so some point must show it for both.
      const z = points(label, 20);
      expect(z.some((x) => activation.value(-x) !== activation.value(x))).toBe(true);
      expect(z.some((x) => activation.value(-x) !== -activation.value(x))).toBe(true);
      return;
    }
    const sign = parity === 'odd' ? -1 : 1;
    for (const z of [...points(label, 2000), 1e300]) {
      members(activation).forEach((member, n) => {
        const alternating = n % 2 === 0 ? sign : -sign;
        if (member(-z) !== alternating * member(z)) expect.fail(`order ${n} at ${z}`);
      });
    }
  });

  it('gives the same bits in bulk', () => {
    const z = Float64Array.from(points(label, 100));
    const value = new Float64Array(z.length).fill(7);
    const derivative = new Float64Array(z.length).fill(7);
    activation.map(z, z.length - 1, value, derivative);
    expect([...value.slice(0, -1)]).toEqual([...z.slice(0, -1)].map(activation.value));
    expect([...derivative.slice(0, -1)]).toEqual([...z.slice(0, -1)].map(activation.derivative));
    expect([value.at(-1), derivative.at(-1)]).toEqual([7, 7]);
  });

  it('gives NaN for NaN and for nothing else', () => {
    const huge = [1e155, 1e308, Number.MAX_VALUE];
    for (const z of [...points(label, 300), ...huge, ...huge.map((x) => -x)]) {
      for (const member of members(activation)) expect(member(z)).not.toBeNaN();
    }
    expect(activation.value(Number.NaN)).toBeNaN();
  });

  it('tells what happens at 0', () => {
    const { atZero, zeroAtZero, derivativeVanishesAtZero } = activation;
    const zero = decimalsOf(DIGITS).mul(0, 1);
    expect(zeroAtZero).toBe(exact(0, zero).isZero());
    expect(derivativeVanishesAtZero).toBe(exact(1, zero).isZero());
    expect(atZero.value).toBeCloseTo(exact(0, zero).toNumber(), 14);
    expect(atZero.derivative).toBeCloseTo(exact(1, zero).toNumber(), 14);
    if (zeroAtZero) expect(Object.is(activation.value(0), 0)).toBe(true);
  });

  it('has the listed reflections and its parity among them', () => {
    const rng = createRng(`${label}/reflections`);
    for (const { center, parity } of activation.reflections) {
      const c = decimalRing(DIGITS).rational(center);
      for (let k = 0; k < 5; k++) {
        const z = read(rng.gaussian());
        const [left, right] = [exact(0, c.minus(z)), exact(0, c.plus(z))];
        const difference = parity === 'odd' ? left.plus(right) : left.minus(right);
        expect(
          difference.abs().lte(
            right
              .abs()
              .plus(1)
              .times(`1e-${DIGITS - 4}`),
          ),
        ).toBe(true);
      }
    }
    const about0 = activation.reflections.find(({ center }) => isZero(center));
    expect(about0?.parity ?? 'none').toBe(activation.parity);
  });
});

describe('far out', () => {
  /** [σ, σ′] in the limits z → −∞ and z → +∞; null: as large as |z|. */
  const limits: [string, [number, number], [number | null, number]][] = [
    ['tanh', [-1, 0], [1, 0]],
    ['sigmoid', [0, 0], [1, 0]],
    ['erf', [-1, 0], [1, 0]],
    ['arctan', [-Math.PI / 2, 0], [Math.PI / 2, 0]],
    ['gaussian', [0, 0], [0, 0]],
    ['softplus', [0, 0], [null, 1]],
    ['silu', [0, 0], [null, 1]],
    ['gelu', [0, 0], [null, 1]],
    ['flat', [0, 0], [1, 0]],
    ['relu', [0, 0], [null, 1]],
  ];
  it.each(limits)('%s reaches its limits and stays there', (name, left, right) => {
    const { value, derivative, second } = resolveFunction(name);
    for (const size of [1e9, 1e155, 1e308, Number.MAX_VALUE, Number.POSITIVE_INFINITY]) {
      expect(value(-size)).toBeCloseTo(left[0], 8);
      expect(derivative(-size)).toBeCloseTo(left[1], 8);
      if (right[0] === null) expect(value(size)).toBe(size);
      else expect(value(size)).toBeCloseTo(right[0], 8);
      expect(derivative(size)).toBeCloseTo(right[1], 8);
      expect([Math.abs(second(size)) < 1e-8, Math.abs(second(-size)) < 1e-8]).toEqual([true, true]);
    }
  });
});
