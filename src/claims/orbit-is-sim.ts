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
import type { Instance } from '../instances/instance.ts';
import { driftAlong, lawOf } from '../orbits/conserved/explain-drift.ts';
import { exactParameters, type OrbitResult } from '../orbits/dimension/orbit.ts';
import { stratumOf } from '../symmetry/isotropy/stratum.ts';
import type { Claim, Verdict } from './claim.ts';
import { driftBound } from './oracles/drift-bound.ts';
import type { Settled } from './oracles/enclosed-difference.ts';
import { provenEscape } from './oracles/escape.ts';
import {
  conclude,
  type Finding,
  inconclusive,
  marginOf,
  vacuous,
  whyUntrainable,
} from './oracles/finding.ts';
import { largestDifference, largestEntry, relativeDistance } from './oracles/float-model.ts';
import { driftUnderSteps, slopeOfLaw, strayUnderSteps } from './oracles/law-drift.ts';
import { exactOrbit, isVerdict } from './oracles/orbit-fills-stratum.ts';
import { walkOrbit } from './oracles/orbit-walk.ts';

/** Rounding of a walk, relative to the terms of a conserved quantity. */
const ROUNDING = 1e-11;

/** What is said of a drift that float64 does not explain. */
interface SecondLook {
  readonly clause: string;
  readonly what: string;
  /** In the units of `bound`. */
  readonly drift: number;
  readonly bound: number;
  /** An enclosure of what must be 0; null where none can be had. */
  look(): Settled | null;
}

function driftFindings(instance: Instance, result: OrbitResult, exactFlow: boolean): Verdict {
  const fine = walkOrbit(instance, exactFlow ? 1e-10 : 'euler');
  const coarse = exactFlow ? walkOrbit(instance, 1e-7, fine.durations) : fine;
  const length = Math.min(fine.points.length, coarse.points.length);
  if (length < 2) return inconclusive('blow-up', 'the first leg blew up');
  const points = fine.points.slice(0, length);
  const legs = fine.legs.slice(0, length - 1);
  const error = exactFlow ? largestDifference(points.at(-1)!, coarse.points[length - 1]!) : 0;
  const moved = Math.max(...points.map((p) => relativeDistance(p, points[0]!)));
  if (moved === 0) return vacuous('stationary', 'no control moves θ');
  const size = Math.max(...points.map(largestEntry));
  const e = 10 * error + ROUNDING * size;
  const findings: Finding[] = [];
  const judge = ({ clause, what, drift, bound, look }: SecondLook) => {
    const evidence = { what, drift, bound, error, moved, legs: legs.length };
    const reason = `${what} drifts by ${drift.toExponential(1)} along ${legs.length} controls, bound ${bound.toExponential(1)}`;
    if (drift <= bound) {
      findings.push({ clause, status: 'holds', margin: marginOf(drift, bound), reason, evidence });
      return;
    }
    const settled = look();
    // Euler steps are what they are: a drift that an enclosure holds 0 of was rounding. A flow is not: its
    // drift is integration error where the law is kept at the start, and that proves nothing further on.
    const status =
      settled?.decided === 'differs'
        ? 'fails'
        : settled?.decided === 'agrees' && !exactFlow
          ? 'holds'
          : 'undecided';
    const margin = status === 'undecided' ? 0 : settled!.margin;
    const enclosure = settled && {
      digits: settled.digits,
      ...(settled.decided !== 'undecided' && {
        distance: settled.distance,
        radius: settled.radius,
      }),
    };
    findings.push({ clause, status, margin, reason, evidence: { ...evidence, enclosure } });
  };

  const { subspace, finite, orthogonal } = stratumOf(instance.model, exactParameters(instance));
  if (subspace.dimension < subspace.size) {
    judge({
      clause: 'stratum',
      what: subspace.describe(),
      drift: Math.max(...points.map((p) => subspace.distance(p))),
      bound: e,
      look() {
        // Of rotations only a basis in float64 is at hand.
        if (orthogonal !== null) return null;
        return exactFlow
          ? (provenEscape(instance, finite, legs)?.settled ?? null)
          : strayUnderSteps(instance, finite, legs);
      },
    });
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
      const look = () => driftUnderSteps(instance, law, legs);
      judge({ clause: 'drift', what, drift: relative, bound: ROUNDING, look });
      continue;
    }
    const bounds = points.map((p) => driftBound(law, p, e));
    const magnitude = Math.max(...bounds.map((b) => b.magnitude));
    const bound = Math.max(...bounds.map((b) => b.bound)) + ROUNDING * magnitude;
    if (!Number.isFinite(bound)) {
      findings.push({
        clause: 'drift',
        status: 'undecided',
        margin: 0,
        reason: `${what}: its drift cannot be bounded, too near a pole or too large`,
        evidence: { what, drift: String(absolute), error },
      });
      continue;
    }
    // Terms below the error of θ: whatever h did would pass.
    if (bound > magnitude) tooSmall++;
    else
      judge({
        clause: 'drift',
        what,
        drift: absolute,
        bound,
        look: () => slopeOfLaw(instance, law),
      });
  }
  if (findings.length === 0 && unknown > 0)
    return inconclusive('unknown-law', 'what is conserved is not known by its form', { unknown });
  if (findings.length === 0 && tooSmall > 0)
    return vacuous('too-small', 'what is conserved is smaller than integration error');
  if (findings.length === 0)
    return vacuous('nothing-conserved', 'the orbit is open: nothing to leave');
  return conclude(findings, 0);
}

export const orbitIsSim: Claim = {
  id: 'orbit-is-sim',
  statement:
    'A trajectory of gradient flow under any data and any loss never leaves the orbit through its start.',
  latex: '\\theta(t)\\in O(\\theta_0)\\ \\forall t,\\ \\forall S,\\ell',
  source: 'Zhao, Luo, Zhang, arXiv:2510.09564; Hermann–Nagano',
  planted: false,
  hypotheses: [
    {
      id: 'exact-gradient-flow',
      statement: 'Training is exact gradient flow; dropped: Euler steps of length 1/16.',
      holds: () => true,
    },
  ],
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
  check(instance, { dropped }) {
    const untrainable = whyUntrainable(instance);
    if (untrainable !== undefined) return untrainable;
    const result = exactOrbit(instance);
    if (isVerdict(result)) return result;
    return driftFindings(instance, result, !dropped.has('exact-gradient-flow'));
  },
};
