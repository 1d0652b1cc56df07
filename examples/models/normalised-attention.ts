/**
 * Attention whose queries and keys are normalised, with a gain on the queries:
 *
 *   F(x) = O Σⱼ softmaxⱼ⟨γ ⊙ q, kⱼ⟩ V xⱼ,   q = Q xₙ/√(‖Q xₙ‖² + ε),   kⱼ = K xⱼ/√(‖K xⱼ‖² + ε)
 *
 * Source: Henry, Dachapally, Pawar, Chen, *Query-key normalization for transformers*, EMNLP 2020.
 */
import {
  attended,
  axis,
  called,
  defineModel,
  hadamard,
  literal,
  matvec,
  memoryOf,
  nonNegative,
  object,
  size,
  tensor,
  unitNormalised,
} from 'falsim/model';

export const normalisedAttention = defineModel({
  kind: 'normalised-attention',
  formula: 'F(x) = O Σⱼ softmaxⱼ⟨γ ⊙ q, kⱼ⟩ V xⱼ',
  source: 'Henry et al., EMNLP 2020',
  spec: object({
    kind: literal('normalised-attention'),
    positions: size,
    channels: size,
    keys: size,
    values: size,
    outputs: size,
    epsilon: nonNegative,
  }),

  architecture({ positions, channels, keys, values, outputs }) {
    const channel = axis('channels', channels, 'input');
    const key = axis('keys', keys);
    const value = axis('values', values);
    const output = axis('outputs', outputs, 'output');
    return {
      parameters: {
        query: called('Q', tensor(key, channel)),
        key: called('K', tensor(key, channel)),
        gain: called('γ', tensor(key)),
        value: called('V', tensor(value, channel)),
        read: called('O', tensor(output, value)),
      },
      inputs: { x: tensor(axis('positions', positions, 'place'), channel) },
      output,
    };
  },

  evaluate(field, { query, key, gain, value, read }, { x }, { epsilon }) {
    const last = x.length - 1;
    const unit = (z: readonly (typeof gain)[0][]) => unitNormalised(field, z, epsilon);
    const { keys, values } = memoryOf(field, { key, value }, x, { normalise: unit });
    // ⟨γ ⊙ q, k⟩ = ⟨q, γ ⊙ k⟩
    const memory = { keys: keys.map((k) => hadamard(field, gain, k)), values };
    return matvec(field, read, attended(field, query, memory, x, last, { normalise: unit }));
  },
});
