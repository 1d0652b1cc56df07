/**
 * An autoencoder whose decoder is the encoder transposed: one tensor used twice.
 * Source: Vincent et al., *Stacked denoising autoencoders*, JMLR 2010.
 */
import { axis, called, defineModel, matvec, tensor } from '../contract.ts';
import { transposedMatvec } from '../pieces/vectors.ts';
import { activation, literal, object, size } from '../schema.ts';

export const tiedAutoencoder = defineModel({
  kind: 'tied-autoencoder',
  formula: 'F(x) = Wᵀ σ(W x)',
  source: 'Vincent et al., JMLR 2010',
  spec: object({ kind: literal('tied-autoencoder'), inputs: size, hidden: size, activation }),

  architecture({ inputs, hidden }) {
    const input = axis('inputs', inputs, 'input');
    return {
      parameters: { weights: called('W', tensor(axis('hidden', hidden), input)) },
      inputs: { x: tensor(input) },
      output: input,
    };
  },

  evaluate(field, { weights }, { x }, { activation: sigma }) {
    const code = matvec(field, weights, x).map((z) => field.apply(sigma, z));
    return transposedMatvec(field, weights, code);
  },
});
