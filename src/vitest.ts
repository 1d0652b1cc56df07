/**
 * `falsim/vitest`: attacks on claims and replays of counterexamples in a test run of one's own. Models and
 * claims of the project come from its `falsim.config.ts`. One line a claim is printed, with its seed;
 * details come with a failure.
 *
 * The seed is fixed in CI and by FALSIM_SEED, and free elsewhere.
 */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { describe, expect, it } from 'vitest';
import { CHUNK_RUNS, type ChunkResult, runChunk } from './campaigns/chunk.ts';
import { counterexampleOf } from './campaigns/shrinking.ts';
import { aggregateOf } from './campaigns/store/aggregate.ts';
import { firstFailures, type LocatedFailure, reportOf } from './campaigns/target-report.ts';
import type { Claim } from './claims/claim.ts';
import { marginOf } from './claims/margin.ts';
import { claims as builtInClaims } from './claims/registry.ts';
import { sentenceOf } from './claims/sentence.ts';
import { meaningOf } from './claims/status.ts';
import { findConfig } from './config/find-config.ts';
import { type LoadedConfig, loadConfig } from './config/load-config.ts';
import { counterexampleFiles, type ReplayOutcome, replayFile } from './counterexamples/replay.ts';
import { writeJson } from './json/write-json.ts';

/** How hard a claim is attacked in a test. */
export interface Attack {
  /** Instances; default 100. */
  readonly runs?: number;
  /** Bounds on the shares of verdicts that decide nothing; default 0.2 and 0.5. */
  readonly inconclusiveBelow?: number;
  readonly vacuousBelow?: number;
}

/** How soon a claim has to fall, and by which clause. */
export interface Power {
  /** Give up after so many instances. */
  readonly within: number;
  /** The clause that must be the one to fail; default: any. */
  readonly clause?: string;
}

/** Which stored counterexamples are replayed, and by which claims. */
export interface Replay {
  /** Default: that of the project's config, else `counterexamples`. */
  readonly folder?: string;
  /** Besides those of the config and of falsim. */
  readonly claims?: readonly Claim[];
}

const CI_SEED = 20_260_101;
/** Milliseconds that a failure is shrunk for, to be shown. */
const SHRINK_TIME = 10_000;
const TIMEOUT = 170_000;

let project: Promise<LoadedConfig | null> | undefined;

/** The config of the working directory, loaded once: its models are registered then. */
function configOfProject(): Promise<LoadedConfig | null> {
  const file = findConfig();
  project ??= file === undefined ? Promise.resolve(null) : loadConfig(file);
  return project;
}

