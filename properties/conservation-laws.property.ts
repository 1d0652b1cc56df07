import { attack } from './attack.ts';

attack('conservation-laws', { runs: 300, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
