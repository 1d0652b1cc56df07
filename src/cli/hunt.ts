/** `falsim hunt`: try to falsify claims; shrink, store and print what falsifies them. */
import { availableParallelism } from 'node:os';
import { basename, resolve } from 'node:path';
import { Command } from 'commander';
import type { CampaignReport } from '../campaigns/campaign.ts';
import type { Found, TargetReport } from '../campaigns/target-report.ts';
import type { StoredCounterexample } from '../counterexamples/counterexample.ts';
import {
  type Context,
  type ExitCode,
  FALSIFIED,
  INCONCLUSIVE,
  INTERRUPTED,
  SURVIVED,
} from './context.ts';
import { collected, durationOption, integerOption } from './options.ts';
import { marginText, plural, shortNumber, table, wrapped } from './output.ts';
import { showProgress } from './progress.ts';

const DEFAULT_RUNS = 300;
const DEFAULT_SHRINKS = 20_000;
/** Milliseconds that tasks under way have to end after Ctrl-C. */
const GRACE = 10_000;

interface HuntFlags {
  readonly drop: readonly string[];
  readonly kind: readonly string[];
  readonly runs?: number;
  readonly time?: number;
  readonly seed?: number;
  readonly jobs: number;
  readonly knownFalse?: true;
  readonly resume?: true;
  readonly out: string;
  readonly state: string;
  readonly shrinks: number;
  readonly runLimit: number;
  readonly json?: true;
  readonly model?: readonly string[];
}

export function huntCommand(context: Context): Command {
  return new Command('hunt')
    .description(
      'Hunt for counterexamples of claims. With --runs the outcome depends on the seed alone. ' +
        'Ctrl-C ends the hunt with everything found so far on disk: exit code 1 if that is ' +
        'something, else 130; a second Ctrl-C ends it at once.',
    )
    .argument('[claim...]', 'ids of claims; default: all that may be true')
    .option(
      '--drop <hypothesis>',
      'a hypothesis that is not in force, may be repeated; "each": one hunt for each',
      collected,
      [],
    )
    .option(
      '--kind <kind>',
      'draw models of this kind only, may be repeated; default: what each claim is about, and others',
      collected,
      [],
    )
    .option(
      '--runs <n>',
      `instances of each claim (default: ${DEFAULT_RUNS})`,
      integerOption('--runs', 1, 1e9),
    )
    .option(
      '--time <time>',
      'time for all claims together instead, e.g. 30s',
      durationOption('--time'),
    )
    .option('--seed <n>', 'seed (default: a new one)', integerOption('--seed', 0, 2 ** 31 - 1))
    .option(
      '--jobs <n>',
      'threads; 0: none',
      integerOption('--jobs', 0, 1024),
      availableParallelism(),
    )
    .option('--known-false', 'hunt the claims known to be false as well, and the refuted ones')
    .option('--resume', 'go on from where the same hunt, with the same seed, was interrupted')
    .option('--state <file>', 'where a hunt keeps what it needs to be resumed', '.falsim/hunt.json')
    .option('--out <folder>', 'folder of counterexamples', 'counterexamples')
    .option(
      '--shrinks <n>',
      'most candidates checked while shrinking a failure',
      integerOption('--shrinks', 0, 1e9),
      DEFAULT_SHRINKS,
    )
    .option(
      '--run-limit <time>',
      'longest time for one instance',
      durationOption('--run-limit'),
      120,
    )
    .option('--profile <name>', 'options as a profile of the config has them')
    .option('--json', 'print JSON')
    .action((ids: readonly string[], flags: HuntFlags) => hunt(context, ids, flags));
}

