/** `falsim necessity`: which hypotheses of a claim are needed, with the smallest witnesses. */
import { Command } from 'commander';
import { campaign } from '../campaigns/campaign.ts';
import { codeDigest } from '../campaigns/code-digest.ts';
import {
  claimsWithHypotheses,
  type NecessityReport,
  necessity,
  type RunStage,
  type Stage,
} from '../campaigns/necessity.ts';
import { keepTables } from '../campaigns/necessity-table.ts';
import { type Budget, endOf } from '../campaigns/schedule.ts';
import { recordOf } from '../campaigns/store/record.ts';
import type { Claim } from '../claims/claim.ts';
import { InputError } from '../errors.ts';
import { writeJson } from '../json/write-json.ts';
import { tryUserModels } from '../models/try-model.ts';
import { necessityText, plainNecessity } from '../reports/necessity-text.ts';
import { claimNamed, idsWith, type StatusFlag, statusOption } from './claims.ts';
import { type Context, ExitCode, type Registry } from './context.ts';
import { endedByInterrupt, type HuntingFlags, howToHunt, openedCampaign } from './hunting.ts';
import { withLimits } from './limits.ts';
import { Live } from './live.ts';
import { durationOption, integerOption, profileOption } from './options.ts';
import { jobsOption, threadsFor } from './thread-count.ts';
import { modelFilesOf, threadsWith } from './threads.ts';

const DEFAULT_RUNS = 300;
const DEFAULT_SEED = 1;

/** Shares of the time that is left; of claims without weaker forms nothing but pairs may come after hypotheses. */
function sharesOf(claims: readonly Claim[]): Readonly<Record<Stage, number>> {
  const haveForms = claims.some(({ hypotheses }) => hypotheses.some(({ weaker }) => weaker));
  return { hypotheses: haveForms ? 0.6 : 0.85, forms: 0.6, pairs: 0.7, 'forms-of-pairs': 1 };
}

interface NecessityFlags extends HuntingFlags, StatusFlag {
  readonly runs?: number;
  readonly seed: number;
  readonly out: string;
  readonly state: string;
}

export function necessityCommand(context: Context): Command {
  const command = new Command('necessity')
    .description(
      'Ask of every hypothesis whether the claim fails without it, and of each that is needed how much ' +
        'of it: hypotheses are dropped one by one, then weaker forms are put in their place, then those ' +
        'that nothing was found against are dropped in pairs, and weaker forms put in the place of pairs ' +
        'of which one is needed. Prints the smallest witnesses.',
    )
    .argument('[claim...]', 'ids of claims; default: all that may be true and have hypotheses')
    .addOption(statusOption())
    .option(
      '--runs <n>',
      `most instances of each row (default: ${DEFAULT_RUNS})`,
      integerOption('--runs', 1, 1e9),
    )
    .option('--time <time>', 'time for all rows together instead', durationOption('--time'))
    .option('--seed <n>', 'seed', integerOption('--seed', 0, 2 ** 31 - 1), DEFAULT_SEED)
    .option(...jobsOption())
    .option('--resume', 'go on from where the same command was interrupted')
    .option('--state <folder>', 'where it keeps what it needs for that', '.falsim/campaigns')
    .option('--out <folder>', 'folder of counterexamples', 'counterexamples');
  return withLimits(command)
    .addOption(profileOption())
    .option('--json', 'print JSON')
    .action((ids: readonly string[], flags: NecessityFlags) => ask(context, ids, flags));
}

