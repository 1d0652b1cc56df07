import { attack } from 'falsim/vitest';
import { affineSimDiscrete } from '../src/claims/affine-sim-discrete.ts';

attack(affineSimDiscrete, { runs: 400, inconclusiveBelow: 0.02, vacuousBelow: 0.3 });
