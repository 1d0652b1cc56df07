/** `falsim hunt`: try to falsify claims; shrink, store and print what falsifies them. */

import { Command, Option } from 'commander';
import type { CampaignReport } from '../campaigns/campaign.ts';
import { campaign } from '../campaigns/campaign.ts';
import { codeDigest } from '../campaigns/code-digest.ts';
import { equalShares, onEdgeCases } from '../campaigns/false-alarms.ts';
import { GUIDED_CHUNK_RUNS } from '../campaigns/guided/guided-schedule.ts';
import type { Strategy } from '../campaigns/guided/tries-to-failure.ts';
import type { WorkerPool } from '../campaigns/pool.ts';
import type { QueueAddress } from '../campaigns/queue/connection.ts';
import { identityOf } from '../campaigns/queue/identity.ts';
import { createQueuePool, type QueuePool } from '../campaigns/queue/queue-pool.ts';
import { doneBeyond, lastCampaign, targetsOf } from '../campaigns/resume.ts';
import type { Budget } from '../campaigns/schedule.ts';
import type { CampaignStore } from '../campaigns/store/campaign-store.ts';
import { EVERY, type Residues } from '../campaigns/store/index-set.ts';
import { campaignsIn, type KeptCampaign } from '../campaigns/store/kept-campaign.ts';
import { folderNameOf, recordOf } from '../campaigns/store/record.ts';
import type { Target } from '../campaigns/target.ts';
import { chooseTargets } from '../campaigns/target.ts';
import { InputError } from '../errors.ts';
import { tryUserModels } from '../models/try-model.ts';
import { aboutOthers, checkedBefore, withNothingDropped } from '../reports/told.ts';
import { idsWith, type StatusFlag, statusOption } from './claims.ts';
import type { Context, Registry } from './context.ts';
import { tellOutcome } from './hunt-outcome.ts';
import { endedByInterrupt, type HuntingFlags, howToHunt, openedCampaign } from './hunting.ts';
import { withLimits } from './limits.ts';
import { Live } from './live.ts';
import { collected, durationOption, integerOption, profileOption, shardOption } from './options.ts';
import { queueOption, teller } from './queue.ts';
import { requireShares } from './shares.ts';
import { jobsOption, threadsFor } from './thread-count.ts';
import { modelFilesOf, threadsWith } from './threads.ts';

const DEFAULT_RUNS = 300;
/** Instances of all claims together in a search for false alarms. */
const DEFAULT_CASES = 100_000;

interface HuntFlags extends HuntingFlags, StatusFlag {
  readonly drop: readonly string[];
  readonly kind: readonly string[];
  readonly schedule: 'rounds' | 'false-alarms';
  readonly strategy: Strategy;
  readonly runs?: number;
  readonly cases?: number;
  readonly seed?: number;
  readonly knownFalse?: true;
  readonly out?: string;
  readonly state?: string;
  readonly shard?: Residues;
  readonly queue?: QueueAddress;
}

