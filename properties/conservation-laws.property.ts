import { attack } from 'falsim/vitest';
import { conservationLaws } from '../src/claims/conservation-laws.ts';

attack(conservationLaws, { runs: 100, inconclusiveBelow: 0.01, vacuousBelow: 0.01 });
