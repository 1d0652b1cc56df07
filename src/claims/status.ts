/**
 * What is known about a claim, and so what a counterexample of it means.
 *
 *   theorem       has a proof, published or our own: a counterexample is news, and fails tests until it is
 *                 looked at
 *   published     claimed in print, not proved in all that it says: may be false
 *   conjecture    open: either outcome is a result
 *   refuted       its smallest witness is stored and must go on failing
 *   known-false   there to measure the hunt: must go on failing
 */
export const claimStatuses = [
  'theorem',
  'published',
  'conjecture',
  'refuted',
  'known-false',
] as const;

/** How a claim stands; the README says what a counterexample means then. */
export type ClaimStatus = (typeof claimStatuses)[number];

/** As it is said of a claim: "it is …". */
export function wordsFor(status: ClaimStatus): string {
  switch (status) {
    case 'theorem':
      return 'a theorem';
    case 'published':
      return 'claimed in print';
    case 'conjecture':
      return 'a conjecture';
    case 'refuted':
      return 'refuted';
    case 'known-false':
      return 'known to be false';
  }
}

/** What a counterexample says, with every hypothesis in force. */
export type Meaning =
  /** A theorem falls, or falsim is wrong: somebody has to look. */
  | 'alarm'
  /** A result about an open question; nobody's tests turn red. */
  | 'finding'
  /** As it should be; that there is none would be wrong. */
  | 'expected';

/** What a counterexample means, with every hypothesis in force, for a claim of this status. */
export function meaningOf(status: ClaimStatus): Meaning {
  switch (status) {
    case 'theorem':
      return 'alarm';
    case 'published':
    case 'conjecture':
      return 'finding';
    case 'refuted':
    case 'known-false':
      return 'expected';
  }
}

/** The same where some hypotheses are dropped: what needs them is expected to fail without them. */
export function meaningWithout(status: ClaimStatus, dropped: { readonly length: number }): Meaning {
  return dropped.length > 0 ? 'expected' : meaningOf(status);
}

/** What a hunt takes on by itself: what may be true. */
export function isHeldTrue(status: ClaimStatus): boolean {
  return meaningOf(status) !== 'expected';
}
