import { attack } from 'falsim/vitest';
import { reducedWidth } from '../src/claims/reduced-width.ts';

attack(reducedWidth, { runs: 60, inconclusiveBelow: 0.1, vacuousBelow: 0.6 });
