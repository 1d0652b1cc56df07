/**
 * One residual block between an embedding and a read-out. The stream is linear but for the branch, so
 * GL(stream) acts: E ↦ GE, U ↦ UG⁻¹, V ↦ GV, R ↦ RG⁻¹. Nothing of that is said here; it is found. Tied, the
 * read-out is the embedding transposed (Press & Wolf, EACL 2017), and only rotations are left of GL(stream).
 */
import * as v from 'valibot';
import { axis, called, defineModel, matvec, tensor } from '../contract.ts';
import { branchTensors, residualBranch } from '../pieces/residual.ts';
import { transposedMatvec } from '../pieces/vectors.ts';
import { activation, boolean, literal, object, optional, size } from '../schema.ts';

const spec = v.pipe(
  object({
    kind: literal('residual-block'),
    inputs: size,
    stream: size,
    hidden: size,
    outputs: size,
    activation,
    /** R = Eᵀ. */
    tied: optional(boolean, false),
  }),
  v.forward(
    v.check(
      ({ inputs, outputs, tied }) => !tied || inputs === outputs,
      ({ input }) => `as many as inputs where they are tied, ${input.inputs}`,
    ),
    ['outputs'],
  ),
);

export const residualBlock = defineModel({
  kind: 'residual-block',
  formula: 'F(x) = R(h + V σ(U h)), h = E x; R = Eᵀ where they are tied',
  source: 'He, Zhang, Ren, Sun, CVPR 2016',
  spec,

  architecture({ inputs, stream, hidden, outputs, tied }) {
    const input = axis('inputs', inputs, 'input');
    const channel = axis('stream', stream);
    const neuron = axis('hidden', hidden);
    const output = tied ? input : axis('outputs', outputs, 'output');
    return {
      parameters: {
        embed: called('E', tensor(channel, input)),
        ...branchTensors(channel, neuron),
        read: tied ? null : called('R', tensor(output, channel)),
      },
      inputs: { x: tensor(input) },
      output,
    };
  },

  evaluate(field, { embed, into, out, read }, { x }, { activation: sigma }) {
    const h = matvec(field, embed, x);
    const stream = residualBranch(field, { into, out }, h, (z) => field.apply(sigma, z));
    return read === null ? transposedMatvec(field, embed, stream) : matvec(field, read, stream);
  },
});
