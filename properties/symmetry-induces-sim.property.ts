import { attack } from './attack.ts';

attack('symmetry-induces-sim', { runs: 150, inconclusiveBelow: 0.05, vacuousBelow: 0.3 });
