/** What a counterexample means under each status, and what falsim says of its own claims. */
import { describe, expect, it } from 'vitest';
import { conjecturedLaws } from './conjectures/index.ts';
import { claims, fieldNeighbours, lawCountNeighbours, lawCounts } from './registry.ts';
import { claimStatuses, isHeldTrue, meaningOf, meaningWithout } from './status.ts';

/** What is in print is published, but for what fell; what was found here is a conjecture, but for what is proved. */
function statusOfCount(id: string) {
  if (['rms-norm-laws', 'layer-norm-laws', 'reglu-laws'].includes(id)) return 'theorem';
  if (id === 'sigmoid-experts-laws') return 'refuted';
  return conjecturedLaws.some((claim) => claim.id === id) ? 'conjecture' : 'published';
}

describe('status of a claim', () => {
  it('is what makes a counterexample an alarm, a finding, or what was expected', () => {
    expect(claimStatuses.map((status) => [status, meaningOf(status)])).toEqual([
      ['theorem', 'alarm'],
      ['published', 'finding'],
      ['conjecture', 'finding'],
      ['refuted', 'expected'],
      ['known-false', 'expected'],
    ]);
    expect(claimStatuses.filter(isHeldTrue)).toEqual(['theorem', 'published', 'conjecture']);
  });

  it('says nothing once a hypothesis is dropped', () => {
    expect(meaningWithout('theorem', [])).toBe('alarm');
    expect(meaningWithout('theorem', ['analytic'])).toBe('expected');
  });

  it('is given with its reason for every claim of falsim', () => {
    expect(Object.fromEntries(claims.map(({ id, status }) => [id, status]))).toEqual({
      'symmetry-induces-sim': 'theorem',
      'reduced-width': 'theorem',
      'distance-law': 'theorem',
      'distance-along-flow': 'theorem',
      'distance-along-flow-twice': 'known-false',
      'distance-keeps-first-rate': 'known-false',
      'distance-to-equal-inputs-along-flow': 'known-false',
      'strata-repel-somewhere': 'theorem',
      'distance-rate-twice': 'known-false',
      'distance-to-equal-inputs': 'known-false',
      'condensation-attracts': 'known-false',
      'condensation-repels': 'known-false',
      'condensed-orientations': 'published',
      'orientations-in-any-space': 'known-false',
      'orientations-at-most-order': 'known-false',
      'orientations-exactly-twice-order': 'known-false',
      embedding: 'published',
      'embedding-keeps-minima': 'known-false',
      'embedding-any-shares': 'known-false',
      'silent-units-stay-critical': 'known-false',
      'embedding-adds-only-zeros': 'known-false',
      'neuron-rank': 'published',
      'neuron-rank-at-every-point': 'known-false',
      'every-neuron-counts': 'known-false',
      'polynomial-neurons-are-free': 'known-false',
      'opposite-neurons-are-free': 'known-false',
      'matrix-rank': 'published',
      'matrix-rank-at-every-point': 'known-false',
      'matrix-rank-counts-entries': 'known-false',
      'matrix-rank-of-width': 'known-false',
      'convolution-rank': 'published',
      'sharing-costs-nothing': 'known-false',
      'dense-as-own-kernels': 'known-false',
      'convolution-rank-at-every-point': 'known-false',
      'two-layer-not-affine': 'conjecture',
      hierarchy: 'theorem',
      'equal-units-stay-equal': 'theorem',
      'sign-strata-stay': 'theorem',
      'unit-relations-stay': 'theorem',
      'drift-of-squared-steps': 'theorem',
      'drift-of-order-rate': 'theorem',
      'noise-keeps-equal-units': 'known-false',
      'dropout-keeps-equal-units': 'known-false',
      'shared-noise-keeps-opposite-units': 'known-false',
      'dropout-keeps-opposite-units': 'known-false',
      'decoupled-decay-keeps-pinned-biases': 'known-false',
      'adam-keeps-unit-relations': 'known-false',
      'rmsprop-keeps-unit-relations': 'known-false',
      'sign-descent-keeps-unit-relations': 'known-false',
      'drift-of-squared-steps-twice': 'known-false',
      'momentum-drift-of-squared-steps': 'known-false',
      'whole-batches-conserve': 'known-false',
      'drift-quarters-with-half-the-rate': 'known-false',
      'adam-drift-of-order-rate': 'known-false',
      'decay-drift-of-order-rate': 'known-false',

      'strata-are-filled': 'known-false',
      'strata-are-partitions': 'known-false',
      'larger-group-fixes-as-much': 'known-false',
      'plain-narrower-training': 'known-false',
      'reduced-rates-other-way': 'known-false',
      'near-stratum-reduces': 'known-false',
      'flow-equivariance': 'theorem',
      'data-independence': 'theorem',
      'affine-sim-discrete': 'theorem',
      'orbit-is-sim': 'theorem',
      'constant-rank': 'theorem',
      'two-layer-exhaustive': 'theorem',
      'conservation-laws': 'published',
      'diagonal-linear': 'theorem',
      ...Object.fromEntries(lawCounts.map(({ id }) => [id, statusOfCount(id)])),
      ...Object.fromEntries(
        [...fieldNeighbours, ...lawCountNeighbours].map(({ id }) => [id, 'known-false']),
      ),
      'equal-inputs-stay-equal': 'known-false',
      'distance-never-grows': 'known-false',
      'gradient-descent-keeps-balance': 'known-false',
      'momentum-keeps-balance': 'known-false',
      'no-unit-dies': 'known-false',
      'one-coincidence': 'known-false',
      'pairs-make-triples': 'known-false',
      'only-linear-balance': 'known-false',
      'linear-laws-as-relu': 'known-false',
      'isotropy-of-units': 'known-false',
      'live-units-move': 'known-false',
      'three-layers-move': 'known-false',
      'distance-at-most-thousandfold': 'known-false',
      'affine-support': 'known-false',
    });
    for (const { id, statusReason } of claims)
      expect(statusReason, id).toMatch(/^[A-Z−∇].{30}.*\.$/);
  });
});
