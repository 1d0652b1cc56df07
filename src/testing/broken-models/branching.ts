/** Looks whether a number is the zero of the field: so it is where numbers are primitive, at w₁ = 0. */
import { cos } from '../../analytic/functions/cos.ts';
import { defineModel } from '../../models/contract.ts';
import { specOf, twoLayers } from './two-layers.ts';

export const branching = defineModel({
  kind: 'broken-branching',
  formula: 'F(x) = Σₖ aₖ cos(wₖ x), and 0 where w₁ = 0',
  spec: specOf('broken-branching'),
  architecture: twoLayers,
  evaluate: (field, { w, a }, { x }) =>
    w[0] === field.zero
      ? [field.zero]
      : [
          field.dot(
            a,
            w.map((wk) => field.apply(cos, field.mul(wk, x[0]))),
          ),
        ],
});
