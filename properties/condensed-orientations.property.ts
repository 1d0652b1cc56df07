import { attack } from 'falsim/vitest';
import { condensedOrientations } from '../src/claims/published/condensed-orientations.ts';

attack(condensedOrientations, { runs: 100, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
