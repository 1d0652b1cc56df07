/** Verdicts in one sentence for people; never empty. */

import { superscript } from '../models/scripts.ts';
import { plural } from '../plural.ts';
import type { Decision, Worst } from './decision.ts';
import { isOwn } from './decision-kinds.ts';
import { type Doubt, isOwnDoubt, isOwnVacuity, type Vacuity } from './doubt.ts';
import type { OrbitSummary } from './orbit-decision.ts';
import type { Verdict } from './verdict.ts';

/** A verdict in one sentence. */
export function sentenceOf(verdict: Verdict): string {
  switch (verdict.kind) {
    case 'survived':
      return sentenceOfDecision(verdict.by, true);
    case 'falsified':
      return sentenceOfDecision(verdict.by, false);
    case 'inconclusive':
      return sentenceOfDoubt(verdict.because);
    case 'vacuous':
      return sentenceOfVacuity(verdict.because);
  }
}

/** @param holds whether the decision speaks for the claim. */
export function sentenceOfDecision(decision: Decision, holds: boolean): string {
  if (isOwn(decision)) return decision.says;
  switch (decision.clause) {
    case 'tangency':
      if (decision.worst === null) return 'every field that was tried is tangent to the subspace';
      if (holds) return 'a normal component in float64 is rounding: its enclosure holds 0';
      return `the gradient of output ${decision.worst.output + 1} at ${point(decision.worst)} leaves the subspace: its normal component is ${(decision.worst.enclosure ?? decision).distance.toPrecision(3)}`;
    case 'field':
      if (decision.worst === null) return 'fields are equivariant to rounding';
      if (holds) return 'a difference in rounding';
      return `${decision.map}: ∇F(Qθ) and Q∇F(θ) differ by ${(decision.worst.enclosure ?? decision).distance.toPrecision(3)} at ${point(decision.worst)}`;
    case 'flow':
      return holds
        ? 'flows are equivariant to integration error'
        : `${decision.map}: flows part by ${decision.distance.toPrecision(3)}`;
    case 'trajectory': {
      const { decimal, distances, proved } = decision;
      if (proved !== null) {
        const after = proved.leg === 0 ? '' : `, leg ${proved.leg + 1} of it,`;
        return `the trajectory${after} leaves the subspace: the coefficient of t${superscript(proved.order)} of its field has the normal component ${proved.enclosure.distance.toPrecision(4)}`;
      }
      const distance = decimal?.distances.at(-1) ?? distances.at(-1) ?? 0;
      if (!holds) return `the trajectory's distance to the subspace is ${distance.toPrecision(4)}`;
      return decimal === null
        ? 'the distance to the subspace is integration error'
        : 'the distance shrinks with the step in decimals: integration error';
    }
    case 'distance-flow': {
      const { until, grown, said, between } = decision;
      const bounds = between?.map((x) => x.toPrecision(4)).join(' and ');
      const inside = bounds === undefined ? '' : `, between ${bounds} by the curvatures across it`;
      const time = typeof until === 'number' ? until.toPrecision(4) : until;
      return `log ‖δ(t)‖/‖δ(0)‖, δ the way from the stratum, at t = ${time} is ${grown.toPrecision(6)}, and −∫r is ${said.toPrecision(6)}${inside}`;
    }
    case 'bitwise':
      return 'every method stays on the subspace to the last bit';
    case 'steps':
      return decision.distance === 0
        ? 'the steps stay on the subspace to the last bit'
        : `after ${plural(decision.steps, 'step')} of ${decision.method} the distance to the subspace is ${decision.distance.toPrecision(3)}`;
    case 'balance': {
      const { law, steps, method, broken } = decision;
      if (broken === null) return `${law} is exactly the same after ${plural(steps, 'step')}`;
      return `${law} of neuron ${broken.neuron} goes from ${broken.before} to ${broken.after} in ${plural(steps, 'step')} of ${method}`;
    }
    case 'reduced': {
      const { to, method, steps, apart, enclosure } = decision;
      const model = to === 'itself' ? 'the model' : `the ${to} model`;
      const after =
        method === 'gradient-flow'
          ? 'along gradient flow'
          : `after ${plural(steps, 'step')} of ${method}`;
      if (holds) return `${model} trains as the stratum does, ${after}`;
      if (apart !== null)
        return `${apart.parameter} of ${model} is ${apart.received} ${after}, on the stratum ${apart.expected}`;
      return `${model} and the stratum are ${enclosure?.distance.toPrecision(3) ?? 'some way'} apart ${after}`;
    }
    case 'lattice':
    case 'orientations':
    case 'function-rank':
    case 'inertia': {
      const { what, found, expected, relation } = decision;
      return `${what}: ${found}${holds ? '' : `, and not ${relation === '=' ? '' : `${relation} `}${expected}`}`;
    }
    case 'distance-law':
    case 'across':
    case 'step-drift':
    case 'critical': {
      const { what, value, exact, enclosure } = decision;
      return `${what}: ${exact ?? (enclosure?.distance ?? value).toPrecision(4)}`;
    }
    case 'orbit-gap': {
      const { dimension, status, upperBound, stratum, invariants } = decision.orbit;
      if (holds) return `the orbit fills its stratum of dimension ${dimension} (${status})`;
      const listed = invariants.map(({ expression }) => expression).join(', ');
      return `the orbit has dimension ${upperBound}, its stratum ${stratum.dimension}: conserved without a symmetry: ${listed || 'nothing with a known form'}`;
    }
    case 'count':
      return `${plural(decision.found, 'conserved quantity')} at θ, ${decision.expected} by the laws`;
    case 'orbit-dimension':
      return `the orbit has dimension ${decision.orbit.dimension}; ${decision.expected} of the inputs have weights other than zero`;
    case 'rank':
      return holds
        ? `the Lie rank is ${decision.rankAtStart} at θ and along a random control`
        : `the Lie rank is at most ${decision.upperBound} at θ and ${decision.rankAlong} along a random control`;
    case 'span':
      return holds
        ? `the fields span ${plural(decision.spanAtStart, 'dimension')} at θ and along a random control`
        : `the fields span ${plural(decision.spanAtStart, 'dimension')} at θ and ${decision.spanAlong} along a random control`;
    case 'growth':
      return holds
        ? 'the distance to the stratum does not grow at θ'
        : `½‖θ − Pθ‖² grows at rate ${(decision.enclosure?.distance ?? decision.float64.rate).toPrecision(4)}`;
    case 'stratum':
    case 'drift':
      // Asked at θ alone, along no control.
      if (decision.legs === 0)
        return holds
          ? `${decision.what} is conserved as well`
          : `${decision.what} is not conserved: along a field it changes at rate ${decision.drift.toPrecision(3)}`;
      return `${decision.what} drifts by ${decision.drift.toExponential(1)} along ${plural(decision.legs, 'control')}, bound ${decision.bound.toExponential(1)}`;
    case 'quantity':
      return `${decision.what} is ${decision.value}`;
    default:
      return never(decision);
  }
}

