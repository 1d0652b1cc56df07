/** What a second look by enclosures makes of a difference that float64 saw. */
import type { Decision, Enclosure } from '../decision.ts';
import { doubtful, type Finding, fails, holds } from './conclude.ts';
import type { Settled } from './enclosed-difference.ts';

/** The ball that decided; null where none did. */
export function enclosureOf(settled: Settled): Enclosure | null {
  return settled.decided === 'undecided' ? null : settled.enclosure;
}

/**
 * The finding of a decision that float64 suggests and enclosures settle.
 *
 * @param decision float64's, with the enclosure in it.
 */
export function concludeSettled<D extends Decision>(decision: D, settled: Settled): Finding<D> {
  switch (settled.decided) {
    case 'differs':
      return fails(decision, settled.proof);
    case 'agrees':
      return holds(decision);
    case 'undecided': {
      const { digits, why } = settled;
      return doubtful({ reason: 'unsettled', decision, digits, why });
    }
  }
}
