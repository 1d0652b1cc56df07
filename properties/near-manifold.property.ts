import { attack } from 'falsim/vitest';
import { distanceLaw, strataRepelSomewhere } from '../src/claims/near-manifold.ts';

attack(distanceLaw, { runs: 60, inconclusiveBelow: 0.1, vacuousBelow: 0.3 });
attack(strataRepelSomewhere, { runs: 60, inconclusiveBelow: 0.1, vacuousBelow: 0.5 });
