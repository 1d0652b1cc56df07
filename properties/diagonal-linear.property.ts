import { attack } from './attack.ts';

attack('diagonal-linear', { runs: 200, inconclusiveBelow: 0.01, vacuousBelow: 0.01 });
