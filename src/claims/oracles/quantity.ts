/**
 * Claims that a number q(θ) never vanishes, or that it stays below a bound. Robust semantics (Fainekos, Pappas,
 * TCS 2009): what survives has a distance to where it would fail, |q| over a scale that q has at θ, which a
 * search can follow downwards. The distance is taken in float64 and decides nothing; that q vanishes takes
 * a proof.
 */
import { isZero, type Rational, toDouble } from '../../numerics/rational.ts';
import type { QuantityDecision } from '../decision.ts';
import { type Exact, exactProof } from '../proof.ts';
import { type Finding, fails, holds } from './conclude.ts';
import { shortText } from './exact-finding.ts';

export type Measured = Pick<QuantityDecision, 'what' | 'value' | 'relative'>;

/** A number that had to differ from 0 does, by so much. */
export function keptAway(measured: Measured): Finding<QuantityDecision> {
  return holds({ clause: 'quantity', ...measured, failed: false, enclosure: null });
}

/**
 * A number that had to differ from 0 is 0, or two that had to differ agree.
 *
 * @throws RangeError where nothing is proved.
 */
export function met({ what, value }: Measured, exact: Exact): Finding<QuantityDecision> {
  const decision = { clause: 'quantity', what, value, relative: 0, failed: true, enclosure: null };
  return fails(decision as QuantityDecision, exactProof(exact));
}

/** |value| ≤ scale, over the rationals: fails where it is 0. */
export function neverZero(
  what: string,
  value: Rational,
  scale: Rational,
): Finding<QuantityDecision> {
  const relative = Math.abs(toDouble(value)) / toDouble(scale);
  const measured = {
    what,
    value: shortText(value),
    relative: Number.isFinite(relative) ? relative : 1,
  };
  return isZero(value) ? met(measured, { zero: value }) : keptAway(measured);
}

/** The one that is nearest to failing; undefined for none. */
export function nearest(
  findings: readonly Finding<QuantityDecision>[],
): Finding<QuantityDecision> | undefined {
  const distance = (finding: Finding<QuantityDecision>): number =>
    finding.status === 'fails' ? -1 : finding.status === 'holds' ? finding.decision.relative : 1;
  return findings.reduce<Finding<QuantityDecision> | undefined>(
    (least, one) => (least === undefined || distance(one) < distance(least) ? one : least),
    undefined,
  );
}
