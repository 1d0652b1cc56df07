/** Proposes a reflection that changes the sign of F. */
import { tanh } from '../../analytic/functions/tanh.ts';
import { defineModel } from '../../models/contract.ts';
import { specOf, twoLayers } from './two-layers.ts';

export const proposing = defineModel({
  kind: 'broken-proposing',
  formula: 'F(x) = Σₖ aₖ tanh(wₖ x)',
  spec: specOf('broken-proposing'),
  architecture: twoLayers,
  evaluate: (field, { w, a }, { x }) => [
    field.dot(
      a,
      w.map((wk) => field.apply(tanh, field.mul(wk, x[0]))),
    ),
  ],
  *proposals({ hidden }) {
    const target = Array.from({ length: 2 * hidden }, (_, k) => k);
    yield { target, sign: target.map((k) => (k < hidden ? -1 : 1)) };
  },
});
