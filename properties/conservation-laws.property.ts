import { attack } from './attack.ts';

attack('conservation-laws', { runs: 100, inconclusiveBelow: 0.01, vacuousBelow: 0.01 });
