/** A claim about a model that only its file defines: it survives where that file was loaded. */

import { rationals } from '../analytic/fields/rationals.ts';
import type { Claim } from '../claims/claim.ts';
import { decided } from '../claims/verdict.ts';
import { format, isZero, ZERO } from '../numerics/rational.ts';
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
    check({ model, exact }) {
      const [y] = model.evaluate(rationals, exact, [ZERO]);
      const margin = isZero(y) ? 16 : -16;
      const decision = {
        clause: 'x-value',
        margin,
        says: `F(0) = ${format(y)}`,
        evidence: {},
      } as const;
      return decided(decision, { rationals: [y, ZERO] });
    },
  },
];
