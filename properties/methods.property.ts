import { attack } from 'falsim/vitest';
import { driftOfOrderRate } from '../src/claims/drift-of-order-rate.ts';
import { driftOfSquaredSteps } from '../src/claims/drift-of-squared-steps.ts';
import { equalUnitsStayEqual } from '../src/claims/equal-units-stay-equal.ts';
import { signStrataStay } from '../src/claims/sign-strata-stay.ts';
import { unitRelationsStay } from '../src/claims/unit-relations-stay.ts';

const doubts = { inconclusiveBelow: 0.1 };

attack(equalUnitsStayEqual, { runs: 60, ...doubts, vacuousBelow: 0.4 });
attack(signStrataStay, { runs: 60, ...doubts, vacuousBelow: 0.6 });
attack(unitRelationsStay, { runs: 60, ...doubts, vacuousBelow: 0.4 });
attack(driftOfSquaredSteps, { runs: 40, ...doubts, vacuousBelow: 0.55 });
attack(driftOfOrderRate, { runs: 40, ...doubts, vacuousBelow: 0.55 });
