/**
 * Symmetries of the model are symmetries of its training dynamics.
 *
 * Oracles: equivariance of every field under each generator (decides); for a share of the instances, and for
 * all where a hypothesis is dropped, of the flow under one.
 */

import { generateInstance } from '../generation/instance.ts';
import type { Subject } from '../instances/subject.ts';
import { unitAxes } from '../models/units.ts';
import { indicesTo } from '../numerics/list-of.ts';
import { generators } from '../symmetry/group/parameter-symmetry.ts';
import { ANALYTIC, withoutAnalyticity } from './analytic.ts';
import type { Claim } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { homogeneity } from './oracles/balance.ts';
import { conclude, type Finding, whyUntrainable } from './oracles/conclude.ts';
import { fieldEquivariance, flowEquivariance, type LinearMap } from './oracles/equivariance.ts';
import { isIntegrated } from './oracles/integrated.ts';
import { saysNothing, segmentsOf, standsStill } from './oracles/manifold.ts';
import { vacuous } from './verdict.ts';

/** At most this many generators are tried on one instance. */
const MAPS = 6;

/** (w, a) ↦ (2w, a/2^p) of neuron 1: leaves F = Σ a(w·x)^p unchanged, but is no isometry. */
function rescaling(subject: Subject): LinearMap[] {
  const p = homogeneity(subject);
  const bound = subject.model;
  const [units] = unitAxes(bound);
  if (p === 0 || units === undefined) return [];
  const { size } = bound;
  const factor = new Float64Array(size).fill(1);
  for (const i of units.incoming[0]) factor[i] = 2;
  for (const i of units.outgoing[0]) factor[i] = 2 ** -p;
  const target = indicesTo(size);
  return [{ name: 'rescale neuron 1 of layer 1', target, factor }];
}

function mapsOf(subject: Subject, dropped: ReadonlySet<string>): LinearMap[] {
  const maps = isometriesOf(subject, dropped);
  return dropped.has('isometry') ? [...maps, ...rescaling(subject)] : maps;
}

/** Linear generators of the model's symmetries, sign changes of neurons whatever σ is where that is dropped. */
export function isometriesOf(subject: Subject, dropped: ReadonlySet<string>): LinearMap[] {
  const signs = dropped.has('model-invariance') ? 'odd' : 'by-parity';
  return generators(subject.instance.model, { signs })
    .filter((q) => q.shift === null)
    .slice(0, MAPS)
    .map((q) => ({ name: q.name, target: q.target, factor: q.sign }));
}

export const flowEquivarianceClaim: Claim = defineClaim({
  id: 'flow-equivariance',
  statement:
    'An isometry of parameter space that leaves the model unchanged carries trajectories of gradient flow to trajectories, for every loss and dataset.',
  latex:
    'F(Q\\theta)=F(\\theta),\\ Q^\\top Q=I\\ \\Rightarrow\\ \\nabla F(Q\\theta)=Q\\nabla F(\\theta),\\ \\Phi_t(Q\\theta)=Q\\Phi_t(\\theta)',
  source: 'Zhao, Luo, Zhang, arXiv:2510.09564',
  status: 'theorem',
  statusReason: 'The chain rule for F∘Q = F with QᵀQ = I, and uniqueness of solutions.',
  hypotheses: [
    {
      id: 'model-invariance',
      statement: 'F(Qθ) = F(θ); dropped: sign changes of neurons count whatever the parity of σ.',
      inStatement: true,
      holds: () => true,
    },
    {
      id: 'isometry',
      statement: 'QᵀQ = I; dropped: rescalings of homogeneous networks count as well.',
      inStatement: true,
      holds: () => true,
    },
    ANALYTIC,
  ],
  domain: () => ({ trainable: true }),
  generate: (rng, { dropped, size, kinds }) =>
    generateInstance(rng, {
      point: 'any',
      others: dropped.size === 0,
      only: kinds,
      ...(dropped.has('isometry')
        ? { activations: ['identity', 'square', 'cube'], depth: [2, 2] as const }
        : withoutAnalyticity(dropped)),
      data: true,
      iris: dropped.has('isometry') ? 0 : 0.1,
      training: 'gradient-flow',
      size,
    }),
  shown(subject, by, dropped) {
    if (by.clause !== 'field' || by.worst === null) return undefined;
    const map = mapsOf(subject, dropped).find((q) => q.name === by.map);
    return map && { kind: 'equivariance', ...map, worst: by.worst };
  },
  check(subject, { dropped, strictness }) {
    const untrainable = whyUntrainable(subject);
    if (untrainable !== undefined) return untrainable;
    const maps = mapsOf(subject, dropped);
    if (maps.length === 0) return vacuous({ reason: 'no-symmetry', of: 'model' });
    const findings: Finding[] = maps.map((q) => fieldEquivariance(subject, q));
    const [segment] = segmentsOf(subject);
    const decided = findings.every(({ status }) => status === 'holds');
    if (segment !== undefined && decided && dropped.size === 0) {
      if (standsStill(subject, [segment]))
        return vacuous({ reason: 'stationary', what: 'trajectory' });
      if (!isIntegrated(subject)) return conclude(findings, strictness);
    }
    if (segment !== undefined && decided) {
      const flow = flowEquivariance(subject, maps.at(-1)!, segment.duration);
      if (flow.status === 'holds' && flow.decision.moved === 0)
        return vacuous({ reason: 'stationary', what: 'trajectory' });
      if (dropped.size > 0 || !saysNothing(flow)) findings.push(flow);
    }
    return conclude(findings, strictness);
  },
});
