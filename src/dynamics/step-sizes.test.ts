/** Step sizes, by the closed forms of the papers, number for number; no other code is asked. */
import { describe, expect, it } from 'vitest';
import { fittedSlope } from '../numerics/fitted-slope.ts';
import { equal, FIXED, scalar } from '../testing/small-flows.ts';
import { constant } from './constant.ts';
import { dormandPrince5 } from './dormand-prince-5.ts';
import { euler } from './euler.ts';
import { proportionalIntegral } from './proportional-integral.ts';
import { solve } from './solve.ts';
import { createStages } from './stages.ts';

const still = scalar(() => 0);

/** A controller that was asked for a first step of 0.1 on the way from 0 to `until`; err is the estimate itself. */
function controlled(until = 1e6, absolute = 0, relative = 1) {
  const control = proportionalIntegral({ absolute, relative, maxSteps: 9, firstStep: 0.1 });
  const [y, slope] = [Float64Array.of(1), Float64Array.of(0)];
  const start = { field: still, method: dormandPrince5, from: 0, until, y, slope };
  const state = control.init(start);
  const attempt = (estimate: number, sizes = {}) => {
    const before = Math.abs(state.step);
    const tried = { t: state.to - state.step, norm: 1, nextNorm: 1, nextSpeed: 1, estimate };
    const accepted = control.adapt(state, { ...tried, ...sizes });
    return { accepted, factor: Math.abs(state.step) / before };
  };
  return { state, attempt };
}

describe('the next step', () => {
  // 1/q − 3β/4 with q = 5 and β = 0.04.
  const I = 0.17;

  it('is safety · err^−0.17 · err_previous^0.04, within a fifth and ten, and no longer after a rejection', () => {
    const { attempt } = controlled();
    for (const [err, accepted, factor] of [
      [0.5, true, 0.9 * 0.5 ** -I * 1e-4 ** 0.04],
      [0.02, true, 0.9 * 0.02 ** -I * 0.5 ** 0.04],
      [1, true, 0.9 * 0.02 ** 0.04],
      [0, true, 10],
      [0.9, true, 0.9 * 0.9 ** -I * 1e-4 ** 0.04],
      [8, false, 0.9 * 8 ** -I],
      [1e9, false, 0.2],
      [Number.POSITIVE_INFINITY, false, 0.1],
      [1e-3, true, 1],
      [1e-3, true, 0.9 * 1e-3 ** -I * 1e-3 ** 0.04],
    ] as const) {
      const tried = attempt(err);
      expect(tried.accepted, `err ${err}`).toBe(accepted);
      // Two roundings of t + h at t < 10 against h > 1e−4.
      expect(tried.factor / factor, `err ${err}`).toBeCloseTo(1, 10);
    }
  });

  it('is a tenth of one that led beyond all numbers, in value or in speed', () => {
    const { attempt } = controlled();
    for (const sizes of [{ nextNorm: Number.POSITIVE_INFINITY }, { nextSpeed: Number.NaN }])
      expect(attempt(0, sizes)).toMatchObject({ accepted: false, factor: expect.closeTo(0.1, 12) });
  });

  it('measures the estimate by the larger of both ends, and by the absolute tolerance on top', () => {
    for (const [sizes, scale] of [
      [{ norm: 4, nextNorm: 2 }, 0.5 + 0.25 * 4],
      [{ norm: 2, nextNorm: 6 }, 0.5 + 0.25 * 6],
    ] as const) {
      expect(controlled(1e6, 0.5, 0.25).attempt(1.001 * scale, sizes).accepted).toBe(false);
      expect(controlled(1e6, 0.5, 0.25).attempt(0.999 * scale, sizes).accepted).toBe(true);
    }
  });

  it('is stretched by up to one in a hundred to the end, either way in time', () => {
    for (const sign of [1, -1]) {
      const stretched = controlled(sign * 0.1009).state;
      expect([stretched.step, stretched.to]).toEqual([sign * 0.1009, sign * 0.1009]);
      const short = controlled(sign * 0.1011).state;
      expect([short.step, short.to]).toEqual([sign * 0.1, sign * 0.1]);
    }
  });
});

