import { attack } from './attack.ts';

attack('two-layer-exhaustive', { runs: 500, inconclusiveBelow: 0.01, vacuousBelow: 0.01 });
