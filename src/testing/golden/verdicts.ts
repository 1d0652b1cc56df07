/**
 * What falsim says on fixed random instances: every claim with all hypotheses in force, and with each one
 * dropped.
 */
import type { Claim, Verdict } from '../../claims/claim.ts';
import { marginOf } from '../../claims/margin.ts';
import {
  claims,
  distanceAlongTime,
  fieldNeighbours,
  landscape,
  landscapeNeighbours,
  lawCountNeighbours,
  lawCounts,
  methodsNeighbours,
} from '../../claims/registry.ts';
import { finerSignature } from '../../claims/signature.ts';
import { clauseOf } from '../../claims/verdict.ts';
import type { Instance } from '../../instances/instance.ts';
import { open } from '../../instances/subject.ts';
import { createRng } from '../../numerics/random.ts';
import { instanceDigest, type Line, sixDigits } from './line.ts';

/** Instances for each claim and dropped hypothesis. */
export const SEEDS = 63;

/** One for claims that count laws, of which there are many of one form. */
const seedsOf = (claim: Claim) =>
  lawCounts.includes(claim) || lawCountNeighbours.includes(claim)
    ? 1
    : few.has(claim)
      ? FEW_SEEDS
      : SEEDS;

/** Few for these: their oracles are exact and share most of what they do. */
const FEW_SEEDS = 4;
const few: ReadonlySet<Claim> = new Set([
  ...landscape,
  ...landscapeNeighbours,
  ...methodsNeighbours,
  ...fieldNeighbours,
  ...distanceAlongTime,
]);

export interface Setting {
  readonly claim: Claim;
  readonly dropped: readonly string[];
}

export const settings: readonly Setting[] = claims.flatMap((claim) => [
  { claim, dropped: [] },
  ...dropsOf(claim).map(({ id }) => ({ claim, dropped: [id] })),
]);

/** Next to a number of laws hypotheses are those of the claim that is held true. */
function dropsOf(claim: Claim): Claim['hypotheses'] {
  return lawCountNeighbours.includes(claim) ? [] : claim.hypotheses;
}

/** One entry a line of the golden file, not computed yet. */
export function verdictCases() {
  return settings.flatMap(({ claim, dropped }) =>
    Array.from({ length: seedsOf(claim) }, (_, i) => ({
      key: [claim.id, dropped.join('+'), i + 1].join('/'),
      line: () => verdictLine(claim, dropped, i + 1),
    })),
  );
}

/** The instance of a line. */
export function drawnForVerdict(claim: Claim, dropped: readonly string[], seed: number): Instance {
  const rng = createRng(`golden/${claim.id}/${dropped.join('+')}/${seed}`);
  return claim.generate(rng, { dropped: new Set(dropped), size: (seed % 9) / 8 });
}

function verdictLine(claim: Claim, dropped: readonly string[], seed: number): Line {
  const hypotheses = new Set(dropped);
  const instance = drawnForVerdict(claim, dropped, seed);
  const digest = instanceDigest(instance);
  try {
    const verdict = claim.check(open(instance), { dropped: hypotheses, strictness: 0 });
    return [digest, ...verdictFields(verdict)];
  } catch (error) {
    return [digest, 'throws', error instanceof Error ? error.name : 'unknown', '', 0];
  }
}

/** Kind, clause, what is finer than the clause of a failure, margin. */
export function verdictFields(verdict: Verdict): Line {
  const finer = verdict.kind === 'falsified' ? (finerSignature(verdict.by) ?? '') : '';
  return [verdict.kind, clauseOf(verdict), finer, sixDigits(marginOf(verdict))];
}
