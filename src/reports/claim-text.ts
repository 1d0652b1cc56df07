/** A claim for people and for programs: what `falsim claims` prints. */
import type { Claim } from '../claims/claim.ts';
import { wrapped } from './text.ts';

export function plainClaim({
  id,
  statement,
  latex,
  source,
  status,
  statusReason,
  neighbour,
  hypotheses,
}: Claim) {
  return {
    id,
    statement,
    latex,
    source,
    status,
    ...(statusReason !== undefined && { statusReason }),
    ...(neighbour !== undefined && { neighbour }),
    hypotheses: hypotheses.map((h) => ({ id: h.id, statement: h.statement })),
  };
}

export function describeClaim(claim: Claim, columns: number): string {
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
