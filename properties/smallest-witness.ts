/** The smallest witness that hunts from several seeds end in, held against what is expected. */
import { describe, expect, it } from 'vitest';
import type { ChunkFailure } from '../src/campaigns/chunk.ts';
import { type Strategy, triesToFailure } from '../src/campaigns/guided/tries-to-failure.ts';
import { counterexampleOf, MAX_EVALUATIONS } from '../src/campaigns/shrinking.ts';
import type { Claim, Verdict } from '../src/claims/claim.ts';
import { claimById } from '../src/claims/registry.ts';
import type { Counterexample } from '../src/counterexamples/counterexample.ts';
import type { FunctionSpec, Instance, Numeral } from '../src/instances/instance.ts';
import { flatten } from '../src/instances/layout.ts';
import { canonicalText } from '../src/shrinking/complexity.ts';
import { isTurn, turn } from '../src/testing/share.ts';

/** Instances before a seed counts as one that found nothing. */
export const MOST_TRIES = 4000;

export interface Failure {
  readonly failure: ChunkFailure;
  readonly tries: number;
}

/** The first failure of a hunt, without the rest of its chunk. */
export function firstFailure(
  claim: Claim,
  dropped: readonly string[],
  seed: number,
  strategy: Strategy = 'random',
): Failure {
  const { failure, tries } = triesToFailure(claim, dropped, seed, strategy, MOST_TRIES);
  if (failure === null || tries === null)
    throw new Error(`${claim.id}: seed ${seed} found nothing in ${MOST_TRIES} instances`);
  return { failure, tries };
}

/**
 * The claim, asked only once about the same instance: all seeds sweep the same small instances, and a
 * verdict is a function of instance and options. Evaluations are counted by the shrinker all the same.
 *
 * Of verdicts that are no failure the shrinker asks the kind alone: one of each kind is kept, and not what
 * tens of thousands of them were decided from.
 */
export function remembering(claim: Claim): Claim {
  const verdicts = new Map<string, Verdict>();
  const ofKind = new Map<Verdict['kind'], Verdict>();
  return {
    ...claim,
    check(subject, options) {
      const key = `${options.strictness} ${canonicalText(subject.instance)}`;
      const known = verdicts.get(key);
      if (known !== undefined) return known;
      const verdict = claim.check(subject, options);
      const { kind } = verdict;
      if (!ofKind.has(kind)) ofKind.set(kind, verdict);
      verdicts.set(key, kind === 'falsified' ? verdict : ofKind.get(kind)!);
      return verdict;
    },
  };
}

export function witnessOf(
  claim: Claim,
  dropped: readonly string[],
  seed: number,
  strategy: Strategy = 'random',
): Counterexample {
  const { failure, tries } = firstFailure(claim, dropped, seed, strategy);
  return counterexampleOf(claim, {
    claimId: claim.id,
    dropped,
    seed,
    tries,
    instance: failure.instance,
    verdict: failure.verdict,
    maxEvaluations: MAX_EVALUATIONS,
  });
}

/** All of the file but the seed, the counters and what it was shrunk from. */
export function identityOf(witness: Counterexample): string {
  const { original: _original, search: _search, digest: _digest, ...rest } = witness;
  const { minimality, ...fixed } = rest;
  return JSON.stringify({ ...fixed, proven: minimality.proven });
}

/** What the witnesses' models have, each some of it. */
export interface Shape {
  readonly kind: string;
  readonly widths?: readonly number[];
  readonly activation?: FunctionSpec;
  readonly bias?: boolean;
}

export function brief({ clause, signature, instance }: Counterexample): string {
  const { loss, data } = instance;
  const { kind, widths, activation } = instance.model as Shape;
  const shape = widths === undefined ? kind : `[${widths.join()}]`;
  const sigma = activation === undefined ? '' : ` ${JSON.stringify(activation)}`;
  const rest = data
    ? ` ${loss} x=${JSON.stringify(data.inputs)} y=${JSON.stringify(data.targets)}`
    : '';
  const name = signature === '' ? clause : `${clause} (${signature})`;
  return `${name} ${shape}${sigma} θ = (${flatten(instance.parameters).join(', ')})${rest}`;
}

