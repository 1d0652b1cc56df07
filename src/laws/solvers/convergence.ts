/**
 * Laws of convergence on problems with closed solutions. Orders are fitted in decimals, where no
 * rounding hides them; then float64 is held to the decimals.
 */
import type { Decimal } from 'decimal.js';
import { decimalsField } from '../../analytic/fields/decimals.ts';
import { constant } from '../../dynamics/constant.ts';
import { flow } from '../../dynamics/flow.ts';
import { proportionalIntegral } from '../../dynamics/proportional-integral.ts';
import { createStages } from '../../dynamics/stages.ts';
import type { Tableau } from '../../dynamics/tableau.ts';
import { fittedSlope } from '../../numerics/fitted-slope.ts';
import { rational } from '../../numerics/rational.ts';
import { floatField, type Problem, problems } from './problems.ts';
import { always, hasDense, hasEmbedded, type SolverLaw } from './solver-law.ts';

const field = decimalsField(50);
/** With error = C h^p (1 + ch) the fitted slope is p plus the mean of ch/(1 + ch); c is of order 1. */
const SLACK = 0.3;
/** Rounding of sixteen steps on numbers of order 1, with room. */
const ROUNDING = 2 ** -42;
const LENGTHS = [16, 32, 64, 128].map((steps) => 1 / steps);

/** y(1) after equal steps of length `h`, or as many as asked for, in decimals. */
function decimalFlow(
  method: Tableau,
  { start, slope }: Problem,
  h: number,
  steps = Math.round(1 / h),
): readonly Decimal[] {
  return flow(field, method, (y, t) => slope(field, y, t), {
    from: start.map((value) => field.rational(value)),
    step: field.rational(rational(1, Math.round(1 / h))),
    steps,
  });
}

const distance = (a: readonly (Decimal | number)[], b: readonly (Decimal | number)[]) =>
  Math.hypot(...a.map((value, i) => field.sub(decimal(value), decimal(b[i])).toNumber()));
const decimal = (value: Decimal | number): Decimal =>
  typeof value === 'number' ? field.zero.plus(value) : value;

/** NaN where an error is 0 or not finite: no order then. */
const fitted = (lengths: readonly number[], errors: readonly number[]) =>
  errors.every((error) => error > 0 && Number.isFinite(error))
    ? fittedSlope(lengths, errors)
    : Number.NaN;

export const observedOrder: SolverLaw = {
  name: 'observed-order',
  statement:
    'the error at t = 1 vanishes at the stated order or faster, fitted on closed solutions',
  applies: always,
  *check({ method }) {
    for (const problem of problems) {
      const exact = problem.solution(field, field.one);
      const errors = LENGTHS.map((h) => distance(decimalFlow(method, problem, h), exact));
      const slope = fitted(LENGTHS, errors);
      if (!(slope >= method.order - SLACK))
        yield `${problem.name}: expected order ${method.order}, fitted ${slope.toFixed(2)}`;
    }
  },
};

export const errorEstimate: SolverLaw = {
  name: 'error-estimate',
  statement:
    'the estimate of the error of one step has one order more than the lower of the two results',
  applies: hasEmbedded,
  *check({ method }) {
    const { embedded } = method;
    if (embedded === null) return;
    const other = { ...method, weights: embedded.weights };
    const order = Math.min(method.order, embedded.order) + 1;
    for (const problem of problems) {
      const differences = LENGTHS.map((h) =>
        decimalFlow(method, problem, h, 1).map((value, i) =>
          field.sub(value, decimalFlow(other, problem, h, 1)[i]),
        ),
      );
      const sizes = differences.map((difference) =>
        distance(
          difference,
          difference.map(() => 0),
        ),
      );
      // From t = 0 every second order of an even or odd solution vanishes: the order is a lower bound.
      const slope = fitted(LENGTHS, sizes);
      if (!(slope >= order - SLACK))
        yield `${problem.name}: expected order ${order}, fitted ${slope.toFixed(2)}`;
      const float = floatField(problem);
      const stages = createStages(float, method);
      const y = Float64Array.from(problem.start);
      const [next, error] = [new Float64Array(y.length), new Float64Array(y.length)];
      float.evaluate(0, y, stages.first);
      stages.attempt(0, y, LENGTHS[0], next);
      stages.localError(LENGTHS[0], error);
      if (!(distance([...error], differences[0]) <= ROUNDING))
        yield `${problem.name}: float64 estimates ${error.join(', ')}, decimals ${differences[0].map((d) => d.toNumber()).join(', ')}`;
    }
  },
};

