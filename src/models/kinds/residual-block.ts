/**
 * One residual block between an embedding and a read-out. The stream is linear but for the branch, so
 * GL(stream) acts: E ↦ GE, U ↦ UG⁻¹, V ↦ GV, R ↦ RG⁻¹. Nothing of that is said here; it is found.
 */
import { axis, called, defineModel, matvec, tensor } from '../contract.ts';
import { branchTensors, residualBranch } from '../pieces/residual.ts';
import { activation, literal, object, size } from '../schema.ts';

export const residualBlock = defineModel({
  kind: 'residual-block',
  formula: 'F(x) = R(h + V σ(U h)), h = E x',
  source: 'He, Zhang, Ren, Sun, CVPR 2016',
  spec: object({
    kind: literal('residual-block'),
    inputs: size,
    stream: size,
    hidden: size,
    outputs: size,
    activation,
  }),

  architecture({ inputs, stream, hidden, outputs }) {
    const input = axis('inputs', inputs, 'input');
    const channel = axis('stream', stream);
    const neuron = axis('hidden', hidden);
    const output = axis('outputs', outputs, 'output');
    return {
      parameters: {
        embed: called('E', tensor(channel, input)),
        ...branchTensors(channel, neuron),
        read: called('R', tensor(output, channel)),
      },
      inputs: { x: tensor(input) },
      output,
    };
  },

  evaluate(field, { embed, into, out, read }, { x }, { activation: sigma }) {
    const h = matvec(field, embed, x);
    const stream = residualBranch(field, { into, out }, h, (z) => field.apply(sigma, z));
    return matvec(field, read, stream);
  },
});
