/**
 * Gated units: SwiGLU (silu), GEGLU (gelu), GLU (sigmoid), bilinear (identity) by the function that
 * opens them; `gated-paths` is ReGLU with free gates.
 */
import { axis, defineModel, matvec, tensor } from '../contract.ts';
import { gatedUnit, gatedUnitTensors } from '../pieces/gated-unit.ts';
import { hadamard } from '../pieces/vectors.ts';
import { activation, literal, object, size } from '../schema.ts';

const source = 'Shazeer, arXiv:2002.05202';

interface Sizes {
  readonly inputs: number;
  readonly hidden: number;
  readonly outputs: number;
}

function unitsOf({ inputs, hidden, outputs }: Sizes) {
  const input = axis('inputs', inputs, 'input');
  const unit = axis('hidden', hidden);
  const output = axis('outputs', outputs, 'output');
  return { input, unit, output, parameters: gatedUnitTensors(input, unit, output) };
}

export const gated = defineModel({
  kind: 'gated',
  formula: 'F(x) = A(σ(Bx) ⊙ Cx)',
  source,
  spec: object({
    kind: literal('gated'),
    inputs: size,
    hidden: size,
    outputs: size,
    activation,
  }),

  architecture(spec) {
    const { input, output, parameters } = unitsOf(spec);
    return { parameters, inputs: { x: tensor(input) }, output };
  },

  evaluate(field, theta, { x }, { activation: sigma }) {
    return gatedUnit(field, theta, x, sigma);
  },
});

export const gatedPaths = defineModel({
  kind: 'gated-paths',
  formula: 'F(x; g) = A(g ⊙ Bx ⊙ Cx)',
  source,
  spec: object({ kind: literal('gated-paths'), inputs: size, hidden: size, outputs: size }),

  architecture(spec) {
    const { input, unit, output, parameters } = unitsOf(spec);
    return { parameters, inputs: { x: tensor(input), gates: tensor(unit) }, output };
  },

  evaluate(field, { gate, value, read }, { x, gates }) {
    const open = hadamard(field, gates, matvec(field, gate, x));
    return matvec(field, read, hadamard(field, open, matvec(field, value, x)));
  },
});