export const floatAgrees: SolverLaw = {
  name: 'float64-agrees',
  statement: 'sixteen equal steps in float64 are those in decimals, rounded',
  applies: always,
  *check({ method, solve }) {
    for (const problem of problems) {
      const options = { method, control: constant(16), from: 0, until: 1 };
      const { end, y } = solve(floatField(problem), Float64Array.from(problem.start), options);
      const expected = decimalFlow(method, problem, 1 / 16);
      if (end !== 'reached') yield `${problem.name}: the end is ${end}`;
      else if (!(distance([...y], expected) <= ROUNDING))
        yield `${problem.name}: float64 ${y.join(', ')}, decimals ${expected.map((d) => d.toNumber()).join(', ')}`;
    }
  },
};

export const denseOutput: SolverLaw = {
  name: 'dense-output',
  statement:
    'the continuous extension is continuous, meets every accepted point, and errs no faster than stated',
  applies: hasDense,
  *check({ method, solve }) {
    const { order, dense } = method;
    if (dense === null) return;
    for (const problem of problems) {
      const errors: number[] = [];
      const lengths = [8, 16, 32, 64].map((steps) => 1 / steps);
      for (const h of lengths) {
        const points: { t: number; y: Float64Array }[] = [];
        const jumps: number[] = [];
        const value = new Float64Array(problem.start.length);
        const solution = solve(floatField(problem), Float64Array.from(problem.start), {
          method,
          control: constant(1 / h),
          from: 0,
          until: 1,
          dense: true,
          onStep(t, y, step) {
            step.at(t, value);
            jumps.push(distance([...value], [...y]));
            points.push({ t, y: y.slice() });
          },
        });
        if (solution.end !== 'reached') {
          yield `${problem.name}: the end is ${solution.end}`;
          return;
        }
        for (const { t, y } of points) {
          // Just after t the next step begins; |ẏ| ≤ 2 moves y by less than 2⁻⁴⁸ in between.
          for (const at of [t, Math.min(1, t + 2 ** -50)]) {
            solution.at(at, value);
            jumps.push(distance([...value], [...y]));
          }
        }
        const worst = Math.max(...jumps);
        if (!(worst <= ROUNDING)) yield `${problem.name}: a jump of ${worst} at steps of ${h}`;
        const misses = points.map(({ t }) => {
          const middle = t - h / 2;
          solution.at(middle, value);
          return distance([...value], problem.solution(field, decimal(middle)));
        });
        errors.push(Math.max(...misses));
      }
      const expected = Math.min(order, dense.order + 1);
      const slope = fitted(lengths, errors);
      if (!(slope >= expected - SLACK))
        yield `${problem.name}: in between expected order ${expected}, fitted ${slope.toFixed(2)}`;
    }
  },
};

export const tolerance: SolverLaw = {
  name: 'tolerance',
  statement: 'under proportional-integral control the error follows the tolerance',
  applies: hasEmbedded,
  *check({ method, solve }) {
    const { order, embedded } = method;
    const expected = order / (Math.min(order, embedded?.order ?? order) + 1);
    const tolerances = [1e-4, 1e-5, 1e-6, 1e-7];
    for (const problem of problems) {
      const errors: number[] = [];
      for (const relative of tolerances) {
        const control = proportionalIntegral({ relative, absolute: relative, maxSteps: 100_000 });
        const options = { method, control, from: 0, until: 4 };
        const { end, y } = solve(floatField(problem), Float64Array.from(problem.start), options);
        const error = distance([...y], problem.solution(field, decimal(4)));
        if (end !== 'reached') yield `${problem.name}: the end is ${end}`;
        // Errors of one tolerance a step, some hundred steps.
        if (!(error <= 1000 * relative)) yield `${problem.name}: error ${error} at ${relative}`;
        errors.push(error);
      }
      // Steps chosen by acceptance, and the end may lie near a zero of the error.
      const slope = fitted(tolerances, errors);
      if (!(Math.abs(slope - expected) <= 0.5))
        yield `${problem.name}: expected error ∝ tolerance^${expected.toFixed(2)}, fitted ${slope.toFixed(2)}`;
    }
  },
};
