import { Decimal } from 'decimal.js';
import { describe, expect, it } from 'vitest';
import { InputError } from '../errors.ts';
import { fittedSlope } from '../numerics/fitted-slope.ts';
import { createRng } from '../numerics/random.ts';
import { fromDouble } from '../numerics/rational.ts';
import { type Loss, lossComplexity, lossNames, resolveLoss } from './loss.ts';

const EPS = Number.EPSILON;
const losses = lossNames.map(resolveLoss as (name: string) => Loss);
/** For derivatives by differences. */
const Sixty = Decimal.clone({ precision: 60 });
/** For values: log(1 + e^{−z}) of the smallest double has its first digit 324 places behind the 1. */
const Tails = Decimal.clone({ precision: 345 });

/** The textbook formulas in many digits, where nothing overflows or cancels. */
const textbook: Record<string, (p: Decimal[], y: Decimal[]) => Decimal> = {
  squared: (p, y) => total(p, (z, o) => z.minus(y[o]).pow(2).div(2)),
  linear: (p, y) => total(p, (z, o) => z.times(y[o])),
  quartic: (p, y) => total(p, (z, o) => z.minus(y[o]).pow(4).div(4)),
  'log-cosh': (p, y) => total(p, (z, o) => z.minus(y[o]).cosh().ln()),
  logistic: (p, y) => total(p, (z, o) => z.times(y[o]).neg().exp().plus(1).ln()),
  exponential: (p, y) => total(p, (z, o) => z.times(y[o]).neg().exp()),
  'cross-entropy'(p, y) {
    const logits = p.length === 1 ? [p[0], p[0].times(0)] : p;
    const targets = p.length === 1 ? [y[0], y[0].neg().plus(1)] : y;
    const sum = total(logits, (z) => z.exp());
    return total(logits, (z, o) => z.exp().div(sum).ln().times(targets[o]).neg());
  },
  huber: (p, y) =>
    total(p, (z, o) => {
      const r = z.minus(y[o]).abs();
      return r.lte(1) ? r.pow(2).div(2) : r.minus(0.5);
    }),
};

function total(p: Decimal[], term: (z: Decimal, o: number) => Decimal): Decimal {
  return p.reduce((sum, z, o) => sum.plus(term(z, o)), p[0].times(0));
}

/** Exactly: the constructor of Decimal reads the shortest decimal that prints as the double. */
const decimals = (Digits: typeof Decimal, values: readonly number[]) =>
  values.map((v) => {
    const { numerator, denominator } = fromDouble(v);
    return new Digits(`${numerator}`).div(`${denominator}`);
  });

/** Targets that the loss is made for. */
function targetsFor(loss: Loss, c: number): number[] {
  switch (loss.targets) {
    case 'real':
      return Array.from({ length: c }, (_, o) => 0.5 * (o - 1));
    case 'sign':
      return Array.from({ length: c }, (_, o) => (o % 2 === 0 ? 1 : -1));
    case 'distribution':
      return Array.from({ length: c }, (_, o) => (o === 0 ? 1 : 0));
  }
}

/** Predictions that are multiples of 2⁻³⁰, so that ŷ − y and yŷ are exact and only ℓ itself rounds. */
const TAILS = [
  [0, 0, 0],
  [0.125, -0.125, 0.25],
  // Residuals near 0 for the losses of ŷ − y, whose targets are −1/2, 0, 1/2.
  [2 ** -30 - 0.5, 2 ** -30, 0.5 - 2 ** -20],
  [5, -3, 1],
  [40, -40, 0],
  [650, -650, 600],
  [1000, 0.5, -1000],
  [-1000, 1000, 1000],
];

/** First and second partial derivatives of the textbook formula by differences in sixty digits. */
function derivatives(of: (p: Decimal[], y: Decimal[]) => Decimal, p: number[], y: number[]) {
  // Central differences with h = 1e−15: truncation ~ h²·third derivative, rounding 1e−60/h²: both
  // below 1e−25 of the scale of ℓ.
  const h = new Sixty('1e-15');
  const at = (o: number, s: number, q: number, r: number) =>
    of(
      decimals(Sixty, p).map((z, k) =>
        z.plus(k === o ? h.times(s) : 0).plus(k === q ? h.times(r) : 0),
      ),
      decimals(Sixty, y),
    );
  const slope = p.map((_, o) =>
    at(o, 1, -1, 0)
      .minus(at(o, -1, -1, 0))
      .div(h.times(2)),
  );
  const bend = p.map((_, o) =>
    p.map((_, q) =>
      at(o, 1, q, 1)
        .minus(at(o, 1, q, -1))
        .minus(at(o, -1, q, 1))
        .plus(at(o, -1, q, -1))
        .div(h.times(h).times(4)),
    ),
  );
  return { slope, bend };
}

