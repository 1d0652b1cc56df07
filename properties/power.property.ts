/**
 * The power of the harness: every claim has false neighbours, and each must be caught. A hypothesis is
 * dropped, or a claim is known to be false.
 */
import { catches } from './attack.ts';

catches('symmetry-induces-sim', ['odd-activation'], { within: 100, clause: 'tangency' });
catches('flow-equivariance', ['model-invariance'], { within: 100, clause: 'field' });
catches('flow-equivariance', ['isometry'], { within: 100, clause: 'field' });
catches('data-independence', ['structural'], { within: 100, clause: 'tangency' });
catches('affine-sim-discrete', ['affine'], { within: 100, clause: 'balance' });
catches('affine-sim-discrete', ['through-origin'], { within: 200, clause: 'steps' });

catches('equal-inputs-stay-equal', [], { within: 100, clause: 'tangency' });
catches('distance-never-grows', [], { within: 100, clause: 'growth' });
catches('gradient-descent-keeps-balance', [], { within: 100, clause: 'balance' });
catches('momentum-keeps-balance', [], { within: 100, clause: 'balance' });

catches('orbit-is-sim', ['exact-gradient-flow'], { within: 100, clause: 'drift' });
catches('constant-rank', ['all-brackets'], { within: 300, clause: 'span' });
catches('two-layer-exhaustive', ['analytic'], { within: 100, clause: 'orbit-gap' });
catches('two-layer-exhaustive', ['not-polynomial'], { within: 200, clause: 'orbit-gap' });
catches('two-layer-exhaustive', ['value-at-zero'], { within: 500, clause: 'orbit-gap' });
catches('two-layer-exhaustive', ['slope-at-zero'], { within: 3000, clause: 'orbit-gap' });
catches('two-layer-exhaustive', ['sign-symmetries'], { within: 100, clause: 'orbit-gap' });
catches('two-layer-exhaustive', ['no-bias'], { within: 200, clause: 'orbit-gap' });
catches('two-layer-exhaustive', ['two-layer'], { within: 1000, clause: 'orbit-gap' });
catches('conservation-laws', ['generic-point'], { within: 200, clause: 'count' });
catches('diagonal-linear', ['only-critical-point-at-zero'], {
  within: 200,
  clause: 'orbit-dimension',
});
catches('conservation-laws', ['several-fields'], { within: 300, clause: 'count' });