function point({ x }: Worst): string {
  return `x = (${x.join(', ')})`;
}

export function sentenceOfDoubt(doubt: Doubt): string {
  if (isOwnDoubt(doubt)) return doubt.says;
  switch (doubt.reason) {
    case 'unsupported':
      return doubt.what;
    case 'too-costly':
      return `to decide it takes more than ${doubt.operations.toExponential(0)} operations`;
    case 'orbit':
      return unknownOrbit(doubt.orbit);
    case 'isometries':
      return `the orbit has at most dimension ${doubt.orbit.upperBound}, and so may have what all isometries fix: the group is not known to be complete`;
    case 'rank':
      return 'brackets stand still below what bounds the orbit from above';
    case 'out-of-reach':
      return 'no enclosure proves an escape, and the flow is too large for decimal arithmetic';
    case 'unsettled':
      return `${doubt.why}: ${sentenceOfDecision(doubt.decision, false)}`;
    case 'no-bound':
      return `${doubt.what}: its drift cannot be bounded, too near a pole or too large`;
    case 'unknown-law':
      return 'what is conserved is not known by its form';
    case 'no-convergence':
      return 'the distance does not vanish as the step shrinks, and no enclosure proves an escape';
    case 'not-finite':
      return doubt.clause === 'trajectory' ? 'not finite' : 'the rate of growth is not finite';
    case 'broken-off':
      return doubt.clause === 'trajectory'
        ? `the integration ended ${doubt.end} even after it was cut short`
        : `the integration ended ${doubt.end}`;
    case 'sensitive':
      return 'fields are equivariant but computed flows part: too sensitive to tell';
    case 'blow-up':
      return doubt.of === 'steps' ? 'the steps blew up' : 'the first leg blew up';
    case 'float-only':
      return `${isOwn(doubt.decision) ? 'nothing was given that proves it' : 'float64 alone says so'}: ${sentenceOfDecision(doubt.decision, false)}`;
    case 'faint':
      return `too faint: ${sentenceOfDecision(doubt.decision, false)}`;
    case 'defect':
      return `defect of falsim: ${doubt.method} drifted off a bitwise invariant subspace`;
    default:
      return never(doubt);
  }
}

