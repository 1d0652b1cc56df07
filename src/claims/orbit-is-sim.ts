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
import type { ExactInvariant } from '../orbits/conserved/exact-explanation.ts';
import { driftAlong } from '../orbits/conserved/explain-drift.ts';
import type { OrbitResult } from '../orbits/dimension/orbit.ts';
import { stratumOf } from '../symmetry/isotropy/stratum.ts';
import type { Claim } from './claim.ts';
import type { DriftDecision } from './decision.ts';
import { defineClaim } from './define-claim.ts';
import {
  conclude,
  doubtful,
  type Finding,
  fails,
  holds,
  whyUntrainable,
} from './oracles/conclude.ts';
import { driftBound } from './oracles/drift-bound.ts';
import { type Control, eulerDriftInDecimals } from './oracles/euler-drift.ts';
import { objectiveOf, relativeDistance } from './oracles/float-model.ts';
import { exactOrbit, isVerdict } from './oracles/orbit-fills-stratum.ts';
import { probesOf } from './oracles/tangency.ts';
import { inconclusive, type Verdict, vacuous } from './verdict.ts';

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
  /** Legs that were completed. */
  readonly controls: readonly Control[];
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
  const taken: Control[] = [];
  const g = new Float64Array(theta.length);
  for (const [k, x] of probesOf(subject).entries()) {
    const output = k % c;
    const sign = k % 2 === 0 ? 1 : -1;
    const target = Array.from({ length: c }, (_, o) => (o === output ? sign : 0));
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
    taken.push({ x, output, sign, duration: until, steps: EULER_STEPS });
    if (durations !== undefined && taken.length === durations.length) break;
  }
  return { points, controls: taken };
}

function driftFindings(subject: Subject, result: OrbitResult, exactFlow: boolean): Verdict {
  const fine = walkOrbit(subject, exactFlow ? 1e-10 : 'euler');
  const coarse = exactFlow
    ? walkOrbit(
        subject,
        1e-7,
        fine.controls.map(({ duration }) => duration),
      )
    : fine;
  const legs = Math.min(fine.points.length, coarse.points.length);
  if (legs < 2) return inconclusive({ reason: 'blow-up', of: 'control' });
  const points = fine.points.slice(0, legs);
  const error = exactFlow ? relativeDistance(points.at(-1)!, coarse.points[legs - 1]!) : 0;
  const moved = relativeDistance(points.at(-1)!, points[0]!);
  if (moved === 0) return vacuous({ reason: 'stationary', what: 'control' });
  const findings: Finding[] = [];
  const measured = (
    clause: 'stratum' | 'drift',
    what: string,
    drift: number,
    bound: number,
  ): DriftDecision => {
    return { clause, what, drift, bound, error, moved, legs: legs - 1, decimal: null };
  };
  const judge = (decision: DriftDecision) => {
    findings.push(
      decision.drift <= decision.bound
        ? holds(decision)
        : doubtful({ reason: 'float-only', decision }),
    );
  };
  const { subspace } = stratumOf(subject);
  if (subspace.dimension < subspace.size) {
    const scale = points.at(-1)!.reduce((a, v) => Math.max(a, Math.abs(v)), 1);
    const distance = Math.max(...points.map((p) => subspace.distance(p)));
    judge(measured('stratum', subspace.describe(), distance / scale, 10 * error + ROUNDING));
  }
  let tooSmall = 0;
  for (const invariant of result.invariants) {
    const drift = driftAlong(invariant, points);
    // Euler steps have rounding only, relative to each parameter; so has h.
    if (!exactFlow) {
      const decision = measured('drift', invariant.expression, drift.relative, ROUNDING);
      if (decision.drift <= CLEAR * ROUNDING) {
        judge(decision);
        continue;
      }
      const finding = settled(subject, invariant, fine.controls.slice(0, drift.at), decision);
      findings.push(finding);
      // Decimals are dear, and one law that is proved to drift will do.
      if (finding.status === 'fails') break;
      continue;
    }
    const size = Math.max(1, ...points.map((p) => p.reduce((a, v) => Math.max(a, Math.abs(v)), 0)));
    const e = (10 * error + ROUNDING) * size;
    const bounds = points.map((p) => driftBound(invariant.polynomial, p, e));
    const magnitude = Math.max(...bounds.map((b) => b.magnitude));
    const bound = Math.max(...bounds.map((b) => b.bound)) + ROUNDING * magnitude;
    // Terms below the error of θ: whatever h did would pass.
    if (bound > magnitude) tooSmall++;
    else judge(measured('drift', invariant.expression, drift.absolute, bound));
  }
  if (findings.length === 0 && tooSmall > 0) return vacuous({ reason: 'too-small' });
  if (findings.length === 0) return vacuous({ reason: 'nothing-conserved' });
  return conclude(findings, 0);
}

/** What float64 sees along Euler steps, in decimals. */
function settled(
  subject: Subject,
  { polynomial }: Pick<ExactInvariant, 'polynomial'>,
  controls: readonly Control[],
  float64: DriftDecision,
): Finding {
  const difference = eulerDriftInDecimals(subject, polynomial, controls);
  if (difference === undefined) return doubtful({ reason: 'float-only', decision: float64 });
  const decision = { ...float64, decimal: difference.decimal };
  return difference.status === 'fails'
    ? fails(decision, difference.proof)
    : doubtful({ reason: 'float-only', decision });
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
