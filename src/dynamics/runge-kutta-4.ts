/**
 * The classical fourth-order Runge–Kutta method with a fixed step: the plain second opinion beside
 * Dormand–Prince, and the method whose order tests fit.
 *
 *   k₁ = f(t, y)          k₂ = f(t + h/2, y + h/2 k₁)
 *   k₃ = f(t + h/2, y + h/2 k₂)    k₄ = f(t + h, y + h k₃)
 *   y(t + h) ≈ y + h/6 (k₁ + 2k₂ + 2k₃ + k₄)
 *
 * Every component sees the same operations in the same order, and each operation is odd: equal
 * components stay equal, opposite ones opposite and zero ones zero, to the last bit, when the field
 * keeps them so.
 *
 * Source: W. Kutta 1901; Hairer, Nørsett, Wanner, Solving Ordinary Differential Equations I, II.1.
 */
import { marchFixedSteps } from './fixed-step.ts';
import type { FixedStepOptions, Solution } from './solution.ts';
import type { VectorField } from './vector-field.ts';

/**
 * Global error O(h⁴) for a field with four continuous derivatives.
 *
 * @throws InputError for options that make no sense, ShapeError when y0 does not fit the field.
 */
export function rungeKutta4(
  field: VectorField,
  y0: Float64Array,
  options: FixedStepOptions,
): Solution {
  const n = field.size;
  const k1 = new Float64Array(n);
  const k2 = new Float64Array(n);
  const k3 = new Float64Array(n);
  const k4 = new Float64Array(n);
  const stage = new Float64Array(n);
  return marchFixedSteps(
    {
      name: 'rungeKutta4',
      step(t, y, h, next) {
        field.evaluate(t, y, k1);
        for (let i = 0; i < n; i++) stage[i] = y[i] + 0.5 * h * k1[i];
        field.evaluate(t + 0.5 * h, stage, k2);
        for (let i = 0; i < n; i++) stage[i] = y[i] + 0.5 * h * k2[i];
        field.evaluate(t + 0.5 * h, stage, k3);
        for (let i = 0; i < n; i++) stage[i] = y[i] + h * k3[i];
        field.evaluate(t + h, stage, k4);
        const sixth = h / 6;
        for (let i = 0; i < n; i++) next[i] = y[i] + sixth * (k1[i] + k4[i] + 2 * (k2[i] + k3[i]));
        return 4;
      },
    },
    field,
    y0,
    options,
  );
}
