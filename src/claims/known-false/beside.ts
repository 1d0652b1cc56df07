/** A claim known to be false that differs from a true one in what it says only. */
import type { Claim, Off } from '../claim.ts';
import { defineClaim } from '../define-claim.ts';

/** Drawn as the true claim is, in its domain and under its hypotheses. */
export function beside(
  { id: of, hypotheses, domain, generate, shown }: Claim,
  off: Off,
  said: Required<Pick<Claim, 'id' | 'statement' | 'statusReason' | 'check'>>,
): Claim {
  return defineClaim({
    ...said,
    source: `a neighbour of ${of}`,
    status: 'known-false',
    neighbour: { of: [of], off },
    hypotheses,
    domain,
    generate,
    ...(shown !== undefined && { shown }),
  });
}