async function hunt(context: Context, ids: readonly string[], flags: HuntFlags): Promise<void> {
  const { streams } = context;
  if (flags.runs !== undefined && flags.time !== undefined) {
    const { InputError } = await import('../errors.ts');
    throw new InputError('--time', 'either --runs or --time', 'both');
  }
  const { claims, url, own = [] } = await context.registry();
  const { chooseTargets } = await import('../campaigns/target.ts');
  const targets = chooseTargets(claims, {
    claims: ids,
    own,
    drop: flags.drop.includes('each') ? 'each' : flags.drop,
    knownFalse: flags.knownFalse ?? false,
    kinds: flags.kind,
  });
  const { campaign } = await import('../campaigns/campaign.ts');
  const { campaignState } = await import('../campaigns/campaign-state.ts');
  const { createWorkerPool } = await import('../campaigns/worker-pool.ts');
  const { canonicalInstance } = await import('../counterexamples/canonical-instance.ts');
  const seed = flags.seed ?? Math.floor(Math.random() * 2 ** 31);
  const controller = new AbortController();
  const pool = createWorkerPool({
    jobs: flags.jobs,
    claims,
    registry: url,
    modelFiles: (flags.model ?? []).map((file) => resolve(file)),
    runLimit: flags.runLimit,
  });
  const found: Found[] = [];
  const progress = showProgress(streams, () => ({ checked: pool.beats(), found: found.length }));
  const unsubscribe = streams.onInterrupt(() => {
    if (controller.signal.aborted) process.exit(INTERRUPTED);
    progress.note('ending; once more Ctrl-C ends it at once');
    controller.abort();
  });
  let report: CampaignReport;
  try {
    report = await campaign(pool, {
      targets,
      seed,
      budget:
        flags.time === undefined ? { runs: flags.runs ?? DEFAULT_RUNS } : { seconds: flags.time },
      maxEvaluations: flags.shrinks,
      folder: flags.out,
      canonical: canonicalInstance,
      state: campaignState(flags.state),
      resume: flags.resume ?? false,
      signal: controller.signal,
      grace: GRACE,
      onFound: (one) => {
        found.push(one);
        const { claim, droppedHypotheses } = one.counterexample;
        const without = droppedHypotheses.map((h) => ` without ${h}`).join('');
        progress.note(`${claim.id}${without} is falsified: ${one.saved.file}`);
      },
    });
  } finally {
    unsubscribe();
    progress.end();
    await pool.close();
  }
  context.exit(exitCodeOf(report));
  if (flags.json) {
    const { writeJson } = await import('../json/write-json.ts');
    streams.out(writeJson(plain(report, seed)));
    return;
  }
  for (const target of report.targets) {
    for (const one of target.found) streams.out(`${await foundText(one, streams.columns)}\n`);
  }
  streams.out(summary(report, seed));
}

/** 1 when anything was falsified; else 130 after Ctrl-C; else 3 when some target decided nothing. */
function exitCodeOf({ targets, interrupted }: CampaignReport): ExitCode {
  if (targets.some(({ counts }) => counts.falsified > 0)) return FALSIFIED;
  if (interrupted) return INTERRUPTED;
  return targets.some(({ counts }) => counts.survived === 0) ? INCONCLUSIVE : SURVIVED;
}

function speedOf({ tries, seconds }: TargetReport): number {
  return seconds > 0 ? tries / seconds : 0;
}

function plain({ targets, seconds, interrupted }: CampaignReport, seed: number) {
  return {
    seed,
    seconds,
    interrupted,
    targets: targets.map(({ target, found, ...report }) => ({
      claim: target.claim.id,
      status: target.claim.status,
      droppedHypotheses: target.dropped,
      ...report,
      triesPerSecond: speedOf({ target, found, ...report }),
      counterexamples: found.map(({ counterexample, saved }) => ({
        file: saved.file,
        status: saved.status,
        counterexample,
      })),
    })),
  };
}

