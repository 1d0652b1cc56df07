/**
 * What every property does: attack one claim through `fc.check` and look at all four verdict counts, so
 * that a property which checked nothing fails.
 *
 * The seed is printed. It is fixed in CI and by FALSIM_SEED, and free elsewhere.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instanceArbitrary } from '../src/arbitraries/fast-check.ts';
import type { Verdict, VerdictKind } from '../src/claims/claim.ts';
import { claimById } from '../src/claims/registry.ts';
import type { Instance } from '../src/instances/instance.ts';

export interface Attack {
  readonly runs: number;
  readonly dropped?: readonly string[];
  /** Bounds on the shares of verdicts that decide nothing. */
  readonly inconclusiveBelow: number;
  readonly vacuousBelow: number;
}

const CI_SEED = 20_260_101;

function seedOf(): number {
  const given = process.env['FALSIM_SEED'];
  if (given !== undefined) return Number(given) | 0;
  if (process.env['CI'] !== undefined) return CI_SEED;
  return Math.floor(Math.random() * 2 ** 31);
}

interface Tally {
  readonly counts: Record<VerdictKind, number>;
  readonly causes: Map<string, number>;
  worst: number;
  falsified: { instance: Instance; verdict: Verdict } | undefined;
}

function run(id: string, dropped: ReadonlySet<string>, seed: number, runs: number): Tally {
  const claim = claimById(id);
  if (claim === undefined) throw new Error(`no claim "${id}"`);
  const tally: Tally = {
    counts: { survived: 0, falsified: 0, inconclusive: 0, vacuous: 0 },
    causes: new Map(),
    worst: Number.POSITIVE_INFINITY,
    falsified: undefined,
  };
  const arbitrary = instanceArbitrary((rng, size) => claim.generate(rng, { dropped, size }));
  fc.check(
    fc.property(arbitrary, (instance) => {
      const verdict = claim.check(instance, { dropped, strictness: 0 });
      tally.counts[verdict.kind]++;
      if (verdict.kind === 'survived') tally.worst = Math.min(tally.worst, verdict.margin);
      if (verdict.kind === 'inconclusive' || verdict.kind === 'vacuous') {
        const cause = `${verdict.kind}: ${verdict.clause}`;
        tally.causes.set(cause, (tally.causes.get(cause) ?? 0) + 1);
      }
      if (verdict.kind === 'falsified') tally.falsified ??= { instance, verdict };
      return verdict.kind !== 'falsified';
    }),
    { seed, numRuns: runs, endOnFailure: true },
  );
  return tally;
}

function describeTally(id: string, seed: number, { counts, causes, worst }: Tally): string {
  const why = [...causes].map(([cause, n]) => `${cause} ${n}`).join(', ');
  const margin = Number.isFinite(worst) ? `, worst margin ${worst.toFixed(2)}` : '';
  return `${id} (seed ${seed}): ${Object.entries(counts)
    .map(([kind, n]) => `${n} ${kind}`)
    .join(', ')}${margin}${why === '' ? '' : ` [${why}]`}`;
}

/** The claim must survive all runs, and nearly all runs must have decided something. */
export function attack(id: string, options: Attack): void {
  describe(id, () => {
    it(`survives ${options.runs} random instances`, () => {
      const seed = seedOf();
      const tally = run(id, new Set(options.dropped ?? []), seed, options.runs);
      console.log(describeTally(id, seed, tally));
      expect(tally.falsified, 'a counterexample to the theory, or a defect of falsim').toBe(
        undefined,
      );
      const { survived, inconclusive, vacuous } = tally.counts;
      expect(survived + inconclusive + vacuous).toBe(options.runs);
      expect(inconclusive / options.runs).toBeLessThan(options.inconclusiveBelow);
      expect(vacuous / options.runs).toBeLessThan(options.vacuousBelow);
      expect(survived).toBeGreaterThan(options.runs / 2);
    });
  });
}

export interface Power {
  /** Give up after so many instances. */
  readonly within: number;
  /** The clause that must be the one to fail. */
  readonly clause: string;
}

/** With a hypothesis dropped (or for a planted claim) a counterexample must turn up in time. */
export function catches(id: string, dropped: readonly string[], power: Power): void {
  const name = dropped.length === 0 ? id : `${id} without ${dropped.join(', ')}`;
  describe(name, () => {
    it(`is falsified within ${power.within} random instances`, () => {
      const seed = seedOf();
      const tally = run(id, new Set(dropped), seed, power.within);
      console.log(describeTally(name, seed, tally));
      expect(tally.falsified?.verdict.clause).toBe(power.clause);
      expect(tally.falsified?.verdict.margin).toBeLessThan(0);
    });
  });
}
