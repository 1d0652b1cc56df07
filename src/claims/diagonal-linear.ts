/**
 * Diagonal linear networks F = Σᵢ kᵢ(θᵢ) xᵢ, kᵢ the product of the depth's weights of input i: orbits
 * are products of points (θᵢ = 0) and curves (θᵢ ≠ 0).
 */

import { generateInstance } from '../generation/instance.ts';
import { isOfKind } from '../models/kinds/specs.ts';
import { isZero } from '../numerics/rational.ts';
import { isProved } from '../orbits/dimension/orbit-status.ts';
import type { Claim } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { exactOrbit, isVerdict } from './oracles/orbit-fills-stratum.ts';
import { summaryOf } from './orbit-summary.ts';
import { exactProof } from './proof.ts';
import { falsified, inconclusive, survived, vacuous } from './verdict.ts';

export const diagonalLinear: Claim = defineClaim({
  id: 'diagonal-linear',
  statement:
    'In a diagonal linear network the orbit through θ has one dimension for every input whose weights θᵢ are not all zero, and no more.',
  latex:
    'F=\\sum_i k_i(\\theta_i)x_i\\ \\Rightarrow\\ \\dim O(\\theta)=\\#\\{i:\\theta_i\\neq 0\\}',
  source: 'Zhao, Wang, Yang, Bai, Zhang, arXiv:2607.12332',
  status: 'theorem',
  statusReason:
    'The fields ∇kᵢ act on coordinates of their own and commute; ∇kᵢ vanishes at θᵢ = 0 only.',
  hypotheses: [
    {
      id: 'only-critical-point-at-zero',
      statement:
        'Each kᵢ has one critical point, at 0: the depth is 2 (depth 1 has none, depth 3 has more).',
      holds: ({ instance: { model } }) => isOfKind(model, 'diagonal-linear') && model.depth === 2,
      weaker: [
        {
          id: 'no-zero-weight',
          statement: 'No weight is 0: no kᵢ is at a critical point, whatever the depth.',
          holds: ({ exact }) => !exact.some(isZero),
        },
      ],
    },
  ],
  domain: () => ({ kinds: ['diagonal-linear'] }),
  generate: (rng, { dropped, size, kinds }) =>
    generateInstance(rng, {
      kinds: ['diagonal-linear'],
      depth: dropped.has('only-critical-point-at-zero') ? [1, 4] : [2, 2],
      point: 'exact-mixture',
      numbers: 'rational',
      only: kinds,
      size,
    }),
  check(subject) {
    const { model } = subject.instance;
    if (!isOfKind(model, 'diagonal-linear'))
      return vacuous({ reason: 'kind', needs: 'a diagonal linear network' });
    const alive = Array.from({ length: model.inputs }, (_, i) =>
      subject.exact.some((v, k) => k % model.inputs === i && !isZero(v)),
    ).filter(Boolean).length;
    const result = exactOrbit(subject);
    if (isVerdict(result)) return result;
    const orbit = summaryOf(result);
    if (!isProved(result.status)) return inconclusive({ reason: 'orbit', orbit, expected: alive });
    const decision = { clause: 'orbit-dimension', expected: alive, orbit } as const;
    return result.dimension === alive
      ? survived(decision)
      : falsified(decision, exactProof({ integers: [result.dimension, alive] }));
  },
});
