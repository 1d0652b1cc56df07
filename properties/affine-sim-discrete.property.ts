import { attack } from 'falsim/vitest';
import { affineSimDiscrete } from '../src/claims/affine-sim-discrete.ts';

// 26 % are at rest or without a symmetry (of 6000, seed 5): the bound is four standard deviations of 400 above.
attack(affineSimDiscrete, { runs: 400, inconclusiveBelow: 0.02, vacuousBelow: 0.35 });