export function huntCommand(context: Context): Command {
  const command = new Command('hunt')
    .description(
      'Hunt for counterexamples of claims. With --runs the outcome depends on the seed alone. ' +
        'Ctrl-C ends the hunt with everything found so far on disk: exit code 1 if that is ' +
        'something, else 130; a second Ctrl-C ends it at once.',
    )
    .argument('[claim...]', 'ids of claims; default: all that may be true')
    .addOption(statusOption())
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
    .option(
      '--cases <n>',
      'instances of all claims together instead, in equal shares',
      integerOption('--cases', 1, 1e9),
    )
    .addOption(
      new Option('--schedule <name>', 'false-alarms: claims held to be true, on edge cases')
        .choices(['rounds', 'false-alarms'])
        .default('rounds'),
    )
    .addOption(
      new Option(
        '--strategy <name>',
        'guided: from instances nearest to failing to others next to them',
      )
        .choices(['random', 'guided'])
        .default('random'),
    )
    .option('--seed <n>', 'seed (default: a new one)', integerOption('--seed', 0, 2 ** 31 - 1))
    .option(...jobsOption())
    .option('--known-false', 'hunt the claims known to be false as well, and the refuted ones')
    .option(
      '--resume',
      'go on from where the same hunt was interrupted; without --seed the last one of these claims',
    )
    .option(
      '--state <folder>',
      'where hunts keep what they need to be resumed (default: .falsim/campaigns)',
    )
    .option('--out <folder>', 'folder of counterexamples (default: counterexamples)');
  return withLimits(command)
    .option(
      '--shard <i/n>',
      'the i-th of n shares of the chunks, or of the claims if guided; falsim merge joins them',
      shardOption,
    )
    .option(
      ...queueOption(
        'a Redis through which falsim work has the chunks, e.g. redis://host:6379; --jobs shrink',
      ),
    )
    .addOption(profileOption())
    .option('--json', 'print JSON')
    .action((ids: readonly string[], flags: HuntFlags, command: Command) => {
      // A config says where hunts keep their things; a search for false alarms keeps its own apart.
      const ofHunts = flags.schedule === 'rounds' ? ['cli', 'config'] : ['cli'];
      const named = (name: 'out' | 'state') =>
        ofHunts.includes(command.getOptionValueSource(name) ?? '') ? flags[name] : undefined;
      const places = PLACES[flags.schedule];
      const [out, state] = [named('out') ?? places.out, named('state') ?? places.state];
      return hunt(context, ids, { ...flags, out, state });
    });
}

interface Places {
  readonly out: string;
  readonly state: string;
}

/** Where a schedule keeps its things. */
const PLACES = {
  rounds: { state: '.falsim/campaigns', out: 'counterexamples' },
  'false-alarms': { state: '.falsim/false-alarm-campaigns', out: '.falsim/false-alarms' },
} as const;

/** @throws InputError for options that do not go together. */
function requireTogether(flags: HuntFlags): void {
  const given = (['runs', 'cases', 'time'] as const).filter((name) => flags[name] !== undefined);
  if (given.length > 1) {
    throw new InputError('--time', 'either --runs or --time or --cases', given.join(' and '));
  }
  if (flags.drop.includes('each') && flags.drop.length > 1)
    throw new InputError('--drop', 'either each or ids of hypotheses', flags.drop.join(' and '));
  if (flags.schedule === 'false-alarms' && (flags.drop.length > 0 || flags.knownFalse)) {
    throw new InputError(
      '--schedule false-alarms',
      'claims held to be true',
      '--drop or --known-false',
    );
  }
}

interface Plan {
  readonly targets: readonly Target[];
  readonly seed: number;
  readonly budget: Budget;
  readonly strategy?: 'guided';
  /** Absent: all chunks. */
  readonly shard?: Residues | undefined;
}

/** @param kinds of models to draw: claims that are about none of them are left out. */
function chosenTargets(
  ids: readonly string[],
  flags: HuntFlags,
  { claims, own = [] }: Pick<Registry, 'claims' | 'own'>,
  kinds: readonly string[],
): Target[] {
  const drop = flags.drop.includes('each') ? 'each' : flags.drop;
  const knownFalse = flags.knownFalse ?? false;
  return chooseTargets(claims, { claims: ids, own, drop, knownFalse, kinds });
}

/** Claims that were named and have none of the hypotheses to be dropped. */
function namedInVain(
  ids: readonly string[],
  { drop, kind }: HuntFlags,
  { targets }: Plan,
): string[] {
  if (drop.length === 0 || kind.length > 0) return [];
  return ids.filter((id) => targets.every(({ claim }) => claim.id !== id));
}

