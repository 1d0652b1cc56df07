/** A verification in words. */
import type { Certificate } from './certificate.ts';
import type { Verification } from './verify.ts';

export function verificationText(
  { claim }: Pick<Certificate, 'claim'>,
  { accepted, undecided, reasons, facts }: Verification,
): string {
  if (!accepted) return `${undecided ? 'not decided' : 'not valid'}: ${reasons.join('; ')}`;
  const { lower, upper, stratumAtLeast } = facts;
  const exactly = claim.lower === claim.upper;
  const parts = [
    `valid: the orbit through θ has dimension ${exactly ? claim.lower : `${claim.lower} at least and ${claim.upper} at most`}`,
  ];
  if (claim.lower > 0)
    parts.push(
      `the rows, recomputed from the model, have rank ${claim.lower} modulo ${lower!.prime}`,
    );
  if (lower!.assumption !== null) parts.push(`given that ${lower!.assumption}`);
  if (upper!.tested !== null) {
    const { degree, points } = upper!.tested;
    parts.push(
      `the witnesses leave ${upper!.upper}; identities were tested at ${points} random points, each modulo a prime p > 2^21 of its own, and a false one of degree ${degree} passes with probability at most (${degree}/p)^${points}`,
    );
  }
  if (stratumAtLeast !== null)
    parts.push(
      `every ${stratumAtLeast.over === 'linear' ? 'linear ' : ''}isometry that fixes θ fixes ${stratumAtLeast.value} dimensions`,
    );
  return parts.join('; ');
}
