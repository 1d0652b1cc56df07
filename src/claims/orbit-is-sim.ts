/**
 * Orbits are structural invariant manifolds: whatever an orbit conserves, every trajectory conserves.
 *
 * The exact machinery says what cannot change along the orbit through θ (its stratum, and conserved
 * quantities that explain why it is smaller). Then controls walk the orbit: one datum and the loss ±ŷ
 * make gradient flow follow ∓∇F(·)(x). Each conserved quantity must drift by no more than integration
 * error; one that drifts further fails where enclosures prove that it is not kept (`law-drift.ts`), and
 * stays undecided elsewhere. With `exact-gradient-flow` dropped the same controls take Euler steps.
 */

import { generateInstance } from '../generation/instance.ts';
import type { Subject } from '../instances/subject.ts';
import { driftAlong, lawOf } from '../orbits/conserved/explain-drift.ts';
import type { OrbitResult } from '../orbits/dimension/orbit.ts';
import { stratumOf } from '../symmetry/isotropy/stratum.ts';
import type { Claim } from './claim.ts';
import type { DriftDecision } from './decision.ts';
import { defineClaim } from './define-claim.ts';
import { conclude, doubtful, type Finding, holds, whyUntrainable } from './oracles/conclude.ts';
import { driftBound } from './oracles/drift-bound.ts';
import type { Settled } from './oracles/enclosed-difference.ts';
import { provenEscape } from './oracles/escape.ts';
import { largestDifference, largestEntry, relativeDistance } from './oracles/float-model.ts';
import { driftUnderSteps, slopeOfLaw, strayUnderSteps } from './oracles/law-drift.ts';
import { exactOrbit, isVerdict } from './oracles/orbit-fills-stratum.ts';
import { EULER_STEPS, walkOrbit } from './oracles/orbit-walk.ts';
import { concludeSettled, enclosureOf } from './oracles/settled-finding.ts';
import { inconclusive, type Verdict, vacuous } from './verdict.ts';

/** Rounding of a walk, relative to the terms of a conserved quantity. */
const ROUNDING = 1e-11;

/** A drift in float64, and how to enclose what must be 0; null where nothing can be had. */
type Suspicion = Pick<DriftDecision, 'clause' | 'what' | 'drift' | 'bound'> & {
  look(): Settled | null;
};

function driftFindings(subject: Subject, result: OrbitResult, exactFlow: boolean): Verdict {
  const fine = walkOrbit(subject, exactFlow ? 1e-10 : 'euler');
  const coarse = exactFlow ? walkOrbit(subject, 1e-7, fine.durations) : fine;
  const length = Math.min(fine.points.length, coarse.points.length);
  if (length < 2) return inconclusive({ reason: 'blow-up', of: 'control' });
  const points = fine.points.slice(0, length);
  const segments = fine.segments.slice(0, length - 1);
  const error = exactFlow ? largestDifference(points.at(-1)!, coarse.points[length - 1]) : 0;
  const moved = Math.max(...points.map((p) => relativeDistance(p, points[0])));
  if (moved === 0) return vacuous({ reason: 'stationary', what: 'control' });
  const size = Math.max(...points.map(largestEntry));
  const e = 10 * error + ROUNDING * size;
  if (!Number.isFinite(moved) || !Number.isFinite(e))
    return inconclusive({ reason: 'blow-up', of: 'control' });
  const findings: Finding[] = [];
  const judge = ({ clause, what, drift, bound, look }: Suspicion): Finding => {
    const seen = { clause, what, drift, bound, error, moved, legs: segments.length };
    const float64: DriftDecision = { ...seen, enclosure: null };
    // A law that left the finite numbers while θ did not: doubles say nothing.
    if (!Number.isFinite(drift) || !Number.isFinite(bound))
      return doubtful({ reason: 'blow-up', of: 'control' });
    if (drift <= bound) return holds(float64);
    const settled = look();
    // Euler steps are what they are: a drift that an enclosure holds 0 of was rounding. A flow is not: its
    // drift is integration error where the law is kept at the start, and that proves nothing further on.
    if (settled === null || (settled.decided === 'agrees' && exactFlow))
      return doubtful({ reason: 'float-only', decision: float64 });
    return concludeSettled({ ...float64, enclosure: enclosureOf(settled) }, settled);
  };

  const { subspace, finite, orthogonal } = stratumOf(subject);
  if (subspace.dimension < subspace.size) {
    findings.push(
      judge({
        clause: 'stratum',
        what: subspace.describe(),
        drift: Math.max(...points.map((p) => subspace.distance(p))),
        bound: e,
        look() {
          // Of rotations only a basis in float64 is at hand.
          if (orthogonal !== null) return null;
          if (!exactFlow) return strayUnderSteps(subject, finite, segments);
          const proved = provenEscape(subject, finite, segments);
          if (proved === null) return null;
          return {
            decided: 'differs',
            enclosure: proved.coefficient.enclosure,
            proof: proved.proof,
          };
        },
      }),
    );
  }
  let tooSmall = 0;
  // Local first integrals that are known to exist, but not by their form: nothing is said about those.
  let unknown = 0;
  for (const invariant of result.invariants) {
    const what = invariant.expression;
    const law = lawOf(invariant);
    if (law === null) {
      unknown++;
      continue;
    }
    const { absolute, relative } = driftAlong(law, points);
    // Euler steps have rounding only, relative to each parameter; so has h.
    if (!exactFlow) {
      const look = () => driftUnderSteps(subject, law, segments);
      const finding = judge({ clause: 'drift', what, drift: relative, bound: ROUNDING, look });
      findings.push(finding);
      // Balls are dear, and one law that is proved to drift will do.
      if (finding.status === 'fails') break;
      continue;
    }
    const bounds = points.map((p) => driftBound(law, p, e));
    const magnitude = Math.max(...bounds.map((b) => b.magnitude));
    const bound = Math.max(...bounds.map((b) => b.bound)) + ROUNDING * magnitude;
    if (!Number.isFinite(bound)) {
      findings.push(doubtful({ reason: 'no-bound', what }));
      continue;
    }
    // Terms below the error of θ: whatever h did would pass.
    if (bound > magnitude) tooSmall++;
    else {
      const look = () => slopeOfLaw(subject, law);
      findings.push(judge({ clause: 'drift', what, drift: absolute, bound, look }));
    }
  }
  if (findings.length === 0 && unknown > 0)
    return inconclusive({ reason: 'unknown-law', laws: unknown });
  if (findings.length === 0 && tooSmall > 0) return vacuous({ reason: 'too-small' });
  if (findings.length === 0) return vacuous({ reason: 'nothing-conserved' });
  return conclude(findings, 0);
}

