import { attack } from 'falsim/vitest';
import { distanceAlongFlow } from '../src/claims/distance-along-flow.ts';

attack(distanceAlongFlow, { runs: 4, inconclusiveBelow: 0.6, vacuousBelow: 0.8 });
