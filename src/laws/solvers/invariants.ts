/** Laws of what a step keeps, whatever its coefficients. */
import { rationals } from '../../analytic/fields/rationals.ts';
import { constant } from '../../dynamics/constant.ts';
import type { Controller } from '../../dynamics/controller.ts';
import { flow } from '../../dynamics/flow.ts';
import { proportionalIntegral } from '../../dynamics/proportional-integral.ts';
import type { SolveOptions } from '../../dynamics/solve.ts';
import type { Tableau } from '../../dynamics/tableau.ts';
import type { VectorField } from '../../dynamics/vector-field.ts';
import {
  add,
  equal,
  format,
  multiply,
  negate,
  rational,
  subtract,
} from '../../numerics/rational.ts';
import { always, type SolverLaw } from './solver-law.ts';

/** From 0 to 1, or backwards, under every control that the method can have. */
function runs(method: Tableau, until = 1): SolveOptions[] {
  const adaptive = proportionalIntegral({ relative: 1e-6, absolute: 1e-6, maxSteps: 100_000 });
  const controls: Controller[] = [constant(40), ...(method.embedded === null ? [] : [adaptive])];
  return controls.map((control) => ({ method, control, from: 0, until }));
}

/** Odd in y and t, and alike in every component: ẏᵢ = sin yᵢ + (t² − |y|²/10) yᵢ. */
const alike: VectorField = {
  size: 6,
  evaluate(t, y, out) {
    let square = 0;
    for (const value of y) square += value * value;
    for (const [i, value] of y.entries()) out[i] = Math.sin(value) + (t * t - square / 10) * value;
  },
};

export const bits: SolverLaw = {
  name: 'equal-units',
  statement:
    'equal components stay equal, opposite ones opposite and zero ones zero, to the last bit',
  applies: always,
  *check({ method, solve }) {
    for (const options of runs(method)) {
      let left: string | undefined;
      const { end } = solve(alike, Float64Array.of(0.7, 0.7, -0.7, 0, 1.3, -1.3), {
        ...options,
        onStep(t, [a, b, c, d, e, f]) {
          if (a !== b || c !== -a || d !== 0 || f !== -e)
            left ??= `${[a, b, c, d, e, f]} at t = ${t}`;
        },
      });
      if (end !== 'reached') yield `${options.control.name}: the end is ${end}`;
      if (left !== undefined) yield `${options.control.name}: ${left}`;
    }
  },
};

/** ẋ = −xy, ẏ = xy − y + t, ż = y − t: x + y + z stays. */
const closed: VectorField = {
  size: 3,
  evaluate(t, [x, y], out) {
    out.set([-x * y, x * y - (y - t), y - t]);
  },
};

export const linearInvariant: SolverLaw = {
  name: 'linear-invariant',
  statement: 'a linear invariant of the field is kept: exactly over ℚ, to rounding in float64',
  applies: always,
  *check({ method, solve }) {
    const start = [rational(2), rational(1, 3), rational(-1)];
    const end = flow(
      rationals,
      method,
      ([x, y], t) => {
        const [product, rest] = [multiply(x, y), subtract(y, t)];
        return [negate(product), subtract(product, rest), rest];
      },
      { from: start, step: rational(1, 2), steps: 1 },
    );
    if (!equal(end.reduce(add), start.reduce(add)))
      yield `over ℚ: ${format(start.reduce(add))} becomes ${format(end.reduce(add))}`;
    for (const options of runs(method)) {
      const { y, accepted } = solve(closed, Float64Array.of(2, 1, -1), options);
      const drift = Math.abs(y[0] + y[1] + y[2] - 2);
      // A step adds its slopes in some twenty operations on numbers below 4.
      if (!(drift <= accepted * 80 * Number.EPSILON))
        yield `${options.control.name}: x + y + z moves by ${drift} in ${accepted} steps`;
    }
  },
};

export const reversal: SolverLaw = {
  name: 'time-reversal',
  statement: 'backwards in time is forwards along the reversed field, to the last bit',
  applies: always,
  *check({ method, solve }) {
    const reversed: VectorField = {
      size: closed.size,
      evaluate(t, y, out) {
        closed.evaluate(-t, y, out);
        for (const [i, value] of out.entries()) out[i] = -value;
      },
    };
    const forwards = runs(method, 1);
    for (const [i, options] of runs(method, -1).entries()) {
      const back = solve(closed, Float64Array.of(2, 1, -1), options);
      const there = solve(reversed, Float64Array.of(2, 1, -1), forwards[i]);
      if (back.t !== -there.t || !back.y.every((value, k) => value === there.y[k]))
        yield `${options.control.name}: ${back.y.join(', ')} and ${there.y.join(', ')}`;
    }
  },
};
