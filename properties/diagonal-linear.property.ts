import { attack } from 'falsim/vitest';
import { diagonalLinear } from '../src/claims/diagonal-linear.ts';

attack(diagonalLinear, { runs: 200, inconclusiveBelow: 0.01, vacuousBelow: 0.01 });