/** Why an orbit of which no gap is known does not count as filling its stratum. */
function unknownOrbit({ status, lowerBound, stratum, assumptions }: OrbitSummary): string {
  switch (status) {
    case 'conditional':
      return `the orbit fills its stratum of dimension ${stratum.dimension}, given that ${(assumptions ?? []).join('; ')}`;
    case 'generic':
      return 'the constants that F has at θ were taken to be generic: nothing is said about θ';
    case 'certified':
    case 'explained':
      return `the orbit through θ has dimension ${lowerBound}: what is claimed of generic points is not known from that`;
    case 'stationary':
      return `the Lie rank stands at ${lowerBound} below the stratum's ${stratum.dimension}, unexplained`;
    default:
      return never(status);
  }
}

export function sentenceOfVacuity(vacuity: Vacuity): string {
  if (isOwnVacuity(vacuity)) return vacuity.says;
  switch (vacuity.reason) {
    case 'hypothesis':
      return `not ${vacuity.id}`;
    case 'domain':
      return `outside the claim's domain: expected ${vacuity.expected}`;
    case 'undefined':
      return `F has no value at θ: ${vacuity.why}`;
    case 'free-inputs':
      return 'F has free inputs besides the datum: there is nothing to train';
    case 'no-data':
      return 'needs data and a loss';
    case 'no-steps':
      return 'the instance has no discrete training';
    case 'no-switch':
      return vacuity.second === 'none'
        ? 'no second dataset to switch to'
        : 'the second dataset has only zero inputs';
    case 'no-plane':
      return 'the first dataset uses every input';
    case 'no-symmetry':
      return vacuity.of === 'point'
        ? 'θ lies on no proper subspace: nothing is predicted'
        : 'the model has no symmetry to try';
    case 'no-law':
      return vacuity.why;
    case 'stationary':
      return standingStill(vacuity.what);
    case 'nothing':
      return 'no oracle applied to this instance';
    case 'nothing-conserved':
      return 'the orbit is open: nothing to leave';
    case 'too-small':
      return 'what is conserved is smaller than integration error';
    case 'kind':
    case 'shape':
    case 'start':
    case 'method':
      return `needs ${vacuity.needs}`;
    case 'unsupported':
      return vacuity.what;
    default:
      return never(vacuity);
  }
}

function standingStill(what: 'field' | 'trajectory' | 'steps' | 'control' | 'points'): string {
  switch (what) {
    case 'field':
      return 'no input pulls θ anywhere: every field vanishes at θ';
    case 'trajectory':
      return 'the trajectory never moved';
    case 'steps':
      return 'no step moved';
    case 'control':
      return 'no control moves θ';
    case 'points':
      return 'neither point moves';
    default:
      return never(what);
  }
}

function never(arm: never): never {
  throw new TypeError(`sentenceOf: unknown arm ${JSON.stringify(arm)}`);
}
