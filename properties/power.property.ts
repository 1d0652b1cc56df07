/**
 * The power of the harness: every claim has false neighbours, and each must be caught. A hypothesis is
 * dropped, or a claim is known to be false.
 */
import { catches } from 'falsim/vitest';
import { claimById } from '../src/claims/registry.ts';

catches(claimById('symmetry-induces-sim')!, ['odd-activation'], {
  within: 100,
  clause: 'tangency',
});
catches(claimById('flow-equivariance')!, ['model-invariance'], { within: 100, clause: 'field' });
catches(claimById('flow-equivariance')!, ['isometry'], { within: 100, clause: 'field' });
catches(claimById('data-independence')!, ['structural'], { within: 100, clause: 'tangency' });
catches(claimById('affine-sim-discrete')!, ['affine'], { within: 100, clause: 'balance' });
catches(claimById('affine-sim-discrete')!, ['through-origin'], { within: 200, clause: 'steps' });

catches(claimById('equal-inputs-stay-equal')!, [], { within: 100, clause: 'tangency' });
catches(claimById('distance-never-grows')!, [], { within: 100, clause: 'growth' });
catches(claimById('gradient-descent-keeps-balance')!, [], { within: 100, clause: 'balance' });
catches(claimById('momentum-keeps-balance')!, [], { within: 100, clause: 'balance' });

catches(claimById('orbit-is-sim')!, ['exact-gradient-flow'], { within: 100, clause: 'drift' });
catches(claimById('constant-rank')!, ['all-brackets'], { within: 300, clause: 'span' });
catches(claimById('two-layer-exhaustive')!, ['analytic'], { within: 100, clause: 'orbit-gap' });
catches(claimById('two-layer-exhaustive')!, ['not-polynomial'], {
  within: 200,
  clause: 'orbit-gap',
});
catches(claimById('two-layer-exhaustive')!, ['value-at-zero'], {
  within: 500,
  clause: 'orbit-gap',
});
catches(claimById('two-layer-exhaustive')!, ['slope-at-zero'], {
  within: 3000,
  clause: 'orbit-gap',
});
catches(claimById('two-layer-exhaustive')!, ['sign-symmetries'], {
  within: 100,
  clause: 'orbit-gap',
});
catches(claimById('two-layer-exhaustive')!, ['no-bias'], { within: 200, clause: 'orbit-gap' });
catches(claimById('two-layer-exhaustive')!, ['two-layer'], { within: 1000, clause: 'orbit-gap' });
catches(claimById('conservation-laws')!, ['generic-point'], { within: 200, clause: 'count' });
catches(claimById('diagonal-linear')!, ['only-critical-point-at-zero'], {
  within: 200,
  clause: 'orbit-dimension',
});
catches(claimById('conservation-laws')!, ['several-fields'], { within: 300, clause: 'count' });

catches(claimById('reduced-width')!, ['metric'], { within: 100, clause: 'reduced' });
catches(claimById('reduced-width')!, ['through-origin'], { within: 100, clause: 'reduced' });
catches(claimById('plain-narrower-training')!, [], { within: 100, clause: 'reduced' });
catches(claimById('reduced-rates-other-way')!, [], { within: 100, clause: 'reduced' });
catches(claimById('near-stratum-reduces')!, [], { within: 100, clause: 'reduced' });

catches(claimById('strata-are-filled')!, [], { within: 100, clause: 'orbit-gap' });
catches(claimById('strata-are-partitions')!, [], { within: 100, clause: 'lattice' });
catches(claimById('larger-group-fixes-as-much')!, [], { within: 100, clause: 'lattice' });

for (const hypothesis of ['not-affine', 'value-at-zero', 'slope-at-zero'])
  catches(claimById('two-layer-not-affine')!, [hypothesis], { within: 300, clause: 'orbit-gap' });

catches(claimById('distance-rate-twice')!, [], { within: 100, clause: 'distance-law' });
catches(claimById('distance-to-equal-inputs')!, [], { within: 100, clause: 'distance-law' });
for (const id of [
  'distance-along-flow-twice',
  'distance-keeps-first-rate',
  'distance-to-equal-inputs-along-flow',
])
  catches(claimById(id)!, [], { within: 100, clause: 'distance-law' });
