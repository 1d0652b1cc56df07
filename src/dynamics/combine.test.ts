/** Sums of slopes for every number of terms, and what a step does beside its result, by values worked out by hand. */
import { describe, expect, it } from 'vitest';
import { equal, scalar, within } from '../testing/small-flows.ts';
import { combine } from './combine.ts';
import type { Attempt, Controller } from './controller.ts';
import { dormandPrince5 } from './dormand-prince-5.ts';
import { euler } from './euler.ts';
import { proportionalIntegral } from './proportional-integral.ts';
import { rungeKutta4 } from './runge-kutta-4.ts';
import { solve } from './solve.ts';
import { defineTableau } from './tableau.ts';

it.each([0, 1, 2, 3, 4, 5, 6, 7, 8])(
  '%d terms are summed, and nothing beyond y is written',
  (terms) => {
    // wⱼ = j + 1 and kⱼ[i] = 10ʲ·(i + 1): the sum is (i + 1)·…321.
    const weights = Float64Array.from({ length: terms }, (_, j) => j + 1);
    const slopes = Array.from({ length: terms }, (_, j) =>
      Float64Array.from({ length: 4 }, (_, i) => 10 ** j * (i + 1)),
    );
    const sum = Number([...'87654321'].slice(8 - terms).join(''));
    const out = new Float64Array(4).fill(-1);
    combine({ weights, slopes }, Float64Array.of(7, 8, 9), 2, out.subarray(0, 3));
    expect([...out]).toEqual([7 + 2 * sum, 8 + 4 * sum, 9 + 6 * sum, -1]);
    if (terms > 0) {
      combine({ weights, slopes }, Float64Array.of(7, 8, 9), 2, out);
      expect(out[3]).toBe(-1);
    }
  },
);

describe('a step', () => {
  const decay = scalar((y) => -y);
  const one = Float64Array.of(1);

  it('asks for f where it is needed: at the end of everything only for who watches or for the next method', () => {
    const asked = (method: typeof euler, ends = {}) =>
      solve(decay, one, { ...equal(method, 5), ends }).evaluations;
    expect(asked(euler)).toBe(5);
    expect(asked(rungeKutta4)).toBe(20);
    expect(asked(euler, { stationaryBelow: 0 })).toBe(6);
    // Seven stages, the last of which is the first of the next step.
    expect(asked(dormandPrince5)).toBe(31);
    expect('at' in solve(decay, one, equal(euler, 5))).toBe(false);
  });

  it('is told to its controller, without an estimate that nobody asked for', () => {
    const told: Attempt[] = [];
    const watching = (estimates: boolean): Controller => ({
      name: 'watching',
      estimates,
      retries: false,
      maxSteps: 9,
      init: () => ({ step: 0.5, to: 0.5 }),
      adapt(state, attempt) {
        told.push({ ...attempt });
        state.to = 1;
        return true;
      },
    });
    for (const estimates of [false, true])
      solve(decay, one, {
        method: dormandPrince5,
        control: watching(estimates),
        from: 0,
        until: 1,
      });
    const [first, second, estimated] = told;
    expect(first).toMatchObject({ t: 0, norm: 1, estimate: 0 });
    // e^{−1/2}, to the error of the method: less than h⁶.
    expect(first.nextNorm).toBeCloseTo(Math.exp(-0.5), 4);
    expect(first.nextSpeed).toBe(first.nextNorm);
    expect(second).toMatchObject({ t: 0.5, norm: first.nextNorm, estimate: 0 });
    expect(estimated.estimate).toBeGreaterThan(0);
  });

  it('may be the first one ten times as long as asked for, and grows at once', () => {
    const control = proportionalIntegral({ absolute: 1, relative: 0, maxSteps: 9, firstStep: 1 });
    const begin = (until: number, from = 0) =>
      control.init({
        field: decay,
        method: dormandPrince5,
        from,
        until,
        y: one,
        slope: Float64Array.of(-1),
      });
    const state = begin(1000);
    const tried = { t: 0, norm: 1, nextNorm: 1, nextSpeed: 1, estimate: 1e-6 };
    expect(control.adapt(state, tried)).toBe(true);
    // 0.9 · err^{−(1/5 − 3β/4)} · (10⁻⁴)^β with β = 0.04.
    expect(state.step).toBeCloseTo(0.9 * 1e-6 ** -0.17 * 1e-4 ** 0.04, 10);
    // One in a hundred longer is exactly met.
    expect(begin(1.01)).toMatchObject({ step: 1.01, to: 1.01 });
    expect(begin(-1.01)).toMatchObject({ step: -1.01, to: -1.01 });
    expect(begin(7.5, 7)).toMatchObject({ step: 0.5, to: 7.5 });
    expect(begin(17, 7)).toMatchObject({ step: 1, to: 8 });
    expect(begin(-3, 7)).toMatchObject({ step: -1, to: 6 });
  });
});

describe('the first step', () => {
  /** y′ = speed from y(from) = size, to an absolute tolerance of 1. */
  const first = (size: number, speed: number, from = 0, until = 1e9) =>
    proportionalIntegral({ absolute: 1, relative: 0, maxSteps: 9 }).init({
      field: scalar(() => speed),
      method: dormandPrince5,
      from,
      until,
      y: Float64Array.of(size),
      slope: Float64Array.of(speed),
    }).step;

  it.each([
    // h₀ = 0.01 · 10⁻⁵/10⁻³ and a hundred times that; a hundred times 10⁻⁶ where size or slope tell nothing.
    ['a size of 10⁻⁵ tolerances tells', 1e-5, 1e-3, 1e-2],
    ['a smaller one does not', 0.99e-5, 1e-3, 1e-4],
    // (0.01/10⁻⁵)^{1/5}.
    ['a slope of 10⁻⁵ tolerances tells', 1, 1e-5, 1000 ** 0.2],
    ['a smaller one does not, and bends', 1, 0.99e-5, 1e-4],
  ])('%s', (_, size, speed, step) => {
    expect(first(size, speed) / step).toBeCloseTo(1, 9);
  });

  it('is no longer than what is left, wherever time begins', () => {
    expect(first(1, 1e-4, 5, 5.5)).toBe(0.5);
    expect(first(1, 1e-4, -5, -5.5)).toBe(-0.5);
    expect(first(1, 1e-5, 100, 200)).toBeCloseTo(1000 ** 0.2, 9);
  });
});

it('orders are whole numbers from 1 on', () => {
  const { order, ...rest } = euler;
  const written = {
    ...rest,
    order,
    nodes: '0',
    stages: [''],
    weights: '1',
    embedded: null,
    dense: null,
  };
  for (const wrong of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => defineTableau({ ...written, order: wrong })).toThrow('order: expected an integer');
    const embedded = { order: wrong, weights: '1' };
    expect(() => defineTableau({ ...written, embedded })).toThrow('embedded.order');
    const dense = { order: wrong, weights: ['1'] };
    expect(() => defineTableau({ ...written, dense })).toThrow('dense.order');
  }
  expect(defineTableau({ ...written, order: 2 }).order).toBe(2);
});

it('a tolerance of 0 is one, and two are none', () => {
  expect(() => within({ absolute: 0, relative: 0 })).toThrow('one tolerance above 0');
  for (const wrong of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => within({ absolute: wrong })).toThrow('absolute');
    expect(() => within({ relative: wrong })).toThrow('relative');
    expect(() => within({ firstStep: wrong })).toThrow('firstStep');
  }
  expect(() => within({ firstStep: 0 })).toThrow('firstStep');
});
