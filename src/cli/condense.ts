/** `falsim condense`: which units of a trained network are nearly equal, opposite or zero. */
import { Command } from 'commander';
import { writeJson } from '../json/write-json.ts';
import { describeCondensation, plainCondensation } from '../reports/condensation-text.ts';
import { plainTaken, takenLines } from '../reports/told.ts';
import { condensationOf } from '../symmetry/strata/axis-source.ts';
import { type Context, SURVIVED } from './context.ts';
import { type NetworkFlags, withNetwork, withNetworkOptions } from './network-file.ts';
import { numberOption } from './options.ts';
import { timeLimitOption, within } from './time-limit.ts';

interface CondenseFlags extends NetworkFlags {
  readonly tolerance: number;
  readonly timeLimit: number;
  readonly json?: true;
}

export function condenseCommand({ streams, exit }: Context): Command {
  const command = new Command('condense')
    .description(
      'Put the units of each hidden axis into clusters of equal, opposite and zero ones, and print how ' +
        'far θ is from the nearest stratum of each dimension: exactly up to 8 units, as an upper bound ' +
        'beyond. Each axis is looked at by itself. Checkpoints are read block by block, whatever ' +
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
    .option(...timeLimitOption)
    .option('--json', 'print JSON')
    .action((file: string, { tolerance, timeLimit, json, ...flags }: CondenseFlags) => {
      const text = within(timeLimit, () =>
        withNetwork(file, flags, (network, taken) => {
          const norm = network.norm();
          const axes = network.axes().map((axis) => condensationOf(axis, tolerance * norm));
          const condensed = { parameters: network.parameters, norm, tolerance, axes };
          return json
            ? writeJson({ ...plainCondensation(condensed), ...plainTaken(taken) })
            : takenLines(taken, streams.columns) + describeCondensation(condensed, streams.columns);
        }),
      );
      exit(SURVIVED);
      streams.out(text);
    });
}
