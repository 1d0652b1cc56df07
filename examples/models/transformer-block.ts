/**
 * One block of a transformer, read at the last position: attention and a gated feed-forward layer, each
 * on a normalised copy of the stream and added to it.
 *
 *   h = xₙ + Σₕ Oₕ attentionₕ(N₁(x)),   F(x) = h + A(silu(B N₂(h)) ⊙ C N₂(h)),   Nᵢ = γᵢ ⊙ RMSNorm
 *
 * With ε > 0 everything is analytic at x = 0, and at ε = 1 no square root is met there.
 */
import {
  attended,
  axis,
  called,
  defineModel,
  gatedUnit,
  gatedUnitTensors,
  hadamard,
  literal,
  matvec,
  memoryOf,
  nonNegative,
  object,
  residual,
  rmsNormalised,
  silu,
  size,
  sumOfVectors,
  tensor,
} from 'falsim/model';

export const transformerBlock = defineModel({
  kind: 'transformer-block',
  formula: 'F(x) = h + SwiGLU(N₂ h), h = xₙ + Attention(N₁ x)ₙ',
  source: 'Touvron et al., arXiv:2302.13971',
  spec: object({
    kind: literal('transformer-block'),
    positions: size,
    channels: size,
    heads: size,
    keys: size,
    values: size,
    hidden: size,
    epsilon: nonNegative,
  }),

  architecture({ positions, channels, heads, keys, values, hidden }) {
    const channel = axis('channels', channels, 'input');
    const head = axis('heads', heads);
    const key = axis('keys', keys);
    const value = axis('values', values);
    return {
      parameters: {
        before: called('γ₁', tensor(channel)),
        query: called('Q', tensor(head, key, channel)),
        key: called('K', tensor(head, key, channel)),
        value: called('V', tensor(head, value, channel)),
        mix: called('O', tensor(head, channel, value)),
        between: called('γ₂', tensor(channel)),
        feedForward: gatedUnitTensors(channel, axis('hidden', hidden), channel),
      },
      inputs: { x: tensor(axis('positions', positions, 'place'), channel) },
      output: channel,
    };
  },

  evaluate(field, theta, { x }, { epsilon }) {
    const last = x.length - 1;
    const normal = x.map((row) =>
      hadamard(field, theta.before, rmsNormalised(field, row, epsilon)),
    );
    const h = residual(field, x[last], () =>
      sumOfVectors(
        field,
        theta.query.map((query, i) => {
          const memory = memoryOf(field, { key: theta.key[i], value: theta.value[i] }, normal);
          return matvec(field, theta.mix[i], attended(field, query, memory, normal, last));
        }),
      ),
    );
    return residual(field, h, (stream) => {
      const z = hadamard(field, theta.between, rmsNormalised(field, stream, epsilon));
      return gatedUnit(field, theta.feedForward, z, silu);
    });
  },
});
