import { attack } from './attack.ts';

attack('symmetry-induces-sim', { runs: 300, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
