import { attack } from 'falsim/vitest';
import { twoLayerNotAffine } from '../src/claims/two-layer-not-affine.ts';

attack(twoLayerNotAffine, { runs: 100, inconclusiveBelow: 0.05, vacuousBelow: 0.01 });
