/**
 * A fully connected network under a softmax: the outputs are probabilities, and every loss is a function
 * of them (cross-entropy among them). The softmax does not see a number added to all logits, so the
 * columns of the last layer keep their sums whatever the loss.
 * Source: Marcotte, Gribonval, Peyré, ICML 2025 (arXiv:2506.06194), Proposition 3.11.
 */
import { defineModel } from '../contract.ts';
import { softmax } from '../pieces/softmax.ts';
import { activation, boolean, literal, object, optional, widths } from '../schema.ts';
import { layered, layeredArchitecture } from './fully-connected.ts';

export const softmaxOutput = defineModel({
  kind: 'softmax-output',
  formula: 'F(x) = softmax(W_L σ(… σ(W₁x + b₁) …) + b_L)',
  source: 'Marcotte, Gribonval, Peyré, ICML 2025',
  spec: object({
    kind: literal('softmax-output'),
    widths,
    bias: optional(boolean, false),
    activation: optional(activation),
  }),

  architecture: ({ widths: sizes, bias }) => layeredArchitecture(sizes, bias),

  evaluate(field, { layers }, { x }, { activation: sigma }) {
    const logits = layered(field, layers, x, (z) =>
      sigma === undefined ? z : field.apply(sigma, z),
    );
    return softmax(field, logits);
  },
});
