/**
 * The fifth-order method of Dormand and Prince with a fixed step, for fits of the order and for
 * comparisons that must not depend on a step-size controller. Source: `dormand-prince-tableau.ts`.
 */
import { createStages } from './dormand-prince-stages.ts';
import { marchFixedSteps } from './fixed-step.ts';
import type { FixedStepOptions, Solution } from './solution.ts';
import type { VectorField } from './vector-field.ts';

/**
 * Global error O(h⁵) for a field with five continuous derivatives.
 *
 * @throws InputError for options that make no sense, ShapeError when y0 does not fit the field.
 */
export function dormandPrinceFixed(
  field: VectorField,
  y0: Float64Array,
  options: FixedStepOptions,
): Solution {
  const stages = createStages(field);
  let fresh = false;
  return marchFixedSteps(
    {
      name: 'dormandPrinceFixed',
      step(t, y, h, next) {
        if (fresh) stages.advance();
        else field.evaluate(t, y, stages.first);
        stages.attempt(t, y, h, next);
        const evaluations = fresh ? 6 : 7;
        fresh = true;
        return evaluations;
      },
    },
    field,
    y0,
    options,
  );
}
