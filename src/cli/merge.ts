/** `falsim merge`: what several machines did of one hunt, as the one hunt that it is. */
import { Command } from 'commander';
import { campaign } from '../campaigns/campaign.ts';
import { codeDigest } from '../campaigns/code-digest.ts';
import { copyLost, mergedMemories, missingChunks, sharesIn } from '../campaigns/merge.ts';
import { targetsOf } from '../campaigns/resume.ts';
import { openCampaign } from '../campaigns/store/campaign-store.ts';
import { canonicalInstance } from '../counterexamples/canonical-instance.ts';
import { InputError } from '../errors.ts';
import { chunksMissing } from '../reports/told.ts';
import type { Context } from './context.ts';
import { tellOutcome } from './hunt-outcome.ts';
import { shrinksOption } from './limits.ts';
import { type ModelFlags, modelFilesOf, threadsWith } from './threads.ts';

interface MergeFlags extends ModelFlags {
  readonly state: string;
  readonly out: string;
  readonly shrinks: number;
  readonly json?: true;
}

export function mergeCommand(context: Context): Command {
  return new Command('merge')
    .description(
      'Join what several machines did of one hunt with --shard: the same campaign and the same ' +
        'counterexamples as if one machine had done it all. May be repeated, and with shares that are ' +
        'not finished: falsim hunt --resume does what is missing.',
    )
    .argument('<folder...>', 'what --state of the shares was, or folders in it')
    .option('--state <folder>', 'where the whole is kept', '.falsim/campaigns')
    .option('--out <folder>', 'folder of counterexamples', 'counterexamples')
    .addOption(shrinksOption('as the shares had it: '))
    .option('--json', 'print JSON')
    .action(async (folders: readonly string[], flags: MergeFlags) => {
      const registry = await context.registry();
      const modelFiles = modelFilesOf(flags);
      const all = sharesIn(folders, codeDigest(modelFiles, context.config()?.folder));
      const [shares, ...others] = all;
      if (others.length > 0)
        throw new InputError('merge', 'shares of one hunt', `those of ${all.length} hunts`);
      const { record } = shares;
      const store = openCampaign(flags.state, record, {
        resume: true,
        memories: (before) => mergedMemories(shares, before),
      });
      copyLost(shares, store);
      const pool = threadsWith(registry, { jobs: 0, modelFiles, runLimit: 0 });
      try {
        const left = missingChunks(record, store.memories);
        if (left !== null && left.missing > 0)
          context.streams.err(chunksMissing(left.missing, left.of));
        const report = await campaign(pool, {
          targets: targetsOf(record, registry.claims),
          seed: record.seed,
          budget: record.budget,
          maxEvaluations: flags.shrinks,
          folder: flags.out,
          canonical: canonicalInstance,
          store,
          ...(record.strategy && { strategy: record.strategy }),
          withoutChunks: true,
          signal: new AbortController().signal,
          grace: 0,
          onFound: () => undefined,
        });
        const onEdges = record.targets.some(({ edgeCases }) => edgeCases);
        const schedule = onEdges ? 'false-alarms' : 'rounds';
        // How long the machines worked, all together.
        const seconds = report.targets.reduce((sum, target) => sum + target.seconds, 0);
        const tries = report.targets.reduce((sum, target) => sum + target.tries, 0);
        tellOutcome(context, { ...report, seconds, tries }, record.seed, {
          schedule,
          ...(flags.json && { json: true }),
        });
      } finally {
        await pool.close();
        store.close();
      }
    });
}
