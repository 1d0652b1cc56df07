/** `falsim sweep`: every instance of a claim up to a complexity, checked once. */
import { Command } from 'commander';
import { type CampaignReport, campaign } from '../campaigns/campaign.ts';
import { codeDigest } from '../campaigns/code-digest.ts';
import type { CampaignStore } from '../campaigns/store/campaign-store.ts';
import { recordOf } from '../campaigns/store/record.ts';
import {
  type ScopedTarget,
  type SweepResult,
  sweepBudget,
  sweepResult,
  sweepTarget,
} from '../campaigns/sweep/sweep.ts';
import { after } from '../campaigns/timer.ts';
import { InputError, TimeLimitError } from '../errors.ts';
import { writeJson } from '../json/write-json.ts';
import { tryUserModels } from '../models/try-model.ts';
import { foundText } from '../reports/found-text.ts';
import { COMPLEXITY, plainSweep, scopeLine, sweepText } from '../reports/sweep-text.ts';
import { checkedBefore } from '../reports/told.ts';
import { type Context, ExitCode } from './context.ts';
import {
  endedByInterrupt,
  GRACE,
  type HuntingFlags,
  howToHunt,
  openedCampaign,
} from './hunting.ts';
import { withLimits } from './limits.ts';
import { Live } from './live.ts';
import { collected, durationOption, integerOption } from './options.ts';
import { jobsOption, threadsFor } from './thread-count.ts';
import { modelFilesOf, threadsWith } from './threads.ts';
import { within } from './time-limit.ts';

/** There is no chance in a sweep. */
const SEED = 0;

/** Seconds that counting may take, however short the time is. */
const LEAST_COUNTING = 0.5;

/** Milliseconds that chunks under way have to end when the time is over. */
const TIME_GRACE = 500;

interface SweepFlags extends HuntingFlags {
  readonly complexity: number;
  readonly drop: readonly string[];
  readonly kind: readonly string[];
  readonly function: readonly string[];
  readonly out: string;
  readonly state: string;
}

export function sweepCommand(context: Context): Command {
  const command = new Command('sweep')
    .description(
      'Check every instance of a claim up to a complexity, up to exchange of neurons and inputs, and say so. ' +
        `${COMPLEXITY} Losses and methods are all that the claim is about, and functions, where it lists them; where it ` +
        'lists none, those with a name.',
    )
    .argument('<claim>', 'id of a claim')
    .requiredOption(
      '--complexity <n>',
      'the largest complexity',
      integerOption('--complexity', 0, 100),
    )
    .option(
      '--drop <hypothesis>',
      'a hypothesis that is not in force, may be repeated',
      collected,
      [],
    )
    .option('--kind <kind>', 'models of this kind only, may be repeated', collected, [])
    .option(
      '--function <name>',
      'functions of this name only, may be repeated (default: all)',
      collected,
      [],
    )
    .option('--time <time>', 'stop after that long; --resume goes on', durationOption('--time'))
    .option(...jobsOption())
    .option('--resume', 'go on from where the same sweep was interrupted')
    .option('--state <folder>', 'where it keeps what it needs for that', '.falsim/sweeps')
    .option('--out <folder>', 'folder of counterexamples', 'counterexamples');
  return withLimits(command)
    .option('--json', 'print JSON')
    .action((claim: string, flags: SweepFlags) => sweep(context, claim, flags));
}

async function sweep(context: Context, claim: string, flags: SweepFlags): Promise<void> {
  const { streams } = context;
  if (flags.drop.includes('each'))
    throw new InputError('--drop', 'names of hypotheses: a sweep is of one claim', '"each"');
  const registry = await context.registry();
  tryUserModels(flags.kind);
  const modelFiles = modelFilesOf(flags);
  const code = codeDigest(modelFiles, context.config()?.folder);
  const { drop, kind: kinds, function: functions, runLimit } = flags;
  const limits = { drop, kinds, functions };
  const scoped = () => sweepTarget(registry.claims, claim, limits, flags.complexity);
  const { began = performance.now() } = streams;
  const target = inTime(flags.time, began, scoped);
  if (target.scope.count === 0)
    throw new InputError('--complexity', 'one of which there are instances', `${flags.complexity}`);
  const budget = sweepBudget(target);
  const targets = [target];
  const record = { code, seed: SEED, budget, targets: targets.map(recordOf) };
  const jobs = threadsFor(flags.jobs);
  const pool = threadsWith(registry, { jobs, modelFiles, runLimit });
  const json = flags.json ?? false;
  const progress = new Live({ streams, json, checked: () => pool.checked() });
  let store: CampaignStore | undefined;
  let report: CampaignReport;
  let isOutOfTime = false;
  try {
    store = openedCampaign(flags, record, progress);
    progress.begin(targets, budget);
    progress.note(scopeLine(target));
    const before = store.memories[0].whole.tries;
    if (before > 0) progress.note(checkedBefore(before));
    const interrupt = endedByInterrupt(streams, (text) => progress.note(text));
    const timeIsOver = new AbortController();
    const left = 1000 * (flags.time ?? Number.POSITIVE_INFINITY) - (performance.now() - began);
    const cancel = after(left, () => {
      isOutOfTime = true;
      timeIsOver.abort();
    });
    try {
      report = await campaign(pool, {
        ...{ targets, seed: SEED, budget, store },
        signal: AbortSignal.any([interrupt.signal, timeIsOver.signal]),
        ...howToHunt(flags, progress),
        // Chunks that list their part of the scope do not hear that the time is over.
        get grace() {
          return isOutOfTime ? TIME_GRACE : GRACE;
        },
      });
    } finally {
      cancel();
      interrupt.unsubscribe();
    }
  } finally {
    progress.end();
    await pool.close();
    store?.close();
  }
  tell(context, target, report, { json, isOutOfTime });
}

/** The instances are counted before there is anything to interrupt. @throws TimeLimitError */
function inTime<T>(seconds: number | undefined, began: number, count: () => T): T {
  if (seconds === undefined) return count();
  const most = Math.max(LEAST_COUNTING, seconds);
  try {
    return within(Math.max(LEAST_COUNTING, most - (performance.now() - began) / 1000), count);
  } catch (error) {
    if (!(error instanceof TimeLimitError)) throw error;
    throw new TimeLimitError(most, 'the instances were not even counted', '--time');
  }
}

function tell(
  { streams, exit }: Context,
  target: ScopedTarget,
  report: CampaignReport,
  { json, isOutOfTime }: { readonly json: boolean; readonly isOutOfTime: boolean },
): void {
  const { tries, counts, found } = report.targets[0];
  const wasInterrupted = report.interrupted && !isOutOfTime;
  exit(exitCodeOf(sweepResult(target.scope, tries, counts), wasInterrupted));
  if (json) {
    streams.out(writeJson(plainSweep(target, report)));
    return;
  }
  for (const one of found) streams.out(`${foundText(one, streams.columns)}\n`);
  streams.out(sweepText(target, report, streams.columns));
}

function exitCodeOf(result: SweepResult, wasInterrupted: boolean): ExitCode {
  switch (result) {
    case 'fails':
      return ExitCode.falsified;
    case 'none-fails':
      return ExitCode.survived;
    case 'unfinished':
      return wasInterrupted ? ExitCode.interrupted : ExitCode.inconclusive;
    case 'undecided':
    case 'nothing-said':
      return ExitCode.inconclusive;
  }
}
