/**
 * Known to be false: neighbours of `distance-along-flow`. The rate is taken twice, or stays what it was at the start, or
 * output weights are forgotten.
 */
import type { Claim } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';
import { growsBy, NEAR_FLOW } from '../distance-along-flow.ts';
import { pullAcross } from '../oracles/distance-walk.ts';
import { equalIncoming, equalNeurons } from '../oracles/subspace.ts';

export const distanceAlongFlowTwice: Claim = defineClaim({
  id: 'distance-along-flow-twice',
  statement:
    'Along gradient flow ‖δ(t)‖ = ‖δ(0)‖ exp(−2∫r): the rate of ‖δ‖² is taken for that of ‖δ‖.',
  source: 'a neighbour of distance-along-flow with its constant off',
  status: 'known-false',
  neighbour: { of: ['distance-along-flow'], off: 'constant' },
  statusReason: 'The rate of log ‖δ‖ is r, and twice that is the rate of log ‖δ‖².',
  ...NEAR_FLOW,
  check: (subject, options) =>
    growsBy(subject, options, equalNeurons(subject), (field, now) => {
      const once = pullAcross(field, now);
      return field.add(once, once);
    }),
});

export const distanceKeepsFirstRate: Claim = defineClaim({
  id: 'distance-keeps-first-rate',
  statement:
    'Along gradient flow ‖δ(t)‖ = ‖δ(0)‖ e^{−rt} with the r of the start: what attracts at first attracts for good.',
  source: 'a neighbour of distance-along-flow',
  status: 'known-false',
  neighbour: { of: ['distance-along-flow'], off: 'conclusion' },
  statusReason: 'Curvatures change along the way, and with them r; they may change their sign.',
  ...NEAR_FLOW,
  check: (subject, options) =>
    growsBy(subject, options, equalNeurons(subject), (field, now, start) => {
      const first = field.mul(
        pullAcross(field, start),
        field.inverse(field.dot(start.delta, start.delta)),
      );
      return field.mul(first, field.dot(now.delta, now.delta));
    }),
});

export const distanceToEqualInputsAlongFlow: Claim = defineClaim({
  id: 'distance-to-equal-inputs-along-flow',
  statement:
    'The distance law along gradient flow holds for the set where two neurons have equal input weights.',
  source: 'a neighbour of distance-along-flow that forgets the output weights',
  status: 'known-false',
  neighbour: { of: ['distance-along-flow'], off: 'hypothesis' },
  statusReason: 'Unequal output weights make the gradient leave that set: it is not invariant.',
  ...NEAR_FLOW,
  check: (subject, options) => growsBy(subject, options, equalIncoming(subject), pullAcross),
});
