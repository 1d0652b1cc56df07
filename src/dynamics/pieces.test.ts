/** The pieces of the solver by themselves, against values worked out by hand. */
import { describe, expect, it } from 'vitest';
import { interpolate, type KeptStep } from './dense-output.ts';
import { dormandPrince5 } from './dormand-prince-5.ts';
import { euclideanNorm } from './euclidean-norm.ts';
import { proportionalIntegral } from './proportional-integral.ts';

describe('the norm', () => {
  const norm = (...y: number[]) => euclideanNorm(Float64Array.from(y));

  it('neither overflows nor underflows', () => {
    expect(norm(3, -4)).toBe(5);
    for (const scale of [2 ** 600, 2 ** -600, 2 ** 1000, 2 ** -1000])
      expect(norm(3 * scale, 4 * scale) / scale).toBeCloseTo(5, 12);
    expect(norm(Number.MAX_VALUE)).toBe(Number.MAX_VALUE);
    expect(norm(Number.MIN_VALUE)).toBe(Number.MIN_VALUE);
  });

  it('is 0, infinite or no number where y is', () => {
    expect(norm()).toBe(0);
    expect(norm(0, -0)).toBe(0);
    expect(norm(1, Number.NEGATIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(norm(1, Number.NaN, Number.POSITIVE_INFINITY)).toBeNaN();
  });
});

describe('kept steps', () => {
  // y₁ = 1 + 3s + 5s², y₂ = 2 + 4s + 6s² on the first, the constants 7 and 8 on the others.
  const steps = (sign: number): KeptStep[] => [
    { from: 0, to: sign * 2, coefficients: Float64Array.of(1, 2, 3, 4, 5, 6) },
    { from: sign * 2, to: sign * 3, coefficients: Float64Array.of(7, 8, 0, 0, 0, 0) },
    { from: sign * 3, to: sign * 4, coefficients: Float64Array.of(9, 10, 0, 0, 0, 0) },
  ];
  const END = Float64Array.of(11, 12);
  const at = (t: number, sign = 1) => {
    const out = new Float64Array(2);
    interpolate(steps(sign), 0, 4 * sign, END, t, out);
    return [...out];
  };

  it.each([1, -1])('are found by their times, forwards and backwards (%d)', (sign) => {
    const [one, half] = [at(0, sign), at(sign, sign)];
    expect(one).toEqual([1, 2]);
    expect(half).toEqual([1 + 3 / 2 + 5 / 4, 2 + 2 + 6 / 4]);
    // At the end of a step that step counts: s = 1.
    expect(at(2 * sign, sign)).toEqual([9, 12]);
    expect(at(2.5 * sign, sign)).toEqual([7, 8]);
    expect(at(3 * sign, sign)).toEqual([7, 8]);
    expect(at(3.5 * sign, sign)).toEqual([9, 10]);
    // The end of all is the end that was reached, bit by bit.
    expect(at(4 * sign, sign)).toEqual([11, 12]);
  });

  it('are not left', () => {
    for (const t of [-1e-9, 4.000001, Number.NaN]) expect(() => at(t)).toThrow(RangeError);
  });
});

describe('step sizes', () => {
  /** y′ = −k·y in one dimension, from y = s. */
  const begun = (k: number, s: number, tolerance: number, until = 10) => {
    const control = proportionalIntegral({
      relative: tolerance,
      absolute: tolerance,
      maxSteps: 10,
    });
    const field = {
      dimension: 1,
      evaluate(_: number, y: Float64Array, out: Float64Array) {
        out[0] = -k * y[0]!;
      },
    };
    const state = control.init({
      field,
      method: dormandPrince5,
      from: 0,
      until,
      y: Float64Array.of(s),
      slope: Float64Array.of(-k * s),
    } as never);
    return { control, state };
  };

  // h₀ = 0.01·s/(k·s); bend = max(k·s, k²·s)/(a + r·s); then the least of 100 h₀, (0.01/bend)^{1/5} and the span.
  it.each([
    ['a hundred times the Euler step', 4, 0.5, 1, 10, 0.25],
    ['what the error allows', 4, 2, 1e-3, 10, (0.01 / (32 / 3e-3)) ** (1 / 5)],
    [
      'the slope where it is larger than the bend',
      0.5,
      2,
      1e-3,
      10,
      (0.01 / (1 / 3e-3)) ** (1 / 5),
    ],
    ['the span', 1e-4, 1, 1, 2, 2],
    ['a millionth where nothing moves', 0, 1, 1, 10, 1e-6],
    ['backwards as forwards', 4, 0.5, 1, -10, -0.25],
  ])('begin with %s', (_, k, s, tolerance, until, expected) => {
    expect(begun(k, s, tolerance, until).state.step).toBeCloseTo(expected, 10);
  });

  it('grow and shrink by the law of the controller, within its bounds', () => {
    // Exponent β·3/4 − 1/5 of err, β = 0.04 of the error before, 0.9 in front; the tolerance is 1 + 1 at ‖y‖ = 1.
    const { control, state } = begun(4, 0.5, 1, 1e6);
    const power = 0.75 * 0.04 - 1 / 5;
    const step = (err: number) => {
      const [t, length] = [state.to, state.step];
      const accepted = control.adapt(state, {
        t,
        norm: 1,
        nextNorm: 0.5,
        nextSpeed: 1,
        estimate: 2 * err,
      } as never);
      return [accepted, state.step / length] as const;
    };
    const ratio = (err: number, expectedAccepted: boolean, factor: number) => {
      const [accepted, found] = step(err);
      expect(accepted).toBe(expectedAccepted);
      expect(found).toBeCloseTo(factor, 10);
    };
    ratio(0.5, true, 0.9 * 0.5 ** power * 1e-4 ** 0.04);
    ratio(0.3, true, 0.9 * 0.3 ** power * 0.5 ** 0.04);
    ratio(1, true, 0.9 * 0.3 ** 0.04);
    ratio(2, false, 0.9 * 2 ** power);
    // Not at once after a rejection.
    ratio(0.01, true, 1);
    ratio(1e12, false, 1 / 5);
    ratio(Number.NaN, false, 1 / 10);
    ratio(0, true, 1);
    ratio(0, true, 10);
  });
});
