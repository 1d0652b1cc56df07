import { attack } from './attack.ts';

attack('constant-rank', { runs: 150, inconclusiveBelow: 0.05, vacuousBelow: 0.1 });
