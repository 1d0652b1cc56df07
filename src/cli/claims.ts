/** `falsim claims`: what there is to be falsified. */
import { Command, Option } from 'commander';
import type { Claim } from '../claims/claim.ts';
import { type ClaimStatus, claimStatuses } from '../claims/status.ts';
import { InputError } from '../errors.ts';
import { writeJson } from '../json/write-json.ts';
import { oneOf, received } from '../nearest.ts';
import { describeClaim, plainClaim } from '../reports/claim-text.ts';
import type { Context } from './context.ts';

interface ClaimsFlags extends StatusFlag {
  readonly json?: true;
}

/** What claims are chosen by where they are not named. */
export interface StatusFlag {
  readonly status?: ClaimStatus;
}

export function claimsCommand({ streams, registry }: Context): Command {
  return new Command('claims')
    .description('List the claims with their hypotheses.')
    .argument('[claim...]', 'ids; default: all')
    .addOption(statusOption())
    .option('--json', 'print JSON')
    .action(async (ids: readonly string[], { status, json }: ClaimsFlags) => {
      const { claims } = await registry();
      const named = idsWith(status, ids, claims);
      const chosen = named.length === 0 ? claims : named.map((id) => claimNamed(claims, id));
      if (json) {
        streams.out(writeJson(chosen.map(plainClaim)));
        return;
      }
      streams.out(chosen.map((claim) => describeClaim(claim, streams.columns)).join('\n'));
    });
}

export function statusOption(): Option {
  return new Option('--status <status>', 'all claims of this status, instead of ids').choices(
    claimStatuses,
  );
}

/** The ids themselves without a status. @throws InputError where there are both, or no claim has that status. */
export function idsWith(
  status: ClaimStatus | undefined,
  ids: readonly string[],
  claims: readonly Claim[],
): readonly string[] {
  if (status === undefined) return ids;
  if (ids.length > 0) throw new InputError('--status', 'either ids or --status', 'both');
  const found = claims.filter((claim) => claim.status === status).map(({ id }) => id);
  if (found.length > 0) return found;
  const there = new Set(claims.map((claim) => claim.status));
  const which = claimStatuses.filter((one) => there.has(one));
  throw new InputError(
    '--status',
    oneOf(which, 'statuses', 'falsim claims'),
    received(status, which),
  );
}

/** @throws InputError with the ids there are. */
export function claimNamed(claims: readonly Claim[], id: string): Claim {
  const claim = claims.find((c) => c.id === id);
  if (claim !== undefined) return claim;
  const ids = claims.map((c) => c.id);
  throw new InputError('claim', oneOf(ids, 'claims', 'falsim claims'), received(id, ids));
}
