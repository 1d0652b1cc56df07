import { attack } from 'falsim/vitest';
import { orbitIsSim } from '../src/claims/orbit-is-sim.ts';

attack(orbitIsSim, { runs: 150, inconclusiveBelow: 0.1, vacuousBelow: 0.45 });
