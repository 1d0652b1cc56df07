import { attack } from './attack.ts';

attack('flow-equivariance', { runs: 150, inconclusiveBelow: 0.05, vacuousBelow: 0.3 });
