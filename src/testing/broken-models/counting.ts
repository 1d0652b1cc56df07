/** Says that units are interchangeable, and counts them. */
import { tanh } from '../../analytic/functions/tanh.ts';
import { defineModel } from '../../models/contract.ts';
import { specOf, twoLayers } from './two-layers.ts';

export const counting = defineModel({
  kind: 'broken-counting',
  formula: 'F(x) = Σₖ k aₖ tanh(wₖ x)',
  spec: specOf('broken-counting'),
  architecture: twoLayers,
  evaluate: (field, { w, a }, { x }) => [
    field.dot(
      a,
      w.map((wk, k) => field.mul(field.rational(k + 1), field.apply(tanh, field.mul(wk, x[0])))),
    ),
  ],
});
