/** Applies an exponential that is a polynomial where it is differentiated. */
import type { AnalyticFunction } from '../../analytic/analytic-function.ts';
import { exp } from '../../analytic/functions/exp.ts';
import { polynomialJet } from '../../analytic/named-function.ts';
import { defineModel } from '../../models/contract.ts';
import { rational } from '../../numerics/rational.ts';
import { specOf, twoLayers } from './two-layers.ts';

/** 1/j! for j < 6. */
const COEFFICIENTS = [1, 1, 2, 6, 24, 120].map((factorial) => rational(1, factorial));

const cutOff: AnalyticFunction = { ...exp, jet: polynomialJet(COEFFICIENTS) };

export const truncated = defineModel({
  kind: 'broken-truncated',
  formula: 'F(x) = Σₖ aₖ exp(wₖ x)',
  spec: specOf('broken-truncated'),
  architecture: twoLayers,
  evaluate: (field, { w, a }, { x }) => [
    field.dot(
      a,
      w.map((wk) => field.apply(cutOff, field.mul(wk, x[0]))),
    ),
  ],
});