async function ask(context: Context, ids: readonly string[], flags: NecessityFlags): Promise<void> {
  const { streams } = context;
  if (flags.runs !== undefined && flags.time !== undefined)
    throw new InputError('--time', 'either --runs or --time', 'both');
  const registry = await context.registry();
  const claims = claimsToAsk(registry.claims, ids, flags);
  tryUserModels([]);
  const modelFiles = modelFilesOf(flags);
  const code = codeDigest(modelFiles, context.config()?.folder);
  let checked = () => 0;
  const progress = new Live({ streams, json: flags.json ?? false, checked: () => checked() });
  progress.profile(context.profile());
  const { signal, unsubscribe } = endedByInterrupt(streams, (text) => progress.note(text));
  let report: NecessityReport;
  try {
    const runStage = stages({
      claims,
      flags,
      registry,
      modelFiles,
      code,
      signal,
      progress,
      began: streams.began,
      counting: (count) => {
        checked = count;
      },
    });
    report = await necessity(claims, runStage);
  } finally {
    unsubscribe();
    progress.end();
  }
  // One that was broken off would stand in the place of one that was not.
  if (!report.interrupted)
    keepTables(flags.state, report, {
      date: new Date().toISOString().slice(0, 10),
      seed: flags.seed,
    });
  context.exit(exitCodeOf(report));
  if (flags.json) {
    streams.out(writeJson(plainNecessity(report, flags.seed)));
    return;
  }
  streams.out(necessityText(report, flags.seed, streams.columns));
}

/** Of a status those that have hypotheses; a claim that is named has to have some. */
function claimsToAsk(
  all: readonly Claim[],
  ids: readonly string[],
  { status }: StatusFlag,
): readonly Claim[] {
  const named = [...new Set(idsWith(status, ids, all))].map((id) => claimNamed(all, id));
  const chosen = status === undefined ? named : named.filter((c) => c.hypotheses.length > 0);
  return named.length === 0 ? claimsWithHypotheses(all, false) : claimsWithHypotheses(chosen, true);
}

interface StageOptions {
  readonly claims: readonly Claim[];
  readonly flags: NecessityFlags;
  readonly registry: Registry;
  readonly modelFiles: readonly string[];
  readonly code: string;
  readonly signal: AbortSignal;
  readonly progress: Live;
  /** As `Streams.began`. */
  readonly began: number | undefined;
  counting(checked: () => number): void;
}

/** A campaign for each stage, with threads of its own: those of a campaign whose time is over have ended. */
function stages(options: StageOptions): RunStage {
  const { flags, registry, modelFiles, code, signal, progress, began } = options;
  const jobs = threadsFor(flags.jobs);
  const shares = sharesOf(options.claims);
  // Starting up is part of the time, as it is of a hunt's.
  const end = endOf({ seconds: flags.time ?? 0 }, performance.now(), began);
  let before = 0;
  return async (targets, stage) => {
    const pool = threadsWith(registry, { jobs, modelFiles, runLimit: flags.runLimit });
    options.counting(() => before + pool.checked());
    const left = (end - performance.now()) / 1000;
    const budget: Budget =
      flags.time === undefined
        ? { runs: flags.runs ?? DEFAULT_RUNS, untilFound: true }
        : { seconds: Math.max(0, left * shares[stage]), untilFound: true };
    const { seed } = flags;
    const record = { code, seed, budget, targets: targets.map(recordOf) };
    progress.begin(targets, budget, flags.time === undefined ? { stage } : { end });
    const store = openedCampaign(flags, record, progress);
    try {
      return await campaign(pool, {
        targets,
        seed,
        budget,
        store,
        signal,
        ...howToHunt(flags, progress),
      });
    } finally {
      before += pool.checked();
      options.counting(() => before);
      store.close();
      await pool.close();
    }
  };
}

/** 1 where a claim fails with all hypotheses in force, else 130 after Ctrl-C, else 3 where a row is undecided. */
function exitCodeOf({ rows, interrupted }: NecessityReport): ExitCode {
  if (rows.some(({ dropped, verdict }) => dropped.length === 0 && verdict === 'fails'))
    return ExitCode.falsified;
  if (interrupted) return ExitCode.interrupted;
  return rows.some(({ verdict }) => verdict === 'undecided')
    ? ExitCode.inconclusive
    : ExitCode.survived;
}
