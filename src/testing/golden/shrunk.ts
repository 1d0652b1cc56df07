/**
 * What a failure is shrunk to: of every claim that is false, and of the others with each hypothesis dropped, the first
 * of the golden verdicts that is `falsified`, and the instance that so many evaluations leave of it. Claims that count
 * laws are left to their stored counterexamples.
 */
import { counterexampleOf } from '../../campaigns/shrinking.ts';
import { lawCountNeighbours, lawCounts } from '../../claims/registry.ts';
import { judge } from '../../claims/scope.ts';
import { meaningWithout } from '../../claims/status.ts';
import { open } from '../../instances/subject.ts';
import { type GoldenCase, instanceDigest, type Line, plain } from './line.ts';
import { drawnForVerdict, SEEDS, type Setting, settings } from './verdicts.ts';

/** Enough for most to arrive at their smallest witness. */
const EVALUATIONS = 600;

export function shrunkCases(): GoldenCase[] {
  const expected = settings.filter(
    ({ claim, dropped }) =>
      meaningWithout(claim.status, dropped) === 'expected' &&
      ![...lawCounts, ...lawCountNeighbours].includes(claim),
  );
  return expected.map((setting) => ({
    key: [setting.claim.id, setting.dropped.join('+')].join('/'),
    line: () => shrunkLine(setting),
  }));
}

function shrunkLine({ claim, dropped }: Setting): Line {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const instance = drawnForVerdict(claim, dropped, seed);
    const hypotheses = new Set(dropped);
    const verdict = judge(claim, open(instance), { dropped: hypotheses, strictness: 0 });
    if (verdict.kind !== 'falsified') continue;
    const { signature, reason, minimality, search, ...found } = counterexampleOf(claim, {
      claimId: claim.id,
      dropped,
      seed,
      tries: seed,
      instance,
      verdict,
      maxEvaluations: EVALUATIONS,
    });
    return [
      ...[seed, instanceDigest(instance), search.shrinks, minimality.proven],
      ...[signature, reason, instanceDigest(found.instance), plain(found.instance)],
    ];
  }
  return ['no failure'];
}
