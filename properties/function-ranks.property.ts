import { attack } from 'falsim/vitest';
import { convolutionRank } from '../src/claims/function-rank/convolution-rank.ts';
import { matrixRank } from '../src/claims/function-rank/matrix-rank.ts';
import { neuronRank } from '../src/claims/function-rank/neuron-rank.ts';

attack(neuronRank, { runs: 60, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
attack(matrixRank, { runs: 60, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
attack(convolutionRank, { runs: 60, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