function planOf(
  ids: readonly string[],
  flags: HuntFlags & Places,
  registry: Registry,
  kept: readonly KeptCampaign[],
  code: string,
): Plan {
  const forAlarms = flags.schedule === 'false-alarms';
  const chosen = chosenTargets(ids, flags, registry, flags.kind);
  const targets = forAlarms ? onEdgeCases(chosen) : chosen;
  const isGuided = flags.strategy === 'guided';
  const guided = isGuided ? { strategy: 'guided' as const } : {};
  const budgetFor = (aims: readonly Target[]): Budget | undefined => {
    if (flags.time !== undefined) return { seconds: flags.time };
    if (flags.cases !== undefined) return equalShares(flags.cases, aims);
    if (flags.runs === undefined) return undefined;
    if (isGuided && !forAlarms) return { runs: flags.runs, chunkRuns: GUIDED_CHUNK_RUNS };
    return forAlarms ? equalShares(flags.runs * aims.length, aims) : { runs: flags.runs };
  };
  if (flags.resume && flags.seed === undefined && !forAlarms) {
    const isNamed = ids.length + flags.drop.length + flags.kind.length > 0 || flags.knownFalse;
    const alike = kept.filter(({ record }) => record.strategy === guided.strategy);
    const record = lastCampaign(alike, code, isNamed ? targets : undefined, flags.state);
    const same = targetsOf(record, registry.claims);
    const budget = budgetFor(same) ?? record.budget;
    const { seed } = record;
    return { targets: same, seed, budget, shard: flags.shard ?? record.shard, ...guided };
  }
  const fallback: Budget = forAlarms
    ? equalShares(DEFAULT_CASES, targets)
    : { runs: DEFAULT_RUNS, ...(isGuided && { chunkRuns: GUIDED_CHUNK_RUNS }) };
  const seed = flags.seed ?? (forAlarms ? 1 : Math.floor(Math.random() * 2 ** 31));
  const budget = budgetFor(targets) ?? fallback;
  return { targets, seed, budget, shard: flags.shard, ...guided };
}

async function hunt(
  context: Context,
  ids: readonly string[],
  flags: HuntFlags & Places,
): Promise<void> {
  const { streams } = context;
  requireTogether(flags);
  const jobs = threadsFor(flags.jobs);
  const registry = await context.registry();
  tryUserModels(flags.kind);
  const modelFiles = modelFilesOf(flags);
  const code = codeDigest(modelFiles, context.config()?.folder);
  const kept = campaignsIn(flags.state);
  const named = idsWith(flags.status, ids, registry.claims);
  const plan = planOf(named, flags, registry, kept, code);
  requireShares(plan);
  const record = { code, ...plan, targets: plan.targets.map(recordOf) };
  const { runLimit, queue: address } = flags;
  const local = threadsWith(registry, { jobs, modelFiles, runLimit });
  let pool: WorkerPool & Partial<QueuePool> = local;
  const progress = new Live({
    streams,
    json: flags.json ?? false,
    checked: () => pool.checked(),
    workers: () => pool.workers?.(),
  });
  let report: CampaignReport;
  let store: CampaignStore | undefined;
  try {
    progress.profile(context.profile());
    if (address !== undefined) {
      const identity = identityOf(modelFiles, context.config()?.folder);
      const tell = teller(address, (text) => progress.note(text));
      pool = await createQueuePool({ address, identity, hunt: folderNameOf(record), local, tell });
    }
    store = openedCampaign(flags, record, progress);
    progress.begin(plan.targets, plan.budget);
    const done = doneBeyond(plan.budget, store.memories);
    if (flags.kind.length > 0) {
      const leftOut = chosenTargets(named, flags, registry, []).length - plan.targets.length;
      if (leftOut > 0) progress.note(aboutOthers(leftOut, flags.kind));
    }
    const inVain = namedInVain(named, flags, plan);
    if (inVain.length > 0) progress.note(withNothingDropped(inVain));
    if (done > 0) progress.note(checkedBefore(done));
    const { signal, unsubscribe } = endedByInterrupt(streams, (text) => progress.note(text));
    try {
      report = await campaign(pool, {
        ...plan,
        store,
        residues: plan.shard ?? EVERY,
        ...(streams.began !== undefined && { began: streams.began }),
        signal,
        ...howToHunt(flags, progress),
      });
    } finally {
      unsubscribe();
    }
  } finally {
    progress.end();
    await pool.close();
    store?.close();
  }
  tellOutcome(context, report, plan.seed, flags);
}
