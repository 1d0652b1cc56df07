import { attack } from 'falsim/vitest';
import { symmetryInducesSim } from '../src/claims/symmetry-induces-sim.ts';

attack(symmetryInducesSim, { runs: 150, inconclusiveBelow: 0.05, vacuousBelow: 0.45 });
