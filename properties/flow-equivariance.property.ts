import { attack } from './attack.ts';

attack('flow-equivariance', { runs: 300, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
