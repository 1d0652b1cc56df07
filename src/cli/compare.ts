/** `falsim compare`: what a change of design does to symmetries, strata and laws. */
import { Command } from 'commander';
import { type Context, ExitCode } from './context.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface CompareFlags {
  readonly seed: string;
  readonly timeLimit: number;
  readonly json?: true;
}

export function compareCommand({ streams, exit }: Context): Command {
  return new Command('compare')
    .description(
      'Compare two designs: which symmetries, types of strata and conserved quantities the second one ' +
        'shares with the first, loses and gains. Parameters are the same where their names are, or else where ' +
        'their tensors have one shape, in order. Exit code 3 when a number of conserved quantities is not decided.',
    )
    .argument('<a.json>', 'file with an instance; parameters may be absent')
    .argument('<b.json>', 'the other design')
    .option('--seed <seed>', 'seed of the generic points', '1')
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action(async (a: string, b: string, { seed, timeLimit, json }: CompareFlags) => {
      const { readModelOf } = await import('./read.ts');
      const { compareDesigns } = await import('../orbits/dimension/compare-designs.ts');
      const { describeComparison, plainComparison } = await import('../reports/comparison-text.ts');
      const { writeJson } = await import('../json/write-json.ts');
      const [before, after] = [a, b].map(readModelOf);
      const comparison = within(timeLimit, () => compareDesigns(before, after, seed));
      const decided = [comparison.before, comparison.after].every(({ count }) => count.isDecided);
      exit(decided ? ExitCode.survived : ExitCode.inconclusive);
      streams.out(
        json
          ? writeJson(plainComparison(comparison))
          : describeComparison(comparison, [a, b], streams.columns),
      );
    });
}
