import type { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../errors.ts';
import { decimalRing, decimalsOf } from '../numerics/decimal-ring.ts';
import { primeField } from '../numerics/prime-field.ts';
import { createRng } from '../numerics/random.ts';
import { rational } from '../numerics/rational.ts';
import { compoundFunctions } from '../testing/compound-functions.ts';
import { functionOverDecimals } from './decimal-function.ts';
import { decimalField } from './fields/decimal-jets.ts';
import type { FunctionSpec } from './function-spec.ts';
import type { JetField } from './jet-field.ts';
import { functionNames, resolveFunction } from './registry.ts';

const analytic: FunctionSpec[] = [
  ...functionNames.filter((name) => resolveFunction(name).analytic),
  ...compoundFunctions,
];
const classes: FunctionSpec[] = [
  { name: 'taylor', support: 'odd' },
  { name: 'taylor', support: 'even' },
  { name: 'taylor', support: 'all' },
  { name: 'taylor', support: [0, 1, 3] },
  { name: 'shifted', base: { name: 'taylor', support: 'odd' }, shift: 2 },
];
const labelled = (specs: readonly FunctionSpec[]) =>
  specs.map((spec): [string, FunctionSpec] => [JSON.stringify(spec), spec]);

describe('jets over the decimals, with the true generators', () => {
  const DIGITS = 50;
  const ring = decimalRing(DIGITS);
  const D = decimalsOf(DIGITS);

  // No singularity is nearer to the real line than ±i, so |cₙ| ≤ M·(10/9)ⁿ with M = max |σ| on the
  // disc of radius 9/10 about z, below 10⁴ here; at |t| = 1/8 what is cut off after 40 terms is below
  // 10⁴·1.2·(10/72)⁴⁰ < 10⁻³⁰. A wrong cₙ, n ≤ 30, would show: (1/8)³⁰ > 10⁻²⁸.
  it.each(labelled(analytic))('of %s sum to the function nearby', (_, spec) => {
    const { jet: jets } = resolveFunction(spec);
    const exact = functionOverDecimals(spec, DIGITS);
    for (const text of ['-6', '-1.3', '-0.2', '1e-9', '0', '0.7', '2', '5.5']) {
      const z = new D(text);
      const jet = jets(decimalField(DIGITS + 15), z, 40);
      for (const step of ['0.125', '-0.125']) {
        const sum = jet.reduceRight(
          (total, c) => ring.add(ring.mul(total, new D(step)), c),
          ring.zero,
        );
        const error = ring.sub(sum, exact(0, z.plus(step))).abs();
        expect(error.toNumber()).toBeLessThan(1e-28);
      }
    }
  });

  // Values that decimal.js computes by code of its own.
  it.each([
    ['tanh', (z: Decimal) => z.tanh()],
    ['exp', (z: Decimal) => z.exp()],
    ['sin', (z: Decimal) => z.sin()],
    ['cos', (z: Decimal) => z.cos()],
    ['arctan', (z: Decimal) => z.atan()],
    ['sigmoid', (z: Decimal) => z.neg().exp().plus(1).pow(-1)],
    ['softplus', (z: Decimal) => z.exp().plus(1).ln()],
  ] as const)('of %s begin with its value', (name, oracle) => {
    const exact = functionOverDecimals(name, 30);
    for (const text of ['-12.5', '-1', '1e-20', '0.5', '3', '20.25']) {
      const z = new (decimalsOf(80))(text);
      const expected = oracle(z);
      const error = exact(0, z).minus(expected).abs();
      expect(error.lte(expected.abs().times('1e-29'))).toBe(true);
    }
  });

  // NIST Digital Library of Mathematical Functions, table 7.23; erfc(5) = 1.5374597944…e−12.
  it('know erf and the normal tail', () => {
    const erf = functionOverDecimals('erf', 20);
    expect(erf(0, new D(1)).toFixed(10)).toBe('0.8427007929');
    expect(erf(0, new D(-2)).toFixed(10)).toBe('-0.9953222650');
    // gelu(−5√2) = −5√2·erfc(5)/2.
    const z = D.sqrt(2).times(-5);
    const tail = functionOverDecimals('gelu', 20)(0, z).div(z).times(2);
    expect(tail.toSignificantDigits(11).toString()).toBe('1.5374597944e-12');
  });

  it('agree where the normal tail changes from series to asymptotics', () => {
    // The change-over depends on the precision: many digits still use the series where few do not.
    const [few, many] = [20, 150].map((digits) => functionOverDecimals('gelu', digits));
    for (const z of ['-13', '-14.7', '-15.3', '-16', '-20', '-24']) {
      const point = new (decimalsOf(500))(z);
      const expected = many(0, point);
      expect(few(0, point).minus(expected).abs().lte(expected.abs().times('1e-19'))).toBe(true);
    }
  });
});

describe('jets in a prime field', () => {
  const field = primeField(4194301);
  const p = field.prime;
  const ring = field;
  const LENGTH = 12;

  /** Generators are pseudo-random functions of (name, u); asking off the representatives fails. */
  function generic(seed: string): JetField<number> {
    const element = (name: string) => createRng(`${seed}/${name}`).integer(1, p - 1);
    return {
      ring,
      inverse: field.inverse,
      canonical: (u) =>
        u <= (p - 1) / 2 ? { value: u, reflected: false } : { value: p - u, reflected: true },
      generator(name, u) {
        if (u === 0 || u > (p - 1) / 2) throw new RangeError(`${u} is no representative`);
        return element(`${name}@${u}`);
      },
      constant: (name) => element(name),
    };
  }
  const jetOf = (spec: FunctionSpec, seed: string) => {
    const { jet: jets } = resolveFunction(spec);
    return (z: number) => jets(generic(seed), ((z % p) + p) % p, LENGTH);
  };
  const times = (a: readonly number[], b: readonly number[]) =>
    a.map((_, n) => {
      let sum = 0;
      for (let k = 0; k <= n; k++) sum = ring.add(sum, ring.mul(a[k], b[n - k]));
      return sum;
    });
  const plus = (a: readonly number[], b: readonly number[]) => a.map((x, n) => ring.add(x, b[n]));
  /** [c(−t)] and sign·c. */
  const mirrored = (c: readonly number[]) => c.map((x, n) => (n % 2 === 0 ? x : ring.neg(x)));
  const negated = (c: readonly number[]) => c.map((x) => ring.neg(x));
  const polynomial = (...c: number[]) =>
    Array.from({ length: LENGTH }, (_, n) => (((c[n] ?? 0) % p) + p) % p);
  const derivative = (c: readonly number[]) => c.slice(1).map((x, n) => ring.mul(x, n + 1));
  const points = [1, 5, 77_777, 2_000_000];

  const odd: FunctionSpec[] = ['identity', 'cube', 'tanh', 'sin', 'erf', 'arctan', classes[0]];
  const even: FunctionSpec[] = ['square', 'cos', 'gaussian', classes[1]];

  it.each(labelled(odd))('of %s are odd', (_, spec) => {
    const jet = jetOf(spec, 'odd');
    for (const z of points) expect(jet(-z)).toEqual(negated(mirrored(jet(z))));
  });
  it.each(labelled(even))('of %s are even', (_, spec) => {
    const jet = jetOf(spec, 'even');
    for (const z of points) expect(jet(-z)).toEqual(mirrored(jet(z)));
  });
  it('obey σ(−u) = 1 − σ(u) for sigmoid, eᵘe⁻ᵘ = 1 for exp', () => {
    const sigmoid = jetOf('sigmoid', 'law');
    const exp = jetOf('exp', 'law');
    for (const z of points) {
      expect(plus(mirrored(sigmoid(-z)), sigmoid(z))).toEqual(polynomial(1));
      expect(times(mirrored(exp(-z)), exp(z))).toEqual(polynomial(1));
    }
  });
  it.each(['softplus', 'silu', 'gelu'])('obey σ(u) − σ(−u) = u for %s', (name) => {
    const jet = jetOf(name, 'law');
    for (const z of points)
      expect(plus(jet(z), negated(mirrored(jet(-z))))).toEqual(polynomial(z, 1));
  });
  it('of a shifted activation reflect about minus the shift', () => {
    const jet = jetOf({ name: 'shifted', base: 'tanh', shift: 7 }, 'shift');
    const tanh = jetOf('tanh', 'shift');
    for (const z of points) {
      expect(jet(z)).toEqual(tanh(z + 7));
      expect(jet(-7 - z)).toEqual(negated(mirrored(jet(-7 + z))));
    }
  });

  it('satisfy the differential equations on both sides of 0', () => {
    const jets = Object.fromEntries(
      [
        'tanh',
        'sigmoid',
        'exp',
        'softplus',
        'silu',
        'sin',
        'cos',
        'gaussian',
        'erf',
        'gelu',
        'arctan',
      ].map((name) => [name, jetOf(name, 'ode')]),
    );
    const shorter = (c: readonly number[]) => c.slice(0, LENGTH - 1);
    for (const z of [...points, ...points.map((u) => -u)]) {
      const at = (name: string) => jets[name](z);
      const line = polynomial(z, 1);
      const tanh = at('tanh');
      expect(derivative(tanh)).toEqual(shorter(plus(polynomial(1), negated(times(tanh, tanh)))));
      const sigmoid = at('sigmoid');
      expect(derivative(sigmoid)).toEqual(shorter(plus(sigmoid, negated(times(sigmoid, sigmoid)))));
      expect(derivative(at('exp'))).toEqual(shorter(at('exp')));
      expect(derivative(at('softplus'))).toEqual(shorter(sigmoid));
      expect(at('silu')).toEqual(times(line, sigmoid));
      expect(derivative(at('sin'))).toEqual(shorter(at('cos')));
      expect(plus(times(at('sin'), at('sin')), times(at('cos'), at('cos')))).toEqual(polynomial(1));
      const gaussian = at('gaussian');
      expect(derivative(gaussian)).toEqual(shorter(times(polynomial(-2 * z, -2), gaussian)));
      const scale = polynomial(generic('ode').constant('2/sqrt(pi)'));
      expect(derivative(at('erf'))).toEqual(shorter(times(scale, gaussian)));
      expect(
        times(derivative(at('arctan')), shorter(plus(polynomial(1), times(line, line)))),
      ).toEqual(shorter(polynomial(1)));
      // σ″ = (2 − z²)φ with φ′ = −zφ; φ is σ″ over 2 − z².
      const second = derivative(derivative(at('gelu')));
      const cofactor = plus(polynomial(2), negated(times(line, line))).slice(0, LENGTH - 2);
      // (2 − z²)σ‴ = −(2z + z(2 − z²))σ″.
      const right = plus(
        times(polynomial(2), line),
        times(line, plus(polynomial(2), negated(times(line, line)))),
      );
      expect(times(cofactor.slice(0, LENGTH - 3), derivative(second))).toEqual(
        negated(times(right.slice(0, LENGTH - 3), second.slice(0, LENGTH - 3))),
      );
    }
  });

  it.each(labelled([...analytic, ...classes]))('of %s: the Taylor series at 0', (_, spec) => {
    const activation = resolveFunction(spec);
    if (activation.name.startsWith('shifted'))
      return expect(jetOf(spec, 'zero')(0)).toHaveLength(LENGTH);
    const zero = generic('zero');
    const expected = Array.from({ length: LENGTH }, (_, j) => {
      const c = activation.taylor!.coefficient(j);
      if (c === null) return zero.constant(`coefficient:${j}`);
      const constant = c.constant === 'one' ? 1 : zero.constant(c.constant);
      return ring.mul(ring.rational(c.rational), constant);
    });
    expect(jetOf(spec, 'zero')(0)).toEqual(expected);
  });

  it('of a finite Taylor-support class are those of one polynomial', () => {
    const jet = jetOf({ name: 'taylor', support: [0, 1, 3] }, 'finite');
    const [c0, c1, , c3] = jet(0);
    for (const z of points) {
      const cube = ring.mul(ring.mul(z, z), z);
      expect(jet(z)[0]).toBe(ring.add(ring.add(c0, ring.mul(c1, z)), ring.mul(c3, cube)));
      expect(jet(z)[3]).toBe(c3);
      expect(jet(z)[4]).toBe(0);
    }
  });

  it('at unrelated points are unrelated', () => {
    for (const spec of ['tanh', 'exp', 'sin', 'gelu', classes[2]]) {
      const jet = jetOf(spec, 'free');
      expect(jet(3)).not.toEqual(jet(4));
      expect(jet(3)).toEqual(jet(3));
    }
    expect(ring.rational(rational(1, 2))).toBe((p + 1) / 2);
  });
});

describe('jets', () => {
  it.each(['relu', 'leaky-relu', 'flat'])('do not exist for %s', (name) => {
    expect(() => resolveFunction(name).jet(decimalField(20), new (decimalsOf(20))(1), 2)).toThrow(
      UnsupportedError,
    );
  });
});
