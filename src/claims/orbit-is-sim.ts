/**
 * Orbits are structural invariant manifolds: whatever an orbit conserves, every trajectory conserves.
 *
 * The exact machinery says what cannot change along the orbit through θ (its stratum, and conserved
 * quantities that explain why it is smaller). Then controls walk the orbit: one datum and the loss ±ŷ
 * make gradient flow follow ∓∇F(·)(x). Each conserved quantity must drift by no more than integration
 * error. With `exact-gradient-flow` dropped the same controls take Euler steps.
 */

import { dormandPrince5 } from '../dynamics/dormand-prince-5.ts';
import { proportionalIntegral } from '../dynamics/proportional-integral.ts';
import { solve } from '../dynamics/solve.ts';
import { gradientFlow } from '../dynamics/vector-field.ts';
import { generateInstance } from '../generation/instance.ts';
import type { Subject } from '../instances/subject.ts';
import { driftAlong } from '../orbits/conserved/explain-drift.ts';
import type { OrbitResult } from '../orbits/dimension/orbit.ts';
import { stratumOf } from '../symmetry/isotropy/stratum.ts';
import type { Claim, Verdict } from './claim.ts';
import { defineClaim } from './define-claim.ts';
import { driftBound } from './oracles/drift-bound.ts';
import {
  conclude,
  type Finding,
  inconclusive,
  marginOf,
  vacuous,
  whyUntrainable,
} from './oracles/finding.ts';
import { objectiveOf, relativeDistance } from './oracles/float-model.ts';
import { exactOrbit, isVerdict } from './oracles/orbit-fills-stratum.ts';
import { probesOf } from './oracles/tangency.ts';

/** A leg moves θ by about this fraction of its size (or of 1), for at most this long. */
const REACH = 0.25;
const EULER_STEPS = 4;
const MAX_CUTS = 6;
/** Rounding of a walk, relative to the terms of a conserved quantity. */
const ROUNDING = 1e-11;
/** How clearly, in digits, a drift under Euler steps must exceed rounding. */
const CLEAR = 1e3;

interface Walk {
  readonly points: readonly Float64Array[];
  /** Length of each leg that was completed. */
  readonly durations: readonly number[];
}

/**
 * One leg a probe, the sign of the loss alternating; ends early where a leg blows up.
 *
 * @param durations of the legs; where absent, chosen from the speed at the start of each.
 */
function walkOrbit(
  subject: Subject,
  tolerance: number | 'euler',
  durations?: readonly number[],
): Walk {
  const c = subject.model.output.size;
  let theta: Float64Array = subject.float.slice();
  const points = [theta.slice()];
  const taken: number[] = [];
  const g = new Float64Array(theta.length);
  for (const [k, x] of probesOf(subject).entries()) {
    const target = Array.from({ length: c }, (_, o) => (o === k % c ? (k % 2 === 0 ? 1 : -1) : 0));
    const data = { inputs: [Array.from(x)], targets: [target] };
    const objective = objectiveOf(subject, { data, loss: 'linear' });
    objective.gradient(theta, g);
    const speed = Math.hypot(...g) / Math.max(1, Math.hypot(...theta));
    let until = durations?.[k] ?? REACH * Math.min(1, 1 / speed);
    if (!Number.isFinite(until)) break;
    if (tolerance === 'euler') {
      for (let step = 0; step < EULER_STEPS; step++) {
        objective.gradient(theta, g);
        for (let i = 0; i < g.length; i++) theta[i] -= (until / EULER_STEPS) * g[i];
      }
    } else {
      const run = (time: number) =>
        solve(gradientFlow(objective), theta, {
          method: dormandPrince5,
          control: proportionalIntegral({
            relative: tolerance,
            absolute: tolerance,
            maxSteps: 400,
          }),
          from: 0,
          until: time,
          ends: { blowUpAbove: 1e9 },
        });
      let solution = run(until);
      // A leg that blows up or stiffens is cut short, unless its length is prescribed.
      for (let cuts = 0; cuts < MAX_CUTS && solution.end !== 'reached'; cuts++) {
        if (durations !== undefined) break;
        until = 0.5 * Math.min(solution.t, 0.5 * until);
        solution = run(until);
      }
      if (solution.end !== 'reached') break;
      theta = solution.y;
    }
    if (!theta.every(Number.isFinite)) break;
    points.push(theta.slice());
    taken.push(until);
    if (durations !== undefined && taken.length === durations.length) break;
  }
  return { points, durations: taken };
}

function driftFindings(subject: Subject, result: OrbitResult, exactFlow: boolean): Verdict {
  const fine = walkOrbit(subject, exactFlow ? 1e-10 : 'euler');
  const coarse = exactFlow ? walkOrbit(subject, 1e-7, fine.durations) : fine;
  const legs = Math.min(fine.points.length, coarse.points.length);
  if (legs < 2) return inconclusive('blow-up', 'the first leg blew up');
  const points = fine.points.slice(0, legs);
  const error = exactFlow ? relativeDistance(points.at(-1)!, coarse.points[legs - 1]!) : 0;
  const moved = relativeDistance(points.at(-1)!, points[0]!);
  if (moved === 0) return vacuous('stationary', 'no control moves θ');
  const findings: Finding[] = [];
  const judge = (clause: string, what: string, drift: number, bound: number) => {
    findings.push({
      clause,
      status: drift <= bound ? 'holds' : drift > CLEAR * bound ? 'fails' : 'undecided',
      margin: marginOf(drift, bound),
      reason: `${what} drifts by ${drift.toExponential(1)} along ${legs - 1} controls, bound ${bound.toExponential(1)}`,
      evidence: { what, drift, bound, error, moved, legs: legs - 1 },
    });
  };
  const { subspace } = stratumOf(subject);
  if (subspace.dimension < subspace.size) {
    const scale = points.at(-1)!.reduce((a, v) => Math.max(a, Math.abs(v)), 1);
    const distance = Math.max(...points.map((p) => subspace.distance(p)));
    judge('stratum', subspace.describe(), distance / scale, 10 * error + ROUNDING);
  }
  let tooSmall = 0;
  for (const invariant of result.invariants) {
    const drift = driftAlong(invariant, points);
    // Euler steps have rounding only, relative to each parameter; so has h.
    if (!exactFlow) {
      judge('drift', invariant.expression, drift.relative, ROUNDING);
      continue;
    }
    const size = Math.max(1, ...points.map((p) => p.reduce((a, v) => Math.max(a, Math.abs(v)), 0)));
    const e = (10 * error + ROUNDING) * size;
    const bounds = points.map((p) => driftBound(invariant.polynomial, p, e));
    const magnitude = Math.max(...bounds.map((b) => b.magnitude));
    const bound = Math.max(...bounds.map((b) => b.bound)) + ROUNDING * magnitude;
    // Terms below the error of θ: whatever h did would pass.
    if (bound > magnitude) tooSmall++;
    else judge('drift', invariant.expression, drift.absolute, bound);
  }
  if (findings.length === 0 && tooSmall > 0)
    return vacuous('too-small', 'what is conserved is smaller than integration error');
  if (findings.length === 0)
    return vacuous('nothing-conserved', 'the orbit is open: nothing to leave');
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
  check(subject, { dropped }) {
    const untrainable = whyUntrainable(subject);
    if (untrainable !== undefined) return untrainable;
    const result = exactOrbit(subject);
    if (isVerdict(result)) return result;
    return driftFindings(subject, result, !dropped.has('exact-gradient-flow'));
  },
});
