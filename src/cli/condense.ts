/** `falsim condense`: which units of a trained network are nearly equal, opposite or zero. */
import { Command } from 'commander';
import { writeJson } from '../json/write-json.ts';
import { describeCondensation, plainCondensation } from '../reports/condensation-text.ts';
import { describeNearLaws, nearLaws, plainNearLaws } from '../reports/near-laws.ts';
import { plainTaken, takenLines } from '../reports/told.ts';
import { condensationOf } from '../symmetry/strata/axis-source.ts';
import { type Context, ExitCode } from './context.ts';
import { type NetworkFlags, withNetwork, withNetworkOptions } from './network-file.ts';
import { numberOption } from './options.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface CondenseFlags extends NetworkFlags {
  readonly tolerance: number;
  readonly laws: boolean;
  readonly timeLimit: number;
  readonly json?: true;
}

export function condenseCommand({ streams, exit }: Context): Command {
  const command = new Command('condense')
    .description(
      'Put the units of each hidden axis into clusters of equal, opposite and zero ones, and print how ' +
        'far θ is from the nearest stratum of each dimension: exactly up to 8 units, as an upper bound ' +
        'beyond. Each axis is looked at by itself; what is conserved is said of the stratum of all ' +
        'clusters together, at a generic point of it. Checkpoints are read block by block, whatever ' +
        'their size.',
    )
    .argument('<file>', 'an instance, or a checkpoint as for `falsim import`');
  return withNetworkOptions(command)
    .option(
      '--tolerance <share>',
      'what counts as near, as a share of ‖θ‖',
      numberOption('--tolerance', true),
      0.01,
    )
    .option('--no-laws', 'leave out what is conserved on the stratum')
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action((file: string, { tolerance, laws, timeLimit, json, ...flags }: CondenseFlags) => {
      const text = within(timeLimit, () =>
        withNetwork(file, flags, (network, taken) => {
          const norm = network.norm();
          const axes = network.axes().map((axis) => condensationOf(axis, tolerance * norm));
          const condensed = { parameters: network.parameters, norm, tolerance, axes };
          const conserved = laws && axes.length > 0 ? nearLaws(network, condensed) : null;
          if (json)
            return writeJson({
              ...plainCondensation(condensed),
              laws: conserved && plainNearLaws(conserved),
              ...plainTaken(taken),
            });
          const { columns } = streams;
          return [
            takenLines(taken, columns),
            describeCondensation(condensed, columns),
            conserved && `\n${describeNearLaws(conserved, condensed, columns)}`,
          ].join('');
        }),
      );
      exit(ExitCode.survived);
      streams.out(text);
    });
}