catches(claimById('condensation-attracts')!, [], { within: 100, clause: 'across' });
catches(claimById('condensation-repels')!, [], { within: 100, clause: 'across' });

catches(claimById('equal-units-stay-equal')!, ['treated-alike'], { within: 50, clause: 'steps' });
catches(claimById('sign-strata-stay')!, ['odd-update'], { within: 50, clause: 'steps' });
catches(claimById('sign-strata-stay')!, ['treated-alike'], { within: 200, clause: 'steps' });
catches(claimById('sign-strata-stay')!, ['through-origin'], { within: 50, clause: 'steps' });
for (const hypothesis of ['linear-in-gradients', 'linear-layers'])
  catches(claimById('unit-relations-stay')!, [hypothesis], { within: 50, clause: 'steps' });
catches(claimById('drift-of-squared-steps')!, ['gradient-steps'], {
  within: 50,
  clause: 'step-drift',
});
catches(claimById('drift-of-order-rate')!, ['sums-of-gradients'], {
  within: 50,
  clause: 'step-drift',
});
for (const id of [
  'noise-keeps-equal-units',
  'dropout-keeps-equal-units',
  'shared-noise-keeps-opposite-units',
  'decoupled-decay-keeps-pinned-biases',
  'adam-keeps-unit-relations',
  'rmsprop-keeps-unit-relations',
  'sign-descent-keeps-unit-relations',
])
  catches(claimById(id)!, [], { within: 50, clause: 'steps' });
catches(claimById('dropout-keeps-opposite-units')!, [], { within: 200, clause: 'steps' });
for (const id of [
  'drift-of-squared-steps-twice',
  'momentum-drift-of-squared-steps',
  'whole-batches-conserve',
  'drift-quarters-with-half-the-rate',
  'adam-drift-of-order-rate',
  'decay-drift-of-order-rate',
])
  catches(claimById(id)!, [], { within: 50, clause: 'step-drift' });

for (const id of ['embedding-any-shares', 'silent-units-stay-critical'])
  catches(claimById(id)!, [], { within: 100, clause: 'critical' });
for (const id of ['embedding-keeps-minima', 'embedding-adds-only-zeros'])
  catches(claimById(id)!, [], { within: 100, clause: 'inertia' });
catches(claimById('embedding')!, ['units-put-out'], { within: 100, clause: 'inertia' });

for (const id of [
  'orientations-in-any-space',
  'orientations-at-most-order',
  'orientations-exactly-twice-order',
])
  catches(claimById(id)!, [], { within: 100, clause: 'orientations' });
for (const hypothesis of ['plane-or-slope', 'turns', 'small-weights'])
  catches(claimById('condensed-orientations')!, [hypothesis], {
    within: 100,
    clause: 'orientations',
  });

for (const id of [
  'neuron-rank-at-every-point',
  'every-neuron-counts',
  'polynomial-neurons-are-free',
  'opposite-neurons-are-free',
  'matrix-rank-at-every-point',
  'matrix-rank-counts-entries',
  'matrix-rank-of-width',
  'sharing-costs-nothing',
  'dense-as-own-kernels',
  'convolution-rank-at-every-point',
])
  catches(claimById(id)!, [], { within: 200, clause: 'function-rank' });
for (const [id, hypothesis] of [
  ['neuron-rank', 'odd'],
  ['neuron-rank', 'no-polynomial'],
  ['matrix-rank', 'untied'],
  ['convolution-rank', 'odd'],
  ['convolution-rank', 'no-polynomial'],
  ['convolution-rank', 'whole-kernels'],
  ['convolution-rank', 'every-place-read'],
] as const)
  catches(claimById(id)!, [hypothesis], { within: 500, clause: 'function-rank' });

for (const [id, clause] of [
  ['symmetry-keeps-gradients', 'x-gradients'],
  ['two-legs-commute', 'x-legs'],
  ['second-leg-costs-nothing', 'x-legs'],
  ['incoming-weights-repel', 'across'],
  ['diagonal-every-input-moves', 'x-dimension'],
  ['diagonal-every-weight-moves', 'x-dimension'],
  ['one-rank-a-stratum', 'x-one-rank'],
  ['one-rank-a-function', 'x-one-rank'],
] as const)
  catches(claimById(id)!, [], { within: 200, clause });
catches(claimById('embedding')!, ['critical-point'], { within: 100, clause: 'critical' });
