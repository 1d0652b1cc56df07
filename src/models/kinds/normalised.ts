/**
 * A linear map, a normalisation, another linear map: `rms-norm` and `layer-norm`, with and without gain
 * (and shift), with and without ε.
 *
 * Without ε they do not see the scale of W, so ‖W‖² is conserved (Kunin et al., ICLR 2021); the full
 * count is nowhere in print.
 * Sources: Zhang & Sennrich, NeurIPS 2019; Ba, Kiros, Hinton, arXiv:1607.06450.
 */
import { type Axis, addVectors, axis, called, defineModel, matvec, tensor } from '../contract.ts';
import {
  biasesOf,
  type ForeignModule,
  ofTypes,
  type Recognised,
  requireSame,
  whole,
} from '../foreign-modules.ts';
import { layerNormalised, rmsNormalised } from '../pieces/normalisation.ts';
import { hadamard } from '../pieces/vectors.ts';
import { boolean, literal, nonNegative, object, optional, size } from '../schema.ts';

const sizes = { inputs: size, hidden: size, outputs: size };
/** ε. */
const epsilon = optional(nonNegative, 0);

interface Sizes {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
}

function layersOf({ inputs, hidden, outputs }: Sizes) {
  const input = axis('inputs', inputs, 'input');
  const unit: Axis = axis('hidden', hidden);
  const output = axis('outputs', outputs, 'output');
  return {
    input,
    unit,
    output,
    into: called('W', tensor(unit, input)),
    read: called('A', tensor(output, unit)),
  };
}

export const rmsNorm = defineModel({
  kind: 'rms-norm',
  formula: 'F(x) = A(γ ⊙ z), z = Wx / √(‖Wx‖²/n + ε)',
  source: 'Zhang & Sennrich, NeurIPS 2019',
  spec: object({ kind: literal('rms-norm'), ...sizes, gain: optional(boolean, false), epsilon }),

  architecture(spec) {
    const { input, unit, output, into, read } = layersOf(spec);
    return {
      parameters: { into, gain: spec.gain ? called('γ', tensor(unit)) : null, read },
      inputs: { x: tensor(input) },
      output,
    };
  },

  evaluate(field, { into, gain, read }, { x }, { epsilon: small }) {
    const z = rmsNormalised(field, matvec(field, into, x), small);
    return matvec(field, read, gain === null ? z : hadamard(field, gain, z));
  },

  recognise: (modules, { epsilon: small = RMS_EPSILON }) => between('rms-norm', modules, small),
});

export const layerNorm = defineModel({
  kind: 'layer-norm',
  formula: 'F(x) = A(γ ⊙ z + β), z = (Wx − m) / √(‖Wx − m‖²/n + ε), m the mean of Wx',
  source: 'Ba, Kiros, Hinton, arXiv:1607.06450',
  spec: object({
    kind: literal('layer-norm'),
    ...sizes,
    /** γ and β. */
    gain: optional(boolean, false),
    epsilon,
  }),

  architecture(spec) {
    const { input, unit, output, into, read } = layersOf(spec);
    return {
      parameters: {
        into,
        gain: spec.gain ? called('γ', tensor(unit)) : null,
        shift: spec.gain ? called('β', tensor(unit)) : null,
        read,
      },
      inputs: { x: tensor(input) },
      output,
    };
  },

  evaluate(field, { into, gain, shift, read }, { x }, { epsilon: small }) {
    const z = layerNormalised(field, matvec(field, into, x), small);
    if (gain === null || shift === null) return matvec(field, read, z);
    return matvec(field, read, addVectors(field, hadamard(field, gain, z), shift));
  },

  recognise: (modules, { epsilon: small = LAYER_EPSILON }) => between('layer-norm', modules, small),
});

/** Defaults of PyTorch: the spacing of float32 at 1, and 10⁻⁵. */
const RMS_EPSILON = '1/8388608';
const LAYER_EPSILON = '1e-5';

/** A linear layer, a normalisation with a gain, and a shift where it is `layer-norm`; a linear layer. */
function between(
  kind: string,
  modules: readonly ForeignModule[],
  small: string,
): Recognised | null {
  const own = ofTypes(modules, ['dense', 'norm', 'dense']);
  if (own === null) return null;
  const [into, norm, read] = own;
  const isLayer = kind === 'layer-norm';
  if (isLayer !== (norm.bias !== null)) return null;
  const [hidden, inputs] = into.weight.shape;
  requireSame(norm.weight, 0, hidden, `rows of ${into.weight.name}`);
  requireSame(read.weight, 1, hidden, `rows of ${into.weight.name}`);
  return {
    model: { kind, inputs, hidden, outputs: read.weight.shape[0], gain: true, epsilon: small },
    tensors: {
      into: whole(into.weight),
      gain: whole(norm.weight),
      ...(norm.bias === null ? {} : { shift: whole(norm.bias) }),
      read: whole(read.weight),
    },
    left: biasesOf(into, read),
    assumed: [
      `ε is ${small} (--epsilon)`,
      ...(isLayer ? [] : [`${norm.path} has no bias: it is taken for RMSNorm`]),
    ],
  };
}
