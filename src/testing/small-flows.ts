/** Small fields and ways to solve them. */

import { constant } from '../dynamics/constant.ts';
import { dormandPrince5 } from '../dynamics/dormand-prince-5.ts';
import { euler } from '../dynamics/euler.ts';
import { proportionalIntegral, type Tolerances } from '../dynamics/proportional-integral.ts';
import { rungeKutta4 } from '../dynamics/runge-kutta-4.ts';
import type { VectorField } from '../dynamics/vector-field.ts';

export const scalar = (f: (y: number, t: number) => number): VectorField => ({
  size: 1,
  evaluate(t, y, out) {
    out[0] = f(y[0], t);
  },
});

export const tolerances: Tolerances = { relative: 1e-9, absolute: 1e-12, maxSteps: 20_000 };

/** Dormand–Prince under those tolerances, or others. */
export const within = (changes: Partial<Tolerances>) => ({
  method: dormandPrince5,
  control: proportionalIntegral({ ...tolerances, ...changes }),
  from: 0,
  until: 1,
});
export const strict = within({});

/** Every method with equal steps. */
export const FIXED = [euler, rungeKutta4, dormandPrince5];
export const equal = (method: typeof euler, steps: number, until = 1) => ({
  method,
  control: constant(steps),
  from: 0,
  until,
});

/** A field that is odd and treats components alike, coupled through one scalar. */
export const coupled: VectorField = {
  size: 6,
  evaluate(_t, y, out) {
    let sum = 0;
    for (let i = 0; i < 6; i++) sum += y[i] * y[i];
    for (let i = 0; i < 6; i++) out[i] = Math.sin(y[i]) - 0.1 * sum * y[i];
  },
};
