/**
 * Known to be false: numbers of laws that leave out relations between units. Vectors beyond the dimensions they have obey
 * as many relations each as there are dimensions, all of which stay (`orbits/dimension/unit-relations.ts`): a smaller number is
 * refuted by the point itself.
 */
import { type Norm, queryNormLaws, rmsNormLaws } from '../conjectures/normalised.ts';
import { tiedLinearLaws } from '../conjectures/shared.ts';
import { tiedEmbeddingLaws } from '../conjectures/streams.ts';
import { type CountClaim, misstated } from '../define-count.ts';
import { attentionOf } from '../published/attention.ts';

/** n vectors in so many dimensions, taken to obey one relation each beyond the dimensions: right in one dimension. */
const fewerRelations = (n: number, dimensions: number) =>
  Math.max(0, n - dimensions) * (dimensions - 1);

export const relationNeighbours: readonly CountClaim[] = [
  misstated(tiedLinearLaws, {
    id: 'tied-linear-one-relation-a-code',
    statement:
      'A linear autoencoder Wᵀ W x with n codes of d inputs has n − d conserved quantities where n > d.',
    statusReason: 'A code depends on others with d coefficients; true of d = 1.',
    off: 'constant',
    number(right, { model }) {
      const { hidden, inputs } = model.spec as { hidden: number; inputs: number };
      return right - fewerRelations(hidden, inputs);
    },
  }),
  misstated(tiedEmbeddingLaws, {
    id: 'tied-embedding-one-law-fewer',
    statement:
      'A residual block between an embedding and the same embedding transposed has one conserved quantity less than (s − d − 2h)(d + 2h) where s > d + 2h.',
    statusReason: 'Linear relations between the rows of (E, Uᵀ, V) stay; true of s ≤ d + 2h.',
    off: 'constant',
    number: (right) => Math.max(0, right - 1),
  }),
  misstated(rmsNormLaws, {
    id: 'rms-norm-one-relation-a-unit',
    statement:
      'A·RMSNorm(Wx) with n units, d inputs and c outputs has n − d − c conserved quantities where n > d + c, besides what its scale keeps.',
    statusReason: 'A unit depends on others with d + c coefficients; true of n ≤ d + c.',
    off: 'constant',
    number(right, { model }) {
      const { hidden, inputs, outputs } = model.spec as Norm;
      return right - fewerRelations(hidden, inputs + outputs);
    },
  }),
  misstated(queryNormLaws, {
    id: 'query-norm-one-relation-a-key',
    statement:
      'Queries and keys of k > 2d numbers that are RMS-normalised obey k − 2d relations, besides their scales and what values keep.',
    statusReason: 'A key number depends on others with 2d coefficients; true of k ≤ 2d.',
    off: 'constant',
    number(right, subject) {
      const { heads, keys, channels } = attentionOf(subject);
      return right - heads * fewerRelations(keys, 2 * channels);
    },
  }),
];
