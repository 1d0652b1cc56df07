/**
 * What every property does: attack one claim by the chunks of an ordinary hunt, which go through
 * `fc.check`, and look at all four verdict counts, so that a property which checked nothing fails.
 *
 * The seed is printed. It is fixed in CI and by FALSIM_SEED, and free elsewhere.
 */
import { describe, expect, it } from 'vitest';
import { CHUNK_RUNS, type ChunkResult, runChunk } from '../src/campaigns/chunk.ts';
import { firstFailures, reportOf, type TargetReport } from '../src/campaigns/target-report.ts';
import { marginOf } from '../src/claims/margin.ts';
import { claimById } from '../src/claims/registry.ts';

export interface Attack {
  readonly runs: number;
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

/**
 * Chunks of the ordinary hunt, summed up; with `untilFailure` it ends with the first chunk that has one.
 * A claim that throws is a defect, and a property must not pass over it.
 */
function run(id: string, without: readonly string[], runs: number, untilFailure: boolean) {
  const claim = claimById(id);
  if (claim === undefined) throw new Error(`no claim "${id}"`);
  const dropped = [...without].sort();
  const seed = seedOf();
  const chunks: ChunkResult[] = [];
  for (let index = 0; index * CHUNK_RUNS < runs; index++) {
    const left = Math.min(CHUNK_RUNS, runs - index * CHUNK_RUNS);
    chunks.push(runChunk(claim, { claimId: id, dropped, seed, index, runs: left }));
    if (untilFailure && chunks.at(-1)!.failures.length > 0) break;
  }
  const report = reportOf({ claim, dropped }, chunks, 0, []);
  const failures = firstFailures(chunks);
  console.log(describeReport([id, ...dropped].join(' without '), seed, report, failures[0]?.tries));
  expect(report.defects).toEqual([]);
  return { report, failure: failures[0] };
}

function describeReport(
  name: string,
  seed: number,
  { counts, causes, worstMargin }: TargetReport,
  tries: number | undefined,
): string {
  const why = Object.entries(causes).map(([cause, n]) => `${cause} ${n}`);
  const verdicts = Object.entries(counts).map(([kind, n]) => `${n} ${kind}`);
  return [
    `${name} (seed ${seed}): ${verdicts.join(', ')}`,
    ...(worstMargin === null ? [] : [`worst margin ${worstMargin.toFixed(2)}`]),
    ...(tries === undefined ? [] : [`first failure at try ${tries}`]),
    ...(why.length === 0 ? [] : [`not decided: ${why.join(', ')}`]),
  ].join('; ');
}

/** The claim must survive all runs, and nearly all runs must have decided something. */
export function attack(id: string, options: Attack): void {
  describe(id, () => {
    it(`survives ${options.runs} random instances`, () => {
      const { report, failure } = run(id, [], options.runs, false);
      expect(failure, 'a counterexample to the theory, or a defect of falsim').toBe(undefined);
      const { survived, inconclusive, vacuous } = report.counts;
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
      const { failure } = run(id, dropped, power.within, true);
      expect(failure?.verdict.by.clause).toBe(power.clause);
      expect(failure && marginOf(failure.verdict)).toBeLessThan(0);
    });
  });
}
