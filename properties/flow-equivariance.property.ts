import { attack } from 'falsim/vitest';
import { flowEquivarianceClaim } from '../src/claims/flow-equivariance.ts';

attack(flowEquivarianceClaim, { runs: 150, inconclusiveBelow: 0.05, vacuousBelow: 0.3 });
