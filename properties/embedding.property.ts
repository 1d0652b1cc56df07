import { attack } from 'falsim/vitest';
import { embedding } from '../src/claims/published/embedding.ts';

attack(embedding, { runs: 10, inconclusiveBelow: 0.2, vacuousBelow: 0.4 });