export interface Smallest {
  readonly clause: string;
  readonly kind: Instance['model']['kind'];
  readonly widths?: readonly number[];
  readonly activation?: FunctionSpec;
  readonly bias?: boolean;
  readonly theta: readonly Numeral[];
  readonly data?: Instance['data'];
  readonly loss?: string;
  readonly training?: Instance['training'];
}

export interface Witness {
  readonly dropped?: readonly string[];
  /** Default `random`. */
  readonly strategy?: Strategy;
  readonly seeds: number;
  /** How many seeds must end in the same file, or in one file for each of several kinds of model. */
  readonly agree: number;
  /** In how many days its turn comes; default: every day. */
  readonly days?: number;
  readonly smallest: Smallest | readonly Smallest[];
}

/** What `expected` speaks of, as it is in the witness. */
export function picture({ clause, instance }: Counterexample, expected: Smallest): Smallest {
  const { data, loss, training } = instance;
  const { kind, widths, activation, bias } = instance.model as Shape;
  return {
    clause,
    kind,
    theta: flatten(instance.parameters),
    ...(expected.widths && widths && { widths }),
    ...(expected.activation && activation && { activation }),
    ...(expected.bias !== undefined && bias !== undefined && { bias }),
    ...(expected.data && { data }),
    ...(expected.loss && { loss }),
    ...(expected.training && { training }),
  };
}

/** How many there were so far. */
let rows = 0;

export function smallestWitness(
  id: string,
  { dropped = [], strategy = 'random', seeds, agree, days = 1, smallest }: Witness,
): void {
  if (!isTurn(rows++, days)) return;
  const name = [id, ...dropped].join(' −');
  const alternatives = [smallest].flat() as readonly Smallest[];
  const again = days > 1 ? `, again with FALSIM_SEED=${turn}` : '';
  describe(`${name}${again}`, () => {
    it(`ends in the same smallest witness from ${agree} of ${seeds} seeds`, () => {
      const claim = remembering(claimById(id)!);
      const before = process.cpuUsage();
      const witnesses = Array.from({ length: seeds }, (_, k) =>
        witnessOf(claim, dropped, k + 1, strategy),
      );
      const { user } = process.cpuUsage(before);
      const groups = new Map<string, Counterexample[]>();
      for (const witness of witnesses) {
        const key = identityOf(witness);
        groups.set(key, [...(groups.get(key) ?? []), witness]);
      }
      const sorted = [...groups.values()].sort((a, b) => b.length - a.length);
      const median = (counts: number[]) => counts.sort((a, b) => a - b)[seeds >> 1];
      process.stdout.write(
        `${name}: ${groups.size} distinct from ${seeds} seeds, median ` +
          `${median(witnesses.map((w) => w.search.shrinks))} evaluations after ` +
          `${median(witnesses.map((w) => w.search.tries))} instances, ` +
          `${(user / 1e6).toFixed(1)} s of processor\n`,
      );
      const list = sorted
        .map((g) => `${g.length} × ${brief(g[0])} | ${g[0].irrelevant.join(' ')}`)
        .join('\n');
      // The commonest file of each kind of model.
      const leading = alternatives.map(({ kind }) =>
        sorted.find(([first]) => first.instance.model.kind === kind),
      );
      const together = leading.reduce((sum, group) => sum + (group?.length ?? 0), 0);
      expect(together, list).toBeGreaterThanOrEqual(agree);
      for (const [i, group] of leading.entries()) {
        if (group === undefined) continue;
        const [first] = group;
        expect(first.minimality.proven, list).toBe(true);
        expect(picture(first, alternatives[i]), list).toEqual(alternatives[i]);
      }
    });
  });
}