export const orbitIsSim: Claim = defineClaim({
  id: 'orbit-is-sim',
  statement:
    'A trajectory of gradient flow under any data and any loss never leaves the orbit through its start.',
  latex: '\\theta(t)\\in O(\\theta_0)\\ \\forall t,\\ \\forall S,\\ell',
  source: 'Zhao, Luo, Zhang, arXiv:2510.09564; Hermann–Nagano',
  status: 'theorem',
  statusReason:
    '−∇L is a combination of the family with analytic coefficients, and the orbit theorem of Hermann and Nagano makes the orbit a manifold tangent to all of it.',
  hypotheses: [
    {
      id: 'exact-gradient-flow',
      statement: 'Training is exact gradient flow; dropped: Euler steps of length 1/16.',
      inStatement: true,
      holds: () => true,
    },
  ],
  domain: () => ({ trainable: true }),
  generate: (rng, { dropped, size, kinds }) =>
    generateInstance(rng, {
      others: !dropped.has('exact-gradient-flow'),
      only: kinds,
      depth: [2, 3],
      bias: false,
      // Homogeneous networks have curved orbits at every point, the others at special ones.
      ...(dropped.has('exact-gradient-flow') || rng.chance(0.4)
        ? { activations: ['identity', 'square', 'cube'], point: 'generic' }
        : {
            activations: (sigma) => sigma.analytic && !sigma.polynomialDegree,
            point: 'stratum',
            depth: [2, 2],
          }),
      hidden: [1, 3],
      numbers: 'rational',
      size,
    }),
  shown(subject, by, dropped) {
    const isFlow = !dropped.has('exact-gradient-flow');
    const controls = () => walkOrbit(subject, isFlow ? 1e-10 : 'euler').segments;
    if (by.clause === 'stratum') {
      const subspace = stratumOf(subject).finite;
      if (isFlow) return { kind: 'trajectory', subspace, segments: controls() };
      return { kind: 'stray', taken: by.legs * EULER_STEPS, subspace, controls: controls() };
    }
    if (by.clause !== 'drift') return undefined;
    const result = exactOrbit(subject);
    if (isVerdict(result)) return undefined;
    const law = result.invariants.find(({ expression }) => expression === by.what);
    const own = law && lawOf(law);
    if (!own || own.poles.length > 0) return undefined;
    const named = { law: own.polynomial, name: by.what };
    if (isFlow) return { kind: 'law-slope', ...named };
    return { kind: 'balance', controls: controls(), ...named };
  },
  check(subject, { dropped }) {
    const untrainable = whyUntrainable(subject);
    if (untrainable !== undefined) return untrainable;
    const result = exactOrbit(subject);
    if (isVerdict(result)) return result;
    return driftFindings(subject, result, !dropped.has('exact-gradient-flow'));
  },
});
