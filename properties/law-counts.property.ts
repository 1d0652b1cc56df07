/**
 * Numbers of conserved quantities in print and found here, a few sizes of each. `npm run build && npx falsim hunt
 * relu-laws` and the like draw as many as are wanted.
 */
import { attack } from 'falsim/vitest';
import { lawCounts } from '../src/claims/registry.ts';
import { meaningOf } from '../src/claims/status.ts';

for (const claim of lawCounts)
  attack(claim, { runs: meaningOf(claim.status) === 'expected' ? 60 : 2, vacuousBelow: 0.8 });
