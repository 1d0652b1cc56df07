/** Findings from whole numbers and rationals: the proof is that they are not what they have to be. */
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
  const decision = { clause, what, value: toDouble(value), enclosure: null };
  if (equal(value, ZERO)) return holds({ ...decision, exact: null });
  return differing({ ...decision, exact: shortText(value) }, [value, ZERO]);
}

/** The fraction itself where it is short, else the double next to it. */
export function shortText(q: Rational): string {
  const text = format(q);
  return text.length <= 24 ? text : String(toDouble(q));
}
