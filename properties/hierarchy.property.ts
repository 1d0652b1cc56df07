import { attack } from 'falsim/vitest';
import { hierarchy } from '../src/claims/hierarchy.ts';

attack(hierarchy, { runs: 40, inconclusiveBelow: 0.1, vacuousBelow: 0.4 });
