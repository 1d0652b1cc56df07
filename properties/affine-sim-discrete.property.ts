import { attack } from './attack.ts';

attack('affine-sim-discrete', { runs: 300, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
