import { attack } from './attack.ts';

attack('affine-sim-discrete', { runs: 400, inconclusiveBelow: 0.02, vacuousBelow: 0.3 });