function seedOf(): number {
  const given = process.env['FALSIM_SEED'];
  if (given !== undefined) return Number(given) | 0;
  if (process.env['CI'] !== undefined) return CI_SEED;
  return Math.floor(Math.random() * 2 ** 31);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

interface Outcome {
  readonly seed: number;
  readonly counts: ChunkResult['counts'];
  readonly failure: LocatedFailure | undefined;
  /** What was seen, in one line. */
  readonly line: string;
}

/**
 * Chunks of the ordinary hunt, summed up; with `untilFailure` it ends at the first failure.
 * A claim that throws is a defect, and a property must not pass over it.
 */
async function run(
  claim: Claim,
  without: readonly string[],
  runs: number,
  untilFailure: boolean,
): Promise<Outcome> {
  await configOfProject();
  const dropped = [...without].sort();
  const seed = seedOf();
  const chunks: ChunkResult[] = [];
  for (let index = 0; index * CHUNK_RUNS < runs; index++) {
    const left = Math.min(CHUNK_RUNS, runs - index * CHUNK_RUNS);
    const spec = { claimId: claim.id, dropped, seed, index, runs: left };
    const chunk = runChunk(claim, spec, (_, failed) => untilFailure && failed > 0);
    chunks.push(chunk);
    if (untilFailure && chunk.failures.length > 0) break;
  }
  const all = aggregateOf(chunks);
  const { counts, causes, worstMargin, defects } = reportOf(
    { claim, dropped },
    all,
    CHUNK_RUNS,
    0,
    [],
  );
  const [failure] = firstFailures(all, CHUNK_RUNS);
  const why = Object.entries(causes).map(([cause, n]) => `${cause} ${n}`);
  const verdicts = Object.entries(counts).map(([kind, n]) => `${n} ${kind}`);
  const line = [
    `${[claim.id, ...dropped].join(' without ')} (seed ${seed}): ${verdicts.join(', ')}`,
    ...(worstMargin === null ? [] : [`worst margin ${worstMargin.toFixed(2)}`]),
    ...(failure === undefined ? [] : [`first failure at try ${failure.tries}`]),
    ...(why.length === 0 ? [] : [`not decided: ${why.join(', ')}`]),
  ].join('; ');
  expect(defects, `defects in ${line}`).toEqual([]);
  return { seed, counts, failure, line };
}

/** The failure in words, shrunk as far as there is time: what a test that fails shows. */
function details(claim: Claim, { seed, failure, line }: Outcome): string {
  if (failure === undefined) return line;
  const until = performance.now() + SHRINK_TIME;
  const { instance, verdict, tries } = failure;
  const { reason, instance: smallest } = counterexampleOf(
    claim,
    { claimId: claim.id, dropped: [], seed, tries, instance, verdict, maxEvaluations: 2000 },
    () => performance.now() > until,
  );
  return [
    line,
    `claim: ${claim.statement}`,
    `here: ${reason}`,
    writeJson(smallest).trimEnd(),
    `again: FALSIM_SEED=${seed}; to store it: npx falsim hunt ${claim.id} --seed ${seed}`,
  ].join('\n');
}

/**
 * Registers a test of the claim on random instances. What passes depends on its status: a theorem has to
 * survive; what is published or a conjecture has to have been looked at, and a counterexample is printed;
 * what is refuted or known to be false has to fail.
 */
export function attack(claim: Claim, options: Attack = {}): void {
  const { runs = 100, inconclusiveBelow = 0.2, vacuousBelow = 0.5 } = options;
  const meaning = meaningOf(claim.status);
  if (meaning === 'expected') {
    catches(claim, [], { within: runs });
    return;
  }
  describe(claim.id, () => {
    it(`${meaning === 'alarm' ? 'survives' : 'meets'} ${runs} random instances`, {
      timeout: TIMEOUT,
    }, async () => {
      const outcome = await run(claim, [], runs, false);
      const { counts, failure, line } = outcome;
      if (failure !== undefined && meaning === 'alarm')
        expect.fail(`a theorem falls, or falsim is wrong\n${details(claim, outcome)}`);
      print(failure === undefined ? line : `FINDING ${line}; ${sentenceOf(failure.verdict)}`);
      const { survived, falsified, inconclusive, vacuous } = counts;
      expect(survived + falsified + inconclusive + vacuous, line).toBe(runs);
      expect(inconclusive / runs, `inconclusive in ${line}`).toBeLessThan(inconclusiveBelow);
      expect(vacuous / runs, `vacuous in ${line}`).toBeLessThan(vacuousBelow);
      expect(survived + falsified, `decided in ${line}`).toBeGreaterThan(0);
    });
  });
}

/** Registers a test that a counterexample turns up in time, with hypotheses dropped or of a false claim. */
export function catches(claim: Claim, dropped: readonly string[], power: Power): void {
  const { within, clause } = power;
  describe([claim.id, ...dropped].join(' without '), () => {
    it(`is falsified within ${within} random instances`, { timeout: TIMEOUT }, async () => {
      const { seed, failure, line } = await run(claim, dropped, within, true);
      if (failure === undefined) expect.fail(`nothing falsifies it any more: ${line}`);
      const name = [claim.id, ...dropped].join(' without ');
      print(`${name} (seed ${seed}): falls at try ${failure.tries}, as it must`);
      if (clause !== undefined) expect(failure.verdict.by.clause, line).toBe(clause);
      expect(marginOf(failure.verdict), line).toBeLessThan(0);
    });
  });
}

/**
 * Registers a test that every stored counterexample fails as it is stored. What it means is for the
 * status of its claim to say: of a theorem it fails the test, of a conjecture it is printed.
 */
export function replayStored(options: Replay = {}): void {
  describe('stored counterexamples', () => {
    it('fail as stored', { timeout: TIMEOUT }, async () => {
      const config = await configOfProject();
      const folder = options.folder ?? config?.counterexamples ?? 'counterexamples';
      const claims = [...(options.claims ?? []), ...(config?.claims ?? []), ...builtInClaims];
      const find = (id: string) => claims.find((claim) => claim.id === id);
      const files = existsSync(folder) ? counterexampleFiles(folder) : [];
      const outcomes = files.map((file) => replayFile(file, find));
      const findings = outcomes.filter(({ meaning }) => meaning === 'finding');
      const wrong = outcomes.filter(({ passed, meaning }) => !passed || meaning === 'alarm');
      expect(wrong.map(lineOf), `of ${files.length} in ${folder}`).toEqual([]);
      const news = findings.map((outcome) => `; FINDING ${lineOf(outcome)}`).join('');
      const all =
        files.length === 1
          ? '1 stored counterexample fails'
          : `${files.length} stored counterexamples fail`;
      print(`${all} as stored${news}`);
    });
  });
}

function lineOf({ file, status, reason }: ReplayOutcome): string {
  return `${file}: ${status}: ${reason}`;
}
