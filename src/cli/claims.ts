/** `falsim claims`: what there is to be falsified. */
import { Command } from 'commander';
import type { Claim } from '../claims/claim.ts';
import { InputError } from '../errors.ts';
import { writeJson } from '../json/write-json.ts';
import { oneOf, received } from '../nearest.ts';
import { describeClaim, plainClaim } from '../reports/claim-text.ts';
import type { Context } from './context.ts';

export function claimsCommand({ streams, registry }: Context): Command {
  return new Command('claims')
    .description('List the claims with their hypotheses.')
    .argument('[claim...]', 'ids; default: all')
    .option('--json', 'print JSON')
    .action(async (ids: readonly string[], options: { readonly json?: true }) => {
      const { claims } = await registry();
      const chosen = ids.length === 0 ? claims : ids.map((id) => claimNamed(claims, id));
      if (options.json) {
        streams.out(writeJson(chosen.map(plainClaim)));
        return;
      }
      streams.out(chosen.map((claim) => describeClaim(claim, streams.columns)).join('\n'));
    });
}

/** @throws InputError with the ids there are. */
export function claimNamed(claims: readonly Claim[], id: string): Claim {
  const claim = claims.find((c) => c.id === id);
  if (claim !== undefined) return claim;
  const ids = claims.map((c) => c.id);
  throw new InputError('claim', oneOf(ids, 'claims', 'falsim claims'), received(id, ids));
}
