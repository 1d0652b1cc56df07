import { attack } from 'falsim/vitest';
import { distanceAlongFlow } from '../src/claims/distance-along-flow.ts';

attack(distanceAlongFlow, { runs: 12, inconclusiveBelow: 0.3, vacuousBelow: 0.6 });
