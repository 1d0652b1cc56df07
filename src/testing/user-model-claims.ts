/** A claim about a model that only its file defines: it survives where that file was loaded. */

import { float64 } from '../analytic/fields/float64.ts';
import type { Claim } from '../claims/claim.ts';
import { decided } from '../claims/verdict.ts';
import { instanceOfUser } from './user-model.ts';

export const claims: readonly Claim[] = [
  {
    id: 'user-model-at-zero',
    statement: 'F(0) = 0.',
    latex: 'F(0) = 0',
    source: 'toy',
    status: 'theorem',
    hypotheses: [],
    domain: () => ({}),
    generate: (rng) => instanceOfUser([rng.integer(-9, 9), rng.integer(-9, 9)]),
    check({ model, float }) {
      const [y] = model.evaluate(float64, [...float], [0]);
      const margin = y === 0 ? 16 : -16;
      return decided({ clause: 'x-value', margin, says: `F(0) = ${y}`, evidence: {} });
    },
  },
];
