import { attack } from 'falsim/vitest';
import { dataIndependence } from '../src/claims/data-independence.ts';

attack(dataIndependence, { runs: 150, inconclusiveBelow: 0.05, vacuousBelow: 0.4 });
