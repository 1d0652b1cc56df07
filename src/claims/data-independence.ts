/**
 * Manifolds of the architecture outlive the data: data and loss are switched in mid-flight.
 *
 * Dropping `structural` puts in the place of the fixed-point subspace a plane that only the first
 * dataset cannot leave (weights of inputs it never uses); the switch must then be seen to break it.
 */
import { generateInstance } from '../generation/instance.ts';
import type { Instance } from '../instances/instance.ts';
import { type Subject, withData } from '../instances/subject.ts';
import { toFloat } from '../numerics/numeral.ts';
import { isotropyOf } from '../symmetry/isotropy/isotropy.ts';
import { ANALYTIC, withoutAnalyticity } from './analytic.ts';
import type { Claim } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { whyUntrainable } from './oracles/conclude.ts';
import { segmentsOf, staysOn } from './oracles/manifold.ts';
import { type Subspace, unusedInputs } from './oracles/subspace.ts';
import { vacuous } from './verdict.ts';

/** The same instance with input 1 set to zero in every datum of the first dataset. */
function withoutFirstInput(instance: Instance): Instance {
  if (instance.data === undefined) return instance;
  const inputs = instance.data.inputs.map((x) => x.map((v, j) => (j === 0 ? 0 : v)));
  return { ...instance, data: { ...instance.data, inputs } };
}

const claimedPlane = (subject: Subject, dropped: ReadonlySet<string>): Subspace | undefined =>
  dropped.has('structural') ? unusedInputs(subject) : isotropyOf(subject).subspace;

export const dataIndependence: Claim = defineClaim({
  id: 'data-independence',
  statement:
    'A trajectory on a structural invariant manifold stays on it when the data and the loss are switched in mid-flight.',
  latex:
    '\\theta_0\\in\\mathcal M\\ \\Rightarrow\\ \\Phi^{S_2,\\ell_2}_{t_2}\\Phi^{S_1,\\ell_1}_{t_1}(\\theta_0)\\in\\mathcal M',
  source: 'Zhao, Luo, Zhang, arXiv:2510.09564',
  status: 'theorem',
  statusReason:
    'Every field of the family is tangent to the manifold, whichever data and loss combine them.',
  hypotheses: [
    {
      id: 'structural',
      statement:
        'The manifold comes from the architecture; dropped: it may come from the first dataset (inputs that are always zero).',
      inStatement: true,
      holds: () => true,
    },
    ANALYTIC,
  ],
  domain: () => ({ trainable: true, switched: true }),
  manifold: claimedPlane,
  generate(rng, { dropped, size, kinds }) {
    const structural = !dropped.has('structural');
    const instance = generateInstance(rng, {
      others: !dropped.has(ANALYTIC.id),
      only: kinds,
      point: structural ? 'stratum' : 'generic',
      data: true,
      iris: 0.1,
      then: true,
      training: 'gradient-flow',
      ...withoutAnalyticity(dropped),
      size,
    });
    return structural ? instance : withoutFirstInput(instance);
  },
  check(subject, options) {
    const { instance } = subject;
    const untrainable = whyUntrainable(subject);
    if (untrainable !== undefined) return untrainable;
    if (instance.then === undefined) return vacuous({ reason: 'no-switch', second: 'none' });
    const checks = { segments: segmentsOf(subject), bitwise: () => false, proved: false };
    if (!options.dropped.has('structural')) {
      return staysOn(subject, isotropyOf(subject).subspace, { ...checks, proved: true }, options);
    }
    const plane = claimedPlane(subject, options.dropped);
    if (plane === undefined) return vacuous({ reason: 'no-plane' });
    const used = instance.then.data.inputs.some((x) => x.some((v) => toFloat(v) !== 0));
    if (!used) return vacuous({ reason: 'no-switch', second: 'zero' });
    return staysOn(withData(subject, instance.then.data), plane, checks, options);
  },
});
