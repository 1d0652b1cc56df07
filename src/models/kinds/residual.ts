/**
 * Residual networks without embedding: q branches on the datum itself, so that no group acts on the
 * stream. `residual` has an analytic σ, `residual-paths` free ReLU gates.
 *
 * Marcotte, Gribonval, Peyré state its laws block by block (Prop. 3.2, Thm 4.6); how many laws involve
 * several blocks is counted here as for any model.
 */
import { type Axis, axis, defineModel, type Tensor, tensor } from '../contract.ts';
import { branchTensors, residualBranch } from '../pieces/residual.ts';
import { activation, list, literal, object, size } from '../schema.ts';

const source = 'Marcotte, Gribonval, Peyré, ICML 2025 (arXiv:2506.06194)';
const hiddenSizes = list(size, 1, 1000);

function blocksOf(channels: number, hidden: readonly number[]) {
  const channel = axis('channels', channels, 'input');
  const units = hidden.map((count, l) =>
    axis(hidden.length === 1 ? 'hidden' : `hidden ${l + 1}`, count, 'hidden', ['hidden', l]),
  );
  const several = units.length > 1;
  const blocks = units.map((unit, l) => branchTensors(channel, unit, several ? l + 1 : undefined));
  return { channel, units, blocks };
}

export const residualNetwork = defineModel({
  kind: 'residual',
  formula: 'F(x) = h_q, h_l = h_{l−1} + V_l σ(U_l h_{l−1}), h₀ = x',
  source,
  spec: object({ kind: literal('residual'), channels: size, hidden: hiddenSizes, activation }),

  architecture({ channels, hidden }) {
    const { channel, blocks } = blocksOf(channels, hidden);
    return { parameters: { blocks }, inputs: { x: tensor(channel) }, output: channel };
  },

  evaluate(field, { blocks }, { x }, { activation: sigma }) {
    return blocks.reduce(
      (h, block) => residualBranch(field, block, h, (z) => field.apply(sigma, z)),
      x,
    );
  },
});

export const residualPaths = defineModel({
  kind: 'residual-paths',
  formula: 'F(x; g) = h_q, h_l = h_{l−1} + V_l diag(g_l) U_l h_{l−1}, h₀ = x',
  source,
  spec: object({ kind: literal('residual-paths'), channels: size, hidden: hiddenSizes }),

  architecture({ channels, hidden }) {
    const { channel, units, blocks } = blocksOf(channels, hidden);
    const inputs: { x: Tensor<readonly [Axis]>; [gates: string]: Tensor<readonly [Axis]> } = {
      x: tensor(channel),
    };
    units.forEach((unit, l) => {
      inputs[`gates${l + 1}`] = tensor(unit);
    });
    return { parameters: { blocks }, inputs, output: channel };
  },

  evaluate(field, { blocks }, inputs) {
    return blocks.reduce(
      (h, block, l) =>
        residualBranch(field, block, h, (z, i) => field.mul(inputs[`gates${l + 1}`][i], z)),
      inputs.x,
    );
  },
});
