import { attack } from 'falsim/vitest';
import { twoLayerExhaustive } from '../src/claims/two-layer-exhaustive.ts';

attack(twoLayerExhaustive, { runs: 500, inconclusiveBelow: 0.01, vacuousBelow: 0.01 });
