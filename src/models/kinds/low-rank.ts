/**
 * A matrix of low rank, alone or on top of fixed weights W₀ (LoRA: W₀ is part of the spec, not of θ).
 * Source: Hu et al., *LoRA*, ICLR 2022.
 */
import * as v from 'valibot';
import { addVectors, axis, called, defineModel, matvec, tensor } from '../contract.ts';
import { inField, transposedMatvec } from '../pieces/vectors.ts';
import { activation, list, literal, object, optional, rational, size } from '../schema.ts';

const spec = v.pipe(
  object({
    kind: literal('low-rank'),
    inputs: size,
    rank: size,
    outputs: size,
    /** W₀, outputs × inputs; left out: 0. */
    fixed: optional(list(list(rational, 1), 1)),
    /** Left out: the identity. */
    activation: optional(activation),
  }),
  v.forward(
    v.check(
      ({ fixed, inputs, outputs }) =>
        fixed === undefined ||
        (fixed.length === outputs && fixed.every((row) => row.length === inputs)),
      ({ input: { inputs, outputs } }) => `${outputs} × ${inputs} (outputs × inputs)`,
    ),
    ['fixed'],
  ),
);

export const lowRank = defineModel({
  kind: 'low-rank',
  formula: 'F(x) = σ((W₀ + U Vᵀ) x)',
  source: 'Hu et al., ICLR 2022',
  spec,

  architecture({ inputs, rank, outputs, fixed }) {
    const input = axis('inputs', inputs, 'input', fixed === undefined ? ['inputs'] : null);
    const output = axis('outputs', outputs, 'output', fixed === undefined ? ['outputs'] : null);
    const factor = axis('rank', rank);
    return {
      parameters: {
        left: called('U', tensor(output, factor)),
        right: called('V', tensor(input, factor)),
      },
      inputs: { x: tensor(input) },
      output,
    };
  },

  evaluate(field, { left, right }, { x }, { fixed, activation: sigma }) {
    const low = matvec(field, left, transposedMatvec(field, right, x));
    const z =
      fixed === undefined ? low : addVectors(field, matvec(field, inField(field, fixed), x), low);
    return sigma === undefined ? z : z.map((value) => field.apply(sigma, value));
  },
});
