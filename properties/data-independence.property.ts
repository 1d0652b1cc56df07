import { attack } from './attack.ts';

attack('data-independence', { runs: 150, inconclusiveBelow: 0.05, vacuousBelow: 0.3 });
