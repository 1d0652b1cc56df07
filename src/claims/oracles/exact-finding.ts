/** Findings from whole numbers and rationals: the proof is that they are not what they have to be. */
import { decimalRing } from '../../numerics/decimal-ring.ts';
import { equal, format, type Rational, toDouble, ZERO } from '../../numerics/rational.ts';
import type { CountedDecision, Decision, MeasuredDecision } from '../decision.ts';
import { exactProof } from '../proof.ts';
import { type Finding, fails, holds } from './conclude.ts';

/**
 * A number that was counted against the one claimed.
 *
 * @throws RangeError on counts that are no integers.
 */
export function counted(decision: CountedDecision): Finding<CountedDecision> {
  const { found, expected } = decision;
  return stands(decision)
    ? holds(decision)
    : fails(decision, exactProof({ integers: [found, expected] }));
}

function stands({ found, expected, relation }: CountedDecision): boolean {
  switch (relation) {
    case '=':
      return found === expected;
    case '≤':
      return found <= expected;
    case '≥':
      return found >= expected;
  }
}

/** Two rationals that differ, where a claim says that they do not. */
export function differing<D extends Decision>(
  decision: D,
  rationals: readonly [Rational, Rational],
): Finding<D> {
  return fails(decision, exactProof({ rationals }));
}

/** A rational that has to be 0. */
export function vanishing(
  { clause, what }: Pick<MeasuredDecision, 'clause' | 'what'>,
  value: Rational,
): Finding<MeasuredDecision> {
  const decision = { clause, what, value: finiteDouble(value), enclosure: null };
  if (equal(value, ZERO)) return holds({ ...decision, exact: null });
  return differing({ ...decision, exact: shortText(value) }, [value, ZERO]);
}

/** Numbers go far beyond float64, evidence is JSON: what is beyond is told as its largest number. */
export function finite(x: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, x));
}

/** The double next to it, `finite`. */
export function finiteDouble(q: Rational): number {
  return finite(toDouble(q));
}

const SMALLEST_NORMAL = 2 ** -1022;

/** The fraction itself where it is short, else the double next to it, or as many digits where float64 has none there. */
export function shortText(q: Rational): string {
  const text = format(q);
  if (text.length <= 24) return text;
  const near = toDouble(q);
  const isNear = Number.isFinite(near) && Math.abs(near) >= SMALLEST_NORMAL;
  return isNear ? String(near) : decimalRing(17).rational(q).toString();
}
