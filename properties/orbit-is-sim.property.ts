import { attack } from './attack.ts';

attack('orbit-is-sim', { runs: 150, inconclusiveBelow: 0.1, vacuousBelow: 0.45 });
