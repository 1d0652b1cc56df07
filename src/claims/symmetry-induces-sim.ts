/**
 * Fixed points of symmetries are structural invariant manifolds.
 *
 * Oracles: tangency of every field (decides); for a share of the instances, and for all where the symmetry
 * is only supposed, distance of trajectories to the subspace, at three tolerances where it is not 0
 * (order of convergence), and bits under Runge–Kutta and the discrete methods.
 */
import { generateInstance } from '../generation/instance.ts';
import type { Subject } from '../instances/subject.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import { ANALYTIC, withoutAnalyticity } from './analytic.ts';
import type { Claim } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { whyUntrainable } from './oracles/conclude.ts';
import { keptBitForBit, segmentsOf, staysOn } from './oracles/manifold.ts';

const fixedPoints = (subject: Subject, dropped: ReadonlySet<string>) =>
  isotropyOf(subject, dropped.has('odd-activation') ? 'odd' : 'by-parity').subspace;

export const symmetryInducesSim: Claim = defineClaim({
  id: 'symmetry-induces-sim',
  statement:
    'The points fixed by a group of isometric symmetries of the model form a manifold that gradient flow never leaves, whatever the data and the loss.',
  latex:
    '\\theta_0\\in\\mathrm{Fix}(H),\\ F(Q\\theta)=F(\\theta),\\ Q^\\top Q=I\\ (Q\\in H)\\ \\Rightarrow\\ \\theta(t)\\in\\mathrm{Fix}(H)\\ \\forall t',
  source: 'Zhao, Luo, Zhang, arXiv:2510.09564',
  status: 'theorem',
  statusReason:
    '∇F(Qθ) = Q∇F(θ) for such Q, so on Fix(H) every field is fixed by H, that is tangent.',
  hypotheses: [
    {
      id: 'odd-activation',
      statement:
        'A sign change of a neuron counts as a symmetry only where σ has that parity; dropped: (a, w) ↦ (−a, −w) counts for every σ.',
      inStatement: true,
      holds: () => true,
    },
    ANALYTIC,
  ],
  domain: () => ({ trainable: true }),
  manifold: fixedPoints,
  generate: (rng, { dropped, size, kinds }) =>
    generateInstance(rng, {
      others: dropped.size === 0,
      only: kinds,
      point: 'stratum',
      signs: dropped.has('odd-activation') ? 'odd' : 'by-parity',
      data: true,
      iris: 0.1,
      training: 'gradient-flow',
      ...withoutAnalyticity(dropped),
      size,
    }),
  check(subject, options) {
    const untrainable = whyUntrainable(subject);
    if (untrainable !== undefined) return untrainable;
    const checks = {
      segments: segmentsOf(subject),
      bitwise: () => keptBitForBit(subject),
      proved: options.dropped.size === 0,
    };
    return staysOn(subject, fixedPoints(subject, options.dropped), checks, options);
  },
});
