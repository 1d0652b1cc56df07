import { attack } from './attack.ts';

attack('two-layer-exhaustive', { runs: 300, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
