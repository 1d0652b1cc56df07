import { attack } from 'falsim/vitest';
import { constantRank } from '../src/claims/constant-rank.ts';

attack(constantRank, { runs: 150, inconclusiveBelow: 0.05, vacuousBelow: 0.1 });
