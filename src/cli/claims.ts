/** `falsim claims`: what there is to be falsified. */
import { Command } from 'commander';
import type { Claim } from '../claims/claim.ts';
import { InputError } from '../errors.ts';
import { writeJson } from '../json/write-json.ts';
import { received } from '../nearest.ts';
import { wrapped } from '../reports/text.ts';
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
        streams.out(writeJson(chosen.map(plain)));
        return;
      }
      streams.out(chosen.map((claim) => described(claim, streams.columns)).join('\n'));
    });
}

/** @throws InputError with the ids there are. */
export function claimNamed(claims: readonly Claim[], id: string): Claim {
  const claim = claims.find((c) => c.id === id);
  if (claim !== undefined) return claim;
  const ids = claims.map((c) => c.id);
  throw new InputError('claim', `one of ${ids.join(', ')}`, received(id, ids));
}

function plain({ id, statement, latex, source, status, statusReason, hypotheses }: Claim) {
  return {
    id,
    statement,
    latex,
    source,
    status,
    ...(statusReason !== undefined && { statusReason }),
    hypotheses: hypotheses.map((h) => ({ id: h.id, statement: h.statement })),
  };
}

function described(claim: Claim, columns: number): string {
  const hypotheses = claim.hypotheses.map((h) =>
    wrapped(`--drop ${h.id}: ${h.statement}`, columns, '    '),
  );
  return [
    `${claim.id}  (${claim.status})\n`,
    wrapped(claim.statement, columns, '  '),
    ...(claim.source === '' ? [] : [wrapped(`[${claim.source}]`, columns, '  ')]),
    ...(claim.statusReason === undefined
      ? []
      : [wrapped(`${claim.status}: ${claim.statusReason}`, columns, '  ')]),
    ...hypotheses,
  ].join('');
}