describe.each(losses)('$name', (loss) => {
  const of = textbook[loss.name];

  it.each([1, 3])('value is the textbook formula, tails included, %i output(s)', (c) => {
    let checked = 0;
    for (const row of TAILS) {
      const p = row.slice(0, c);
      const y = targetsFor(loss, c);
      const Digits = Math.max(...p.map(Math.abs)) > 50 ? Tails : Sixty;
      const exact = of(decimals(Digits, p), decimals(Digits, y));
      const value = loss.value(Float64Array.from(p), Float64Array.from(y), 0, c);
      if (exact.gt(Number.MAX_VALUE)) {
        expect(value).toBe(Number.POSITIVE_INFINITY);
        continue;
      }
      // Each term takes a handful of operations good to an ulp or two, and terms have one sign, save
      // for `linear` whose sum is exact here: 16 ulps, and the subnormal grain.
      const error = new Digits(value).minus(exact).abs();
      expect(error.toNumber()).toBeLessThanOrEqual(
        16 * EPS * exact.abs().toNumber() + Number.MIN_VALUE,
      );
      checked++;
    }
    expect(checked).toBeGreaterThanOrEqual(6);
  });

  it.each([1, 3])(
    'gradient and curvature are its derivatives, tails included, %i output(s)',
    (c) => {
      const y = targetsFor(loss, c);
      const gradient = new Float64Array(c);
      const product = new Float64Array(c);
      // 1e−20 is what differences in sixty digits resolve of values near 1000.
      for (const row of TAILS.slice(1)) {
        const p = row.slice(0, c);
        if (of(decimals(Sixty, p), decimals(Sixty, y)).gt(1e200)) continue;
        if (loss.name === 'huber' && p.some((z, o) => Math.abs(z - y[o]) === 1)) continue;
        const { slope, bend } = derivatives(of, p, y);
        loss.gradient(Float64Array.from(p), Float64Array.from(y), 0, c, gradient);
        for (let o = 0; o < c; o++) {
          // Softmax minus its target cancels: absolute error of an ulp of 1. Others: relative.
          const scale = Math.max(slope[o].abs().toNumber(), loss.name === 'cross-entropy' ? 1 : 0);
          const error = slope[o].minus(gradient[o]).abs().toNumber();
          expect(error).toBeLessThanOrEqual(16 * EPS * scale + 1e-20);
        }
        for (let q = 0; q < c; q++) {
          const direction = new Float64Array(c);
          direction[q] = 1;
          loss.curvature(Float64Array.from(p), Float64Array.from(y), 0, c, direction, product);
          for (let o = 0; o < c; o++) {
            const exact = bend[o][q];
            const scale = Math.max(exact.abs().toNumber(), loss.name === 'cross-entropy' ? 1 : 0);
            expect(exact.minus(product[o]).abs().toNumber()).toBeLessThanOrEqual(
              16 * EPS * scale + 1e-20,
            );
          }
        }
      }
    },
  );

  it.each([
    { targets: 'its own', y: targetsFor(loss, 3) },
    { targets: 'any', y: [0.7, 1.1, -0.4] },
  ])('the Taylor remainders vanish at orders 2 and 3, $targets targets', (wanted) => {
    const rng = createRng(`remainder ${loss.name}`);
    const c = 3;
    const y = Float64Array.from(wanted.y);
    // Away from huber's joints at |r| = 1 by more than the longest step.
    const p = y.map((v, o) => v + [0.3, -0.45, 2.1][o] + 0.1 * rng.uniform());
    const v = Float64Array.from({ length: c }, () => rng.uniform() - 0.5);
    const gradient = new Float64Array(c);
    const bend = new Float64Array(c);
    loss.gradient(p, y, 0, c, gradient);
    loss.curvature(p, y, 0, c, v, bend);
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((s, x, i) => s + x * b[i], 0);
    const steps = [0.4, 0.2, 0.1, 0.05, 0.025];
    const base = loss.value(p, y, 0, c);
    const first: number[] = [];
    const second: number[] = [];
    for (const h of steps) {
      const moved = loss.value(
        p.map((z, o) => z + h * v[o]),
        y,
        0,
        c,
      );
      const linear = moved - base - h * dot(gradient, v);
      first.push(Math.abs(linear));
      second.push(Math.abs(linear - 0.5 * h * h * dot(bend, v)));
    }
    // Polynomials of degree 1 and 2 leave rounding only: a few ulps of values below 10.
    const rounding = 64 * EPS * Math.max(1, Math.abs(base));
    const flat = loss.name === 'linear';
    const quadratic = flat || loss.name === 'squared' || loss.name === 'huber';
    if (flat) expect(Math.max(...first)).toBeLessThan(rounding);
    else expect(Math.abs(fittedSlope(steps, first) - 2)).toBeLessThan(0.3);
    if (quadratic) expect(Math.max(...second)).toBeLessThan(rounding);
    else expect(Math.abs(fittedSlope(steps, second) - 3)).toBeLessThan(0.3);
  });

  it('reads and writes the row at its offset only', () => {
    const p = Float64Array.of(9, 0.25, -0.5, 9);
    const y = Float64Array.of(9, ...targetsFor(loss, 2), 9);
    const direction = Float64Array.of(9, 1, -2, 9);
    const alone = new Float64Array(2);
    for (const write of ['gradient', 'curvature'] as const) {
      const out = Float64Array.of(7, 7, 7, 7);
      if (write === 'gradient') {
        loss.gradient(p, y, 1, 2, out);
        loss.gradient(p.slice(1, 3), y.slice(1, 3), 0, 2, alone);
      } else {
        loss.curvature(p, y, 1, 2, direction, out);
        loss.curvature(p.slice(1, 3), y.slice(1, 3), 0, 2, direction.slice(1, 3), alone);
      }
      expect([...out]).toEqual([7, ...alone, 7]);
    }
    expect(loss.value(p, y, 1, 2)).toBe(loss.value(p.slice(1, 3), y.slice(1, 3), 0, 2));
  });
});

describe('names', () => {
  it('are ordered by complexity, and only huber is not analytic', () => {
    expect(lossNames.map(lossComplexity)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(losses.filter((loss) => !loss.analytic).map((loss) => loss.name)).toEqual(['huber']);
  });

  it('unknown ones are refused with the path and the known ones', () => {
    expect(() => resolveLoss('mse', 'then.loss')).toThrow(InputError);
    expect(() => resolveLoss('mse', 'then.loss')).toThrow(/then\.loss.*squared.*"mse"/);
    expect(() => resolveLoss('toString')).toThrow(InputError);
  });
});
