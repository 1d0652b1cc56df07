import { attack } from 'falsim/vitest';
import { convolutionRank } from '../src/claims/published/convolution-rank.ts';
import { matrixRank } from '../src/claims/published/matrix-rank.ts';
import { neuronRank } from '../src/claims/published/neuron-rank.ts';

attack(neuronRank, { runs: 60, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
attack(matrixRank, { runs: 60, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
attack(convolutionRank, { runs: 60, inconclusiveBelow: 0.05, vacuousBelow: 0.2 });
