/**
 * Every stored counterexample says that no single step of any shrink pass keeps its failure. Here that is
 * checked again from scratch, with the failure as it is stored.
 */
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SHRINK_STRICTNESS } from '../src/campaigns/shrinking.ts';
import { claimById, lawCounts } from '../src/claims/registry.ts';
import { failureOf, sameFailure } from '../src/counterexamples/failure.ts';
import { readCounterexampleFile } from '../src/counterexamples/read-counterexample.ts';
import { counterexampleFiles } from '../src/counterexamples/replay.ts';
import type { Instance } from '../src/instances/instance.ts';
import { open } from '../src/instances/subject.ts';
import { canonicalText } from '../src/shrinking/complexity.ts';
import { isLocallyMinimal } from '../src/shrinking/shrink.ts';
import { isFull, isTurn, turn } from '../src/testing/share.ts';

const folder = fileURLToPath(new URL('../counterexamples', import.meta.url));

/** Orbits of attention and experts at thousands of neighbours take minutes: FALSIM_TESTS=full asks for them. */
const isCostly = (name: string) => lawCounts.some(({ id }) => name.startsWith(`${id}/`));
const files = counterexampleFiles(folder)
  .map((file) => [file.slice(folder.length + 1), file] as const)
  .filter(([name]) => isFull || !isCostly(name))
  .filter((_, i) => isTurn(i, 4));

describe(`stored counterexamples, a quarter of them: again with FALSIM_SEED=${turn}`, () => {
  it.each(files)('%s is locally minimal', (_name, file) => {
    const stored = readCounterexampleFile(file);
    expect(stored.minimality.proven).toBe(true);
    const claim = claimById(stored.claim.id)!;
    const dropped = new Set(stored.droppedHypotheses);
    const verdict = claim.check(open(stored.instance), { dropped, strictness: 0 });
    if (verdict.kind !== 'falsified') throw new Error(`${verdict.kind}, not falsified`);
    const failure = failureOf(claim, dropped, verdict);
    const strictness = Math.min(SHRINK_STRICTNESS, Math.max(0, -stored.original.margin));
    const [strict, lenient] = [sameFailure(failure, strictness), sameFailure(failure, 0)];
    const known = new Map<string, boolean>();
    const fails = (candidate: Instance): boolean => {
      const text = canonicalText(candidate);
      const answer = known.get(text) ?? (strict(candidate) && lenient(candidate));
      known.set(text, answer);
      return answer;
    };
    for (const signs of ['by-parity', 'odd'] as const) {
      const { minimal, simpler } = isLocallyMinimal(stored.instance, fails, signs);
      expect(simpler).toBeNull();
      expect(minimal).toBe(true);
    }
  });
});