describe('the first step', () => {
  /** Chosen for y′ = f(y) from y(0) = 1 to a relative tolerance of 10⁻⁶. */
  const first = (f: (y: number) => number, span = 1e3) => {
    const control = proportionalIntegral({ absolute: 0, relative: 1e-6, maxSteps: 9 });
    const [field, y, slope] = [scalar(f), Float64Array.of(1), Float64Array.of(f(1))];
    return control.init({ field, method: dormandPrince5, from: 0, until: span, y, slope }).step;
  };

  it.each<[string, (y: number) => number, number, number]>([
    // Hairer, Nørsett, Wanner II.4: h₀ = 0.01 ‖y‖/‖f‖, and h₁⁵ · max(‖f‖, ‖f′‖)/tolerance = 0.01.
    ['by the slope', (y) => y, 1e3, 1e-8 ** 0.2],
    ['by the bend, (f(1.01) − f(1))/h₀ = 10⁴', (y) => -100 * y, 1e3, 1e-12 ** 0.2],
    ['a hundred times h₀ at most', () => 1000, 1e3, 100 * 1e-5],
    ['a millionth where nothing moves', () => 0, 1e3, 1e-6],
    ['a millionth where too little moves to tell', () => 1e-22, 1e3, 1e-6],
    // Slopes of less than 10⁻⁵ tolerances tell nothing.
    ['by the bend where the slope hardly tells', () => 1e-10, 1e3, 100 ** 0.2],
    ['a hundred times a millionth where it does not', () => 1e-12, 1e3, 1e-4],
    ['no longer than the span', (y) => y, 1e-3, 1e-3],
    ['backwards as forwards', (y) => y, -1e3, -(1e-8 ** 0.2)],
    ['a tenth of a trial that is not finite', (y) => (y === 1 ? 1 : Number.NaN), 1e3, 0.1 * 0.01],
  ])('is chosen %s', (_, f, span, step) => {
    expect(first(f, span) / step).toBeCloseTo(1, 9);
  });
});

it('stages that lie closer than time resolves end it, and no others', () => {
  // Doubles beside 10¹⁶ are 2 apart: a tenth of 8 is lost, a tenth of 100 is not.
  const drift = scalar(() => 1);
  const ends = [8, 100].map((h) => {
    const times = { from: 1e16, until: 1e16 + 3 * h };
    const fixed = { method: euler, control: constant(3), ...times };
    return solve(drift, Float64Array.of(0), fixed).end;
  });
  expect(ends).toEqual(['blown-up', 'reached']);
});

it.each(FIXED.map((method) => [method.name, method] as const))(
  '%s has the order that it says: the error at y(1) = 1/e falls like h to that power',
  (_, method) => {
    const steps = [8, 16, 32, 64];
    const errors = steps.map((count) => {
      const { y } = solve(
        scalar((y) => -y),
        Float64Array.of(1),
        equal(method, count),
      );
      return Math.abs(y[0] - Math.exp(-1));
    });
    // The next term of the error is h times the first: at most a twentieth of it here.
    const slope = fittedSlope(
      steps.map((n) => 1 / n),
      errors,
    );
    expect(Math.abs(slope - method.order)).toBeLessThan(0.1);
  },
);

it('an estimate falls like the power of h that the next step is chosen by, one more than the lower order', () => {
  const decay = scalar((y) => -y);
  const lengths = [0.4, 0.2, 0.1, 0.05];
  const estimates = lengths.map((h) => {
    const stages = createStages(decay, dormandPrince5);
    const [next, error] = [new Float64Array(1), new Float64Array(1)];
    stages.first[0] = -1;
    stages.attempt(0, Float64Array.of(1), h, next);
    stages.localError(h, error);
    return Math.abs(error[0]);
  });
  const lower = Math.min(dormandPrince5.order, dormandPrince5.embedded!.order);
  expect(Math.abs(fittedSlope(lengths, estimates) - (lower + 1))).toBeLessThan(0.1);
});

it('a bound that is met and not crossed is no blow-up, and the end is the end to the last bit', () => {
  const up = scalar(() => 1);
  const fixed = { method: euler, control: constant(4), from: 0, until: 1 };
  const ends = [1, 0.99].map(
    (blowUpAbove) => solve(up, Float64Array.of(0), { ...fixed, ends: { blowUpAbove } }).end,
  );
  expect(ends).toEqual(['reached', 'blown-up']);
  const control = proportionalIntegral({ absolute: 0, relative: 1e-7, maxSteps: 999 });
  for (const y0 of [0.3, 0.7, 1.1, 1.9, 2.3]) {
    const dense = solve(
      scalar((y) => -y),
      Float64Array.of(y0),
      { method: dormandPrince5, control, from: 0, until: 1, dense: true },
    );
    const out = new Float64Array(1);
    dense.at(1, out);
    expect(out[0]).toBe(dense.y[0]);
  }
});