/** The sentence, the instance, the margin and the file of one counterexample. */
async function foundText({ counterexample, saved }: Found, columns: number): Promise<string> {
  const { writeJson } = await import('../json/write-json.ts');
  const { claim, planted, droppedHypotheses, reason, irrelevant, margin } = counterexample;
  const dropped = droppedHypotheses.map((h) => `, without ${h}`).join('');
  return [
    `✗ ${claim.id}${dropped}${planted ? ' (known false)' : ''}\n`,
    wrapped(`Claim: ${claim.statement}`, columns, '  '),
    wrapped(`Here: ${reason}.`, columns, '  '),
    ...irrelevant.map((sentence) => wrapped(sentence, columns, '  ')),
    writeJson(counterexample.instance).replace(/^(?=.)/gm, '  '),
    wrapped(`margin ${marginText(margin)}; ${effortOf(counterexample)}`, columns, '  '),
    `  ${statusText(saved)}\n`,
  ].join('');
}

function effortOf({ search, minimality }: StoredCounterexample): string {
  const minimal = minimality.proven
    ? `none of ${plural(minimality.stepsTried, 'simpler instance')} fails`
    : 'not shrunk to the end';
  return `found at try ${search.tries}, ${plural(search.shrinks, 'candidate')} checked; ${minimal}`;
}

function statusText(saved: Found['saved']): string {
  switch (saved.status) {
    case 'stored':
      return saved.file;
    case 'unchanged':
    case 'duplicate':
      return `${saved.file} (there already)`;
    case 'blocked':
      return `NOT STORED: ${saved.file} is in the way: ${saved.reason}`;
  }
}

function summary({ targets, seconds, interrupted }: CampaignReport, seed: number): string {
  const left = ['claim', 'dropped'].map((title) => ({ title, align: 'left' }) as const);
  const right = [
    'tries',
    'survived',
    'falsified',
    'inconclusive',
    'vacuous',
    'worst margin',
    'tries/s',
  ];
  const columns = [
    ...left,
    ...right.map((title) => ({ title, align: 'right' }) as const),
    { title: 'counterexample', align: 'left' } as const,
  ];
  const rows = targets.map((report) => {
    const { target, tries, counts, worstMargin, found } = report;
    const [first, ...others] = found.map(({ saved }) => basename(saved.file));
    return [
      target.claim.id + (target.claim.status === 'known-false' ? ' (known false)' : ''),
      target.dropped.join(', ') || '–',
      ...[tries, counts.survived, counts.falsified, counts.inconclusive, counts.vacuous].map(
        String,
      ),
      marginText(worstMargin),
      shortNumber(speedOf(report)),
      (first ?? '–') + (others.length > 0 ? ` and ${others.length} more` : ''),
    ];
  });
  const causes = targets
    .filter((report) => Object.keys(report.causes).length > 0)
    .map(({ target, causes: of }) => {
      const list = Object.entries(of).map(([cause, n]) => `${cause} ${n}`);
      return `  ${target.claim.id}: ${list.join(', ')}\n`;
    });
  const proofs = targets
    .filter((report) => Object.keys(report.statuses).length > 0)
    .map(({ target, statuses: of }) => {
      const list = Object.entries(of).map(([status, n]) => `${n} ${status}`);
      const without = target.dropped.length === 0 ? '' : ` without ${target.dropped.join(', ')}`;
      return `  ${target.claim.id}${without}: ${list.join(', ')}\n`;
    });
  const defects = targets.flatMap(({ target, defects: of }) =>
    of.map((defect) => `  ${target.claim.id}: ${defect}\n`),
  );
  const end = interrupted ? 'interrupted after' : 'in';
  return [
    table(columns, rows),
    ...(proofs.length > 0 ? ['\nexact orbit dimensions\n', ...proofs] : []),
    ...(causes.length > 0 ? ['\nnot decided because of\n', ...causes] : []),
    ...(defects.length > 0 ? ['\nDEFECTS of falsim itself\n', ...defects] : []),
    `\nseed ${seed}, ${end} ${shortNumber(seconds)} s\n`,
  ].join('');
}
